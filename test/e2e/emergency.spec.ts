import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { contract, type Method } from "../../src/contract/methods";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { PASSWORD } from "../support/context";
import { takeDesk } from "../support/desk";
import { holdAccount } from "../support/help";
import { createTwoManagers } from "../support/managers";
import { putVault } from "../support/past";
import { holdPhone, type Phone } from "../support/phone";
import { ask } from "../support/sample-clinic";
import {
  alertSaying,
  button,
  fill,
  goTo,
  heading,
  openPerson,
  openVault,
  press,
  prove,
  signIn,
  signOut,
} from "../support/screens";
import { addMember, addMemberWithApp } from "../support/sign-in";
import { openEmergencyAccess, printHalfByHand } from "../support/story-help";
import { validInputs } from "../support/valid-inputs";

/**
 * The drill (45 CFR 164.312(a)(2)(ii)): emergency codes are printed by two managers, used in an emergency, and
 * reviewed.
 */

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
const PASSPHRASE = "nine blue herons over the weir";
const joan = { email: "joan@northside.example", password: PASSWORD };
const ruth = { email: "ruth@northside.example", password: PASSWORD };
const kim = { name: "Kim Lee", email: "kim@northside.example", password: PASSWORD };
const dana = { email: "dana@northside.example", password: PASSWORD };
let app: App;
let page: Page;
let folder: string;
let phones: { readonly joan: Phone; readonly ruth: Phone };
const halves = { first: "", second: "" };

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-emergency-codes-"));
  const computer = desk.computer();
  const two = await createTwoManagers({ now: Date.now() - 600_000 });
  await addMemberWithApp(two.context, { name: "Dana Park", email: dana.email });
  const locked = await addMember(two.context, { name: kim.name, email: kim.email });
  holdAccount(two.context, locked);
  phones = { joan: holdPhone(two.keyOf(two.context.manager)), ruth: holdPhone(two.keyOf(two.ruth)) };
  await putVault(two.context, computer, PASSPHRASE);
  two.context.close();
  app = await desk.open(computer);
  page = app.page;
  await openVault(page, PASSPHRASE);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Prints a half as PDF; the code on it. */
async function saveHalf(
  half: "first" | "second",
  phone: Phone,
  at?: (screen: string) => Promise<void>,
): Promise<string> {
  const file = join(folder, `${half}.pdf`);
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  return printHalfByHand(page, half, { by: { password: PASSWORD, phone }, file }, at);
}

test("a manager prints the first half, and cannot print the second one too", async () => {
  await signIn(page, joan, phones.joan.nextCode);
  await openEmergencyAccess(page);
  halves.first = await saveHalf("first", phones.joan, lookForBarriers(app));
  const paper = execFileSync("pdftotext", ["-layout", join(folder, "first.pdf"), "-"], { encoding: "utf8" });
  expect(paper.split("\f").filter((sheet) => sheet.trim() !== "")).toHaveLength(1);
  expect(paper).toMatch(/Emergency codes, first half\s+Northside\s+Clinic/);
  await press(page, "Print the second half");
  await page.getByRole("radio", { name: "PDF" }).check();
  await prove(page, { password: PASSWORD, token: await phones.joan.nextCode(), confirm: "Save this half" });
  await expect(alertSaying(page, "Another manager has to print the second half.")).toBeVisible();
  await press(page, "Cancel");
  await signOut(page);
});

test("the other one prints it: both halves are there, and no code of them was ever on the screen", async () => {
  await signIn(page, ruth, phones.ruth.nextCode);
  await openEmergencyAccess(page);
  await expect(page.getByText("The second half is missing")).toBeVisible();
  halves.second = await saveHalf("second", phones.ruth);
  await expect(page.getByText(/^Both halves are printed\./)).toBeVisible();
  await lookForBarriers(app)("complete emergency codes");
  const seen = await page.content();
  for (const code of Object.values(halves)) {
    expect(code).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
    expect(seen).not.toContain(code.slice(0, 9));
  }
  await signOut(page);
});

