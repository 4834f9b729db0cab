import fc from "fast-check";
import { ACCOUNT_TYPES, METHODS, ROLES } from "../../src/contract/vocabulary";
import { recordEvent, type VaultContext } from "../../src/main/core/context";
import type { Policy } from "../../src/main/core/domain/policy";
import { addAccount, standAt, type TestContext } from "./context";
import { countedAs, refusedWith } from "./failures";
import { drawRules, drawTime, NOW } from "./policy";

/** Runs on a copy of the vault's present state: what it records is taken back. */
export function undone<T>(context: VaultContext, run: () => T): T {
  context.db.exec("SAVEPOINT before");
  const { ruleFloor } = context.memory;
  try {
    return run();
  } finally {
    context.db.exec("ROLLBACK TO before; RELEASE before");
    context.memory.ruleFloor = ruleFloor;
  }
}

/** Somebody with everything that lists and previews look at, times around NOW. */
export const drawPerson = fc.record({
  role: fc.constantFrom(...ROLES),
  accountType: fc.constantFrom(...ACCOUNT_TYPES),
  phone: fc.constantFrom("own", "shared", "none"),
  createdAt: drawTime,
  firstSignInAt: fc.option(drawTime),
  hasPassword: fc.boolean(),
  exemptUntilAt: fc.option(drawTime, { freq: 2 }),
  twoFactor: fc.constantFrom(...METHODS),
  recoveryCodes: fc.nat(5),
  backupPassword: fc.boolean(),
  lock: fc.option(fc.record({ lockedUntilAt: fc.option(drawTime), held: fc.boolean() }), { freq: 1 }),
  leaves: fc.constantFrom(true, false, false, false),
});
export type DrawnPerson = typeof drawPerson extends fc.Arbitrary<infer P> ? P : never;

/** Rules for people who are known by their places until they have ids. */
const places = Array.from({ length: 8 }, (_, place) => String(place));
export const drawnRules = drawRules(places);

/** The rules for the people who were settled, in the order in which they were. */
export function rulesFor(rules: Policy, ids: readonly string[]): Policy {
  return rules.map((rule) => {
    const { applies } = rule;
    if (applies.to !== "people") return rule;
    return { ...rule, applies: { ...applies, people: applies.people.map((place) => ids[Number(place)] ?? place) } };
  });
}

export function putInForce(context: VaultContext, rules: Policy): void {
  const data = { before: [], after: rules, reason: "as decided" };
  recordEvent(context, null, { kind: "policy-changed", subject: null, data });
}

/** Records all that makes the account what was drawn, at its times; gives its id. */
export function settle(context: TestContext, person: DrawnPerson, index: number): string {
  const { name, email } = { name: `Person ${index % 3}`, email: `p${index}@northside.example` };
  const at = (time: number) => standAt(context, time);
  at(person.createdAt);
  const cellPhone = { own: `+1415666${1000 + index}`, shared: "+14156669999", none: null }[person.phone];
  const { id } = addAccount(context, { name, email, cellPhone, role: person.role, accountType: person.accountType });
  if (person.firstSignInAt !== null) {
    at(person.firstSignInAt);
    recordEvent(context, id, { kind: "signed-in", subject: id, data: { factors: [] } });
  }
  at(NOW);
  if (person.hasPassword) password(context, id);
  if (person.exemptUntilAt !== null) exempt(context, id, person.exemptUntilAt);
  if (person.twoFactor !== "none") enabled(context, id, person.twoFactor);
  if (person.twoFactor !== "none" && person.recoveryCodes > 0) recoveryCodes(context, id, person.recoveryCodes);
  if (person.twoFactor !== "none" && person.backupPassword) backupPassword(context, id);
  if (person.lock !== null) failed(context, id, person.lock);
  if (person.leaves) deactivated(context, id);
  return id;
}

export const enabled = (context: VaultContext, subject: string, method: "text" | "app") =>
  recordEvent(context, subject, { kind: "two-factor-enabled", subject, data: { method } });
export const deactivated = (context: VaultContext, subject: string) =>
  recordEvent(context, null, { kind: "account-deactivated", subject, data: { reason: "left" } });
export const failed = (context: VaultContext, subject: string, lock: Parameters<typeof countedAs>[0]) =>
  recordEvent(context, null, { kind: "attempt-refused", subject, data: refusedWith("password", countedAs(lock)) });

function password(context: VaultContext, subject: string) {
  const data = { secret: `secret of ${subject}`, by: "setup-code", fitsManager: true } as const;
  recordEvent(context, subject, { kind: "password-set", subject, data });
}

export const backupPassword = (context: VaultContext, subject: string) =>
  recordEvent(context, subject, { kind: "backup-password-set", subject, data: { secret: `backup of ${subject}` } });

function exempt(context: VaultContext, subject: string, untilAt: number) {
  const data = { untilAt, untilOn: "2026-11-02", reason: "on leave" };
  recordEvent(context, null, { kind: "exemption-granted", subject, data });
}

function recoveryCodes(context: VaultContext, subject: string, count: number) {
  const codes = Array.from({ length: count }, (_, index) => ({ code: `${subject}-${index}`, secret: "s" }));
  recordEvent(context, subject, { kind: "recovery-codes-made", subject, data: { codes } });
}
