import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inputs } from "../../../src/contract/inputs";
import { judgeRow } from "../../../src/main/core/domain/import-judge";
import { emptyMapping } from "../../../src/main/core/domain/import-mapping";
import type { Mapping, TableRow } from "../../../src/main/core/domain/import-table";
import { checkRows } from "../../../src/main/core/workers/import/check-rows";

const mapping: Mapping = { ...emptyMapping(), name: 0, email: 1, cellPhone: 2, accountType: 3 };
function check(
  rows: readonly (readonly string[])[],
  how: { region?: string; mapping?: Mapping; columns?: number } = {},
) {
  const numbered: TableRow[] = rows.map((cells, at) => ({ line: at + 2, cells }));
  return checkRows({ columns: 4, rows: numbered, mapping, saysAccountType: true, region: "US", ...how }, () => {});
}
const ana = ["Ana Silva", "Ana@Northside.example", "(415) 555-2671", "Nurse"];
const problemsOf = (...cells: string[]) => check([cells])[0]?.problems;

describe("a row", () => {
  it("is read as a single edit would read it", () => {
    expect(check([ana])).toEqual([
      {
        line: 2,
        shown: { name: "Ana Silva", email: "Ana@Northside.example", cellPhone: "(415) 555-2671" },
        name: "Ana Silva",
        email: "Ana@Northside.example",
        emailKey: "ana@northside.example",
        cellPhone: "+14155552671",
        accountType: "staff",
        accountTypeByTitle: null,
        problems: [],
      },
    ]);
  });

  it("reads national numbers for the practice's region", () => {
    const row = ["Ana", "a@x.example", "07400 123456"];
    expect(check([row], { region: "GB" })[0]).toMatchObject({ cellPhone: "+447400123456", problems: [] });
    expect(check([row], { region: "US" })[0]).toMatchObject({ problems: [{ is: "not-a-phone-number" }] });
    expect(check([["Ana", "a@x.example", "+44 7400 123456"]])[0]).toMatchObject({ cellPhone: "+447400123456" });
  });

  it("says nothing where its cells are empty or its columns are not in the file", () => {
    expect(check([["", "a@x.example", "", ""]])[0]).toMatchObject({
      name: null,
      cellPhone: null,
      accountType: null,
      problems: [],
    });
    const only = { ...emptyMapping(), email: 1 };
    expect(check([ana], { mapping: only })[0]).toMatchObject({
      name: null,
      cellPhone: null,
      accountType: null,
      problems: [],
    });
  });

  it("puts first and last names together, where no whole name is given", () => {
    const parts = { ...emptyMapping(), firstName: 0, lastName: 2, email: 1 };
    const names = (cells: string[], how: Mapping) => check([cells], { mapping: how })[0]?.name;
    expect(names(["Ana", "a@x.example", "Silva"], parts)).toBe("Ana Silva");
    expect(names(["", "a@x.example", "Silva"], parts)).toBe("Silva");
    expect(names(["Ana", "a@x.example", "Silva", "Dr. Ana Silva"], { ...parts, name: 3 })).toBe("Dr. Ana Silva");
    expect(names(["Ana", "a@x.example", "Silva", ""], { ...parts, name: 3 })).toBe("Ana Silva");
  });

  it.each<[what: string, cells: string[], problems: object[]]>([
    ["no e-mail", ["Ana", ""], [{ is: "email-missing" }]],
    ["what is no e-mail", ["Ana", "ana at home"], [{ is: "not-an-email" }]],
    ["too long an e-mail", ["Ana", `${"a".repeat(250)}@x.example`], [{ is: "email-too-long" }]],
    ["what is no name", ["---", "a@x.example"], [{ is: "not-a-name" }]],
    ["too long a name", ["a".repeat(301), "a@x.example"], [{ is: "name-too-long" }]],
    ["a name with a line end", ["Ana\nSilva", "a@x.example"], [{ is: "not-a-name" }]],
    ["what is no number", ["Ana", "a@x.example", "555-CALL"], [{ is: "not-a-phone-number" }]],
    ["a number that a spreadsheet has rounded", ["Ana", "a@x.example", "1.41556E+10"], [{ is: "digits-lost" }]],
    [
      "an account type that is not known",
      ["Ana", "a@x.example", "", "Patient"],
      [{ is: "not-an-account-type", typed: "Patient" }],
    ],
    [
      "more cells than columns",
      ["Webb", "Marcus", "m@x.example", "", "x"],
      [{ is: "too-many-cells" }, { is: "not-an-email" }, { is: "not-a-phone-number" }],
    ],
    [
      "several",
      ["---", "x", "y", "z"],
      [
        { is: "not-a-name" },
        { is: "not-an-email" },
        { is: "not-a-phone-number" },
        { is: "not-an-account-type", typed: "z" },
      ],
    ],
  ])("with %s is a problem", (_what, cells, problems) => {
    expect(problemsOf(...cells)).toEqual(problems);
  });

  it("may have empty cells beyond the last column", () => {
    expect(problemsOf(...ana, "", "")).toEqual([]);
  });

  it("with the e-mail of an earlier one is a problem, in whatever spelling; the first one counts", () => {
    const rows = check([
      ana,
      ["Ben", "ben@x.example"],
      ["Ana S.", "ana@NORTHSIDE.example"],
      ["A", "ANA@northside.example"],
    ]);
    expect(rows.map(({ problems }) => problems)).toEqual([
      [],
      [],
      [{ is: "twice", line: 2 }],
      [{ is: "twice", line: 2 }],
    ]);
    expect(
      check([
        ["Ana", ""],
        ["Ben", ""],
      ]).map(({ problems }) => problems.length),
    ).toEqual([1, 1]);
  });

  it("tells now and then how many are done", () => {
    const notified: number[] = [];
    const rows = Array.from({ length: 1001 }, (_, line) => ({ line, cells: ["A", `a${line}@x.example`] }));
    checkRows({ columns: 2, rows, mapping, saysAccountType: true, region: "US" }, (done) => notified.push(done));
    expect(notified).toEqual([250, 500, 750, 1000]);
  });
});

