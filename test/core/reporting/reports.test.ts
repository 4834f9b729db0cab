import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/methods";
import type { Report } from "../../../src/contract/reporting/views";
import { refuse } from "../../../src/contract/result";
import { REPORTS } from "../../../src/contract/vocabulary";
import { recordEvent } from "../../../src/main/core/context";
import type { DomainEvent, EventData, ProvenIdentity } from "../../../src/main/core/domain/events";
import { countFound, listPeople } from "../../../src/main/core/people/people";
import { exportReport, getReport } from "../../../src/main/core/reporting/reports";
import { cancelProgress } from "../../../src/main/core/session/progress";
import type { Caller } from "../../../src/main/core/session/session";
import { immediately } from "../../../src/main/core/store/open";
import { canceled, carriedOut, out } from "../../support/answering";
import {
  addAccount,
  answeredBy,
  createTestContext,
  signedInAs,
  standAt,
  type TestContext,
  withHost,
} from "../../support/context";
import {
  deactivated,
  drawnRules,
  drawPerson,
  enabled,
  putInForce,
  rulesFor,
  settle,
  undone,
} from "../../support/drawn-clinic";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { readPaper } from "../../support/papers";
import { aRule, DAY, NOW } from "../../support/policy";
import { PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
beforeEach(() => {
  context = createTestContext({ now: NOW - 100 * DAY });
  joan = signedInAs(context, context.manager);
});
afterEach(() => context.close());

const october = { fromOn: "2026-10-01", toOn: "2026-10-31", accountType: null, role: null } as const;

function report(input: Partial<InputOf<"getReport">>): Report {
  const answer = getReport(context, joan, { report: "coverage", ...october, ...input });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}

const take = (input: Partial<InputOf<"exportReport">>, on: TestContext = context) =>
  carriedOut(
    on,
    exportReport(on, joan, { report: "coverage", ...october, to: "csv", size: "A4", proof: PROOF, ...input }),
  );

const person = (name: string, more: Partial<Parameters<typeof addAccount>[1]> = {}) =>
  addAccount(context, { name, email: `${name.toLowerCase().replace(/\W/g, ".")}@northside.example`, ...more });
const now = (event: () => unknown) => immediately(context.db, event);
const on = (day: string) => standAt(context, Date.parse(`${day}T15:00:00Z`));

const locked = (subject: string, data: Partial<EventData["account-locked"]>) =>
  now(() =>
    recordEvent(context, null, {
      kind: "account-locked",
      subject,
      data: { until: 1, factor: "password", during: "sign-in", ...data },
    }),
  );
const reset = (
  actor: string,
  subject: string,
  cause: EventData["two-factor-reset"]["cause"],
  identity: ProvenIdentity | null = null,
) => helped(actor, { kind: "two-factor-reset", subject, data: { cause, reason: "asked for it" } }, identity);
const helped = (actor: string, event: DomainEvent, identity: ProvenIdentity | null) =>
  now(() => {
    const { subject } = event;
    const proven = (by: ProvenIdentity) => {
      const data = { act: "resetTwoFactor", identity: by } as const;
      return recordEvent(context, actor, { kind: "identity-proven", subject, data });
    };
    return recordEvent(context, actor, event, identity === null ? {} : { cause: proven(identity) });
  });
const claimed = (subject: string, use: "password" | "enrollment") =>
  now(() => recordEvent(context, subject, { kind: "setup-code-claimed", subject, data: { code: "none", for: use } }));

describe("coverage", () => {
  test("has a row for each day of the period that is known, with the share rounded down", () => {
    on("2026-10-30");
    const [ana, ben] = [person("Ana"), person("Ben")];
    now(() => enabled(context, ana.id, "app"));
    on("2026-11-01");
    now(() => enabled(context, ben.id, "text"));
    on("2026-11-02");
    const { rows, chart, stated, sinceOn, total } = report({ fromOn: "2026-10-29", toOn: "2027-01-01" });
    expect(rows).toEqual([
      { on: "2026-10-29", app: 0, text: 0, none: 1, all: 1, share: 0 },
      { on: "2026-10-30", app: 1, text: 0, none: 2, all: 3, share: 33.3 },
      { on: "2026-10-31", app: 1, text: 0, none: 2, all: 3, share: 33.3 },
      { on: "2026-11-01", app: 1, text: 1, none: 1, all: 3, share: 66.6 },
      { on: "2026-11-02", app: 1, text: 1, none: 1, all: 3, share: 66.6 },
    ]);
    expect(total).toBe(5);
    expect(chart?.points.map(({ x, values }) => [x, values["app"]]).slice(0, 2)).toEqual([
      ["2026-10-29", 0],
      ["2026-10-30", 1],
    ]);
    expect(stated).toEqual(["From Oct 29, 2026 to Jan 1, 2027."]);
    expect(sinceOn).toBeNull();
  });

  test("of an account type and a role goes by what people are today, and says so", () => {
    on("2026-10-01");
    const ana = person("Ana", { accountType: "provider", role: "support" });
    person("Ben", { accountType: "provider" });
    now(() => enabled(context, ana.id, "app"));
    on("2026-10-31");
    const { rows, stated } = report({ accountType: "provider", role: "support", fromOn: "2026-10-31" });
    expect(rows).toEqual([{ on: "2026-10-31", app: 1, text: 0, none: 0, all: 1, share: 100 }]);
    expect(stated).toEqual([
      "On Oct 31, 2026.",
      "Providers only.",
      "Role: Support.",
      "Account type and role are those of today, for earlier days too.",
    ]);
  });

  test("says since when there is anything, and has no rows of what was before", () => {
    standAt(context, NOW);
    const early = report({ fromOn: "2020-01-01", toOn: "2026-07-26" });
    expect(early.sinceOn).toBe("2026-07-25");
    expect(early.rows.map(({ on: day }) => day)).toEqual(["2026-07-25", "2026-07-26"]);
    expect(early.stated).toContain("Before Jul 25, 2026 there is no audit log, and so nothing to report.");
    const before = report({ fromOn: "0001-01-01", toOn: "2019-12-31" });
    expect([before.rows, before.total, before.chart?.points]).toEqual([[], 0, []]);
    expect(before.stated).toContain("There is no day in this period of which anything is known.");
    expect(report({ fromOn: "2030-01-01", toOn: "9999-12-31" }).rows).toEqual([]);
  });

  test("by account type and role adds up to the whole, at the end of the last day", () => {
    on("2026-10-10");
    person("Ana", { accountType: "provider" });
    const ben = person("Ben");
    now(() => enabled(context, ben.id, "text"));
    on("2026-11-02");
    now(() => deactivated(context, ben.id));
    const { rows, stated } = report({ report: "coverage-by-group" });
    expect(rows.map(({ group, app, text, none }) => [group, app, text, none])).toEqual([
      ["Account type: Provider", 0, 0, 1],
      ["Account type: Staff", 0, 1, 1],
      ["Role: Practice manager", 0, 0, 1],
      ["Role: Support", 0, 0, 0],
      ["Role: Auditor", 0, 0, 0],
      ["Role: Member", 0, 1, 1],
    ]);
    expect(rows[3]).toMatchObject({ all: 0, share: null });
    expect(stated[0]).toBe("At the end of Oct 31, 2026.");
    expect(report({ report: "coverage-by-group", accountType: "provider", role: "member" }).rows).toHaveLength(2);
  });
});

describe("reports of people", () => {
  test("are the very lists that they name, whoever is asked about", () => {
    const some = fc.constantFrom(...(["overdue", "managers", "access-review"] as const));
    const types = fc.constantFrom(null, "provider", "staff");
    fc.assert(
      fc.property(fc.array(drawPerson, { maxLength: 8 }), drawnRules, some, types, (people, rules, name, accountType) =>
        undone(context, () => {
          const ids = people.map((drawn, index) => settle(context, drawn, index));
          standAt(context, NOW);
          putInForce(context, rulesFor(rules, ids));
          const { rows, filter, total, chart } = report({ report: name, accountType });
          if (filter === null) throw new Error("a report of people without its list");
          const page = listPeople(context, joan, { ...filter, sort: "name", descending: false, offset: 0, limit: 500 });
          if (!page.ok) throw new Error("never refused");
          expect(rows.map(({ email }) => email)).toEqual(page.value.map(({ email }) => email));
          expect(total).toBe(page.value.length);
          expect(countFound(context, joan, filter)).toEqual({ ok: true, value: total });
          const drawn = chart?.points.flatMap(({ values }) => Object.values(values)) ?? [];
          expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(total);
        }),
      ),
      { numRuns: 60 },
    );
  });

  test("say of everybody overdue by which rule, since when and with what", () => {
    on("2026-09-01");
    const ana = person("Ana Ruiz", { accountType: "provider" });
    now(() => enabled(context, ana.id, "text"));
    standAt(context, NOW);
    now(() => putInForce(context, [aRule({ applies: { to: "account-type", accountType: "provider" } })]));
    const { rows, stated, columns } = report({ report: "overdue" });
    expect(rows).toEqual([
      expect.objectContaining({
        name: "Ana Ruiz",
        role: "Member",
        "two-factor": "Text message",
        "required-by": "Providers",
        deadline: "2026-11-02",
        "last-used": null,
      }),
    ]);
    expect(columns.map(({ key }) => key)).toContain("required-by");
    expect(stated).toEqual(["As things were on Nov 2, 2026, 3:00 AM.", "Status: Overdue."]);
  });

  test("review the access of everybody who is active, with the exemptions that hold", () => {
    standAt(context, NOW);
    const ana = person("Ana Ruiz");
    const ben = person("Ben");
    const exempt = (subject: string, untilOn: string, untilAt: number) =>
      now(() =>
        recordEvent(context, null, {
          kind: "exemption-granted",
          subject,
          data: { untilOn, untilAt, reason: "leave" },
        }),
      );
    exempt(ana.id, "2026-12-01", Date.UTC(2026, 11, 1, 6));
    exempt(ben.id, "2026-11-02", NOW);
    now(() => deactivated(context, person("Cai").id));
    const { rows } = report({ report: "access-review" });
    expect(rows.map((row) => [row["name"], row["role"], row["exempt-until"]])).toEqual([
      ["Ana Ruiz", "Member", "2026-11-30"],
      ["Ben", "Member", null],
      ["Joan Price", "Practice manager", null],
    ]);
  });

  test("show the first 500 of a long list and say how many there are; what is exported has them all", async () => {
    now(() => {
      for (let index = 0; index < 1203; index += 1) {
        const email = `p${index}@northside.example`;
        addAccount(context, { name: `P ${String(index).padStart(4, "0")}`, email });
      }
    });
    const { rows, total } = report({ report: "access-review" });
    expect([rows.length, total]).toEqual([500, 1204]);
    expect(await take({ report: "access-review" })).toMatchObject({ ok: true, value: { count: 1204 } });
    const lines = (context.saved[0]?.text ?? "").split("\r\n").slice(1);
    expect(new Set(lines.map((line) => line.split(",")[1])).size).toBe(1204);
  });
});

describe("reports of what happened", () => {
  test("count lockouts by month and by what was typed wrong last", () => {
    on("2026-09-30");
    const ana = person("Ana", { accountType: "provider" });
    locked(ana.id, {});
    on("2026-10-02");
    locked(ana.id, { factor: "app" });
    locked(context.manager.id, { factor: "setup-code", until: null });
    on("2026-11-02");
    const { rows, columns, chart } = report({ report: "lockouts", fromOn: "2026-09-15", toOn: "2026-11-30" });
    const none = { password: 0, app: 0, "text-token": 0, "recovery-code": 0, other: 0 };
    expect(rows).toEqual([
      { month: "Sep 2026", ...none, password: 1, all: 1, held: 0 },
      { month: "Oct 2026", ...none, app: 1, other: 1, all: 2, held: 1 },
      { month: "Nov 2026", ...none, all: 0, held: 0 },
    ]);
    expect(columns.find(({ key }) => key === "app")?.label).toBe("Wrong app token");
    expect(chart?.points).toHaveLength(3);
    expect(report({ report: "lockouts", accountType: "provider" }).rows).toEqual([
      { month: "Oct 2026", ...none, app: 1, all: 1, held: 0 },
    ]);
    expect(report({ report: "lockouts", role: "auditor" }).chart).toBeNull();
  });

  describe("on resets", () => {
    const none = {
      ...{ "new-phone": 0, "lost-or-stolen": 0, "app-gone": 0, other: 0 },
      ...{ "text-fallback": 0, "recovery-kit": 0 },
    };
    const calledBack = { kind: "call-back", number: "2671" } as const;
    const inPerson = { kind: "photo-id", reference: "Badge 4471" } as const;
    const vouchedBy = (voucher: string) => ({ kind: "voucher", voucher, vouching: "v" }) as const;

    test("count them by who did them, how they made sure who asked, and why", () => {
      on("2026-10-05");
      const [ana, sam] = [person("Ana"), person("Sam", { role: "support" })];
      reset(sam.id, ana.id, "new-phone", calledBack);
      reset(sam.id, ana.id, "lost-or-stolen", calledBack);
      reset(sam.id, ana.id, "app-gone", inPerson);
      reset(context.manager.id, sam.id, "new-phone", vouchedBy(ana.id));
      // Before it was recorded how they made sure.
      reset(context.manager.id, sam.id, "new-phone");
      on("2026-11-01");
      reset(sam.id, ana.id, "other", inPerson);
      const { rows, chart, total } = report({ report: "resets" });
      expect(rows).toEqual([
        { by: "Sam", proof: "Called back", ...none, "new-phone": 1, "lost-or-stolen": 1, all: 2 },
        { by: "Joan Price", proof: "Vouched for", ...none, "new-phone": 1, all: 1 },
        { by: "Joan Price", proof: "Not recorded", ...none, "new-phone": 1, all: 1 },
        { by: "Sam", proof: "In person, photo ID", ...none, "app-gone": 1, all: 1 },
      ]);
      expect(total).toBe(4);
      expect(chart).toMatchObject({ is: "bars", xLabel: "Proof of identity" });
      expect(chart?.points).toEqual([
        { x: "Called back", values: { ...none, "new-phone": 1, "lost-or-stolen": 1 } },
        { x: "In person, photo ID", values: { ...none, "app-gone": 1 } },
        { x: "Vouched for", values: { ...none, "new-phone": 1 } },
        { x: "Not recorded", values: { ...none, "new-phone": 1 } },
      ]);
    });

    test("count a replaced phone, a fall back to text, and whoever came back by themselves, the recovery kit among them", () => {
      on("2026-10-05");
      const [ana, sam] = [person("Ana"), person("Sam", { role: "support" })];
      const joan = context.manager.id;
      const why = { reason: "asked for it" };
      const replaced = { kind: "phone-replaced", subject: ana.id, data: { cause: "lost-or-stolen", ...why } } as const;
      helped(sam.id, replaced, inPerson);
      helped(sam.id, { kind: "text-fallback-given", subject: ana.id, data: why }, inPerson);
      helped(ana.id, { kind: "phone-recovered", subject: ana.id, data: { how: "new-phone", factors: [] } }, null);
      helped(joan, { kind: "recovery-kit-used", subject: joan, data: { factors: [] } }, null);
      helped(joan, { kind: "manager-recovery-finished", subject: joan, data: { recovery: "r" } }, null);
      // What is no reset of anything.
      helped(sam.id, { kind: "account-unlocked", subject: ana.id, data: why }, calledBack);
      expect(report({ report: "resets" }).rows).toEqual([
        { by: "Joan Price", proof: "Proven by themselves", ...none, "recovery-kit": 2, all: 2 },
        { by: "Sam", proof: "In person, photo ID", ...none, "lost-or-stolen": 1, "text-fallback": 1, all: 2 },
        { by: "Ana", proof: "Proven by themselves", ...none, "new-phone": 1, all: 1 },
      ]);
      const lockedOut = report({ report: "lockouts" }).rows;
      expect(lockedOut.every(({ all }) => all === 0)).toBe(true);
    });

    test("know the proof of a reset whose proof was recorded before the period began", () => {
      on("2026-09-30");
      const [ana, sam] = [person("Ana"), person("Sam", { role: "support" })];
      const cause = immediately(context.db, () =>
        recordEvent(context, sam.id, {
          kind: "identity-proven",
          subject: ana.id,
          data: { act: "resetTwoFactor", identity: inPerson },
        }),
      );
      on("2026-10-05");
      const data = { cause: "other", reason: "asked for it" } as const;
      now(() => recordEvent(context, sam.id, { kind: "two-factor-reset", subject: ana.id, data }, { cause }));
      expect(report({ report: "resets" }).rows).toMatchObject([{ by: "Sam", proof: "In person, photo ID", all: 1 }]);
    });
  });

  test("tell who claimed a setup code, when, where and for what", () => {
    on("2026-10-05");
    const ana = person("Ana");
    claimed(ana.id, "password");
    on("2026-10-06");
    claimed(ana.id, "enrollment");
    const { rows, total, chart } = report({ report: "setup-codes" });
    expect(total).toBe(2);
    expect(rows).toEqual([
      { at: Date.UTC(2026, 9, 5, 15), person: "Ana", use: "To choose a password", where: "Workstation aaaaaaaa" },
      { at: Date.UTC(2026, 9, 6, 15), person: "Ana", use: "To set up a phone", where: "Workstation aaaaaaaa" },
    ]);
    expect(chart?.points).toEqual([{ x: "Oct 2026", values: { password: 1, enrollment: 1 } }]);
  });
});

describe("an exported report", () => {
  test("is a table whose formulas are defused, days and instants as programs read them", async () => {
    on("2026-10-05");
    claimed(person('=cmd|"/c calc"!A1').id, "password");
    claimed(person("Ruiz, Ana").id, "enrollment");
    on("2026-11-02");
    expect(await take({ report: "setup-codes" })).toEqual({
      ok: true,
      value: { name: "Wardkey setup codes claimed 2026-10-01 to 2026-10-31.csv", count: 2 },
    });
    expect(context.saved[0]?.text).toBe(
      [
        "\ufeffWhen (UTC),Person,For,Where",
        `2026-10-05T15:00:00.000Z,"'=cmd|""/c calc""!A1",To choose a password,Workstation aaaaaaaa`,
        '2026-10-05T15:00:00.000Z,"Ruiz, Ana",To set up a phone,Workstation aaaaaaaa',
      ].join("\r\n"),
    );
    await take({ fromOn: "2026-10-30" });
    expect(context.saved[1]?.text.split("\r\n").slice(0, 2)).toEqual([
      '\ufeffDay,App,Text message,None,All,"Protected, %"',
      "2026-10-30,0,0,3,3,0",
    ]);
  });

  test("is recorded with what was asked for, before anything leaves", async () => {
    on("2026-11-02");
    const order: string[] = [];
    const watched = answeredBy(
      { ...context, recorded: () => order.push("recorded") },
      {
        file: async (commit, name) => {
          commit();
          order.push("written");
          return out(name);
        },
      },
    );
    const kinds = await kindsLeftBy(context, undefined, () =>
      take({ accountType: "provider", role: "member" }, watched),
    );
    expect(kinds).toEqual(["report-exported"]);
    expect(order).toEqual(["recorded", "written"]);
    expect(newestEntry(context, undefined, "report-exported")).toMatchObject({
      actor: context.manager.id,
      subject: null,
      data: { report: "coverage", to: "csv", ...october, accountType: "provider", role: "member" },
    });
    expectReplayEqualsTables(context);
  });

  test("goes on paper with its chart, its filters in words, and a line to sign an access review on", async () => {
    on("2026-10-30");
    person("Ana <b>Ruiz</b>", { accountType: "provider" });
    on("2026-11-02");
    for (const name of REPORTS) {
      const kinds = await kindsLeftBy(context, undefined, async () => {
        expect((await take({ report: name, to: "pdf", accountType: "provider" })).ok).toBe(true);
      });
      expect(kinds).toEqual(["report-exported"]);
    }
    const texts = context.saved.map(({ text }) => readPaper({ html: text }));
    expect(texts[0]).toContain(
      "From Oct 1, 2026 to Oct 31, 2026. Providers only. Account type and role are those of today",
    );
    expect(texts[0]).toContain("Oct 30, 2026");
    const review = texts[REPORTS.indexOf("access-review")];
    expect(review).toContain("Ana <b>Ruiz</b>");
    expect(review).toContain("Each of them belongs to somebody who works here");
    expect(texts.filter((text) => text.includes("Each of them belongs to"))).toHaveLength(1);
    expect(context.saved[0]?.name).toMatch(/^Coverage over time of Northside Clinic, .*\.pdf$/);
  });

  test("that goes to no printer and no file leaves nothing in the audit log", async () => {
    const trouble = { code: "paper-trouble", trouble: "no-printer" } as const;
    const without = answeredBy(context, {
      file: async () => canceled,
      pdf: async () => canceled,
      printer: async () => ({ is: "trouble", trouble: "no-printer" }),
    });
    const kinds = await kindsLeftBy(context, undefined, async () => {
      expect(await take({ to: "csv" }, without)).toEqual({ ok: true, value: null });
      expect(await take({ to: "pdf" }, without)).toEqual({ ok: true, value: null });
      expect(await take({ to: "printer" }, without)).toEqual({ ok: false, refusal: trouble });
    });
    expect(kinds).toEqual([]);
  });

  test("tells how far it is, and stops where it is asked to, with nothing recorded or written", async () => {
    now(() => {
      for (let index = 0; index < 1100; index += 1)
        addAccount(context, { name: "P", email: `p${index}@northside.example` });
    });
    const seen: unknown[] = [];
    const stopping = withHost(context, {
      changed: () => {
        seen.push(context.session.job?.progress);
        cancelProgress(context, joan, {});
      },
    });
    const kinds = await kindsLeftBy(context, undefined, async () => {
      expect(await take({ report: "access-review" }, stopping)).toEqual(refuse({ code: "cancelled" }));
    });
    expect(seen[0]).toEqual({ what: "report", done: 500, of: 1101 });
    expect([kinds, context.saved, context.session.job]).toEqual([[], [], null]);
  });
});

test("a period that ends before it begins is no period", async () => {
  const backwards = { fromOn: "2026-10-02", toOn: "2026-10-01" };
  const refused = refuse({ code: "bad-input", fields: { toOn: "out-of-range" } });
  expect(getReport(context, joan, { report: "coverage", ...october, ...backwards })).toEqual(refused);
  const kinds = await kindsLeftBy(context, undefined, async () => expect(await take(backwards)).toEqual(refused));
  expect(kinds).toEqual([]);
});
