import { describe, expect, it } from "vitest";
import { type ImportChoices, judgeRow, type KnownAccount } from "../../../src/main/core/domain/import-judge";
import type { CheckedRow } from "../../../src/main/core/domain/import-table";

const row: CheckedRow = {
  line: 2,
  shown: { name: "Ana Silva", email: "Ana@northside.example", cellPhone: "" },
  name: "Ana Silva",
  email: "Ana@northside.example",
  emailKey: "ana@northside.example",
  cellPhone: "+14155552671",
  accountType: null,
  accountTypeByTitle: null,
  problems: [],
};
const known: KnownAccount = {
  id: "ana",
  name: "Ana Silva",
  email: "ana@northside.example",
  emailKey: "ana@northside.example",
  cellPhone: "+14155552671",
  accountType: "provider",
  role: "member",
  deactivatedAt: null,
  intact: true,
  guarded: false,
};
const choices: ImportChoices = { known: "update", accountType: "staff" };
const { id, role: _, deactivatedAt: __, intact: ___, guarded: ____, ...facts } = known;
const judge = (more: Partial<CheckedRow>, of: Partial<KnownAccount> | null, how: Partial<ImportChoices> = {}) =>
  judgeRow({ ...row, ...more }, of === null ? undefined : { ...known, ...of }, "joan", { ...choices, ...how });
const problem = (is: string) => ({ is: "problem", problems: [{ is }] });

describe("a row whose e-mail nobody has", () => {
  it("adds a person, of the account type it says or else of the one chosen", () => {
    const { name, email, emailKey, cellPhone } = row;
    expect(judge({}, null)).toEqual({
      is: "create",
      facts: { name, email, emailKey, cellPhone, accountType: "staff" },
    });
    expect(judge({ accountType: "provider" }, null)).toMatchObject({
      is: "create",
      facts: { accountType: "provider" },
    });
    expect(judge({ accountTypeByTitle: "provider" }, null)).toMatchObject({
      is: "create",
      facts: { accountType: "provider" },
    });
    expect(judge({}, null, { known: "skip", accountType: "provider" })).toMatchObject({
      facts: { accountType: "provider" },
    });
  });

  it("needs a name", () => {
    expect(judge({ name: null }, null)).toEqual(problem("name-missing"));
  });

  it("may have no cell phone", () => {
    expect(judge({ cellPhone: null }, null)).toMatchObject({ is: "create", facts: { cellPhone: null } });
  });
});

describe("a row whose e-mail somebody has", () => {
  it("changes what it says and nothing else, the e-mail's spelling least of all", () => {
    const after = { ...facts, name: "Ana Silva Lopes" };
    expect(judge({ name: "Ana Silva Lopes" }, {})).toEqual({ is: "update", account: id, before: facts, after });
    expect(judge({ accountType: "staff" }, {})).toMatchObject({
      is: "update",
      after: { ...facts, accountType: "staff" },
    });
    expect(judge({ cellPhone: "+14155550000" }, {})).toMatchObject({ after: { ...facts, cellPhone: "+14155550000" } });
  });

  it("takes nothing away where a cell is empty", () => {
    expect(judge({ name: null, cellPhone: null, accountType: null }, {})).toEqual({
      is: "skip",
      account: id,
      because: "same",
    });
  });

  it("is skipped where nothing would change, and where known people are left alone", () => {
    expect(judge({}, {})).toEqual({ is: "skip", account: id, because: "same" });
    expect(judge({ accountTypeByTitle: "staff" }, {})).toEqual({ is: "skip", account: id, because: "same" });
    expect(judge({ name: "Another" }, {}, { known: "skip" })).toEqual({ is: "skip", account: id, because: "known" });
  });

  it("is a problem for a manager, for oneself, and where the records are damaged", () => {
    expect(judge({ name: "Another" }, { role: "manager" })).toEqual(problem("manager"));
    expect(judge({ name: "Another" }, { role: "manager", id: "joan" })).toEqual(problem("own-account"));
    expect(judge({ name: "Another" }, { intact: false })).toEqual(problem("records-damaged"));
    expect(judge({ accountType: "staff" }, { guarded: true })).toEqual(problem("asks-less"));
    expect(judge({ name: "Another" }, { guarded: true })).toMatchObject({ is: "update" });
  });

  it("is none where nothing of a manager would change", () => {
    expect(judge({}, { role: "manager" })).toMatchObject({ is: "skip" });
  });

  it("is a problem where the account is deactivated, whatever was chosen: the person could not sign in", () => {
    expect(judge({}, { deactivatedAt: 1 })).toEqual(problem("deactivated"));
    expect(judge({}, { deactivatedAt: 1 }, { known: "skip" })).toEqual(problem("deactivated"));
  });
});

it("a row that is wrong by itself is a problem, with all that is wrong, whoever has its e-mail", () => {
  const problems = [{ is: "not-a-phone-number" }, { is: "twice", line: 7 }] as const;
  expect(judge({ problems }, null)).toEqual({ is: "problem", problems });
  expect(judge({ problems }, { role: "manager" })).toEqual({ is: "problem", problems });
});
