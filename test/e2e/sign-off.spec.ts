import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { setUpPracticeWith } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { scanPicture } from "../support/phone";
import { call, manager, PASSPHRASE, personNamed } from "../support/sample-clinic";
import { button, field, goTo, heading, openVault, press, signInWithRecoveryCode } from "../support/screens";

/** A sheet with the newest entry, printed, kept, and checked again by its words and by its QR code. */

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let app: App;
let page: Page;
let words: readonly string[];
let code: string;

test.beforeAll(async () => {
  const computer = desk.computer();
  const { recoveryCodes } = await setUpPracticeWith(desk, computer, personNamed("Ana Castillo"));
  app = await desk.open(computer);
  ({ page } = app);
  await openVault(page, PASSPHRASE);
  await signInWithRecoveryCode(page, manager, recoveryCodes[0] ?? "");
  await goTo(page, "Audit log");
});

async function check(typed: string): Promise<void> {
  await field(page, "Twelve words").fill(typed);
  await press(page, "Check");
}

test("is saved as one page with twelve words and a code that a scanner reads", async () => {
  const file = join(app.computer.root, "sheet.pdf");
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await press(page, "Sign-off sheet");
  await page.getByRole("radio", { name: "PDF" }).click();
  await lookForBarriers(app)("the sign-off sheet");
  await press(page, "Save");
  await expect(page.getByText("Saved as sheet.pdf.").first()).toBeVisible();
  expect(execFileSync("pdfinfo", [file], { encoding: "utf8" })).toMatch(/Pages:\s+1\b/);
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  const numbered = [...text.matchAll(/\b(\d{1,2})\.\s+([a-z]{3,8})\b/g)].map(
    ([, at, word]) => [Number(at), word ?? ""] as const,
  );
  words = Array.from({ length: 12 }, (_, at) => numbered.find(([place]) => place === at + 1)?.[1] ?? "");
  execFileSync("pdftoppm", ["-r", "150", "-png", "-singlefile", file, join(app.computer.root, "page")]);
  code = await scanPicture(readFileSync(join(app.computer.root, "page.png")));
  expect(code).toMatch(/^wardkey:head:1:[a-z2-7]{26}:\d+:[0-9a-f]{64}$/);
  const newest = { person: null, group: null, from: null, to: null, before: null, limit: 1 } as const;
  const [made] = (await call(page, "listEntries", newest)).entries;
  expect(made?.sentence).toMatch(/^Joan Price made a sign-off sheet up to entry \d+ and saved it as PDF\.$/);
});

test("is found again by its words and by its code", async () => {
  await press(page, "Check a sign-off sheet");
  await expect(heading(page, "Check a sign-off sheet")).toBeVisible();
  for (const typed of [words.join(" "), words.map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join(", "), code]) {
    await check(typed);
    await expect(page.getByText("The audit log still holds this entry")).toBeVisible();
  }
  await lookForBarriers(app)("an entry that the audit log still holds");
});

test("names a slip in typing, and finds nothing wrong with the audit log because of it", async () => {
  await check(words.with(4, "zzzoo").join(" "));
  await expect(page.getByText("Word 5: “zzzoo” is probably “zoo”.")).toBeVisible();
  const other = words[6] === "zoo" ? "zone" : "zoo";
  await check(words.with(6, other).join(" "));
  await expect(page.getByText(`Word 7: “${other}” is probably “${words[6]}”.`)).toBeVisible();
  await lookForBarriers(app)("a slip in typing");
  await check(words.slice(1).join(" "));
  await expect(page.getByText("11 words instead of twelve")).toBeVisible();
});

test("says which entries are missing, where the audit log does not reach it", async () => {
  await check(code.replace(/:\d+:(?=[0-9a-f]{64}$)/, ":5000:"));
  await expect(page.getByText("Entries are missing")).toBeVisible();
  await expect(
    page.getByText(/^Entries \d+ to 5,000 of the first workstation are not in this audit log\.$/),
  ).toBeVisible();
  await lookForBarriers(app)("entries that are missing");
  await page.keyboard.press("Escape");
  await expect(button(page, "Check a sign-off sheet")).toBeFocused();
});
