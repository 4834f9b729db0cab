import { describe, expect, test } from "vitest";
import { enrollmentSheetsPaper, setupSlipPaper } from "../../../src/main/core/documents/enrollment-sheets";
import { qrModules, qrSvgDataUri } from "../../../src/main/core/documents/qr";
import type { Sheet, SheetPerson } from "../../../src/main/core/ports";
import { hostileNames, readPaper, strangeIn } from "../../support/papers";
import { scanQr } from "../../support/phone";

const chicago: Sheet = { size: "Letter", region: "US", timeZone: "America/Chicago" };
const london: Sheet = { size: "A4", region: "GB", timeZone: "Europe/London" };
/** Noon in Chicago, six in the evening in London. */
const UNTIL = Date.UTC(2027, 0, 5, 18, 0);

const marcus: SheetPerson = {
  name: "Marcus Webb",
  email: "marcus@maple.example",
  accountType: "staff",
  setupCode: "7K2M-9XQD-4R",
  validUntilAt: UNTIL,
  purpose: "choose-password",
  sealed: null,
};
const ada: SheetPerson = { ...marcus, name: "Dr. Ada O'Neill", email: "ada@maple.example", accountType: "provider" };
const priya: SheetPerson = { ...marcus, name: "Priya Raman", purpose: "set-up-phone", setupCode: "WWWW-WWWW-WW" };
const sheets = { practice: "Maple Street Family Practice", stillStuck: "Joan, ext. 12", people: [marcus, ada, priya] };

const pagesOf = (html: string) => html.split('<article class="sheet">').slice(1);

describe("enrollment sheets", () => {
  test("are one document with a page for each person, in the order given", () => {
    const { html, title } = enrollmentSheetsPaper(sheets, chicago);
    const pages = pagesOf(html).map((page) => readPaper({ html: `<body>${page}` }));
    expect(pages).toHaveLength(3);
    expect(html).toContain(".sheet + .sheet { break-before: page; }");
    expect(pages.map((page) => sheets.people.filter(({ name }) => page.includes(name)))).toEqual([
      [marcus],
      [ada],
      [priya],
    ]);
    expect(title).toBe("Enrollment sheets of Maple Street Family Practice");
  });

  test("say on each page whose it is, the code, until when, whom to call, and that it is to be shredded", () => {
    for (const page of pagesOf(enrollmentSheetsPaper(sheets, chicago).html)) {
      const text = readPaper({ html: `<body>${page}` });
      expect(text).toContain("Maple Street Family Practice");
      expect(text).toMatch(/[-\w]{12} Works once, until Tuesday, January 5, 2027 12:00 PM CST/);
      expect(text).toContain("Still stuck? Call Joan, ext. 12");
      expect(text).toContain("Shred this slip after use.");
    }
  });

  test("picture every step, with pictures of the paper's own", () => {
    const [first = "", , third = ""] = pagesOf(enrollmentSheetsPaper(sheets, london).html);
    const pictures = (page: string) =>
      new Set(Array.from(page.matchAll(/<li><img src="(data:[^"]+)"/g), ([, uri]) => uri));
    expect(pictures(first).size).toBe(5);
    expect(pictures(third).size).toBe(4);
    for (const uri of pictures(first)) expect(decodeURIComponent(uri ?? "")).not.toMatch(/href|<script|<style/);
  });

  test("speak of the settings that the person has, and to whom has a password of no new one", () => {
    const [first = "", second = "", third = ""] = pagesOf(enrollmentSheetsPaper(sheets, london).html);
    expect(first).toContain("“Staff Settings”");
    expect(second).toContain("“Provider Settings”");
    expect(third).not.toContain("Choose a password");
  });

  test("are drawn for a thousand people, each once", () => {
    const people = Array.from({ length: 1000 }, (_, index) => ({ ...marcus, email: `person-${index}@maple.example` }));
    const pages = pagesOf(enrollmentSheetsPaper({ ...sheets, people }, london).html);
    expect(pages).toHaveLength(1000);
    expect(pages.every((page, index) => page.includes(`>person-${index}@maple.example<`))).toBe(true);
  });
});

describe("sealed sheets", () => {
  const key = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
  const uri = `otpauth://totp/Sheet%20of%20Maple:m%40m.example?secret=${key.replaceAll(" ", "")}`;
  const sealed = { qr: qrSvgDataUri(uri), key };
  const people = [marcus, ada, priya].map((person) => ({ ...person, sealed }));

  test("have below the fold a QR code that a phone reads, the key in groups of four, and what becomes of it", async () => {
    const { html } = enrollmentSheetsPaper({ ...sheets, people }, chicago);
    for (const page of pagesOf(html)) {
      const [above = "", below = ""] = page.split('<section class="fold">');
      expect(readPaper({ html: `<body>${below}` })).toMatch(
        new RegExp(`Fold here, seal Only the person named above opens this\\. The key is replaced when .* ${key} `),
      );
      expect(above).not.toContain(sealed.qr);
      expect(readPaper({ html: `<body>${above}` })).not.toContain("GEZD");
      expect(readPaper({ html: `<body>${above}` })).toContain("“I have scanned my sealed sheet”");
      const [, picture = ""] = /<figure><img src="([^"]+)"/.exec(below) ?? [];
      expect(await scanQr(picture)).toBe(uri);
    }
    expect(strangeIn(html)).toEqual([]);
  });

  test("have the QR code at least 45 mm wide without its margin, however little stands in it", () => {
    const { html } = enrollmentSheetsPaper({ ...sheets, people }, london);
    const width = Number(/\.fold figure img \{ width: (\d+)mm; height: \1mm; \}/.exec(html)?.[1]);
    // The least there can be: a practice and an e-mail of few letters.
    const least =
      "otpauth://totp/Sheet%20of%20A:a%40b.c?secret=&issuer=Sheet%20of%20A&algorithm=SHA1&digits=7&period=30";
    const modules = qrModules(least.replace("secret=", `secret=${key.replaceAll(" ", "")}`)).length;
    expect((width * (modules - 8)) / modules).toBeGreaterThanOrEqual(45);
  });

  test("are the only ones that mention a seal", () => {
    const { html } = enrollmentSheetsPaper(sheets, london);
    expect(readPaper({ html })).not.toMatch(/seal/i);
    expect(html).not.toContain('<section class="fold">');
  });
});

test("a setup slip is the sheet of one", () => {
  const slip = setupSlipPaper({ ...sheets, ...marcus }, london);
  const { html } = enrollmentSheetsPaper({ ...sheets, people: [marcus] }, london);
  expect(pagesOf(slip.html)).toEqual(pagesOf(html));
});

test.each(hostileNames)("with %s for every name nothing is there that is not ours", (_, name) => {
  const people = [marcus, ada].map((person) => ({ ...person, name, email: name, setupCode: name }));
  const paper = enrollmentSheetsPaper({ practice: name, stillStuck: name, people }, chicago);
  expect(readPaper(paper).split(name.trim())).toHaveLength(11);
  expect(strangeIn(paper.html)).toEqual([]);
});
