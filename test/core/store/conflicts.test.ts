import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Role } from "../../../src/contract/vocabulary";
import type { AccountFacts, DomainEvent, EventData, EventKind } from "../../../src/main/core/domain/events";
import type { PolicyRule } from "../../../src/main/core/domain/policy";
import type { PracticeSettings } from "../../../src/main/core/domain/practice-facts";
import { listOpenConflicts } from "../../../src/main/core/store/conflicts";
import { rebuildShadow } from "../../../src/main/core/store/ledger/record";
import { randomRuns } from "../../support/random-runs";
import {
  added,
  agree,
  created,
  createWorkstation,
  factsOf,
  hand,
  PRACTICE_CREATED,
  tablesOf,
  type Workstation,
  write,
} from "../../support/workstations";

/* What is in force where several workstations recorded apart what cannot both hold, whatever their clocks said. */

const START = Date.UTC(2026, 10, 2, 9);

type Step =
  | { readonly does: "write"; readonly who: number; readonly what: number; readonly variant: number }
  | { readonly does: "hand"; readonly from: number; readonly to: number; readonly limit: number };

const about = <K extends EventKind>(kind: K, data: EventData[K], subject: string | null = "ana") =>
  ({ kind, subject, data }) as DomainEvent;

const settings: PracticeSettings = {
  ...{ name: "Northside", region: "US", timeZone: "America/Chicago", stillStuck: null, textTokenMinutes: 10 },
  ...{ digits: 7, idleMinutes: 10, rememberDays: 0, textForApp: false },
};
const rule = (id: string, more: Partial<PolicyRule> = {}): PolicyRule => ({
  ...{ id, applies: { to: "everyone" }, fromOn: "2027-01-04", fromAt: 5, graceDays: 14, methods: "app-and-text" },
  ...more,
});
const edited = (more: Partial<AccountFacts>) =>
  about("account-edited", { before: factsOf("ana"), after: { ...factsOf("ana"), ...more }, reason: null });
const set = (more: Partial<PracticeSettings>) =>
  about("settings-changed", { before: settings, after: { ...settings, ...more } }, null);
const policy = (...after: readonly PolicyRule[]) => about("policy-changed", { before: [], after, reason: "" }, null);
const role = (after: Role) => about("role-changed", { before: "member", after, reason: "" });
const password = (secret: string, by: EventData["password-set"]["by"]) =>
  about("password-set", { secret, by, fitsManager: true });
const enrolled = (authenticator: string): readonly DomainEvent[] => [
  about("authenticator-offered", { authenticator, secret: authenticator, digits: 7, expiresAt: 0, sameAs: null }),
  about("authenticator-enabled", { authenticator, digits: 7, step: 1, drift: 0, phoneVerified: true }),
];
const gateway = { baseUrl: "https://gateway.example", accountSid: "AC1", secret: "s" };

/** What somebody may record, in two variants each; `at`: unlike what is recorded anywhere else. */
const acts: readonly ((variant: number, at: string) => readonly DomainEvent[])[] = [
  (variant) => [role((["manager", "support", "auditor", "member"] as const)[variant] ?? "member")],
  () => [about("account-deactivated", { reason: "" })],
  () => [about("account-reactivated", { reason: "" })],
  (variant) => [edited({ name: `Ana ${variant}` })],
  (variant) => [edited({ email: `ana${variant}@x.example`, emailKey: `ana${variant}@x.example` })],
  (variant) => [edited({ cellPhone: `+1415555010${variant}` })],
  (variant) => [edited({ accountType: variant % 2 === 0 ? "provider" : "staff" })],
  (variant) => [about("exemption-granted", { untilOn: "", untilAt: 10 + variant, reason: "" })],
  () => [about("exemption-ended", { reason: "" })],
  (_variant, at) => enrolled(at),
  () => [about("two-factor-disabled", {}), about("two-factor-enabled", { method: "text" })],
  () => [about("two-factor-disabled", {})],
  () => [about("two-factor-reset", { cause: "lost-or-stolen", reason: "" })],
  () => [about("text-messages-chosen", {})],
  () => [about("text-fallback-given", { reason: "" })],
  () => [about("phone-replaced", { cause: "lost-or-stolen", reason: "" })],
  (_variant, at) => [about("recovery-codes-made", { codes: [{ code: at, secret: at }] })],
  (_variant, at) => [about("bypass-code-issued", { code: at, secret: at, expiresAt: 9, signIns: 1, reason: "" })],
  (_variant, at) => [password(at, "change")],
  (_variant, at) => [password(at, "rehash")],
  (variant) => [
    policy(rule("r", { graceDays: variant }), ...(variant > 1 ? [rule("s", { methods: "app-only" })] : [])),
  ],
  (variant) => [set({ idleMinutes: 5 + variant, name: `N${variant}` })],
  (variant) => [set({ rememberDays: variant, stillStuck: `S${variant}` })],
  (variant) => [
    about(
      "gateway-changed",
      { before: null, after: variant === 0 ? null : { ...gateway, sender: `+${variant}` } },
      null,
    ),
  ],
];

