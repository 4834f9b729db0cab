import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCOUNT_TYPES, type AccountType, type Method, ROLES, type Role } from "../../../src/contract/vocabulary";
import { recordEvent } from "../../../src/main/core/context";
import type { DomainEvent } from "../../../src/main/core/domain/events";
import {
  countEntriesOfKinds,
  findBeginningAt,
  listEntriesOfKinds,
} from "../../../src/main/core/store/ledger/entries-of-kinds";
import { immediately } from "../../../src/main/core/store/open";
import { countExempt, countMethods, listMethodCounts, type Who } from "../../../src/main/core/store/reports";
import { addAccount, createTestContext, MONDAY, standAt, type TestContext } from "../../support/context";
import { undone } from "../../support/drawn-clinic";
import { expectReplayEqualsTables } from "../../support/entries";

const DAY = 86_400_000;
const everybody: Who = { accountType: null, role: null };

let context: TestContext;
beforeAll(() => {
  context = createTestContext({ now: MONDAY - 40 * DAY });
});
afterAll(() => context.close());

const record = (event: DomainEvent) => immediately(context.db, () => recordEvent(context, null, event));

/** What an account can go through, and what it is afterwards: the model that the counts are held against. */
const steps = {
  text: (subject: string): DomainEvent => ({ kind: "two-factor-enabled", subject, data: { method: "text" } }),
  app: (subject: string): DomainEvent => ({ kind: "two-factor-enabled", subject, data: { method: "app" } }),
  reset: (subject: string): DomainEvent => ({
    kind: "two-factor-reset",
    subject,
    data: { cause: "new-phone", reason: "new phone" },
  }),
  off: (subject: string): DomainEvent => ({ kind: "two-factor-disabled", subject, data: {} }),
  leaves: (subject: string): DomainEvent => ({ kind: "account-deactivated", subject, data: { reason: "left" } }),
  returns: (subject: string): DomainEvent => ({ kind: "account-reactivated", subject, data: { reason: "back" } }),
} as const;
type Step = keyof typeof steps;

type State = { method: Method; here: boolean };
function after({ method, here }: State, step: Step): State {
  if (step === "leaves") return { method, here: false };
  if (step === "returns") return { method, here: true };
  return { method: step === "text" || step === "app" ? step : "none", here };
}

const drawnPerson = fc.record({
  accountType: fc.constantFrom(...ACCOUNT_TYPES),
  role: fc.constantFrom(...ROLES),
  createdAt: fc.integer({ min: 0, max: 30 }),
  // In days after the one before; a clock that was set back makes some negative.
  steps: fc.array(
    fc.record({ after: fc.integer({ min: -3, max: 12 }), step: fc.constantFrom(...(Object.keys(steps) as Step[])) }),
    { maxLength: 6 },
  ),
});
type Drawn = typeof drawnPerson extends fc.Arbitrary<infer P> ? P : never;
const drawnHistory = fc.array(drawnPerson, { minLength: 1, maxLength: 8 });

/** What of a state is counted. */
const seen = ({ method, here }: State) => (here ? method : "absent");

type History = { accountType: AccountType; role: Role; states: { at: number; state: State }[] };

/** Records what was drawn of a person and tells what became of them when, as the rule has it. */
function live(person: Drawn, index: number, from: number): History {
  standAt(context, from + person.createdAt * DAY);
  const { id } = addAccount(context, { ...person, name: `P ${index}`, email: `p${index}@northside.example` });
  let at = context.clock.now();
  let state: State = { method: "none", here: true };
  const states = [{ at, state }];
  for (const { after: days, step } of person.steps) {
    standAt(context, at + days * DAY);
    record(steps[step](id));
    const next = after(state, step);
    // Nothing becomes true before what was true last, even where the clock was set back.
    if (seen(next) !== seen(state)) at = Math.max(at, context.clock.now());
    state = next;
    states.push({ at, state });
  }
  return { accountType: person.accountType, role: person.role, states };
}

function countModel(histories: readonly History[], end: number, who: Who) {
  const counts = { app: 0, text: 0, none: 0 };
  const asked = histories.filter(
    ({ accountType, role }) => (who.accountType ?? accountType) === accountType && (who.role ?? role) === role,
  );
  for (const { states } of asked) {
    const last = states.findLast(({ at }) => at < end)?.state;
    const method = last === undefined ? "absent" : seen(last);
    if (method !== "absent") counts[method] += 1;
  }
  return counts;
}

