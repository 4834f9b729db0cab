import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordEvent } from "../../../../src/main/core/context";
import { groupOf } from "../../../../src/main/core/domain/event-groups";
import type { DomainEvent, Entry } from "../../../../src/main/core/domain/events";
import {
  countEntriesOf,
  type EntryFilter,
  listEntries,
  newestArrival,
} from "../../../../src/main/core/store/ledger/entries";
import { countEntries, ledgerRows } from "../../../../src/main/core/store/ledger/ledger";
import { toEntry } from "../../../../src/main/core/store/ledger/row";
import { type Db, immediately } from "../../../../src/main/core/store/open";
import { addAccount, createTestContext, MONDAY, type TestContext } from "../../../support/context";

const HOUR = 3_600_000;
const all: EntryFilter = { person: null, group: null, from: null, to: null };

let context: TestContext;
let people: string[];
let entries: Entry[];

/** Some hundred entries of all groups, by and about several people; once the clock is set back. */
beforeAll(() => {
  context = createTestContext();
  people = [
    context.manager.id,
    ...["Ann", "Bo"].map((name) => addAccount(context, { name, email: `${name}@x.example` }).id),
  ];
  for (let index = 0; index < 120; index += 1) {
    context.clock.set(MONDAY + (index < 70 ? index : index - 30) * HOUR);
    immediately(context.db, () => recordEvent(context, people[(index * 5) % 4] ?? null, eventNumber(index)));
  }
  entries = [...ledgerRows(context.db)].map(toEntry);
});
afterAll(() => context.close());

function eventNumber(index: number): DomainEvent {
  const subject = people[index % 3] ?? null;
  const events: DomainEvent[] = [
    { kind: "signed-in", subject, data: { factors: [{ factor: "password" }] } },
    { kind: "signed-out", subject, data: {} },
    { kind: "two-factor-started", subject, data: {} },
    { kind: "act-refused", subject, data: { act: "editPerson", because: "second-manager" } },
    { kind: "delivery-tested", subject: null, data: { channel: "text", failure: null } },
    { kind: "vault-opened", subject: null, data: { by: "key-store", from: "here" } },
  ];
  return events[index % 7] ?? { kind: "session-unlocked", subject, data: {} };
}

/** What the filter means, said once more in plain terms. */
function fits(entry: Entry, { person, group, from, to }: EntryFilter): boolean {
  if (person !== null && entry.actor !== person && entry.subject !== person) return false;
  if (group !== null && groupOf(entry.kind) !== group) return false;
  return (from === null || entry.at >= from) && (to === null || entry.at < to);
}

const time = fc.option(fc.integer({ min: -3, max: 95 }).map((hours) => MONDAY + hours * HOUR));
const filters: fc.Arbitrary<EntryFilter> = fc.record({
  person: fc.option(fc.constantFrom(0, 1, 2, 9)).map((index) => (index === null ? null : (people[index] ?? "nobody"))),
  group: fc.option(fc.constantFrom("sign-in", "two-factor", "people", "settings", "ledger")),
  from: time,
  to: time,
});

describe("the audit log's list", () => {
  test("holds exactly the entries that fit, newest first, each once, page by page", () => {
    fc.assert(
      fc.property(filters, fc.integer({ min: 1, max: 40 }), (filter, limit) => {
        const expected = entries
          .filter((entry) => fits(entry, filter))
          .map(({ arrival }) => arrival)
          .reverse();
        const read: number[] = [];
        for (;;) {
          const page = listEntries(context.db, filter, { before: read.at(-1) ?? null, limit });
          read.push(...page.map(({ arrival }) => arrival));
          if (page.length < limit) break;
        }
        expect(read).toEqual(expected);
        expect(countEntriesOf(context.db, filter)).toBe(expected.length);
      }),
      { numRuns: 400 },
    );
  });

  test("gives back whole entries, as they were recorded", () => {
    expect(listEntries(context.db, all, { before: null, limit: 500 })).toEqual(entries.toReversed());
    expect(newestArrival(context.db)).toBe(entries.at(-1)?.arrival);
    expect(countEntriesOf(context.db, all)).toBe(countEntries(context.db));
  });

  test("stays where it was while new entries arrive", () => {
    context.db.exec("SAVEPOINT before");
    const first = listEntries(context.db, all, { before: null, limit: 10 });
    const before = first.at(-1)?.arrival ?? null;
    const second = listEntries(context.db, all, { before, limit: 10 });
    recordEvent(context, null, { kind: "vault-closed", subject: null, data: {} });
    expect(listEntries(context.db, all, { before, limit: 10 })).toEqual(second);
    context.db.exec("ROLLBACK TO before; RELEASE before");
  });
});

/** How SQLite would run each statement that `run` prepares. */
function plansOf(run: (db: Db) => void): string[][] {
  const plans: string[][] = [];
  const watched = Object.assign(Object.create(context.db) as Db, {
    prepare: (sql: string) => {
      const values = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, 1]));
      const steps = context.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values) as { detail: string }[];
      plans.push(steps.map(({ detail }) => detail));
      return context.db.prepare(sql);
    },
  });
  run(watched);
  return plans;
}

describe("paging the audit log, by", () => {
  const person = "a".repeat(26);
  test.each<[string, Partial<EntryFilter>]>([
    ["nothing", {}],
    ["person", { person }],
    ["group", { group: "sign-in" }],
    ["time", { from: 1, to: 2 }],
    ["person and group", { person, group: "people" }],
    ["person and time", { person, from: 1, to: 2 }],
    ["group and time", { group: "two-factor", from: 1, to: 2 }],
    ["everything", { person, group: "ledger", from: 1, to: 2 }],
  ])("%s sorts nothing and scans no table", (_name, filter) => {
    const plans = plansOf((db) => listEntries(db, { ...all, ...filter }, { before: 9, limit: 50 }));
    expect(plans.length).toBeGreaterThan(0);
    for (const detail of plans.flat()) {
      expect(detail).not.toContain("TEMP B-TREE");
      expect(detail).not.toMatch(/^(SCAN|SEARCH) (ledger|l)\b(?! USING)/);
      expect(detail).not.toMatch(/^SCAN ledger/);
    }
  });

  test.each<[string, Partial<EntryFilter>]>([
    ["group", { group: "sign-in" }],
    ["time", { from: 1, to: 2 }],
    ["person", { person }],
  ])("%s counts by an index", (_name, filter) => {
    for (const detail of plansOf((db) => countEntriesOf(db, { ...all, ...filter })).flat()) {
      expect(detail).not.toMatch(/^SCAN ledger/);
    }
  });
});
