import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/methods";
import { chooseImportFile, dryRunImport, listImportRows } from "../../../src/main/core/import/prepare-import";
import { runImport } from "../../../src/main/core/import/run-import";
import type { Caller } from "../../../src/main/core/session/session";
import { carriedOut } from "../../support/answering";
import { readCase } from "../../support/case-files";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { PROOF } from "../../support/two-factor";

/* Files as practices have them, from the file to the people, by the real reader, rules and vault. */

let context: TestContext;
let joan: Caller;
beforeEach(() => {
  context = createTestContext();
  joan = signedInAs(context, context.manager);
});
afterEach(() => context.close());

async function choose(file: string | Buffer) {
  const bytes = typeof file === "string" ? readCase(`import/${file}`) : file;
  context.table.file = { name: "list.csv", bytes };
  return carriedOut(context, chooseImportFile(context, joan, {}));
}
/** The columns as they were guessed, and what becomes of each row. */
async function dryRun(file: string | Buffer) {
  const chosen = await choose(file);
  if (!chosen.ok || chosen.value === null) throw new Error(JSON.stringify(chosen));
  const { mapping } = chosen.value;
  const dry = await dryRunImport(context, joan, { mapping, known: "update", accountType: "staff" });
  if (!dry.ok) throw new Error(dry.refusal.code);
  return dry.value;
}
function rows(outcome: InputOf<"listImportRows">["outcome"]) {
  const page = listImportRows(context, joan, { outcome, offset: 0, limit: 100 });
  if (!page.ok) throw new Error(page.refusal.code);
  return page.value.rows;
}
const added = () => rows("create").map(({ name, email, cellPhone }) => [name, email, cellPhone]);
const problems = () => rows("problem").map(({ name, notes }) => [name, ...notes]);

const JANE = ["Jane Doe", "jane.doe@harborstreet.example", "+13125550134"];
const BOB = ["Bob Lee", "bob.lee@harborstreet.example", "+13125550135"];

describe("lines above the headings are passed over", () => {
  test.each(["title-rows.csv", "title-rows-padded.csv"])("%s", async (file) => {
    expect(await dryRun(file)).toEqual({ create: 2, update: 0, skip: 0, problem: 0 });
    expect(added()).toEqual([JANE, BOB]);
    // Lines are those of the file, for whoever corrects it there.
    expect(rows("create").map(({ line }) => line)).toEqual(file === "title-rows.csv" ? [5, 6] : [4, 5]);
  });

  const list = ["Name,Email,Cell Phone", JANE.join(), BOB.join()];
  test.each<[what: string, lines: readonly string[]]>([
    ["with an office's e-mail among them", ["Questions?,office@harborstreet.example", ...list]],
    ["as long as a list of addresses", ["Harbor Street, 12 Main St, Chicago", "", "Confidential", ...list]],
    ["with semicolons", ["Staff list", "Printed today", ...list].map((line) => line.replaceAll(",", ";"))],
    ["with tabs", ["Staff list;as of today", ...list].map((line) => line.replaceAll(",", "\t"))],
    [
      "and headings of another language",
      [
        "Mitarbeiterliste",
        "",
        "Name;E-Mail-Adresse;Handynummer",
        ...list.slice(1).map((line) => line.replaceAll(",", ";")),
      ],
    ],
    ["and headings that nobody knows", ["Henkilöstö", "Nimi,Sähköposti,Matkapuhelin", ...list.slice(1)]],
  ])("%s", async (what, lines) => {
    const chosen = await choose(Buffer.from(lines.join("\r\n")));
    expect(chosen).toMatchObject({ ok: true, value: { rows: 2 } });
    if (!what.includes("nobody")) {
      await dryRun(Buffer.from(lines.join("\r\n")));
      expect(added()).toEqual([JANE, BOB]);
    }
  });

  test("a list without headings, and without titles, begins with a person", async () => {
    await choose(Buffer.from("Jane Doe,jane.doe@harborstreet.example\nBob Lee,bob.lee@harborstreet.example"));
    expect(context.session.import?.table.rows).toHaveLength(2);
  });
});

