import fc from "fast-check";
import { unparse } from "papaparse";
import { describe, expect, it } from "vitest";
import { IMPORT_ROWS_MAX } from "../../../src/main/core/domain/import-table";
import { parseTable } from "../../../src/main/core/workers/import/parse-table";

const read = (text: string) => parseTable(Buffer.from(text));
function table(text: string | Uint8Array) {
  const found = parseTable(Buffer.from(text as string));
  if (found.is !== "table") throw new Error(`refused: ${found.because}`);
  return found.table;
}
const cellsOf = (text: string) => table(text).rows.map(({ cells }) => cells);

describe("a table", () => {
  const encodings: Record<string, (text: string) => Uint8Array> = {
    "UTF-8": (text) => Buffer.from(text),
    "UTF-8 with a mark": (text) => Buffer.from(`\ufeff${text}`),
    "UTF-16 little-endian": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
    "UTF-16 big-endian": (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
    "Windows-1252": (text) => Buffer.from(text, "latin1"),
  };
  const lineEnds = { Unix: "\n", Windows: "\r\n", "the old Mac": "\r" };
  const cases = Object.keys(encodings).flatMap((encoding) =>
    Object.entries(lineEnds).flatMap(([name, newline]) =>
      [",", ";", "\t", "|"].map((separator) => ({ encoding, name, newline, separator })),
    ),
  );

  it.each(cases)(
    "in $encoding with the line ends of $name and $separator between",
    ({ encoding, newline, separator }) => {
      const lines = [
        ["Name", "E-mail", "Note"],
        ["Zoë Müller", "zoe@northside.example", `a${separator} "quoted" one`],
        ["Ben", "ben@northside.example", ""],
      ];
      const text = unparse(lines, { delimiter: separator, newline, quotes: true }) + newline;
      const read = table(encodings[encoding]?.(text) ?? "");
      expect(read.columns).toEqual(lines[0]);
      expect(read.rows.map(({ cells }) => cells)).toEqual(lines.slice(1));
      expect(read.rows.map(({ line }) => line)).toEqual([2, 3]);
      expect(read.separator).toBe(separator);
    },
  );

  it.each([
    ["Name;E-mail\nWebb, Marcus;m@x.example\nNair, Priya;p@x.example\n", ";"],
    ["Name,E-mail,Note\nAna,a@x.example,a;b;c\n", ","],
    ["Name\tE-mail\nWebb, Marcus; Dr.\tm@x.example", "\t"],
    ["Name|E-mail\n\nAna|a@x.example\n", "|"],
    ['"Name, whole";"E-mail"\n"Webb, Marcus";"m@x.example"\n', ";"],
    ["E-mail\nana@x.example\n", ","],
  ])("%j is separated by %j", (text, separator) => {
    expect(table(text).separator).toBe(separator);
  });

  it("may mix its line ends", () => {
    expect(cellsOf("a,b\r\n1,2\n3,4\r5,6")).toEqual([
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
    ]);
  });

  it("says its separator in a line of its own, as Excel does", () => {
    expect(table("sep=;\r\nName;E-mail\r\nWebb, Marcus;m@x.example")).toMatchObject({
      columns: ["Name", "E-mail"],
      rows: [{ line: 3, cells: ["Webb, Marcus", "m@x.example"] }],
      separator: ";",
    });
  });

  it("counts lines as an editor does: blank ones and those inside a cell too", () => {
    const text = '\n\nName,E-mail\n"Ana\nSilva",a@x.example\n\n,,\nBen,b@x.example\n';
    expect(table(text).rows.map(({ line }) => line)).toEqual([4, 8]);
  });

  it("loses the space around a cell, and the apostrophe before what a spreadsheet would calculate", () => {
    expect(cellsOf("Name,Phone,E-mail\n  Ana ,'+1 415 555 2671,'=x@x.example\n'Anna,1,\n")).toEqual([
      ["Ana", "+1 415 555 2671", "=x@x.example"],
      ["'Anna", "1", ""],
    ]);
  });

  it("loses columns at its end that are empty all the way", () => {
    expect(table("Name,E-mail,,,\nAna,a@x.example,,,\n").columns).toEqual(["Name", "E-mail"]);
    expect(table("Name,E-mail,,,\nAna,a@x.example,,x,\n").columns).toEqual(["Name", "E-mail", "", ""]);
  });

  it("without headings begins with a person", () => {
    expect(table("Ana Silva,ana@x.example\nBen,ben@x.example")).toMatchObject({
      columns: ["", ""],
      rows: [
        { line: 1, cells: ["Ana Silva", "ana@x.example"] },
        { line: 2, cells: ["Ben", "ben@x.example"] },
      ],
    });
  });

  it("may have one column", () => {
    expect(table("E-mail\nana@x.example\n")).toMatchObject({ columns: ["E-mail"], rows: [{ line: 2 }] });
  });

  it("comes back as it was written, whatever its cells are", () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replace(/[\r\0]/g, "").trim());
    const row = fc
      .tuple(cell, cell, cell)
      .filter((cells) => cells.some((one) => one !== "") && !cells.some((one) => /^'[=+\-@]/.test(one)));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(",", ";", "\t", "|"),
        (rows, separator) => {
          const text = `sep=${separator}\n${unparse([["A", "B", "C"], ...rows], { delimiter: separator, newline: "\r\n", quotes: true })}`;
          expect(cellsOf(text)).toEqual(rows);
        },
      ),
    );
  });
});

describe("what is no table", () => {
  it.each([
    ["nothing", ""],
    ["white space", " \n\r\n\t"],
    ["headings alone", "Name,E-mail\n"],
  ])("%s is empty", (_what, text) => {
    expect(read(text)).toEqual({ is: "refused", because: "empty", line: null });
  });

  it("a quotation mark that is never closed, and where it stands", () => {
    expect(read('Name,E-mail\nAna,a@x.example\n"Ben,b@x.example\nCy,c@x.example')).toEqual({
      is: "refused",
      because: "not-a-table",
      line: 3,
    });
  });

  it("a quotation mark that stands in the middle", () => {
    expect(read('Name,E-mail\n"Ben "B" Ray",b@x.example\n')).toMatchObject({ because: "not-a-table", line: 2 });
  });

  it("a file of a spreadsheet program", () => {
    expect(parseTable(Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]))).toMatchObject({ because: "not-a-table" });
  });

  it("hundreds of columns", () => {
    const cells = Array.from({ length: 201 }, (_, at) => `c${at}`).join(",");
    expect(read(`${cells}\n${cells}`)).toMatchObject({ because: "not-a-table" });
  });

  it("more rows than one import may have", () => {
    const rows = (count: number) => `E-mail\n${"a@x.example\n".repeat(count)}`;
    expect(read(rows(IMPORT_ROWS_MAX)).is).toBe("table");
    expect(read(rows(IMPORT_ROWS_MAX + 1))).toMatchObject({ because: "too-many-rows" });
  });

  it("never throws, for any text or bytes", () => {
    const messy = fc.array(fc.constantFrom('"', ",", ";", "\n", "\r", "a", "sep=", "@", "\ufeff", "\t", "|", "é"), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(messy, (parts) => {
        expect(["table", "refused"]).toContain(read(parts.join("")).is);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => void parseTable(bytes)));
  });
});
