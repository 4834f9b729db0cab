import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCK_OUT_CAUSES, PREVIEW_GROUPS } from "../../../src/contract/vocabulary";
import { decide, isSatisfied, type Policy, ruleApplies } from "../../../src/main/core/domain/policy";
import {
  locksOutLastManager,
  type Previewed,
  type PreviewFacts,
  type PreviewTimes,
  previewAccount,
  previewAt,
} from "../../../src/main/core/domain/policy-preview";
import { type Account, countPhoneSharers, findAccount } from "../../../src/main/core/store/accounts";
import { countByStatus } from "../../../src/main/core/store/people";
import { countCoverage, findPolicy } from "../../../src/main/core/store/policy";
import {
  countPreviewed,
  listManagersToPreview,
  listPreviewed,
  type PreviewedCounts,
  type PreviewedPerson,
} from "../../../src/main/core/store/policy-preview";
import { createTestContext, type TestContext } from "../../support/context";
import {
  type DrawnPerson,
  drawnRules,
  drawPerson,
  putInForce,
  rulesFor,
  settle,
  undone as undoneIn,
} from "../../support/drawn-clinic";
import { aRule, DAY, drawTime, NOW } from "../../support/policy";

let context: TestContext;
beforeAll(() => {
  context = createTestContext();
});
afterAll(() => context.close());

const undone = <T>(run: () => T): T => undoneIn(context, run);

function accountOf(id: string): Account {
  const account = findAccount(context.db, id);
  if (account === undefined) throw new Error("nobody there");
  return account;
}

function factsOf(account: Account): PreviewFacts {
  const { id, cellPhone, passwordSecret } = account;
  const shared = cellPhone !== null && countPhoneSharers(context.db, cellPhone, id) > 0;
  return {
    ...account,
    phone: cellPhone === null ? "none" : shared ? "shared" : "own",
    hasPassword: passwordSecret !== null,
  };
}

/** A clinic of the drawn people, and the drawn rules for them: what is tried out, nothing being in force. */
function clinicOf(drawn: readonly DrawnPerson[], places: Policy) {
  const ids = drawn.map((person, index) => settle(context, person, index));
  const accounts = [context.manager.id, ...ids].map(accountOf).filter(({ deactivatedAt }) => deactivatedAt === null);
  return { accounts, rules: rulesFor(places, ids) };
}

type Expected = Previewed & { readonly account: Account };

function rowOf({ account: { id, name, accountType, role, cellPhone }, causes, deadlineAt }: Expected): PreviewedPerson {
  return { id, name, accountType, role, cellPhone, causes, deadlineAt };
}

function countsOf(expected: readonly Expected[]): PreviewedCounts {
  const groups = PREVIEW_GROUPS.map((group) => [group, expected.filter((one) => one.group === group).length]);
  const causes = LOCK_OUT_CAUSES.map((cause) => [cause, expected.filter((one) => one.causes.includes(cause)).length]);
  return { groups: Object.fromEntries(groups), causes: Object.fromEntries(causes) };
}

const people = fc.array(drawPerson, { minLength: 1, maxLength: 10 });

const drawTimes = fc.record({ now: drawTime, at: fc.option(drawTime), exact: fc.boolean() });

/** `exact`: it is the very instant of somebody's deadline. */
function timesOf(
  accounts: readonly Account[],
  rules: Policy,
  { now: time, at, exact }: typeof drawTimes extends fc.Arbitrary<infer T> ? T : never,
): PreviewTimes {
  const [deadline] = accounts.map((account) => decide(rules, account).deadlineAt).filter((due) => due !== null);
  const now = exact && deadline !== undefined ? deadline : time;
  return { now, at: Math.max(now, at ?? previewAt(rules, now)) };
}

