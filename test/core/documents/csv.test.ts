import { parse } from "papaparse";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PEOPLE_COLUMNS } from "../../../src/contract/vocabulary";
import { exportEntries } from "../../../src/main/core/audit/export-entries";
import { numberText } from "../../../src/main/core/documents/csv";
import { chooseImportFile, dryRunImport, saveImportProblems } from "../../../src/main/core/import/prepare-import";
import { exportPeople } from "../../../src/main/core/people/export-people";
import { exportReport } from "../../../src/main/core/reporting/reports";
import type { Caller } from "../../../src/main/core/session/session";
import { carriedOut } from "../../support/answering";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { EVERYBODY } from "../../support/many-people";
import { PROOF } from "../../support/two-factor";

/* What Wardkey writes for spreadsheets opens in columns where the practice is, and comes back in. */

let context: TestContext;
let joan: Caller;
beforeEach(() => {
  context = createTestContext();
  joan = signedInAs(context, context.manager);
  addAccount(context, {
    name: "Dr. Marcus Webb",
    email: "marcus@x.example",
    accountType: "provider",
    cellPhone: "+13125550102",
  });
  addAccount(context, { name: "Jana, dite; Müller", email: "jana@praxis-müller.example", cellPhone: "+447400123456" });
  addAccount(context, { name: "A;=1+1", email: "a@x.example", cellPhone: "+14364660950" });
});
afterEach(() => context.close());

const moveTo = (region: string) => context.db.prepare("UPDATE practice SET region = ?").run(region);
const newest = () => context.saved.at(-1)?.text ?? "";
const headings = () => newest().replace("\ufeff", "").split("\r\n")[0] ?? "";
const all = { filter: EVERYBODY, sort: "name", descending: false, to: "csv", size: "A4", proof: PROOF } as const;
const period = { fromOn: "2026-10-01", toOn: "2026-11-02", accountType: null, role: null };

async function dryRun(text: string) {
  context.table.file = { name: "list.csv", bytes: Buffer.from(text) };
  const chosen = await carriedOut(context, chooseImportFile(context, joan, {}));
  if (!chosen.ok || chosen.value === null) throw new Error(JSON.stringify(chosen));
  const dry = await dryRunImport(context, joan, {
    mapping: chosen.value.mapping,
    known: "update",
    accountType: "staff",
  });
  return { separator: chosen.value.separator, dry: dry.ok ? dry.value : dry.refusal };
}

const regions = [
  ["US", ","],
  ["GB", ","],
  ["MX", ","],
  ["JP", ","],
  ["DE", ";"],
  ["AT", ";"],
  ["CH", ";"],
  ["FR", ";"],
  ["ES", ";"],
  ["BR", ";"],
  ["PL", ";"],
] as const;

describe.each(regions)("in %s, cells are separated by %s", (region, separator) => {
  const other = separator === "," ? ";" : ",";
  beforeEach(() => moveTo(region));

  test("in the list of people, which read again changes nothing", async () => {
    await carriedOut(context, exportPeople(context, joan, { ...all, columns: [...PEOPLE_COLUMNS] }));
    expect(headings().split(separator)).toHaveLength(PEOPLE_COLUMNS.length);
    expect(headings()).not.toContain(other);
    const { dry, separator: read } = await dryRun(newest());
    expect(read).toBe(separator);
    expect(dry).toEqual({ create: 0, update: 0, skip: 4, problem: 0 });
    await carriedOut(
      context,
      exportPeople(context, joan, { ...all, columns: ["name", "email", "role", "status", "cell-phone"] }),
    );
    expect((await dryRun(newest())).dry).toEqual({ create: 0, update: 0, skip: 4, problem: 0 });
  });

  test("in the audit log and in reports, with the region's decimals", async () => {
    await carriedOut(
      context,
      exportEntries(context, joan, {
        ...{ person: null, group: null, from: null, to: null, reason: "audit" },
        format: "csv",
        proof: PROOF,
      }),
    );
    expect(headings().split(separator).length).toBeGreaterThan(5);
    await carriedOut(
      context,
      exportReport(context, joan, { ...period, report: "coverage", to: "csv", size: "A4", proof: PROOF }),
    );
    expect(headings().split(separator).length).toBeGreaterThan(3);
    expect(numberText(90.4, region)).toBe(separator === "," || region === "CH" ? "90.4" : "90,4");
  });

  test("in the rows with a problem", async () => {
    await dryRun("Name,Email,Cell phone\nNew One,new@x.example,12\nNew Two,x,(312) 555-0134");
    await carriedOut(context, saveImportProblems(context, joan, {}));
    expect(headings()).toBe(["Name", "Email", "Cell phone", "Line", "Problem"].join(separator));
    expect((await dryRun(newest())).dry).toMatchObject({ create: 0, problem: 2 });
  });

  test("and no formula begins where another region's spreadsheet cuts", async () => {
    await carriedOut(context, exportPeople(context, joan, { ...all, columns: ["email", "name"] }));
    for (const delimiter of [",", ";", "\t", "|"]) {
      const { data } = parse<string[]>(newest().replace("\ufeff", ""), { delimiter });
      for (const cell of data.flat()) expect(cell).not.toMatch(/^[=+\-@]/);
    }
  });
});