const steps = (workstations: number): fc.Arbitrary<Step> => {
  const who = fc.nat({ max: workstations - 1 });
  const what = fc.nat({ max: acts.length - 1 });
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ does: fc.constant("write"), who, what, variant: fc.nat({ max: 3 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ does: fc.constant("hand"), from: who, to: who, limit: fc.integer({ min: 1, max: 9 }) }),
    },
  ) as fc.Arbitrary<Step>;
};

/** Lives a history on as many workstations as there are clocks, and lets them hand each other all of it. */
function live(history: readonly Step[], clocks: readonly number[]): readonly Workstation[] {
  const all = clocks.map((_, n) => createWorkstation(`w${n}`, START));
  const [first, ...others] = all as [Workstation, ...Workstation[]];
  for (const event of [PRACTICE_CREATED, ...others.map(({ id }) => added(id)), created("ana"), created("ben")])
    write(first, event);
  for (const other of others) hand(first, other, first.id);
  for (const [n, one] of all.entries()) one.clock += clocks[n] ?? 0;
  for (const [index, step] of history.entries()) take(all, step, index);
  agree(all);
  return all;
}

function take(all: readonly Workstation[], step: Step, index: number): void {
  const at = (n: number) => all[n] as Workstation;
  if (step.does === "write") {
    for (const event of acts[step.what]?.(step.variant, `at${index}`) ?? []) write(at(step.who), event);
    return;
  }
  const lacking = all.filter(({ id }) => step.from !== step.to && id !== at(step.to).id);
  for (const { id } of lacking) hand(at(step.from), at(step.to), id, step.limit);
}

const close = (all: readonly Workstation[]) => {
  for (const { db } of all) db.close();
};

/**
 * How many histories are drawn: from one seed, so that a change is not blamed for what another one finds; the
 * long run draws others.
 */
function shareOfRuns(share: number) {
  const numRuns = Math.ceil(randomRuns.numRuns * share);
  return randomRuns.numRuns < 1000 ? { numRuns, seed: 1 } : { ...randomRuns, numRuns };
}

/** What is in force, without when. */
function inForce({ db }: Workstation) {
  const one = (sql: string) => db.prepare(sql).all();
  return {
    account: one(`SELECT name, email, cell_phone, account_type, role, deactivated_at IS NULL AS active, two_factor,
      CASE WHEN two_factor = 'none' THEN setup_due END AS due, CASE WHEN two_factor = 'none' THEN setup_code_needed END AS code,
      exempt_until_at, CASE WHEN deactivated_at IS NULL THEN password_secret END AS password FROM accounts WHERE owner = 'ana'`),
    authenticators: one("SELECT id FROM authenticators WHERE state = 'active' ORDER BY id"),
    codes: one("SELECT id FROM codes WHERE state = 'open' ORDER BY id"),
    policy: one("SELECT rules FROM policies"),
    settings: one("SELECT * FROM settings"),
    gateways: one("SELECT * FROM gateways"),
  };
}

describe.each([2, 3])("after any history on %d workstations", (count) => {
  test("all have the same tables, which are those of a replay", () => {
    const clocks = fc.array(fc.integer({ min: -3e11, max: 3e11 }), { minLength: count, maxLength: count });
    fc.assert(
      fc.property(fc.array(steps(count), { maxLength: 30 }), clocks, (history, off) => {
        const all = live(history, off);
        const [first] = all as [Workstation];
        const expected = tablesOf(first.db);
        for (const { db } of all) {
          expect(tablesOf(db)).toEqual(expected);
          rebuildShadow(db);
          expect(tablesOf(db)).toEqual(expected);
        }
        close(all);
      }),
      shareOfRuns(0.3),
    );
  });

  test("what is in force is the same whatever the clocks said", () => {
    const clocks = fc.array(fc.integer({ min: -3e11, max: 3e11 }), { minLength: count, maxLength: count });
    fc.assert(
      fc.property(fc.array(steps(count), { maxLength: 30 }), clocks, (history, off) => {
        const [right, wrong] = [live(history, Array(count).fill(0)), live(history, off)];
        expect(inForce(wrong[0] as Workstation)).toEqual(inForce(right[0] as Workstation));
        close([...right, ...wrong]);
      }),
      shareOfRuns(0.6),
    );
  });
});

test.each([0, 20])(
  "a code that a revocation voids keeps no other one from being made, with a clock %d ms ahead",
  (off) => {
    const [disabled, bypass] = [11, 17].map((what) => ({ does: "write", variant: 0, what }) as const);
    const history = [
      { ...disabled, who: 0 },
      { ...bypass, who: 1 },
      { ...bypass, who: 0 },
    ] as readonly Step[];
    const all = live(history, [off, 0]);
    for (const one of all) expect(inForce(one).codes).toHaveLength(1);
    close(all);
  },
);