describe("whatever stands in a file", () => {
  const word = fc.oneof(fc.string({ maxLength: 20 }), fc.string({ unit: "grapheme", maxLength: 20 }));
  const email = fc.oneof(fc.emailAddress(), word, fc.constantFrom("a@x.example", "A@X.example"));
  const phone = fc.oneof(word, fc.constantFrom("(415) 555-2671", "+44 7400 123456", "0", "+1"));
  const type = fc.constantFrom("", "Nurse", "provider", "cat");
  const rows = fc.array(fc.tuple(word, email, phone, type), { maxLength: 12 });
  const trimmed = (cells: readonly string[]) => cells.map((cell) => cell.trim());

  it("every row that is accepted for somebody new passes the schema of adding and editing one", () => {
    const { name, email, cellPhone, accountType } = inputs.editPerson.shape;
    const single = inputs.addPerson.omit({ role: true });
    fc.assert(
      fc.property(rows, (any) => {
        for (const row of check(any.map(trimmed))) {
          const verdict = judgeRow(row, undefined, "joan", { known: "update", accountType: "staff" });
          if (verdict.is !== "create") continue;
          const { emailKey: _, ...facts } = verdict.facts;
          expect(single.parse(facts)).toEqual(facts);
          for (const [schema, value] of [
            [name, facts.name],
            [email, facts.email],
            [cellPhone, facts.cellPhone],
            [accountType, facts.accountType],
          ] as const)
            expect(schema.safeParse(value).success).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("no two accepted rows have one e-mail", () => {
    fc.assert(
      fc.property(rows, (any) => {
        const keys = check(any.map(trimmed))
          .filter(({ problems }) => problems.length === 0)
          .map(({ emailKey }) => emailKey);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