describe("letters that cannot be read", () => {
  test("one-stray-byte.csv: the others keep theirs, and the one cell in doubt is named", async () => {
    expect(await dryRun("one-stray-byte.csv")).toMatchObject({ create: 2, problem: 1 });
    expect(added().map(([name]) => name)).toEqual(["José Muñoz", "Zoë Palmer"]);
    expect(problems()).toEqual([
      ["Ren�", "Some letters in “Ren�” could not be read. Correct them and import the row again."],
    ]);
  });

  const twice = (text: string) => Buffer.from(text).toString("latin1");
  test.each<[what: string, bytes: Buffer]>([
    [
      "UTF-8 with its mark and a stray byte",
      Buffer.concat([Buffer.from("\ufeffName,Email\nAna "), Buffer.from([0xf1]), Buffer.from(",ana@x.example\n")]),
    ],
    [
      "a cut last letter",
      Buffer.concat([Buffer.from("Email,Name\nzoe@x.example,Zoë\nana@x.example,An"), Buffer.from([0xc3])]),
    ],
    ["what another program could not read", Buffer.from("Name,Email\nAn\ufffd,ana@x.example\n")],
    [
      "UTF-8 that was read as Windows-1252 and written again",
      Buffer.from(`Name,Email\n${twice("José")},ana@x.example\n`),
    ],
    [
      "both encodings in one file",
      Buffer.concat([
        Buffer.from(`Name,Email\nZoë,zoe@x.example\n`),
        Buffer.from("René,r@x.example\nNoël,n@x.example\n", "latin1"),
      ]),
    ],
  ])("%s: the row in doubt is a problem, and no letter is made up", async (_what, bytes) => {
    const { problem } = await dryRun(bytes);
    expect(problem).toBeGreaterThanOrEqual(1);
    for (const [, note] of problems()) expect(note).toContain("could not be read");
    expect(JSON.stringify(added())).not.toMatch(/Ã|\ufffd/);
  });

  test("a list in Windows-1252 is read as that", async () => {
    await dryRun(Buffer.from("Name,Email\nRené Müller,r@x.example\nZoë Nuñez,z@x.example\n", "latin1"));
    expect(added().map(([name]) => name)).toEqual(["René Müller", "Zoë Nuñez"]);
  });
});

