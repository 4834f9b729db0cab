import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { METHODS, ROLES, STATUSES } from "../../../src/contract/vocabulary";
import { recordEvent } from "../../../src/main/core/context";
import { statusOf } from "../../../src/main/core/domain/account-status";
import { dateIn } from "../../../src/main/core/domain/calendar";
import { decide, type Policy } from "../../../src/main/core/domain/policy";
import { readSearch } from "../../../src/main/core/domain/search";
import type { PeopleFilter } from "../../../src/main/core/store/account-statuses";
import { findAccount } from "../../../src/main/core/store/accounts";
import { countCodes } from "../../../src/main/core/store/codes";
import type { Db } from "../../../src/main/core/store/open";
import {
  countByStatus,
  countPeople,
  countPeopleBy,
  findPerson,
  listByPhone,
  listDeadlines,
  listPeople,
  listPeopleAfter,
  listPeopleIds,
  listPeopleWith,
  type PeopleQuery,
  sortIdsByName,
} from "../../../src/main/core/store/people";
import { countCoverage } from "../../../src/main/core/store/policy";
import { countPreviewed } from "../../../src/main/core/store/policy-preview";
import { addAccount, createTestContext, type TestContext } from "../../support/context";
import {
  type DrawnPerson,
  deactivated,
  drawnRules,
  drawPerson,
  enabled,
  failed,
  putInForce,
  rulesFor,
  settle,
  undone as undoneIn,
} from "../../support/drawn-clinic";
import { failuresNow } from "../../support/failures";
import { aRule, DAY, drawTime, NOW } from "../../support/policy";

const everybody: PeopleQuery = {
  search: [],
  status: null,
  role: null,
  accountType: null,
  method: null,
  codes: null,
  late: false,
  dueOn: null,
  sort: "name",
  descending: false,
  offset: 0,
  limit: 500,
};

let context: TestContext;
beforeAll(() => {
  context = createTestContext();
});
afterAll(() => context.close());

const undone = <T>(run: () => T): T => undoneIn(context, run);

function accountOf(id: string) {
  const account = findAccount(context.db, id);
  if (account === undefined) throw new Error("nobody there");
  return account;
}

