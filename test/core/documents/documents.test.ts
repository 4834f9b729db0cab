import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { firstScreenWords } from "../../../src/contract/vault/messages";
import { setupSlipPaper } from "../../../src/main/core/documents/enrollment-sheets";
import { qrSvgDataUri } from "../../../src/main/core/documents/qr";
import { recoveryCodesPaper } from "../../../src/main/core/documents/recovery-codes";
import { recoveryKitPaper } from "../../../src/main/core/documents/recovery-kit";
import { paperCsp, sheetStyle } from "../../../src/main/core/documents/style";
import type { Sheet } from "../../../src/main/core/ports";
import { hostileNames, readPaper as read, strangeIn } from "../../support/papers";

const chicago: Sheet = { size: "Letter", region: "US", timeZone: "America/Chicago" };
const london: Sheet = { size: "A4", region: "GB", timeZone: "Europe/London" };
/** Noon in Chicago, six in the evening in London. */
const MADE_AT = Date.UTC(2027, 0, 5, 18, 0);
const CODES = Array.from({ length: 10 }, (_, index) => `k7q2-m9xk-${index}r4t-b2hw`);

const kit = {
  practice: "Maple Street Family Practice",
  vaultId: "k4w7n2qd5xjzt6bmrs3cfhvyga",
  recoveryKey: "K7Q2M-9XKDR-4TB2H-XW8ZA-01234-56789-ABCDE-FGHJK",
  fingerprint: "K7Q2-M9XK-D4TB-2HXW",
  number: 2,
  madeAt: MADE_AT,
};
const codes = {
  first: 1,
  practice: kit.practice,
  name: "Marcus Webb",
  codes: CODES,
  madeAt: MADE_AT,
  stillStuck: "Joan, ext. 12",
};
const slip = {
  practice: kit.practice,
  name: "Marcus Webb",
  email: "marcus@maple.example",
  accountType: "staff",
  setupCode: "7K2M-9XQD-4R",
  validUntilAt: MADE_AT,
  purpose: "choose-password",
  sealed: null,
  stillStuck: "Joan, ext. 12",
} as const;

describe("the recovery kit", () => {
  test("has practice, vault, time and key, the key once more as a QR code, and says where to keep it", () => {
    const paper = recoveryKitPaper(kit, chicago);
    const text = read(paper);
    expect(text).toContain("Maple Street Family Practice");
    expect(text).toContain(kit.vaultId);
    expect(text).toContain("Tuesday, January 5, 2027, 12:00 PM CST");
    expect(text).toContain("Kit no. 2");
    expect(text).toContain(kit.fingerprint);
    expect(text).toContain("K7Q2M 9XKDR 4TB2H XW8ZA 01234 56789 ABCDE FGHJK");
    expect(paper.html).toContain(`<img src="${qrSvgDataUri(kit.recoveryKey).replaceAll("'", "&#39;")}"`);
    expect(text).toContain("Keep it in a safe, not beside this computer.");
    expect(text).toContain("Keep this sheet for as long as the vault is used.");
    expect(paper.title).toBe("Recovery kit of Maple Street Family Practice");
  });

  test("sends people to nothing that the first screen does not offer", () => {
    const named = [...read(recoveryKitPaper(kit, chicago)).matchAll(/“([^”]+)”/g)].map(([, name]) => name);
    const offered: readonly string[] = [firstScreenWords.open, firstScreenWords.restore];
    expect(named).not.toEqual([]);
    expect(named.filter((name = "") => !offered.includes(name))).toEqual([]);
  });

  test("says the time as the practice's region and zone do", () => {
    expect(read(recoveryKitPaper(kit, london))).toMatch(/Tuesday,? 5 January 2027, 18:00 GMT/);
  });
});

describe("the sheet of recovery codes", () => {
  test("has practice, name, day and every code once, with how to use them", () => {
    const text = read(recoveryCodesPaper(codes, london));
    for (const code of CODES) expect(text.split(code)).toHaveLength(2);
    expect(text).toContain("10 codes, each good once");
    for (const [index, code] of CODES.entries()) expect(text).toContain(`${index + 1} ${code}`);
    expect(text).toMatch(/Name Marcus Webb Made Tuesday,? 5 January 2027/);
    expect(text).toContain("“Use a recovery code”");
    expect(text).toContain("Still stuck? Call Joan, ext. 12");
  });
});

describe("the sheet of one code that takes a used one's place", () => {
  test("says which", () => {
    const text = read(recoveryCodesPaper({ ...codes, first: 4, codes: CODES.slice(0, 1) }, london));
    expect(text).toContain("This code takes the place of number 4 on your sheet.");
    expect(text).toContain(`One code, good once 4 ${CODES[0]}`);
  });
});

describe("the slip with a setup code", () => {
  test("has practice, name, e-mail, code and until when, and what a new member does with it", () => {
    const text = read(setupSlipPaper(slip, chicago));
    expect(text).toContain("Name Marcus Webb E-mail marcus@maple.example");
    expect(text).toContain("7K2M-9XQD-4R Works once, until Tuesday, January 5, 2027 12:00 PM CST");
    expect(text).toContain("“I have a setup code”");
    expect(text).toContain("“Staff Settings”, tab Security, and press “Enable Two-Factor”");
    expect(text).toContain("Still stuck? Call Joan, ext. 12");
    expect(text).toContain("Shred this slip after use.");
  });

  test("names a provider's settings for a provider", () => {
    expect(read(setupSlipPaper({ ...slip, accountType: "provider" }, chicago))).toContain("“Provider Settings”");
  });

  test("for a new phone does not speak of choosing a password", () => {
    const text = read(setupSlipPaper({ ...slip, purpose: "set-up-phone" }, chicago));
    expect(text).toContain("“Set up authenticator app”");
    expect(text).not.toContain("Choose a password");
  });

  test("has no help line where the practice has not said whom to call", () => {
    expect(read(setupSlipPaper({ ...slip, stillStuck: null }, chicago))).not.toContain("Still stuck");
  });
});

describe.each(hostileNames)("with %s for every name", (_, name) => {
  const papers = [chicago, london].flatMap((sheet) => [
    recoveryKitPaper({ ...kit, practice: name, vaultId: name }, sheet),
    recoveryCodesPaper({ ...codes, practice: name, name, codes: [name], stillStuck: name }, sheet),
    setupSlipPaper({ ...slip, practice: name, name, email: name, setupCode: name, stillStuck: name }, sheet),
  ]);

  test("the name stands there as it is", () => {
    for (const paper of papers) expect(read(paper)).toContain(name.trim());
  });

  test.each(papers)("no tag is there that is not ours, and nothing is fetched or run: $title", ({ html }) => {
    expect(strangeIn(html)).toEqual([]);
  });
});

test("a right-to-left override in a name cannot turn the sentence or the title around", () => {
  const name = "Joan \u202Efdp.exe\u2069";
  const { html, title } = recoveryCodesPaper({ ...codes, name, stillStuck: name }, chicago);
  expect(title).toBe("Recovery codes of Joan fdp.exe");
  expect(html).toContain("Still stuck? Call \u2068Joan fdp.exe\u2069");
});

test.each([chicago, london])("the one style of $size paper is the one that its policy lets in", (sheet) => {
  const { html } = recoveryKitPaper(kit, sheet);
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = paperCsp(style);
  expect(style).toBe(sheetStyle(sheet.size));
  expect(style).toContain(sheet.size === "A4" ? "@page { size: A4" : "@page { size: letter");
  expect(policy).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
  expect(html).toContain(`content="${policy.replaceAll("'", "&#39;")}"`);
  expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<style>"));
});
