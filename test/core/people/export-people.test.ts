import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ok } from "../../../src/contract/result";
import { PEOPLE_COLUMNS } from "../../../src/contract/vocabulary";
import { recordEvent } from "../../../src/main/core/context";
import { exportPeople } from "../../../src/main/core/people/export-people";
import { listPeople } from "../../../src/main/core/people/people";
import { cancelProgress, getProgress } from "../../../src/main/core/session/progress";
import type { Caller } from "../../../src/main/core/session/session";
import { immediately } from "../../../src/main/core/store/open";
import { canceled, carriedOut, out } from "../../support/answering";
import { addAccount, answeredBy, type TestContext } from "../../support/context";
import { entriesAbout, kindsLeftBy, newestEntry } from "../../support/entries";
import { type Clinic, createClinic, EVERYBODY, stopAfter } from "../../support/many-people";
import { lockBecause } from "../../support/session";
import { PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
let people: Clinic["people"];
beforeEach(() => {
  ({ context, joan, people } = createClinic());
});
afterEach(() => context.close());

type Input = Parameters<typeof exportPeople>[2];
const asked: Input = {
  filter: EVERYBODY,
  sort: "name",
  descending: false,
  columns: ["name"],
  to: "csv",
  size: "A4",
  proof: PROOF,
};
const take = (more: Partial<Input> = {}, from: TestContext = context) =>
  carriedOut(from, exportPeople(from, joan, { ...asked, ...more }));
const saved = () => context.saved.at(-1);
/** The lines of the newest table below its headings. */
const lines = () => saved()?.text.split("\r\n").slice(1);
const golden = (name: string) => readFileSync(join(import.meta.dirname, "../store/golden", name), "utf8");

describe("a table for spreadsheets", () => {
  test("has every column in the words of the screen", async () => {
    immediately(context.db, () => {
      const exempt = { untilOn: "2026-12-01", untilAt: Date.UTC(2026, 11, 1, 6), reason: "on leave" };
      recordEvent(context, null, { kind: "exemption-granted", subject: people.eli.id, data: exempt });
      const queued = { message: "m".repeat(26), cellPhone: people.ben.cellPhone ?? "" };
      recordEvent(context, null, { kind: "reminder-queued", subject: people.ben.id, data: queued });
    });
    const columns = [...PEOPLE_COLUMNS];
    const filter = { ...EVERYBODY, role: "member" } as const;
    expect(await take({ filter, columns })).toEqual(ok({ name: "Wardkey people 2026-11-02.csv", count: 5 }));
    // Two-factor IDs are drawn by lot; between a time and AM stands a space of some width.
    const text = saved()
      ?.text.replace(/\b\d{9}\b/g, "123456789")
      .replaceAll("\u202f", " ");
    expect(text).toBe(golden("people.csv"));
  });

  test("defuses what a spreadsheet would take for a formula", async () => {
    const evil = [
      '=HYPERLINK("https://x.example";"Click")',
      "+1+1",
      "-2+3+cmd|' /C calc'!A0",
      "@SUM(A1)",
      "\uff1d1+1",
      'Ann "Q" Lee, MD',
    ];
    immediately(context.db, () => {
      for (const [n, name] of evil.entries()) {
        addAccount(context, { name, email: `evil${n}@x.example`, cellPhone: "+447400123456", accountType: "provider" });
      }
    });
    await take({
      filter: { ...EVERYBODY, accountType: "provider" },
      columns: ["name", "email", "cell-phone", "account-type"],
    });
    expect(saved()?.text).toBe(golden("formulas.csv"));
  });

  test("has exactly the rows of the list, in its order", async () => {
    const views = [
      { filter: { ...EVERYBODY, late: true }, sort: "deadline", descending: true },
      { filter: { ...EVERYBODY, search: "okafor" }, sort: "name", descending: false },
      { filter: { ...EVERYBODY, status: "active" }, sort: "status", descending: false },
      { filter: EVERYBODY, sort: "last-used", descending: true },
      { filter: { ...EVERYBODY, role: "manager" }, sort: "role", descending: true },
    ] as const;
    for (const { filter, ...order } of views) {
      const listed = listPeople(context, joan, { ...filter, ...order, offset: 0, limit: 100 });
      const names = listed.ok ? listed.value.map(({ name }) => name) : [];
      expect(await take({ filter, ...order })).toMatchObject({ ok: true, value: { count: names.length } });
      expect(lines()).toEqual(names);
    }
  });

  test("has its columns in the order in which they are shown, each once", async () => {
    await take({ columns: ["role", "name", "role"], filter: { ...EVERYBODY, search: "joan" } });
    expect(saved()?.text).toBe("\ufeffRole,Name\r\nPractice manager,Joan Price");
  });

  test("goes page by page, and everybody is in it once", async () => {
    immediately(context.db, () => {
      for (let n = 0; n < 600; n++) {
        addAccount(context, { name: `Nina ${1000 + n}`, email: `n${n}@x.example`, cellPhone: null });
      }
    });
    const done: unknown[] = [];
    const watched = stopAfter(context, 1, () => done.push(getProgress(context, joan, {})));
    expect(await take({ filter: { ...EVERYBODY, search: "nina" } }, watched)).toMatchObject({ ok: true });
    expect(lines()).toEqual(Array.from({ length: 600 }, (_, n) => `Nina ${1000 + n}`));
    expect(done).toEqual([ok({ what: "export", done: 0, of: 600 })]);
  });
});

describe("on paper", () => {
  test("says which filters made it, and that nothing was left out where nothing was", async () => {
    const filter = { ...EVERYBODY, late: true, accountType: "staff" } as const;
    expect(await take({ to: "pdf", filter, columns: ["name", "deadline"] })).toEqual(
      ok({ name: expect.stringMatching(/People of Northside Clinic.*\.pdf$/), count: 5 }),
    );
    const paper = saved()?.text ?? "";
    for (const words of ["Overdue, or with days left.", "Account type: Staff.", "Ana Castillo", "Dec 16, 2026"]) {
      expect(paper).toContain(words);
    }
    expect(paper).not.toContain("Carla Moretti");
    await take({ to: "pdf" });
    expect(saved()?.text).not.toContain("Account type: Staff.");
  });

  test("goes to the printer, and a canceled dialog is no trouble", async () => {
    expect(await take({ to: "printer" })).toMatchObject({ ok: true, value: { count: 7 } });
    const dismissed = answeredBy(context, { printer: async () => canceled });
    expect(await take({ to: "printer" }, dismissed)).toEqual(ok(null));
    const without = answeredBy(context, { printer: async () => ({ is: "trouble", trouble: "no-printer" }) });
    expect(await take({ to: "printer" }, without)).toEqual({
      ok: false,
      refusal: { code: "paper-trouble", trouble: "no-printer" },
    });
  });
});

describe("the record of it", () => {
  test("is there before anything is written, with filter, columns and number", async () => {
    const kinds: string[] = [];
    const watching = answeredBy(context, {
      file: async (commit, name) => {
        commit();
        kinds.push(entriesAbout(context).at(-1)?.kind ?? "");
        return out(name);
      },
    });
    const filter = { ...EVERYBODY, late: true } as const;
    await take({ filter, columns: ["name", "status"] }, watching);
    expect(kinds).toEqual(["people-exported"]);
    expect(newestEntry(context, undefined, "people-exported")).toMatchObject({
      actor: context.manager.id,
      subject: null,
      data: { count: 5, to: "csv", filter, columns: ["name", "status"] },
    });
  });

  test("is not there where no place was chosen, or it was stopped", async () => {
    const left = await kindsLeftBy(context, undefined, async () => {
      expect(await take({}, answeredBy(context, { file: async () => canceled }))).toEqual(ok(null));
      const stopped = stopAfter(context, 1, () => cancelProgress(context, joan, {}));
      expect(await take({}, stopped)).toEqual({ ok: false, refusal: { code: "cancelled" } });
    });
    expect(left).toEqual([]);
    expect(context.saved).toEqual([]);
  });

  test("keeps the file from being written where the screen was locked over its dialog", async () => {
    const left = answeredBy(context, {
      file: async (commit, name) => {
        lockBecause(context, "idle");
        return context.answering.file(commit, name);
      },
    });
    expect(await take({}, left)).toEqual({ ok: false, refusal: { code: "not-now", because: "session-over" } });
    expect(context.saved).toEqual([]);
    expect(newestEntry(context, undefined, "people-exported")).toBeUndefined();
  });
});