describe("what SQL derives", () => {
  /** What the rules of domain/ say of an account in the clinic as it stands. */
  function ruleSays(id: string, rules: Policy, now: number) {
    const account = accountOf(id);
    const { lockedUntilAt, held } = failuresNow(context, id);
    const { deadlineAt, decidedBy } = decide(rules, account);
    const gone = account.deactivatedAt !== null;
    return {
      status: statusOf({ ...account, lockedUntilAt, held }, rules, now),
      deadlineAt: gone ? null : deadlineAt,
      decidedBy: gone ? null : (decidedBy?.id ?? null),
      exemptUntilAt: account.exemptUntilAt,
      recoveryCodesLeft: countCodes(context.db, id, "recovery-code", "open"),
      twoFactor: account.twoFactor,
    };
  }
  type Said = ReturnType<typeof ruleSays>;

  /** A clinic of the drawn people under the drawn rules, with what is to be said of everybody. */
  function clinicOf(drawn: readonly DrawnPerson[], places: Policy, now: number): ReadonlyMap<string, Said> {
    const ids = drawn.map((person, index) => settle(context, person, index));
    const rules = rulesFor(places, ids);
    putInForce(context, rules);
    return new Map([context.manager.id, ...ids].map((id) => [id, ruleSays(id, rules, now)]));
  }

  const people = fc.array(drawPerson, { minLength: 1, maxLength: 8 });

  test("of standing, deadline and deciding rule is what the rules say, for everybody, one by one and in lists", () => {
    fc.assert(
      fc.property(people, drawnRules, drawTime, (drawn, rules, now) =>
        undone(() => {
          const expected = clinicOf(drawn, rules, now);
          for (const [id, said] of expected) expect(findPerson(context.db, id, now)).toMatchObject({ id, ...said });
          const rows = listPeople(context.db, everybody, now);
          expect([rows.length, countPeople(context.db, everybody, now)]).toEqual([expected.size, expected.size]);
          for (const { id, ...row } of rows) expect(row).toMatchObject(expected.get(id) ?? {});
        }),
      ),
      { numRuns: 150 },
    );
  });

  test.each([
    [-1, "exempt"],
    [0, "not-set-up"],
  ] as const)("of an exemption that ended %d ms ago is what the rules say (POLICY-10)", (ago, status) =>
    undone(() => {
      const nobody = { role: "member", accountType: "staff", phone: "none", firstSignInAt: null, lock: null } as const;
      const bare = { twoFactor: "none", recoveryCodes: 0, hasPassword: false, backupPassword: false } as const;
      const until = NOW + DAY;
      const person = { ...nobody, ...bare, leaves: false, createdAt: NOW - DAY, exemptUntilAt: until };
      const said = [...clinicOf([person], [], until + ago)].at(-1);
      expect(said?.[1].status).toBe(status);
      expect(findPerson(context.db, said?.[0] ?? "", until + ago)).toMatchObject({ status });
    }),
  );

  type Filter = readonly [name: string, filter: Partial<PeopleFilter>, fits: (said: Said, id: string) => boolean];
  const withCodes = ({ twoFactor, status }: Said) => twoFactor !== "none" && status !== "deactivated";
  const filters: readonly Filter[] = [
    ...STATUSES.map((status): Filter => [status, { status }, (said) => said.status === status]),
    ...METHODS.map((method): Filter => [method, { method }, (said) => said.twoFactor === method]),
    ["active", { status: "active" }, ({ status }) => status !== "deactivated"],
    ["late", { late: true }, ({ status }) => status === "overdue" || status === "days-left"],
    ["no codes", { codes: "none" }, (said) => withCodes(said) && said.recoveryCodesLeft === 0],
    [
      "due on a day",
      { dueOn: "2026-11-02" },
      ({ deadlineAt }) => deadlineAt !== null && dateIn("America/Chicago", deadlineAt) === "2026-11-02",
    ],
    [
      "no way back",
      { codes: "no-way-back" },
      (said, id) => withCodes(said) && said.recoveryCodesLeft === 0 && accountOf(id).backupSecret === null,
    ],
    ["few codes", { codes: "low" }, (said) => withCodes(said) && said.recoveryCodesLeft <= 3],
  ];

  test("in filters finds whom it should, in lists, ids and counts alike", () => {
    fc.assert(
      fc.property(people, drawnRules, drawTime, (drawn, rules, now) =>
        undone(() => {
          const expected = clinicOf(drawn, rules, now);
          const counts = countByStatus(context.db, now);
          for (const [name, filter, fits] of filters) {
            const fit = [...expected].filter(([id, said]) => fits(said, id)).map(([id]) => id);
            const query = { ...everybody, ...filter };
            const listed = listPeople(context.db, query, now).map(({ id }) => id);
            expect(new Set(listed), name).toEqual(new Set(fit));
            expect(listPeopleIds(context.db, query, now)).toEqual(listed);
            expect(countPeople(context.db, query, now)).toBe(fit.length);
          }
          const byFilter = Object.fromEntries(filters.map(([name, filter]) => [name, { ...everybody, ...filter }]));
          const found = filters.map(([name, , fits]) => [
            name,
            [...expected].filter(([id, said]) => fits(said, id)).length,
          ]);
          expect(countPeopleBy(context.db, byFilter, now)).toEqual(Object.fromEntries(found));
          for (const status of STATUSES) {
            const having = [...expected.values()].filter((said) => said.status === status).length;
            expect(counts.get(status) ?? 0).toBe(having);
          }
        }),
      ),
      { numRuns: 60 },
    );
  });

  test("sorts by deadline with those who have none at the end, either way", () => {
    fc.assert(
      fc.property(people, drawnRules, drawTime, (drawn, rules, now) =>
        undone(() => {
          clinicOf(drawn, rules, now);
          for (const descending of [false, true]) {
            const query = { ...everybody, sort: "deadline", descending } as const;
            const deadlines = listPeople(context.db, query, now).map(({ deadlineAt }) => deadlineAt);
            const some = deadlines.filter((at) => at !== null);
            const sorted = some.sort((a, b) => (descending ? b - a : a - b));
            expect(deadlines).toEqual([...sorted, ...deadlines.filter((at) => at === null)]);
            expect([...listDeadlines(context.db, query, now)].sort((a, b) => a - b)).toEqual(
              [...some].sort((a, b) => a - b),
            );
          }
        }),
      ),
      { numRuns: 60 },
    );
  });

  test("of a lock ends with the lock, to the millisecond, and says until when", () => {
    undone(() => {
      const { id } = addAccount(context, { name: "Lo", email: "lo@x.example" });
      enabled(context, id, "app");
      const until = context.clock.now() + 2;
      failed(context, id, { lockedUntilAt: until });
      expect(findPerson(context.db, id, until - 1)).toMatchObject({ status: "locked", lockedUntilAt: until });
      expect(findPerson(context.db, id, until)).toMatchObject({ status: "app", lockedUntilAt: null });
    });
  });

  test("of a 2FA policy is in force with its one entry, and gone with the next", () => {
    undone(() => {
      const now = context.clock.now();
      const status = () => findPerson(context.db, context.manager.id, now)?.status;
      putInForce(context, [aRule({ fromAt: now + 1 })]);
      expect(status()).toBe("days-left");
      putInForce(context, []);
      expect(status()).toBe("not-set-up");
    });
  });
});