describe("what two say apart is listed, with what is in force of it:", () => {
  const granted = (untilAt: number) => about("exemption-granted", { untilOn: "", untilAt, reason: "" });
  const sender = (to: string | null) =>
    about("gateway-changed", { before: null, after: to === null ? null : { ...gateway, sender: to } }, null);
  const facts = (to: string) => ({ baseUrl: gateway.baseUrl, accountSid: gateway.accountSid, sender: to });
  const [lenient, strict] = [rule("r"), rule("r", { methods: "app-only", graceDays: 20 })];

  test.each<readonly [string, DomainEvent, DomainEvent, object]>([
    ["a role", role("support"), role("auditor"), { what: "role", account: "ana", inForce: "member" }],
    [
      "who is active",
      about("account-deactivated", { reason: "" }),
      about("account-reactivated", { reason: "" }),
      { what: "account-status", inForce: "deactivated" },
    ],
    ["a name", edited({ name: "A" }), edited({ name: "B" }), { what: "profile", field: "name", inForce: "B" }],
    ["a number", edited({ cellPhone: "+1" }), edited({ cellPhone: "+2" }), { what: "profile", field: "cellPhone" }],
    ["an exemption", granted(9), granted(5), { what: "exemption", inForce: 5 }],
    ["one that was ended", granted(9), about("exemption-ended", { reason: "" }), { what: "exemption", inForce: null }],
    ["a password", password("p", "change"), password("q", "change"), { what: "password", inForce: "change" }],
    ["a setting", set({ idleMinutes: 30 }), set({ idleMinutes: 5 }), { what: "settings", inForce: 5 }],
    ["the longer remembering", set({ rememberDays: 30 }), set({ rememberDays: 7 }), { what: "settings", inForce: 7 }],
    ["the number to call", set({ stillStuck: "1" }), set({ stillStuck: "2" }), { what: "settings", inForce: "2" }],
    [
      "the policy",
      policy(lenient),
      policy(strict),
      { what: "policy", inForce: [{ ...strict, graceDays: lenient.graceDays }] },
    ],
    ["a policy without rules", policy(), policy(strict), { what: "policy", inForce: [strict] }],
    ["the gateway", sender("+1"), sender("+2"), { what: "gateway", inForce: facts("+2") }],
    ["a gateway that was removed", sender("+1"), sender(null), { what: "gateway", inForce: null }],
  ])("%s", (_what, one, other, expected) => {
    // Both know as much: the one of the higher workstation is the later one, however far its clock is behind.
    const both = live([], [9e9, 0]) as [Workstation, Workstation];
    write(both[0], one);
    write(both[1], other);
    agree(both);
    for (const { db } of both) expect(listOpenConflicts(db)).toContainEqual(expect.objectContaining(expected));
    expect(listOpenConflicts(both[0].db)).toHaveLength(1);
    close(both);
  });

  test("nothing, where both say the same", () => {
    const both = live([], [0, 0]) as [Workstation, Workstation];
    for (const event of [role("support"), edited({ name: "A" }), granted(5), set({ idleMinutes: 5 }), policy(strict)])
      for (const at of both) write(at, event);
    agree(both);
    expect(listOpenConflicts(both[0].db)).toEqual([]);
    close(both);
  });
});

describe("two who act against each other apart", () => {
  const start = () => live([], [0, 0]) as [Workstation, Workstation];
  const removed = (workstation: string, acceptedUpTo: number) =>
    about("workstation-removed", { workstation, name: workstation, acceptedUpTo, reason: "" }, null);
  const demoted = about("role-changed", { before: "manager", after: "member", reason: "" }, "ben");

  test("managers: both roles have ended, and both entries are listed", () => {
    const [one, other] = start();
    write(one, role("manager"));
    write(one, about("role-changed", { before: "member", after: "manager", reason: "" }, "ben"));
    agree([one, other]);
    write(one, demoted, { actor: "ana" });
    write(other, about("role-changed", { before: "manager", after: "support", reason: "" }), { actor: "ben" });
    agree([one, other]);
    for (const { db } of [one, other]) {
      expect(db.prepare("SELECT role FROM accounts ORDER BY owner").pluck().all()).toEqual(["support", "member"]);
      expect(listOpenConflicts(db)).toMatchObject([
        { what: "no-manager", sides: [{ value: "ben" }, { value: "ana" }] },
        { what: "demoted-each-other" },
      ]);
    }
    expect(listOpenConflicts(one.db)).toEqual(listOpenConflicts(other.db));
    close([one, other]);
  });

  test("workstations: both removals hold, and are listed", () => {
    const [one, other] = start();
    write(one, removed("w1", 9));
    write(other, removed("w0", 9));
    agree([one, other]);
    const up = ({ db }: Workstation) => db.prepare("SELECT accepted_up_to FROM workstations ORDER BY id").pluck().all();
    expect([up(one), up(other)]).toEqual([
      [9, 9],
      [9, 9],
    ]);
    expect(listOpenConflicts(one.db)).toMatchObject([
      { what: "removed-each-other", sides: [{ value: "w1" }, { value: "w0" }] },
    ]);
    close([one, other]);
  });
});