describe("the counts over time", () => {
  test("are what going through everybody's history yields, whoever is asked about", () => {
    fc.assert(
      fc.property(
        drawnHistory,
        fc.constantFrom(null, ...ACCOUNT_TYPES),
        fc.constantFrom(null, ...ROLES),
        (people, accountType, role) =>
          undone(context, () => {
            const from = context.clock.now();
            const joan: History = {
              accountType: "staff",
              role: "manager",
              states: [{ at: from, state: { method: "none", here: true } }],
            };
            const histories = [joan, ...people.map((person, index) => live(person, index, from))];
            standAt(context, from);
            const who = { accountType, role };
            const ends = Array.from({ length: 60 }, (_, day) => from + (day + 1) * DAY);
            expect(listMethodCounts(context.db, ends, who)).toEqual(ends.map((end) => countModel(histories, end, who)));
            expect(listMethodCounts(context.db, [from + 200 * DAY], who)).toEqual([countMethods(context.db, who)]);
            expectReplayEqualsTables(context);
          }),
      ),
      { numRuns: 40 },
    );
  });

  test("end a day to the millisecond", () => {
    undone(context, () => {
      const now = context.clock.now() + DAY;
      standAt(context, now);
      const { id } = addAccount(context, { name: "Ana", email: "ana@northside.example" });
      record(steps.app(id));
      expect(listMethodCounts(context.db, [now, now + 1], everybody)).toEqual([
        { app: 0, text: 0, none: 1 },
        { app: 1, text: 0, none: 1 },
      ]);
      expect(listMethodCounts(context.db, [], everybody)).toEqual([]);
    });
  });

  test("read nothing but indexes where they are about everybody", () => {
    const sql = "SELECT sum(m.became = 'app') FROM method_changes m WHERE m.at >= 1 AND m.at < 2";
    const [plan] = context.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[];
    expect(plan?.detail).toContain("USING COVERING INDEX method_changes_by_time");
  });
});

describe("entries of some kinds", () => {
  const lock = (subject: string) =>
    record({ kind: "account-locked", subject, data: { until: null, factor: "app", during: "sign-in" } });

  test("come oldest first, in pages that hold each of them once, and are counted alike", () => {
    undone(context, () => {
      const { id } = addAccount(context, {
        name: "Ana",
        email: "ana@northside.example",
        accountType: "provider",
        role: "auditor",
      });
      for (let index = 0; index < 7; index += 1) lock(id);
      record(steps.reset(id));
      const span = { from: 0, to: Number.MAX_SAFE_INTEGER, upTo: Number.MAX_SAFE_INTEGER };
      const page = (after: number, who = everybody, of = span) =>
        listEntriesOfKinds(context.db, ["account-locked", "two-factor-reset"], { span: of, who, after, limit: 3 });
      const first = page(0);
      const second = page(first.at(-1)?.arrival ?? 0);
      const third = page(second.at(-1)?.arrival ?? 0);
      const places = [first, second, third].flat().map(({ arrival }) => arrival);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(new Set(places).size).toBe(8);
      const count = (who: Who, of = span) => countEntriesOfKinds(context.db, ["account-locked"], of, who);
      expect(count(everybody)).toBe(7);
      expect(count({ accountType: "provider", role: "auditor" })).toBe(7);
      expect(count({ accountType: "staff", role: null })).toBe(0);
      expect(page(0, { accountType: null, role: "manager" })).toEqual([]);
      const now = context.clock.now();
      expect(count(everybody, { ...span, to: now })).toBe(0);
      expect(count(everybody, { ...span, from: now, to: now + 1 })).toBe(7);
      expect(count(everybody, { ...span, upTo: first.at(-1)?.arrival ?? 0 })).toBe(3);
    });
  });

  test("history begins with the first of all", () => {
    expect(findBeginningAt(context.db)).toBe(MONDAY - 40 * DAY);
  });
});

test("exemptions count while they hold, of active people", () => {
  undone(context, () => {
    const now = context.clock.now();
    const ids = ["ana", "ben", "cai"].map(
      (name) => addAccount(context, { name, email: `${name}@northside.example`, accountType: "provider" }).id,
    );
    for (const [index, subject] of ids.entries()) {
      const data = { untilOn: "2026-12-01", untilAt: now + index + 1, reason: "on leave" };
      record({ kind: "exemption-granted", subject, data });
    }
    expect(countExempt(context.db, everybody, now)).toBe(3);
    expect(countExempt(context.db, everybody, now + 1)).toBe(2);
    expect(countExempt(context.db, { accountType: "staff", role: null }, now)).toBe(0);
    record(steps.leaves(ids[2] ?? ""));
    expect(countExempt(context.db, { accountType: "provider", role: "member" }, now + 1)).toBe(1);
  });
});
