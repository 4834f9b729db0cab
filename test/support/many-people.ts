import type { InputOf } from "../../src/contract/methods";
import { recordEvent, type VaultContext } from "../../src/main/core/context";
import type { PolicyRule } from "../../src/main/core/domain/policy";
import type { Caller } from "../../src/main/core/session/session";
import { type Account, findAccount } from "../../src/main/core/store/accounts";
import { immediately } from "../../src/main/core/store/open";
import { addAccount, createTestContext, signedInAs, type TestContext, withHost } from "./context";

export const DAY = 24 * 60 * 60_000;

/** Everybody, with nothing left out. */
export const EVERYBODY: InputOf<"exportPeople">["filter"] = {
  search: "",
  status: null,
  role: null,
  accountType: null,
  method: null,
  codes: null,
  late: false,
  dueOn: null,
};

/** Puts rules in force as they are: for tests that are not about who may change them. */
export function putInForce(context: VaultContext, ...after: readonly PolicyRule[]): void {
  const data = { before: [], after, reason: "our insurer asks for it" };
  immediately(context.db, () => recordEvent(context, null, { kind: "policy-changed", subject: null, data }));
}

/** Everybody by the app or by text, from a day long past, with grace for whoever came since. */
export const RULE: PolicyRule = {
  id: "r".repeat(26),
  applies: { to: "everyone" },
  fromOn: "2026-10-01",
  fromAt: Date.UTC(2026, 9, 1, 5),
  graceDays: 14,
  methods: "app-and-text",
};

/** A rule for one person, without grace: overdue. */
export function overdueRule({ id }: { readonly id: string }): PolicyRule {
  return { ...RULE, id: "o".repeat(26), applies: { to: "people", people: [id] }, graceDays: 0 };
}

export type Clinic = {
  readonly context: TestContext;
  readonly joan: Caller;
  /** By first name. */
  readonly people: Readonly<Record<ClinicName, Account>>;
};
type ClinicName = "ana" | "ben" | "carla" | "dana" | "eli" | "ruth";

/**
 * Joan manages, and so does Ruth. Two-factor is required: Ana has 44 days left and Ben, for whom there is no grace, is
 * overdue; of Carla the app is on; Dana has left; Eli has no phone and 44 days left.
 */
export function createClinic(): Clinic {
  const context = createTestContext();
  const add = (name: string, more: { role?: "manager"; cellPhone?: string | null } = {}) =>
    addAccount(context, { name, email: `${name.split(" ")[0]?.toLowerCase()}@northside.example`, ...more });
  const people = {
    ana: add("Ana Castillo", { cellPhone: "+14155552671" }),
    ben: add("Ben Okafor", { cellPhone: "+14155552672" }),
    carla: add("Carla Moretti", { cellPhone: "+14155552673" }),
    dana: add("Dana Reed", { cellPhone: "+14155552675" }),
    eli: add("Eli Park", { cellPhone: null }),
    ruth: add("Ruth Kane", { role: "manager", cellPhone: "+14155552674" }),
  };
  immediately(context.db, () => {
    const { ben, carla, dana } = people;
    recordEvent(context, ben.id, { kind: "signed-in", subject: ben.id, data: { factors: [{ factor: "password" }] } });
    recordEvent(context, carla.id, { kind: "two-factor-enabled", subject: carla.id, data: { method: "app" } });
    recordEvent(context, null, { kind: "account-deactivated", subject: dana.id, data: { reason: "left" } });
  });
  putInForce(context, RULE, overdueRule(people.ben));
  return { context, joan: signedInAs(context, context.manager), people };
}

/** A selection of people, as when their rows are picked. */
export function picked(...accounts: readonly { readonly id: string }[]) {
  return { selection: { ids: accounts.map(({ id }) => id) }, count: accounts.length };
}

/** The account as it is now. */
export function now(context: VaultContext, { id }: { readonly id: string }): Account {
  const found = findAccount(context.db, id);
  if (found === undefined) throw new Error("nobody there");
  return found;
}

/** Somebody edits the account's row behind the ledger's back. */
export function damage(context: TestContext, { id }: { readonly id: string }): void {
  context.db.prepare("UPDATE accounts SET confirmed_phone = '+14155550199' WHERE owner = ?").run(id);
}

/** Presses Stop when it has been told so often that the work goes on. */
export function stopAfter(context: TestContext, times: number, stop: () => void): TestContext {
  let notified = 0;
  const { changed } = context.session.host;
  return withHost(context, {
    changed: (reads) => {
      changed(reads);
      if (reads.includes("getProgress") && ++notified === times) stop();
    },
  });
}
