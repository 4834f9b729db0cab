import fc from "fast-check";
import { expect, test } from "vitest";
import { fileName } from "../../src/main/desktop/file-name";

test.each([
  ["Setup code for Ana Silva.pdf", "Setup code for Ana Silva.pdf"],
  ['Setup code for A/B: \u202e"C"\n.pdf', "Setup code for A B C.pdf"],
  ["Audit log 2026-11-02.json", "Audit log 2026-11-02.json"],
  ["Practice Inc. .pdf", "Practice Inc.pdf"],
  ["...hidden.csv", "hidden.csv"],
  ["con.pdf", "_con.pdf"],
  ["Aux.csv", "_Aux.csv"],
  ["LPT1.pdf", "_LPT1.pdf"],
  ["Console.pdf", "Console.pdf"],
  ["山".repeat(80), "山".repeat(60)],
  [`${"a".repeat(300)}.csv`, `${"a".repeat(176)}.csv`],
])("%j is suggested as %j", (title, name) => {
  expect(fileName(title)).toEqual(name);
});

test("whatever a title holds, the ending is there and every file system takes the name", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.constantFrom(".pdf", ".csv", ".json"),
      (title, end) => {
        const name = fileName(`Report ${title}${end}`);
        expect(name.endsWith(end)).toBe(true);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}]|\s\s/u);
      },
    ),
  );
});
