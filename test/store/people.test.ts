import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EventData } from "../../src/main/domain/events";
import { readSearch } from "../../src/main/domain/search";
import { standingOf } from "../../src/main/domain/standing";
import { recordEvent } from "../../src/main/services/world";
import { findAccount } from "../../src/main/store/accounts";
import { readFailures } from "../../src/main/store/failures";
import { immediately } from "../../src/main/store/open";
import {
  countByStatus,
  countManagers,
  countPeople,
  findPerson,
  listByPhone,
  listPeople,
  type PeopleQuery,
} from "../../src/main/store/people";
import { KINDS, METHODS, ROLES, STATUSES } from "../../src/preload/words";
import { addAccount, createWorld, type TestWorld } from "../support/world";

const everybody: PeopleQuery = {
  search: [],
  status: null,
  role: null,
  kind: null,
  sort: "name",
  descending: false,
  offset: 0,
  limit: 500,
};

let world: TestWorld;
beforeAll(() => {
  world = createWorld();
});
afterAll(() => world.close());

/** Runs on a copy of the vault's present state: what it records is taken back. */
function undone<T>(run: () => T): T {
  world.db.exec("SAVEPOINT before");
  try {
    return run();
  } finally {
    world.db.exec("ROLLBACK TO before; RELEASE before");
  }
}

const enabled = (subject: string, method: "text" | "app") =>
  recordEvent(world, subject, { kind: "two-factor-enabled", subject, data: { method } });
const deactivated = (subject: string) =>
  recordEvent(world, null, { kind: "account-deactivated", subject, data: { reason: "left" } });
const failed = (subject: string, failures: EventData["attempt-refused"]["failures"]) =>
  recordEvent(world, null, {
    kind: "attempt-refused",
    subject,
    data: { factor: "password", during: "sign-in", cause: "wrong", failures, authenticator: null },
  });

describe("the standing that SQL derives", () => {
  const person = fc.record({
    twoFactor: fc.constantFrom(...METHODS),
    leaves: fc.boolean(),
    lock: fc.option(fc.record({ lockedUntilAt: fc.option(fc.integer({ min: -3, max: 3 })), held: fc.boolean() })),
    role: fc.constantFrom(...ROLES),
    kind: fc.constantFrom(...KINDS),
  });
  type Drawn = typeof person extends fc.Arbitrary<infer P> ? P : never;

  function settle({ twoFactor, leaves, lock, role, kind }: Drawn, index: number): string {
    const { id } = addAccount(world, { name: `Person ${index}`, email: `p${index}@northside.example`, role, kind });
    if (twoFactor !== "none") enabled(id, twoFactor);
    if (lock !== null) {
      const lockedUntilAt = lock.lockedUntilAt === null ? null : world.clock.now() + lock.lockedUntilAt;
      failed(id, { count: 5, towardsHold: 5, towardsHoldAfterPassword: 0, lockedUntilAt, held: lock.held });
    }
    if (leaves) deactivated(id);
    return id;
  }

  function ruleSays(id: string, now: number) {
    const account = findAccount(world.db, id);
    if (account === undefined) throw new Error("nobody there");
    const { lockedUntilAt, held } = readFailures(world.db, id);
    return standingOf({ ...account, lockedUntilAt, held }, now);
  }

  test("is the rule's, for everybody, one by one, in lists and in counts", () => {
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: -4, max: 4 }),
        fc.constantFrom(...STATUSES),
        (drawn, later, status) =>
          undone(() => {
            const now = world.clock.now() + later;
            const ids = [world.manager.id, ...drawn.map(settle)];
            const expected = new Map(ids.map((id) => [id, ruleSays(id, now)]));
            for (const [id, standing] of expected) expect(findPerson(world.db, id, now)?.status).toBe(standing);
            const fit = [...expected].filter(([, standing]) => standing === status).map(([id]) => id);
            const query = { ...everybody, status };
            expect(new Set(listPeople(world.db, query, now).map(({ id }) => id))).toEqual(new Set(fit));
            expect(countPeople(world.db, query, now)).toBe(fit.length);
            expect(countByStatus(world.db, now).get(status) ?? 0).toBe(fit.length);
          }),
      ),
      { numRuns: 150 },
    );
  });

  test("ends with the lock, to the millisecond, and says until when", () => {
    undone(() => {
      const id = settle(
        { twoFactor: "app", leaves: false, lock: { lockedUntilAt: 2, held: false }, role: "member", kind: "staff" },
        1,
      );
      const until = world.clock.now() + 2;
      expect(findPerson(world.db, id, until - 1)).toMatchObject({ status: "locked", lockedUntilAt: until });
      expect(findPerson(world.db, id, until)).toMatchObject({ status: "app", lockedUntilAt: null });
    });
  });
});

