import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/methods";
import type { Report } from "../../../src/contract/reporting/views";
import { FACTORS, type Factor } from "../../../src/contract/vocabulary";
import { listEntries } from "../../../src/main/core/audit/entries";
import { recordEvent } from "../../../src/main/core/context";
import type { DomainEvent, EventData } from "../../../src/main/core/domain/events";
import { exportReport, getReport } from "../../../src/main/core/reporting/reports";
import type { Caller } from "../../../src/main/core/session/session";
import { immediately } from "../../../src/main/core/store/open";
import { carriedOut } from "../../support/answering";
import { addAccount, createTestContext, signedInAs, standAt, type TestContext } from "../../support/context";
import { undone } from "../../support/drawn-clinic";
import { refusedWith } from "../../support/failures";
import { readPaper } from "../../support/papers";
import { PROOF } from "../../support/two-factor";

const DAY = 86_400_000;
/** The practice is in Chicago: clocks go back an hour on 1 November 2026. */
const BEGINNING = Date.parse("2026-10-20T15:00:00Z");

let context: TestContext;
let joan: Caller;
beforeEach(() => {
  context = createTestContext({ now: BEGINNING });
  joan = signedInAs(context, context.manager);
  standAt(context, Date.parse("2026-11-05T18:00:00Z"));
});
afterEach(() => context.close());

const days = { fromOn: "2026-10-21", toOn: "2026-11-05", accountType: null, role: null } as const;
function signIns(input: Partial<InputOf<"getReport">> = {}): Report {
  const answer = getReport(context, joan, { report: "sign-ins", ...days, ...input });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}

const person = (name: string, more: Partial<Parameters<typeof addAccount>[1]> = {}) =>
  addAccount(context, { name, email: `${name.toLowerCase().replace(/\W/g, ".")}@northside.example`, ...more }).id;

const failures = { count: 1, towardsHold: 0, towardsHoldAfterPassword: 0, lockedUntilAt: null, held: false };
function at(time: string | number, event: DomainEvent): void {
  standAt(context, typeof time === "string" ? Date.parse(time) : time);
  immediately(context.db, () => recordEvent(context, null, event));
}
const signedIn = (subject: string): DomainEvent => ({ kind: "signed-in", subject, data: { factors: [] } });
const refused = (subject: string, factor: Factor, more: Partial<EventData["attempt-refused"]> = {}): DomainEvent => ({
  kind: "attempt-refused",
  subject,
  data: { ...refusedWith("app"), factor, ...more },
});
const locked = (subject: string, factor: Factor): DomainEvent => ({
  kind: "account-locked",
  subject,
  data: { until: null, factor, during: "sign-in" },
});
/** As earlier versions recorded it. */
const stranger: DomainEvent = { kind: "stranger-refused", subject: null, data: { stranger: "s", failures } };
const summed = (unknown: number, locked: number): DomainEvent => ({
  kind: "guesses-summed",
  subject: null,
  data: { from: 0, to: 0, refused: unknown + locked, points: [{ point: "windows", unknown, newNames: 1, locked }] },
});

