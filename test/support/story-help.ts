import { execFileSync } from "node:child_process";
import { expect, type Page } from "@playwright/test";
import type { Phone } from "./phone";
import type { Person } from "./sample-clinic";
import {
  alertSaying,
  button,
  field,
  fill,
  goTo,
  heading,
  openTab,
  press,
  prove,
  typeCredentials,
  typeToken,
} from "./screens";
import { type At, enrollApp } from "./story";

/**
 * The story of the support desk: who waits, who helps, and the ways back that take nobody, through the window alone.
 */

const nowhere: At = async () => {};
type Credentials = Pick<Person, "email" | "password">;
type Helper = { readonly password: string; readonly phone: Phone };

/** **Forgot password?**: whoever has nothing to sign in with lets support know. */
export async function askForHelpByHand(page: Page, { email }: Pick<Person, "email">, at: At = nowhere): Promise<void> {
  await press(page, "Forgot password?");
  await fill(page, { "E-mail": email });
  await press(page, "Ask for help");
  await expect(page.getByText("If this e-mail belongs to somebody here")).toBeVisible();
  await at("forgot password: support is asked");
  await press(page, "Back");
}

/** From the queue to the unlocked account: the case, the call-back, reason, own password, and the token's digits. */
export async function unlockByCallBack(
  page: Page,
  { name }: Pick<Person, "name">,
  by: Helper,
  at: At = nowhere,
): Promise<void> {
  await expect(page.getByRole("button", { name: new RegExp(`^${name}`) })).toBeVisible();
  await at("support desk: who waits");
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  const panel = page.getByRole("region", { name, exact: true });
  await expect(panel.getByRole("heading", { name: "Last attempts" })).toBeVisible();
  await at("support desk: why she cannot sign in");
  await press(panel, "Unlock");
  const dialog = page.getByRole("dialog", { name: `Unlock ${name}?` });
  await press(dialog, "Show number");
  await at("guided reset: who is asking");
  await dialog.getByRole("radio", { name: "I called back and they answered" }).check();
  const reason = "Mistyped her password after the holidays.";
  await fill(dialog, { Reason: reason, "Your password": by.password });
  const token = await by.phone.nextCode();
  await field(dialog, "Authorization token").pressSequentially(token.slice(0, -1));
  await at("guided reset: reason, password and token");
  await page.keyboard.type(token.slice(-1));
  const done = page.getByRole("dialog", { name: `${name} can sign in again.` });
  await expect(done).toBeVisible();
  await at("guided reset: what to say");
  await press(done, "Done");
  await expect(done).toBeHidden();
}

/** Signs in, and is told what was done to the own account meanwhile. */
export async function readNotice(page: Page, person: Credentials, phone: Phone, at: At = nowhere): Promise<void> {
  await typeCredentials(page, person);
  await typeToken(page, await phone.nextCode());
  await expect(page.getByText("Since your last sign-in").first()).toBeVisible();
  await at("told at the next sign-in");
}

/** A code that does not fit, as far as the token's screen goes: it stays there. */
export async function typeUnfitToken(page: Page, person: Credentials, token: string): Promise<void> {
  await typeCredentials(page, person);
  await typeToken(page, token);
  await expect(alertSaying(page, "4 tries left")).toBeVisible();
}

/** **My codes are not accepted**: two codes, one after the other, and they are in. The password is typed already. */
export async function resyncByHand(page: Page, codes: readonly [string, string], at: At = nowhere): Promise<void> {
  await press(page, "I can't get a token");
  await expect(heading(page, "No token?")).toBeVisible();
  await at("no token: the ways in");
  await press(page, "My codes are not accepted");
  await fill(page, { "First code": codes[0] });
  await at("no token: two codes, one after the other");
  await fill(page, { "The next code": codes[1] });
  await expect(button(page, "Account")).toBeVisible();
}

/** What somebody has who lost their phone and prepared for it. */
type Prepared = { readonly backupPassword: string; readonly recoveryCode: string };

