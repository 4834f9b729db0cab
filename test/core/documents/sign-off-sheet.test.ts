import { expect, test } from "vitest";
import { qrSvgDataUri } from "../../../src/main/core/documents/qr";
import { signOffSheetPaper } from "../../../src/main/core/documents/sign-off-sheet";
import type { Papers, Sheet } from "../../../src/main/core/ports";
import { hostileNames, readPaper, strangeIn } from "../../support/papers";

const chicago: Sheet = { size: "Letter", region: "US", timeZone: "America/Chicago" };
const signOff: Parameters<Papers["signOffSheet"]>[0] = {
  practice: "Maple Street Family Practice",
  vaultId: "k4w7n2qd5xjzt6bmrs3cfhvyga",
  workstation: { id: "w3hfr8k2mznq6t5xd7cbyj4pva", name: "front-desk" },
  ledger: {
    entries: 12_408,
    headHash: "9f2b4c1de07a58836bb1f0c29e4d7a5513c8e6f00a9b7d2241f6ce83d05b97aa",
    words: "zoo ability able about above absent absorb abstract absurd abuse access accident".split(" "),
    code: "wardkey:head:1:w3hfr8k2mznq6t5xd7cbyj4pva:12408:9f2b",
  },
  printedAt: Date.UTC(2026, 10, 24, 15, 4),
  printedBy: "Joan Price",
};

test("a sign-off sheet says whose log it is of, which entry, in words, figures and for a scanner, and is signed", () => {
  const paper = signOffSheetPaper(signOff, chicago);
  const text = readPaper(paper);
  expect(paper.title).toBe("Sign-off sheet of Maple Street Family Practice, Nov 24, 2026");
  expect(text).toMatch(/Made Tuesday, November 24, 2026, 9:04 AM CST By Joan Price Workstation front-desk/);
  expect(text).toContain("Entry 12,408");
  expect(text).toContain(signOff.ledger.words.join(" "));
  expect(text).toContain("9f2b4c1d e07a5883 6bb1f0c2 9e4d7a55 13c8e6f0 0a9b7d22 41f6ce83 d05b97aa");
  expect(text).toContain("Name Position Signature Date");
  expect(paper.html).toContain(qrSvgDataUri(signOff.ledger.code));
});

test.each(hostileNames)("with %s for every text nothing is there that is not ours", (_, name) => {
  const hostile = {
    ...{ ...signOff, practice: name, vaultId: name, printedBy: name, workstation: { id: name, name } },
    ledger: { entries: 1, headHash: name, words: [name], code: name },
  };
  expect(strangeIn(signOffSheetPaper(hostile, chicago).html)).toEqual([]);
});
