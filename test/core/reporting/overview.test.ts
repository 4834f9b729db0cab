import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PeopleFilter, Person } from "../../../src/contract/people/views";
import type { Figure, Overview } from "../../../src/contract/reporting/views";
import { recordEvent } from "../../../src/main/core/context";
import type { ProvenIdentity } from "../../../src/main/core/domain/events";
import { countFound, listPeople } from "../../../src/main/core/people/people";
import { getOverview } from "../../../src/main/core/reporting/overview";
import type { Caller } from "../../../src/main/core/session/session";
import { findAccount } from "../../../src/main/core/store/accounts";
import { countCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { addAccount, createTestContext, signedInAs, standAt, type TestContext } from "../../support/context";
import {
  backupPassword,
  deactivated,
  drawnRules,
  drawPerson,
  enabled,
  failed,
  putInForce,
  rulesFor,
  settle,
  undone,
} from "../../support/drawn-clinic";
import { entriesAbout, expectReplayEqualsTables } from "../../support/entries";
import { aRule, DAY, NOW } from "../../support/policy";

let context: TestContext;
let joan: Caller;
beforeEach(() => {
  context = createTestContext({ now: NOW - 100 * DAY });
  joan = signedInAs(context, context.manager);
});
afterEach(() => context.close());

function overview(): Overview {
  const answer = getOverview(context, joan, {});
  if (!answer.ok) throw new Error("the overview is never refused");
  return answer.value;
}

/** The list that a figure links to, as the screen reads it. */
function listed(filter: PeopleFilter) {
  const page = listPeople(context, joan, { ...filter, sort: "name", descending: false, offset: 0, limit: 500 });
  if (!page.ok) throw new Error("the list is never refused");
  return page.value;
}

function figuresOf({ active, protectedBy, attention, readiness, deadlines }: Overview): Record<string, Figure> {
  const ofDays = Object.fromEntries(deadlines.map((day) => [day.on, day]));
  const { inPerson: _inPerson, reviews: _reviews, conflicts: _conflicts, held: _held, ...ofPeople } = attention;
  return { active, ...protectedBy, ...ofPeople, ...readiness, ...ofDays };
}

const person = (id: string) => {
  const account = findAccount(context.db, id);
  if (account === undefined) throw new Error("nobody there");
  return account;
};

describe("every figure", () => {
  test("is the number of rows in the list that it links to, in any clinic under any 2FA policy", () => {
    fc.assert(
      fc.property(fc.array(drawPerson, { minLength: 1, maxLength: 8 }), drawnRules, (people, rules) =>
        undone(context, () => {
          const ids = people.map((drawn, index) => settle(context, drawn, index));
          standAt(context, NOW);
          putInForce(context, rulesFor(rules, ids));
          for (const [name, { count, filter }] of Object.entries(figuresOf(overview()))) {
            expect({ name, rows: listed(filter).length }).toEqual({ name, rows: count });
            expect(countFound(context, joan, filter)).toEqual({ ok: true, value: count });
          }
        }),
      ),
      { numRuns: 60 },
    );
  });

  test("counts what its name says", () => {
    fc.assert(
      fc.property(fc.array(drawPerson, { minLength: 1, maxLength: 8 }), (people) =>
        undone(context, () => {
          const ids = [context.manager.id, ...people.map((drawn, index) => settle(context, drawn, index))];
          standAt(context, NOW);
          const here = ids.map(person).filter(({ deactivatedAt }) => deactivatedAt === null);
          const by = (method: Person["twoFactor"]) => here.filter(({ twoFactor }) => twoFactor === method);
          const codesLeft = (most: number) =>
            here.filter(
              ({ id, twoFactor }) =>
                twoFactor !== "none" && countCodes(context.db, id, "recovery-code", "open") <= most,
            );
          const { active, protectedBy, attention, readiness } = overview();
          expect(active.count).toBe(here.length);
          expect([protectedBy.app.count, protectedBy.text.count, protectedBy.none.count]).toEqual([
            by("app").length,
            by("text").length,
            by("none").length,
          ]);
          expect(attention.managersWithout.count).toBe(by("none").filter(({ role }) => role === "manager").length);
          expect(attention.codesLow.count).toBe(codesLeft(3).length);
          const lost = codesLeft(0).filter(({ backupSecret }) => backupSecret === null);
          expect(readiness.noWayBack.count).toBe(lost.length);
          expect(readiness.textOnly.count).toBe(by("text").length);
        }),
      ),
      { numRuns: 60 },
    );
  });
});

describe("the overview", () => {
  const add = (name: string) => addAccount(context, { name, email: `${name}@northside.example` }).id;
  const now = (event: () => unknown) => immediately(context.db, event);

  test("has the coverage of the last 90 days, today's being what the figures say", () => {
    standAt(context, NOW - 30 * DAY);
    const ana = add("ana");
    const ben = add("ben");
    standAt(context, NOW - 10 * DAY);
    now(() => enabled(context, ana, "app"));
    now(() => enabled(context, ben, "text"));
    standAt(context, NOW);
    now(() => deactivated(context, ben));
    const { coverage, protectedBy } = overview();
    expect(coverage.days).toHaveLength(90);
    expect(coverage.days.at(0)).toEqual({ on: "2026-08-05", app: 0, text: 0, none: 1 });
    expect(coverage.days.at(-31)).toEqual({ on: "2026-10-03", app: 0, text: 0, none: 3 });
    expect(coverage.days.at(-2)).toEqual({ on: "2026-11-01", app: 1, text: 1, none: 1 });
    const { app, text, none } = protectedBy;
    const today = { on: "2026-11-02", app: app.count, text: text.count, none: none.count };
    expect(coverage.days.at(-1)).toEqual(today);
    expect(today).toEqual({ on: "2026-11-02", app: 1, text: 0, none: 1 });
  });

  test("has no day before the first entry, and says since when there is one", () => {
    standAt(context, NOW - 98 * DAY);
    const { sinceOn, days } = overview().coverage;
    expect(sinceOn).toBe("2026-07-25");
    expect(days.map(({ on }) => on)).toEqual(["2026-07-25", "2026-07-26", "2026-07-27"]);
  });

  test("marks the days from which a rule holds, and no others", () => {
    standAt(context, NOW);
    const rule = aRule({ fromOn: "2026-10-01", fromAt: NOW - 32 * DAY });
    const old = aRule({ id: "old", fromOn: "2025-10-01", applies: { to: "account-type", accountType: "provider" } });
    const next = aRule({ id: "next", fromOn: "2026-12-01", applies: { to: "role", role: "manager" } });
    now(() => putInForce(context, [rule, old, next]));
    expect(overview()).toMatchObject({
      rules: 3,
      coverage: { markers: [{ on: "2026-10-01", label: "Required: Everyone" }] },
    });
  });

  test("lists the next deadlines by the day in the practice's zone, five days at most", () => {
    standAt(context, NOW);
    for (let day = 0; day < 8; day += 1) {
      standAt(context, NOW + (day - 20) * DAY);
      add(`p${day}`);
      add(`q${day}`);
    }
    standAt(context, NOW);
    // A day from 30 days after they were created, at the latest.
    now(() => putInForce(context, [aRule({ applies: { to: "role", role: "member" }, graceDays: 1 })]));
    const { deadlines, attention } = overview();
    expect(deadlines.map(({ on, count }) => [on, count])).toEqual([
      ["2026-11-13", 2],
      ["2026-11-14", 2],
      ["2026-11-15", 2],
      ["2026-11-16", 2],
      ["2026-11-17", 2],
    ]);
    expect(attention.daysLeft.count).toBe(16);
    expect(deadlines[0]?.filter).toMatchObject({ status: "days-left", dueOn: "2026-11-13" });
  });

  test("tells the last ten entries as the audit log does, newest first", () => {
    for (let index = 0; index < 12; index += 1) add(`p${index}`);
    const { entries } = overview();
    expect(entries.map(({ seq }) => seq)).toEqual(
      entriesAbout(context)
        .map(({ seq }) => seq)
        .slice(-10)
        .reverse(),
    );
    expect(entries[0]?.sentence).toBe("Wardkey added p11: staff member, member.");
  });

  test("counts recovery codes down as they are used up, and up again with new ones", () => {
    const ana = add("ana");
    now(() => enabled(context, ana, "app"));
    const codes = ["a", "b", "c", "d"].map((code) => ({ code: `${ana}-${code}`, secret: "s" }));
    const made = () => recordEvent(context, ana, { kind: "recovery-codes-made", subject: ana, data: { codes } });
    const used = (code: string) =>
      recordEvent(context, ana, {
        kind: "signed-in",
        subject: ana,
        data: { factors: [{ factor: "password" }, { factor: "recovery-code", code }] },
      });
    const counted = () => [overview().attention.codesLow.count, overview().readiness.noWayBack.count];
    expect(counted()).toEqual([1, 1]);
    now(made);
    expect(counted()).toEqual([0, 0]);
    now(() => used(`${ana}-a`));
    // A code that is used once more is spent already.
    now(() => used(`${ana}-a`));
    expect(counted()).toEqual([1, 0]);
    now(() => ["b", "c", "d"].forEach((code) => void used(`${ana}-${code}`)));
    expect(counted()).toEqual([1, 1]);
    now(() => backupPassword(context, ana));
    expect(counted()).toEqual([1, 0]);
    now(() => recordEvent(context, ana, { kind: "backup-password-removed", subject: ana, data: {} }));
    expect(counted()).toEqual([1, 1]);
    expectReplayEqualsTables(context, { id: ana });
  });

  test("names who is locked now, and no longer once the lock has ended", () => {
    const ana = add("ana");
    const lockedUntilAt = context.clock.now() + 60_000;
    now(() => failed(context, ana, { lockedUntilAt }));
    expect(listed(overview().attention.locked.filter).map(({ id }) => id)).toEqual([ana]);
    context.clock.advance(60_000);
    expect(overview().attention.locked.count).toBe(0);
  });

  describe("shows help in person", () => {
    const proven = (whom: string, identity: ProvenIdentity) =>
      now(() => {
        const data = { act: "resetTwoFactor", identity } as const;
        return recordEvent(context, context.manager.id, { kind: "identity-proven", subject: whom, data });
      });
    const seen = (whom: string, reference: string) => proven(whom, { kind: "photo-id", reference });

    test("of the last 24 hours and of the last 7 days, newest first, and no help that was given otherwise", () => {
      const [ana, ben] = [add("ana"), add("ben")];
      seen(ana, "Badge 1");
      context.clock.advance(DAY);
      seen(ben, "Badge 2");
      proven(ana, { kind: "call-back", number: "2671" });
      proven(ana, { kind: "voucher", voucher: ben, vouching: "v" });
      context.clock.advance(6 * DAY - 1);
      seen(ana, "Badge 3");
      const { inPerson } = overview().attention;
      expect(inPerson).toMatchObject({ day: 1, week: 3 });
      expect(inPerson.entries.map(({ sentence }) => sentence)).toEqual([
        expect.stringContaining("seen in person with a photo ID (Badge 3)"),
        expect.stringContaining("seen in person with a photo ID (Badge 2)"),
        expect.stringContaining("seen in person with a photo ID (Badge 1)"),
      ]);
      context.clock.advance(2);
      expect(overview().attention.inPerson).toMatchObject({ day: 1, week: 2 });
      context.clock.advance(DAY);
      expect(overview().attention.inPerson).toMatchObject({ day: 0, week: 1 });
      context.clock.advance(6 * DAY);
      expect(overview().attention.inPerson).toEqual({ day: 0, week: 0, entries: [] });
    });

    test("in full where it was given often", () => {
      const ana = add("ana");
      for (let n = 0; n < 25; n += 1) seen(ana, `Badge ${n}`);
      const { day, week, entries } = overview().attention.inPerson;
      expect([day, week, entries.length]).toEqual([25, 25, 20]);
    });

    test("to whoever has emergency access in figures alone: the audit log is closed to them", () => {
      const ana = add("ana");
      seen(ana, "Badge 1");
      const answer = getOverview(context, { ...joan, sessionState: "emergency-access" }, {});
      expect(answer).toMatchObject({
        value: { attention: { inPerson: { day: 1, week: 1, entries: [] } }, entries: [] },
      });
    });
  });

  test("counts the shifts of emergency access that nobody has reviewed", () => {
    const ana = add("ana");
    const opened = (access: string) => {
      const until = context.clock.now() + DAY;
      const data = { access, emergencyCodes: "e", number: 1, until, reason: "The storm" };
      now(() => recordEvent(context, ana, { kind: "emergency-access-opened", subject: ana, data }));
    };
    opened("first");
    opened("second");
    expect(overview().attention.reviews).toBe(2);
    const data = { access: "first", note: "All as it should be" };
    now(() => recordEvent(context, context.manager.id, { kind: "emergency-access-reviewed", subject: ana, data }));
    expect(overview().attention.reviews).toBe(1);
  });

  test("leaves nothing in the audit log", () => {
    const before = entriesAbout(context).length;
    overview();
    expect(entriesAbout(context)).toHaveLength(before);
  });
});