describe("a preview in SQL", () => {
  test("puts everybody where the rules do, with the same causes and deadlines, and counts whom it lists", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(people, drawnRules, drawTimes, (drawn, places, drawnTimes) =>
        undone(() => {
          const { accounts, rules } = clinicOf(drawn, places);
          const times = timesOf(accounts, rules, drawnTimes);
          const expected = accounts.map((account) => ({ account, ...previewAccount(rules, factsOf(account), times) }));
          const counts = countPreviewed(context.db, rules, times);
          expect(counts).toEqual(countsOf(expected));
          for (const group of PREVIEW_GROUPS) {
            const listed = listPreviewed(context.db, rules, { group, offset: 0, limit: 500 }, times);
            expect(byId(listed)).toEqual(byId(expected.filter((one) => one.group === group).map(rowOf)));
          }
          for (const [name, count] of Object.entries({ ...counts.groups, ...counts.causes })) {
            if (count > 0) seen.add(name);
          }
        }),
      ),
      { numRuns: 200 },
    );
    // Every group and every cause came up, so that none goes by untried.
    expect([...seen].sort()).toEqual([...PREVIEW_GROUPS, ...LOCK_OUT_CAUSES].sort());
  });

  test("comes true: once the rules are in force and the instant has come, as many are overdue and in grace", () => {
    fc.assert(
      fc.property(people, drawnRules, (drawn, places) =>
        undone(() => {
          const unlocked = drawn.map((person) => ({ ...person, lock: null }));
          const { rules } = clinicOf(unlocked, places);
          const at = previewAt(rules, NOW);
          const { groups } = countPreviewed(context.db, rules, { at, now: NOW });
          putInForce(context, rules);
          const counts = countByStatus(context.db, at);
          expect(counts.get("overdue") ?? 0).toBe(groups["must-set-up"] + groups["locked-out"]);
          expect(counts.get("days-left") ?? 0).toBe(groups["time-left"]);
        }),
      ),
      { numRuns: 100 },
    );
  });

  test("comes in pages by name that hold everybody once", () => {
    undone(() => {
      const person: DrawnPerson = {
        role: "member",
        accountType: "staff",
        phone: "own",
        createdAt: NOW - 99 * DAY,
        firstSignInAt: NOW - 99 * DAY,
        hasPassword: true,
        exemptUntilAt: null,
        twoFactor: "none",
        backupPassword: false,
        recoveryCodes: 0,
        lock: null,
        leaves: false,
      };
      for (let index = 0; index < 12; index += 1) settle(context, person, index);
      const rules = [aRule({ fromAt: NOW + DAY, applies: { to: "role", role: "member" } })];
      const page = (offset: number, limit: number) =>
        listPreviewed(context.db, rules, { group: "must-set-up", offset, limit }, { at: NOW + DAY, now: NOW });
      const whole = page(0, 500);
      expect(whole).toHaveLength(12);
      expect([0, 5, 10].flatMap((offset) => page(offset, 5))).toEqual(whole);
      const names = whole.map(({ name }) => name);
      expect(names).toEqual([...names].sort());
    });
  });

  test("knows the active managers as the rules do", () => {
    fc.assert(
      fc.property(people, drawnRules, drawTime, (drawn, places, at) =>
        undone(() => {
          const { accounts, rules } = clinicOf(drawn, places);
          const managers = accounts.filter(({ role }) => role === "manager").map(factsOf);
          const found = listManagersToPreview(context.db);
          expect(byId(found)).toEqual(byId(managers.map(onlyFacts)));
          expect(locksOutLastManager(found, rules, at)).toBe(locksOutLastManager(managers, rules, at));
        }),
      ),
      { numRuns: 60 },
    );
  });
});

test("the coverage of each rule is whom it applies to, and who satisfies it", () => {
  fc.assert(
    fc.property(people, drawnRules, (drawn, places) =>
      undone(() => {
        const { accounts, rules } = clinicOf(drawn, places);
        const expected = rules.map((rule) => {
          const covered = accounts.filter((account) => ruleApplies(rule, account));
          return {
            covered: covered.length,
            done: covered.filter(({ twoFactor }) => isSatisfied(rule, twoFactor)).length,
          };
        });
        expect(countCoverage(context.db, rules)).toEqual(expected);
      }),
    ),
    { numRuns: 60 },
  );
});

test("the rules in force are read as they were recorded", () => {
  fc.assert(
    fc.property(drawnRules, (rules) =>
      undone(() => {
        expect(findPolicy(context.db)).toEqual([]);
        putInForce(context, rules);
        expect(findPolicy(context.db)).toEqual(rules);
        expect(decide(findPolicy(context.db), accountOf(context.manager.id))).toEqual(
          decide(rules, accountOf(context.manager.id)),
        );
      }),
    ),
    { numRuns: 30 },
  );
});

function byId<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function onlyFacts(facts: PreviewFacts): PreviewFacts {
  const { id, accountType, role, createdAt, firstSignInAt, exemptUntilAt, twoFactor, phone, hasPassword } = facts;
  return { id, accountType, role, createdAt, firstSignInAt, exemptUntilAt, twoFactor, phone, hasPassword };
}