describe("the list", () => {
  const names = ["Zoë Adams", "ann lee", "Ánn Lee", "Bo Li", "Marcus Webb", "%_%", 'Ann "Doc" O\'Brien', "שרה כהן"];

  function fill(): string[] {
    return names.map((name, index) => {
      const role = ROLES[index % ROLES.length] ?? "member";
      return addAccount(context, {
        name,
        email: `p${index}@northside.example`,
        role,
        cellPhone: `+1415555${2000 + index}`,
      }).id;
    });
  }
  const found = (query: Partial<PeopleQuery>) =>
    listPeople(context.db, { ...everybody, ...query }, context.clock.now()).map(({ name }) => name);

  test("is sorted by name without regard to case and accents", () => {
    undone(() => {
      fill();
      expect(found({}).slice(0, 4)).toEqual(["%_%", 'Ann "Doc" O\'Brien', "ann lee", "Ánn Lee"]);
      expect(found({ descending: true })[0]).toBe("שרה כהן");
    });
  });

  test("finds signs that mean something to databases as what they are", () => {
    undone(() => {
      fill();
      expect(found({ search: readSearch("%") })).toEqual(["%_%"]);
      expect(found({ search: readSearch("_") })).toEqual(["%_%"]);
      for (const sign of ["*", "?", "[", "]", "[a]", "ann*", "^"])
        expect(found({ search: readSearch(sign) })).toEqual([]);
      addAccount(context, { name: "Q [?*] Q", email: "q@northside.example" });
      for (const sign of ["*", "?", "[", "]", "[?", "?*]", "[?*]"]) {
        expect(found({ search: readSearch(sign) })).toEqual(["Q [?*] Q"]);
      }
      expect(found({ search: readSearch("o'br") })).toEqual(['Ann "Doc" O\'Brien']);
      expect(found({ search: readSearch("' OR 1=1 --") })).toEqual([]);
      expect(found({ search: readSearch("2004") })).toEqual(["Marcus Webb"]);
      expect(found({ search: readSearch("(415) 555-2004") })).toEqual(["Marcus Webb"]);
    });
  });

  test("is found anew under what an edit made of a person, and no longer under what they were", () => {
    undone(() => {
      const [id = ""] = fill();
      const { name, email, emailKey, cellPhone, accountType, twoFactorId } =
        findAccount(context.db, id) ?? context.manager;
      const before = { name, email, emailKey, cellPhone, accountType };
      const after = { ...before, name: "Zoe Baker", cellPhone: "+442079460958" };
      recordEvent(context, null, { kind: "account-edited", subject: id, data: { before, after, reason: null } });
      expect(found({ search: readSearch("baker") })).toEqual(["Zoe Baker"]);
      expect(found({ search: readSearch("adams") })).toEqual([]);
      expect(found({ search: readSearch("020 7946") })).toEqual(["Zoe Baker"]);
      expect(found({ search: readSearch(twoFactorId) })).toEqual(["Zoe Baker"]);
    });
  });

  test.each(["name", "role", "status", "deadline", "last-used"] as const)(
    "sorted by %s, comes in pages that hold everybody once",
    (sort) => {
      undone(() => {
        for (let index = 0; index < 23; index += 1) {
          addAccount(context, { name: `Same ${index % 3}`, email: `s${index}@northside.example`, role: "member" });
        }
        for (const descending of [false, true]) {
          const query = { ...everybody, sort, descending };
          const whole = listPeople(context.db, query, context.clock.now()).map(({ id }) => id);
          const paged = [0, 5, 10, 15, 20, 25].flatMap((offset) =>
            listPeople(context.db, { ...query, offset, limit: 5 }, context.clock.now()).map(({ id }) => id),
          );
          expect(paged).toEqual(whole);
          expect(new Set(whole).size).toBe(24);
          for (const [offset, limit] of [
            [0, 24],
            [0, 25],
            [20, 5],
            [24, 5],
            [30, 5],
            [0, 5],
          ] as const) {
            const page = listPeople(context.db, { ...query, offset, limit }, context.clock.now());
            expect(page.map(({ id }) => id)).toEqual(whole.slice(offset, offset + limit));
          }
        }
      });
    },
  );

  test("is read a page at a time, each after the last one, and by ids in whatever order", () => {
    undone(() => {
      for (let index = 0; index < 11; index += 1) {
        const role = index % 2 === 0 ? "member" : "support";
        addAccount(context, { name: `Same ${index % 3}`, email: `s${index}@northside.example`, role });
      }
      const now = context.clock.now();
      const filter = { ...everybody, role: "member" } as const;
      const whole = listPeople(context.db, filter, now).map(({ id }) => id);
      const read: string[] = [];
      for (let page = 0; page < 4; page += 1) {
        const rows = listPeopleAfter(context.db, filter, { after: read.at(-1) ?? null, limit: 2 }, now);
        read.push(...rows.map(({ id }) => id));
      }
      expect(whole).toHaveLength(6);
      expect(read).toEqual(whole);
      const mixed = [whole[4], whole[0], "nobody", whole[4], whole[2]].map(String);
      expect(sortIdsByName(context.db, mixed)).toEqual([whole[0], whole[2], whole[4]]);
      const named = [whole[4], "nobody", whole[0]].map(String);
      expect(listPeopleWith(context.db, named, now).map(({ id }) => id)).toEqual([whole[4], whole[0]]);
      const last = { sort: "name", descending: true } as const;
      expect(listPeopleIds(context.db, filter, now, last)).toEqual([...whole].reverse());
    });
  });

  test("is filtered by role and account type together with a search", () => {
    undone(() => {
      fill();
      addAccount(context, {
        name: "Ann Provider",
        email: "ap@northside.example",
        role: "support",
        accountType: "provider",
      });
      expect(found({ search: readSearch("ann"), role: "support", accountType: "provider" })).toEqual(["Ann Provider"]);
      expect(found({ accountType: "provider" })).toEqual(["Ann Provider"]);
    });
  });

  const rules = [
    aRule(),
    aRule({ id: "2", applies: { to: "account-type", accountType: "staff" }, methods: "app-and-text" }),
    aRule({ id: "3", applies: { to: "people", people: ["a", "b"] } }),
  ];
  const sought = { ...everybody, search: readSearch("webb 26"), role: "member" } as const;

  test.each<[string, (db: Db) => unknown]>([
    ["search", (db) => countPeople(db, { ...sought, status: "locked" }, 1)],
    ["find who is late", (db) => countPeople(db, { ...everybody, late: true }, 1)],
    ["find who runs out of codes", (db) => countPeople(db, { ...everybody, codes: "low" }, 1)],
    ["find who has no way back", (db) => countPeople(db, { ...everybody, codes: "no-way-back" }, 1)],
    ["count by status", (db) => countByStatus(db, 1)],
    ["preview", (db) => countPreviewed(db, rules, { at: 1, now: 1 })],
    ["count whom rules are for", (db) => countCoverage(db, rules)],
  ])("reads no table to %s, only an index", (_, read) => {
    undone(() => {
      putInForce(context, rules);
      const sql: string[] = [];
      const { prepare } = context.db;
      const spying = Object.assign(Object.create(context.db) as typeof context.db, {
        prepare: (text: string) => {
          sql.push(text);
          return prepare.call(context.db, text);
        },
      });
      read(spying);
      const text = sql.at(-1) ?? "";
      const names = Object.fromEntries([...text.matchAll(/@(\w+)/g)].map(([, name]) => [name, 1]));
      const plan = context.db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(names) as { detail: string }[];
      const scans = plan
        .map(({ detail }) => detail)
        .filter((detail) => /^(SCAN|SEARCH) (accounts|failures)/.test(detail));
      expect(scans.length).toBeGreaterThan(0);
      for (const scan of scans) expect(scan).toContain("USING COVERING INDEX");
    });
  });
});

test("a phone that several people have names those who are still there", () => {
  undone(() => {
    const cellPhone = "+14155552671";
    const [a, b, c] = ["Ann", "Bo", "Cy"].map((name) =>
      addAccount(context, { name, email: `${name}@x.example`, cellPhone }),
    );
    if (a === undefined || b === undefined || c === undefined) throw new Error("three were added");
    deactivated(context, c.id);
    expect(listByPhone(context.db, cellPhone, null).map(({ name }) => name)).toEqual(["Ann", "Bo"]);
    expect(listByPhone(context.db, cellPhone, a.id).map(({ name }) => name)).toEqual(["Bo"]);
  });
});
