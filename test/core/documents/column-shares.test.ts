import fc from "fast-check";
import { expect, test } from "vitest";
import { columnShares, ROOM } from "../../../src/main/core/documents/column-shares";

const columns = ["Name", "E-mail", "Until"].map((label) => ({ label, align: "start" as const }));
/** Characters of the room that each column gets. */
const charactersOf = (rows: string[][]) =>
  columnShares({ columns, rows }, ROOM.upright).map((share) => (share * ROOM.upright) / 100);

test("shares are a whole, whatever the texts are", () => {
  const rows = fc.array(fc.tuple(fc.string(), fc.string(), fc.string()), { maxLength: 30 });
  fc.assert(
    fc.property(rows, fc.constantFrom(...Object.values(ROOM)), (texts, room) => {
      const shares = columnShares({ columns, rows: texts }, room);
      const sum = shares.reduce((all, share) => all + share, 0);
      return Math.abs(sum - 100) < 1e-6 && shares.every((share) => share > 0);
    }),
  );
});

test("a long reason takes room from nothing that must stay on one line", () => {
  const [, , until = 0] = charactersOf([["Marcus Webb", "word ".repeat(60), "2 Nov 2026, 14:05"]]);
  expect(until).toBeGreaterThanOrEqual("2 Nov 2026, 14:05".length);
});

test("one long name among many takes no room from the others", () => {
  const usual = Array.from({ length: 99 }, () => ["Marcus Webb", "marcus.webb@maple.example", "2 Nov 2026"]);
  const [name = 0] = charactersOf([...usual, ["x".repeat(300), "", ""]]);
  const [, email = 0] = charactersOf([...usual, ["x".repeat(300), "", ""]]);
  expect(name).toBeLessThan(email);
});