describe("lists of other programs", () => {
  test("admin-template.csv: three people, whatever their titles", async () => {
    expect(await dryRun("admin-template.csv")).toEqual({ create: 3, update: 0, skip: 0, problem: 0 });
    expect(
      rows("create").map(({ name, email, cellPhone, accountType }) => [name, email, cellPhone, accountType]),
    ).toEqual([
      [...JANE, "staff"],
      ["Bob Lee", "bob.lee@harborstreet.example", null, "staff"],
      ["Amy Roe", "amy.roe@harborstreet.example", "+13125550136", "provider"],
    ]);
  });

  test("directory-export.csv: a display name is a whole name", async () => {
    expect(await dryRun("directory-export.csv")).toMatchObject({ create: 1, problem: 0 });
    expect(added()).toEqual([JANE]);
  });

  test("a last name that is called name is the rest of the first one", async () => {
    await dryRun(Buffer.from("First Name,Name,Email\nJane,Doe,j@x.example\nBob,Lee,b@x.example"));
    expect(added().map(([name]) => name)).toEqual(["Jane Doe", "Bob Lee"]);
  });

  test.each([
    [
      "Vorname;Nachname;E-Mail;Mobiltelefon;Berufsbezeichnung",
      "Jane;Doe;jane.doe@harborstreet.example;(312) 555-0134;Arzt",
    ],
    [
      "Nombre;Apellidos;Correo electrónico;Teléfono móvil;Puesto",
      "Jane;Doe;jane.doe@harborstreet.example;(312) 555-0134;Médica",
    ],
    [
      "Prénom;Nom de famille;Adresse e-mail;Téléphone portable;Fonction",
      "Jane;Doe;jane.doe@harborstreet.example;(312) 555-0134;Médecin",
    ],
  ])("headings of other languages: %s", async (headings, row) => {
    expect(await dryRun(Buffer.from(`${headings}\r\n${row}`))).toMatchObject({ create: 1, problem: 0 });
    expect(added()).toEqual([JANE]);
    expect(rows("create")[0]?.accountType).toBe("provider");
  });

  test("a job title that means neither is no problem, a word that is no account type is one", async () => {
    await dryRun(Buffer.from("Name,Email,Position\nJane,j@x.example,Astronaut"));
    expect(added()).toHaveLength(1);
    await dryRun(Buffer.from("Name,Email,Account type\nJane,j@x.example,Provder"));
    expect(problems()).toEqual([["Jane", "“Provder” is not known as an account type. Write provider or staff."]]);
  });

  test("an e-mail of an international domain is one person in either spelling, and kept as it is written", async () => {
    const text = "Name,Email\nJana,jana@praxis-müller.example\nJana,\u200bJANA@xn--praxis-mller-klb.example\u202c";
    expect(await dryRun(Buffer.from(text))).toMatchObject({ create: 1, problem: 1 });
    expect(added()).toEqual([["Jana", "jana@praxis-müller.example", null]]);
  });

  test.each<[what: string, bytes: Buffer]>([
    ["html-table.csv", readCase("import/html-table.csv")],
    [
      "a page with a heading",
      Buffer.from("\ufeff\n<!DOCTYPE html>\n<html><table><tr><td>a@x.example</td></tr></table>"),
    ],
    ["a spreadsheet as XML", Buffer.from('<?xml version="1.0"?>\n<Workbook><Cell>a</Cell>\n</Workbook>')],
    ["JSON", Buffer.from('[{"name": "Jane", "email": "j@x.example"},\n{"name": "Bob"}]')],
    ["contacts of a phone", Buffer.from("BEGIN:VCARD\nFN:Jane Doe\nEMAIL:j@x.example\nEND:VCARD")],
    ["a letter", Buffer.from("{\\rtf1\\ansi Name\\par Jane}")],
  ])("%s is refused as no table, not as empty", async (_what, bytes) => {
    expect(await choose(bytes)).toEqual({ ok: false, refusal: { code: "bad-file", because: "not-a-table" } });
  });
});

describe("Wardkey's own export", () => {
  test("own-export.csv changes nothing: a role is no account type", async () => {
    const facts = { name: "Dr. Marcus Webb", email: "marcus.webb@harborstreet.example", cellPhone: "+13125550102" };
    addAccount(context, { ...facts, accountType: "provider" });
    expect(await dryRun("own-export.csv")).toEqual({ create: 0, update: 0, skip: 1, problem: 0 });
    expect(runImport(context, joan, { proof: PROOF })).toMatchObject({ ok: false });
  });
});

describe("phones.csv", () => {
  test("numbers are whole or a problem", async () => {
    expect(await dryRun("phones.csv")).toMatchObject({ create: 4, problem: 3 });
    expect(rows("create").map(({ name, cellPhone }) => [name, cellPhone])).toEqual([
      ["Point Zero", "+13125550134"],
      ["Point Eleven", "+13125550135"],
      ["Ohio One", "+14364660950"],
      ["Houston One", "+16214660950"],
    ]);
    expect(problems()).toEqual([
      ["Ext One", "A number with an extension gets no tokens. Write one without it, or none."],
      ["Ext Two", "A number with an extension gets no tokens. Write one without it, or none."],
      ["Power Of Ten", "The spreadsheet has cut off this number’s digits. Write them out, in a column of text."],
    ]);
  });

  test.each([
    ["3125550134,0", "+13125550134"],
    ["13125550134.00", "+13125550134"],
    ["\u202a(312) 555-0134\u202c", "+13125550134"],
    ["1.3125550134E+10", null],
    ["1,31256E+10", null],
    ["+44 20 7946 0018", null],
    ["844-466-0950", null],
  ])("%j gives %j", async (typed, cellPhone) => {
    await dryRun(Buffer.from(`Name;Email;Cell phone\nJane;j@x.example;${typed}`));
    expect(added().map((row) => row[2] ?? null)).toEqual(cellPhone === null ? [] : [cellPhone]);
  });
});