describe("the report of sign-ins", () => {
  test("has a row for each account with any, what needs a look first, and one for e-mails of nobody", () => {
    const [ana, ben, cai, dov] = [person("Ana"), person("Ben"), person("Cai"), person("Dov")];
    person("Eve");
    at("2026-10-21T15:00:00Z", signedIn(ana));
    at("2026-10-21T15:01:00Z", signedIn(ben));
    at("2026-10-22T03:00:00Z", signedIn(cai));
    at("2026-10-22T15:00:00Z", stranger);
    for (const factor of ["password", "app", "text-token", "recovery-code", "backup-password"] as const)
      at("2026-10-23T15:00:00Z", refused(dov, factor, { during: "step-up" }));
    at("2026-10-23T15:00:01Z", locked(dov, "app"));
    at("2026-11-05T18:00:00Z", signedIn(dov));
    const { rows, total, columns, stated, filter } = signIns();
    const none = { wrongPassword: 0, wrongToken: 0, wrongOther: 0, lockouts: 0, refused: 0, lastRefused: null };
    const some = { refused: 5, wrongPassword: 1, wrongToken: 2, wrongOther: 2, lockouts: 1 };
    const dovRefused = { ...some, lastRefused: Date.parse("2026-10-23T15:00:00Z") };
    const nobodyRefused = { refused: 1, lastRefused: Date.parse("2026-10-22T15:00:00Z") };
    expect(rows).toEqual([
      { person: "Dov", email: "dov@northside.example", signIns: 1, outside: 0, ...dovRefused },
      { person: "No account", email: null, signIns: 0, outside: 0, ...nobodyRefused },
      { person: "Cai", email: "cai@northside.example", ...none, signIns: 1, outside: 1 },
      { person: "Ana", email: "ana@northside.example", ...none, signIns: 1, outside: 0 },
      { person: "Ben", email: "ben@northside.example", ...none, signIns: 1, outside: 0 },
    ]);
    expect([total, filter]).toEqual([5, null]);
    expect(columns[0]?.key).toBe("person");
    expect(stated).toEqual([
      "From Oct 21, 2026 to Nov 5, 2026.",
      "Office hours are Monday to Friday, 7:00 AM to 7:00 PM (America/Chicago).",
      "“No account” are attempts with an e-mail that belongs to nobody here, and attempts while somebody was locked out.",
    ]);
  });

  test("counts what an entry sums up, in the list and in the chart", () => {
    const ana = person("Ana");
    for (let time = 0; time < 3; time++) at("2026-10-22T15:00:00Z", refused(ana, "password"));
    at("2026-10-22T15:00:00Z", stranger);
    at("2026-10-22T15:01:00Z", summed(40, 7));
    at("2026-10-22T15:02:00Z", summed(0, 2));
    const { rows, total, chart } = signIns();
    expect(total).toBe(2);
    expect(rows.map(({ person: who, refused: times, lastRefused }) => [who, times, lastRefused])).toEqual([
      ["No account", 50, Date.parse("2026-10-22T15:02:00Z")],
      ["Ana", 3, Date.parse("2026-10-22T15:00:00Z")],
    ]);
    expect(chart?.points.find(({ x }) => x === "2026-10-22")?.values).toEqual({ signIns: 0, refused: 53 });
  });

  test("of an account type or a role leaves out who is neither, and attempts of no account", () => {
    const [ana, ben] = [person("Ana", { accountType: "provider" }), person("Ben", { role: "auditor" })];
    for (const subject of [ana, ben]) at("2026-10-22T15:00:00Z", refused(subject, "password"));
    at("2026-10-22T15:00:00Z", stranger);
    const { rows, stated, chart } = signIns({ accountType: "provider" });
    expect(rows.map((row) => row["person"])).toEqual(["Ana"]);
    expect(stated).toContain("Attempts with an e-mail that belongs to nobody here are left out.");
    expect(chart?.points.find(({ x }) => x === "2026-10-22")?.values).toEqual({ signIns: 0, refused: 1 });
    expect(signIns({ role: "auditor" }).rows.map((row) => row["person"])).toEqual(["Ben"]);
    expect(signIns({ accountType: "provider", role: "auditor" })).toMatchObject({ rows: [], total: 0, chart: null });
  });

  test.each([
    ["2026-10-23T11:59:59.999Z", 1, "a Friday before seven"],
    ["2026-10-23T12:00:00Z", 0, "at seven"],
    ["2026-10-23T23:59:59.999Z", 0, "before nineteen"],
    ["2026-10-24T00:00:00Z", 1, "at nineteen"],
    ["2026-10-24T15:00:00Z", 1, "a Saturday"],
    ["2026-10-25T15:00:00Z", 1, "a Sunday"],
    ["2026-10-26T15:00:00Z", 0, "a Monday"],
    ["2026-11-02T12:30:00Z", 1, "half past six, since the clocks went back"],
    ["2026-11-02T13:00:00Z", 0, "at seven, since then"],
    ["2026-11-03T00:30:00Z", 0, "half past eighteen, since then"],
  ])("takes %s as the practice's clocks show it: %i outside office hours, %s", (time, outside) => {
    at(time, signedIn(person("Ana")));
    standAt(context, Date.parse("2026-11-05T18:00:00Z"));
    expect(signIns().rows).toMatchObject([{ person: "Ana", signIns: 1, outside }]);
  });

  test("draws every day of the period, by the practice's clocks", () => {
    const ana = person("Ana");
    at("2026-11-01T04:59:59Z", signedIn(ana));
    at("2026-11-01T05:00:00Z", refused(ana, "app"));
    at("2026-11-02T05:59:59Z", stranger);
    at("2026-11-02T06:00:00Z", signedIn(ana));
    standAt(context, Date.parse("2026-11-02T18:00:00Z"));
    const { chart } = signIns({ fromOn: "2026-10-30", toOn: "2026-11-02" });
    expect(chart?.series.map(({ label }) => label)).toEqual(["Sign-ins", "Refused attempts"]);
    expect(chart?.points).toEqual([
      { x: "2026-10-30", values: { signIns: 0, refused: 0 } },
      { x: "2026-10-31", values: { signIns: 1, refused: 0 } },
      { x: "2026-11-01", values: { signIns: 0, refused: 2 } },
      { x: "2026-11-02", values: { signIns: 1, refused: 0 } },
    ]);
  });

  test("knows nothing of days before the audit log, or to come", () => {
    at("2026-10-22T15:00:00Z", signedIn(person("Ana")));
    expect(signIns({ fromOn: "2019-01-01", toOn: "2019-02-01" })).toMatchObject({ rows: [], total: 0, chart: null });
    expect(signIns({ fromOn: "2030-01-01", toOn: "2031-01-01" })).toMatchObject({ rows: [], total: 0, chart: null });
    expect(signIns({ fromOn: "2019-01-01", toOn: "2031-01-01" }).total).toBe(1);
  });
});