test("a member without a manager opens it with their own password: a slip is said, and a wrong half is not", async () => {
  await press(page, "Emergency access");
  await lookForBarriers(app)("emergency access");
  const typed = {
    "Your e-mail": dana.email,
    "Your password": dana.password,
    "First half": halves.first.slice(0, -1),
    "Second half": "0000-0000-0000-0000-0000",
    Reason: "Everybody is locked out, and both managers are on the ward round",
  };
  await fill(page, typed);
  await press(page, "Open emergency access");
  await expect(page.getByText("This does not have the right number of characters.")).toBeVisible();
  await fill(page, { "First half": halves.first });
  await press(page, "Open emergency access");
  await expect(
    alertSaying(page, /^That didn't work\. Check your e-mail, your password and both halves\.$/),
  ).toBeVisible();
  await fill(page, { "Your password": dana.password, "Second half": halves.second.toLowerCase() });
  await press(page, "Open emergency access");
  await expect(page.getByText(/^Emergency access until .*, by Dana Park$/)).toBeVisible();
});

test("every screen of the shift says so, and none is the audit log's", async () => {
  const nav = page.getByRole("navigation", { name: "Main" });
  const screens = (await nav.getByRole("link").allTextContents()).map((name) => name.trim());
  expect(screens).toEqual(["Overview", "People", "Support desk", "2FA policy", "Reports"]);
  for (const screen of screens) {
    await goTo(page, screen);
    await expect(page.getByText(/^Emergency access until .*, by Dana Park$/)).toBeVisible();
  }
});

test("the shift helps somebody who is locked out, with the own password alone", async () => {
  const panel = await openPerson(page, kim, "Security");
  await press(panel, "Unlock");
  const dialog = page.getByRole("dialog", { name: "Unlock Kim Lee?" });
  await dialog.getByRole("radio", { name: "I saw a photo ID, in person" }).check();
  await expect(dialog.getByLabel("Authorization token", { exact: true })).toHaveCount(0);
  await fill(dialog, { "What you looked at": "staff badge 4471", Reason: "Locked out", "Your password": PASSWORD });
  await lookForBarriers(app)("helping in an emergency");
  await press(dialog, "Unlock");
  const done = page.getByRole("dialog", { name: "Kim Lee can sign in again." });
  await press(done, "Done");
  await expect(done).toBeHidden();
});

test("the shift reaches neither the audit log nor managers nor the own account, and outlives a lock", async () => {
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Audit log" })).toHaveCount(0);
  await lookForBarriers(app)("a shift of emergency access");
  const closed = (Object.keys(contract) as Method[]).filter(
    (method) => !contract[method].callers.includes("emergency-access"),
  );
  for (const method of closed) {
    expect([method, await ask(page, method, validInputs[method])]).toEqual([
      method,
      { ok: false, refusal: { code: "not-allowed" } },
    ]);
  }
  await page.keyboard.press("Control+l");
  await expect(heading(page, "Locked")).toBeVisible();
  await fill(page, { Password: dana.password });
  await press(page, "Unlock");
  await expect(page.getByText(/^Emergency access until .*, by Dana Park$/)).toBeVisible();
  await press(page, "End now");
  await expect(heading(page, "Sign in")).toBeVisible();
});

test("used once: it opens nothing any more", async () => {
  await press(page, "Emergency access");
  await fill(page, {
    "Your e-mail": dana.email,
    "Your password": dana.password,
    "First half": halves.first,
    "Second half": halves.second,
    Reason: "Again",
  });
  await press(page, "Open emergency access");
  await expect(alertSaying(page, "There are no emergency codes that could be used.")).toBeVisible();
  await press(page, "Back");
});

test("a review is owed until another manager has done it", async () => {
  await signIn(page, joan, phones.joan.nextCode);
  await openEmergencyAccess(page);
  await expect(page.getByText("Review owed")).toBeVisible();
  await expect(page.getByText(/Dana Park unlocked Kim Lee/)).toBeVisible();
  await lookForBarriers(app)("a review that is owed");
  await button(page, "Review the emergency access of Dana Park").click();
  await fill(page, { "What you found": "An emergency it was, and all that was done belonged to it." });
  await prove(page, { password: PASSWORD, token: await phones.joan.nextCode(), confirm: "Record the review" });
  await expect(page.getByText("The review is recorded.").first()).toBeVisible();
  await expect(page.getByText("Review owed")).toHaveCount(0);
  await goTo(page, "Audit log");
  await expect(page.getByText(/Joan Price reviewed Dana Park's emergency access/).first()).toBeVisible();
});