describe("the list", () => {
  const names = ["Zoë Adams", "ann lee", "Ánn Lee", "Bo Li", "Marcus Webb", "%_%", 'Ann "Doc" O\'Brien', "שרה כהן"];

  function fill(): string[] {
    return names.map((name, index) => {
      const role = ROLES[index % ROLES.length] ?? "member";
      return addAccount(world, {
        name,
        email: `p${index}@northside.example`,
        role,
        cellPhone: `+1415555${2000 + index}`,
      }).id;
    });
  }
  const found = (query: Partial<PeopleQuery>) =>
    listPeople(world.db, { ...everybody, ...query }, world.clock.now()).map(({ name }) => name);

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
      expect(found({ search: readSearch("o'br") })).toEqual(['Ann "Doc" O\'Brien']);
      expect(found({ search: readSearch("' OR 1=1 --") })).toEqual([]);
      expect(found({ search: readSearch("2004") })).toEqual(["Marcus Webb"]);
      expect(found({ search: readSearch("(415) 555-2004") })).toEqual(["Marcus Webb"]);
    });
  });

  test("is found anew under what an edit made of a person, and no longer under what they were", () => {
    undone(() => {
      const [id = ""] = fill();
      const { name, email, emailKey, cellPhone, kind, twoFactorId } = findAccount(world.db, id) ?? world.manager;
      const before = { name, email, emailKey, cellPhone, kind };
      const after = { ...before, name: "Zoe Baker", cellPhone: "+442079460958" };
      recordEvent(world, null, { kind: "account-edited", subject: id, data: { before, after, reason: null } });
      expect(found({ search: readSearch("baker") })).toEqual(["Zoe Baker"]);
      expect(found({ search: readSearch("adams") })).toEqual([]);
      expect(found({ search: readSearch("020 7946") })).toEqual(["Zoe Baker"]);
      expect(found({ search: readSearch(twoFactorId) })).toEqual(["Zoe Baker"]);
    });
  });

  test.each(["name", "role", "status", "last-used"] as const)(
    "sorted by %s, comes in pages that hold everybody once",
    (sort) => {
      undone(() => {
        for (let index = 0; index < 23; index += 1) {
          addAccount(world, { name: `Same ${index % 3}`, email: `s${index}@northside.example`, role: "member" });
        }
        for (const descending of [false, true]) {
          const query = { ...everybody, sort, descending };
          const whole = listPeople(world.db, query, world.clock.now()).map(({ id }) => id);
          const paged = [0, 5, 10, 15, 20, 25].flatMap((offset) =>
            listPeople(world.db, { ...query, offset, limit: 5 }, world.clock.now()).map(({ id }) => id),
          );
          expect(paged).toEqual(whole);
          expect(new Set(whole).size).toBe(24);
        }
      });
    },
  );

  test("is filtered by role and kind together with a search", () => {
    undone(() => {
      fill();
      addAccount(world, { name: "Ann Provider", email: "ap@northside.example", role: "support", kind: "provider" });
      expect(found({ search: readSearch("ann"), role: "support", kind: "provider" })).toEqual(["Ann Provider"]);
      expect(found({ kind: "provider" })).toEqual(["Ann Provider"]);
    });
  });

  test("reads no table to search and filter, only an index", () => {
    const sql: string[] = [];
    const { prepare } = world.db;
    const spying = Object.assign(Object.create(world.db) as typeof world.db, {
      prepare: (text: string) => {
        sql.push(text);
        return prepare.call(world.db, text);
      },
    });
    countPeople(spying, { ...everybody, search: readSearch("webb 26"), status: "locked", role: "member" }, 1);
    const names = Object.fromEntries([...(sql[0] ?? "").matchAll(/@(\w+)/g)].map(([, name]) => [name, 1]));
    const plan = world.db.prepare(`EXPLAIN QUERY PLAN ${sql[0]}`).all(names) as { detail: string }[];
    const scans = plan
      .map(({ detail }) => detail)
      .filter((detail) => /^(SCAN|SEARCH) (accounts|failures)/.test(detail));
    expect(scans.length).toBeGreaterThan(0);
    for (const scan of scans) expect(scan).toContain("USING COVERING INDEX");
  });
});

test("a phone that several people have names those who are still there", () => {
  undone(() => {
    const cellPhone = "+14155552671";
    const [a, b, c] = ["Ann", "Bo", "Cy"].map((name) =>
      addAccount(world, { name, email: `${name}@x.example`, cellPhone }),
    );
    if (a === undefined || b === undefined || c === undefined) throw new Error("three were added");
    deactivated(c.id);
    expect(listByPhone(world.db, cellPhone, null).map(({ name }) => name)).toEqual(["Ann", "Bo"]);
    expect(listByPhone(world.db, cellPhone, a.id).map(({ name }) => name)).toEqual(["Bo"]);
  });
});

test("managers count while they are not deactivated, and as active from their last sign-in on", () => {
  undone(() => {
    const second = addAccount(world, { name: "Ruth", email: "ruth@x.example", role: "manager" });
    const now = world.clock.now();
    immediately(world.db, () =>
      recordEvent(world, second.id, { kind: "signed-in", subject: second.id, data: { factors: [] } }),
    );
    expect(countManagers(world.db, now)).toEqual({ inOffice: 2, active: 1 });
    expect(countManagers(world.db, now + 1)).toEqual({ inOffice: 2, active: 0 });
    deactivated(second.id);
    expect(countManagers(world.db, now)).toEqual({ inOffice: 1, active: 0 });
  });
});