/** How much the ledger's screen lists of an account in some days, all of it. */
function listed(person: string | null, { from, to }: { from: number; to: number }) {
  const page = listEntries(context, joan, { person, group: "sign-in", from, to, before: null, limit: 200 });
  if (!page.ok) throw new Error("never refused");
  expect(page.value.next).toBeNull();
  return page.value.entries.length;
}

test("its figures are those of the audit log's screen under the same days, person by person and day by day", () => {
  const draw = fc.record({
    // Late on one day and early on another too; the clock may have been set back.
    at: fc.integer({ min: BEGINNING + DAY, max: BEGINNING + 16 * DAY }),
    who: fc.integer({ min: 0, max: 3 }),
    what: fc.constantFrom("signed-in", "refused", "locked", "stranger", "other"),
    factor: fc.constantFrom(...FACTORS),
  });
  fc.assert(
    fc.property(
      fc.array(draw, { maxLength: 40 }),
      fc.integer({ min: 22, max: 31 }),
      fc.integer({ min: 1, max: 5 }),
      (drawn, first, last) =>
        undone(context, () => {
          const ids = ["Ana", "Ben", "Cai", "Dov"].map((name) => person(name));
          for (const { at: time, who, what, factor } of drawn) {
            const id = ids[who] ?? "";
            const events: Record<typeof what, DomainEvent> = {
              "signed-in": signedIn(id),
              refused: refused(id, factor),
              locked: locked(id, factor),
              stranger,
              other: { kind: "session-locked", subject: id, data: { cause: "idle" } },
            };
            at(time, events[what]);
          }
          standAt(context, BEGINNING + 17 * DAY);
          const asked = { fromOn: `2026-10-${first}`, toOn: `2026-11-0${last}` };
          const { rows, chart } = signIns(asked);
          const from = Date.parse(`${asked.fromOn}T05:00:00Z`);
          const to = Date.parse(`${asked.toOn}T06:00:00Z`) + DAY;
          const within = drawn.filter(({ at: time }) => time >= from && time < to);
          const counted = (what: string, who?: number) =>
            within.filter((one) => one.what === what && (who === undefined || one.who === who)).length;
          for (const [who, id] of ids.entries()) {
            const row = rows.find(({ email }) => email === `${["ana", "ben", "cai", "dov"][who]}@northside.example`);
            const entries = listed(id, { from, to });
            const { signIns: count = 0, refused: wrong = 0, lockouts = 0 } = row ?? {};
            expect(Number(count) + Number(wrong) + Number(lockouts) + counted("other", who)).toBe(entries);
            expect([count, wrong, lockouts]).toEqual(
              ["signed-in", "refused", "locked"].map((what) => counted(what, who)),
            );
            const { wrongPassword = 0, wrongToken = 0, wrongOther = 0 } = row ?? {};
            expect(Number(wrongPassword) + Number(wrongToken) + Number(wrongOther)).toBe(wrong);
          }
          expect(rows.find(({ email }) => email === null)?.["refused"] ?? 0).toBe(counted("stranger"));
          const drawnIn = (key: "signIns" | "refused") =>
            (chart?.points ?? []).reduce((sum, { values }) => sum + (values[key] ?? 0), 0);
          expect(drawnIn("signIns")).toBe(counted("signed-in"));
          expect(drawnIn("refused")).toBe(counted("refused") + counted("stranger"));
          const ordered = rows.map((row) => [row["refused"], row["outside"]].map(Number) as [number, number]);
          expect(ordered).toEqual([...ordered].sort((a, b) => b[0] - a[0] || b[1] - a[1]));
        }),
    ),
    { numRuns: 40 },
  );
});