/** **Use your backup password**: two proofs of one's own, and a new phone takes the lost one's place. */
export async function bringInNewPhone(
  page: Page,
  person: Credentials,
  { backupPassword, recoveryCode }: Prepared,
  at: At = nowhere,
): Promise<Phone> {
  await typeCredentials(page, person);
  await press(page, "I can't get a token");
  await press(page, "Use your backup password");
  await fill(page, { "Backup password": backupPassword });
  await at("new phone: one proof");
  await press(page, "Continue");
  await expect(heading(page, "One more proof")).toBeVisible();
  await page.getByRole("radio", { name: "A recovery code" }).check();
  await fill(page, { "Recovery code": recoveryCode });
  await at("new phone: one more proof");
  await press(page, "Continue");
  await page.getByRole("radio", { name: "Lost or stolen" }).check();
  await at("new phone: what happened to the old one");
  await press(page, "Set up the new phone");
  await expect(heading(page, "Set up your new phone")).toBeVisible();
  await at("new phone: nothing else is reachable");
  await press(page, "Continue");
  const phone = await enrollApp(page, "new phone: ", at);
  await expect(button(page, "Account")).toBeVisible();
  await at("new phone: in again");
  return phone;
}

/** Settings, **Emergency access**. */
export async function openEmergencyAccess(page: Page): Promise<void> {
  await goTo(page, "Settings");
  await openTab(page, "Emergency access");
}

/**
 * One half of the emergency codes as PDF, which the next save dialog puts into `file`; the code on it, as somebody
 * reads it.
 */
export async function printHalfByHand(
  page: Page,
  half: "first" | "second",
  { by, file }: { readonly by: Helper; readonly file: string },
  at: At = nowhere,
): Promise<string> {
  await at(`emergency codes: before the ${half} half`);
  await press(page, `Print the ${half} half`);
  const dialog = page.getByRole("dialog", { name: `Print the ${half} half?` });
  await dialog.getByRole("radio", { name: "PDF" }).check();
  await at(`emergency codes: print the ${half} half`);
  await prove(page, { password: by.password, token: await by.phone.nextCode(), confirm: "Save this half" });
  await expect(page.getByText(/^Saved as /).first()).toBeVisible();
  await expect(dialog).toBeHidden();
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  const code = /\b[0-9A-Z]{4}(?:\s+[0-9A-Z]{4}){4}\b/.exec(text)?.[0];
  if (code === undefined) throw new Error(`there is no code on the ${half} half`);
  return code.replace(/\s+/g, "-");
}

/** **Emergency access** with both halves and one's own password: the workplace of a shift. */
export async function openEmergencyCodesByHand(
  page: Page,
  { name, email, password }: Pick<Person, "name" | "email" | "password">,
  halves: { readonly first: string; readonly second: string },
  at: At = nowhere,
): Promise<void> {
  await press(page, "Emergency access");
  await fill(page, {
    "Your e-mail": email,
    "Your password": password,
    "First half": halves.first,
    "Second half": halves.second,
    Reason: "A provider cannot prescribe, and both managers are away.",
  });
  await at("emergency access");
  await press(page, "Open emergency access");
  await expect(page.getByText(new RegExp(`^Emergency access until .*, by ${name}$`))).toBeVisible();
}

/** What a manager found who was not in it; from the section with what is owed. */
export async function reviewByHand(
  page: Page,
  { name }: Pick<Person, "name">,
  by: Helper,
  at: At = nowhere,
): Promise<void> {
  await expect(page.getByText("Review owed").first()).toBeVisible();
  await at("emergency access: a review is owed");
  await press(page, `Review the emergency access of ${name}`);
  await fill(page, { "What you found": "An emergency it was, and what was done belonged to it." });
  await at("emergency access: the review");
  await prove(page, { password: by.password, token: await by.phone.nextCode(), confirm: "Record the review" });
  await expect(page.getByText("The review is recorded.").first()).toBeVisible();
  await expect(page.getByText("Review owed")).toHaveCount(0);
  await at("emergency access: reviewed");
}