describe("taken out", () => {
  const take = (to: "csv" | "pdf") =>
    carriedOut(context, exportReport(context, joan, { report: "sign-ins", ...days, to, size: "A4", proof: PROOF }));

  test("is a table whose formulas are defused", async () => {
    const [evil, ana] = [
      person('=HYPERLINK("https://x.example")', { email: "evil@x.example" }),
      person("Ruiz, Ana", { email: "+ana@x.example" }),
    ];
    at("2026-10-22T15:00:00Z", refused(evil, "password"));
    at("2026-10-22T15:00:05Z", refused(evil, "bypass-code"));
    at("2026-10-24T15:00:00Z", signedIn(ana));
    at("2026-10-24T15:00:00.250Z", stranger);
    expect(await take("csv")).toEqual({
      ok: true,
      value: { name: "Wardkey sign-ins 2026-10-21 to 2026-11-05.csv", count: 3 },
    });
    expect(context.saved[0]?.text).toBe(
      readFileSync(join(import.meta.dirname, "../store/golden", "sign-ins.csv"), "utf8"),
    );
  });

  test("has all accounts, each once, however many there are", async () => {
    const ids = Array.from({ length: 1203 }, (_, index) => person(`P ${index}`));
    immediately(context.db, () => {
      for (const id of ids) recordEvent(context, id, signedIn(id));
    });
    const { rows, total } = signIns();
    expect([rows.length, total]).toEqual([500, 1203]);
    await take("csv");
    const lines = (context.saved[0]?.text ?? "").split("\r\n").slice(1);
    expect(new Set(lines.map((line) => line.split(",").at(-1))).size).toBe(1203);
  });

  test("goes on paper with what its chart counts, and office hours in words", async () => {
    at("2026-10-22T15:00:00Z", refused(person("Ana"), "app"));
    expect((await take("pdf")).ok).toBe(true);
    const text = readPaper({ html: context.saved[0]?.text ?? "" });
    expect(text).toContain("Office hours are Monday to Friday, 7:00 AM to 7:00 PM (America/Chicago).");
    expect(text).toContain("Sign-ins and attempts");
    expect(text).toContain("Refused attempts");
  });
});
