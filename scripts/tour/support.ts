import { expect, type Page } from "@playwright/test";
import { appCode, type Phone } from "../../test/support/phone";
import { ask, type Person, personNamed } from "../../test/support/sample-clinic";
import { field, press, signIn, signOut, typeCredentials } from "../../test/support/screens";
import {
  askForHelpByHand,
  bringInNewPhone,
  readNotice,
  resyncByHand,
  typeUnfitToken,
  unlockByCallBack,
} from "../../test/support/story-help";
import { victor } from "./console";
import type { Pictures } from "./pictures";
import type { Shown } from "./shown";

/* The support desk, and the ways back that take nobody. */

export const grace = personNamed("Grace Kim");
export const elena = personNamed("Elena Petrova");
const deshawn = personNamed("Deshawn Carter");

const STEP_MS = 30_000;
/** How fast the clock of Elena's phone goes. */
const FAST_MS = 5 * 60_000;

/**
 * Wrong passwords, typed over the bridge until the account is locked anew: each time for longer, once the lock before is
 * over. Until when (epoch ms).
 */
export async function lockAnew(page: Page, { email }: Person, last = 0): Promise<number> {
  let until = last;
  const locked = async () => {
    const answer = await ask(page, "signIn", { email, password: "not her password at all" });
    if (!answer.ok && answer.refusal.code === "locked") until = answer.refusal.until ?? until;
    return until;
  };
  await expect.poll(locked, { timeout: 300_000, intervals: [300] }).toBeGreaterThan(last);
  return until;
}

export type Phones = { readonly victor: Phone; readonly grace: Phone; readonly elena: Phone };

/** Nobody is signed in, and Grace is locked for some minutes. */
export async function workAtTheDesk({ app, pictures }: Shown, phones: Phones): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("The support desk");
  await askForHelpByHand(page, deshawn, at);
  await typeUnfitToken(page, elena, codeOfFastPhone(phones.elena));
  await press(page, "I can't get a token");
  await press(page, "Ask for help");
  await expect(page.getByText("Support sees you in its list.")).toBeVisible();
  await at("no token: support is asked");
  await press(page, "Back to the token");
  await press(page, "Sign in as somebody else");
  await signIn(page, victor, phones.victor.nextCode);
  await unlockByCallBack(page, grace, { password: victor.password, phone: phones.victor }, at);
  await lookAtElena(page, pictures, at);
  await signOut(page);
  await readNotice(page, grace, phones.grace, at);
  await signOut(page);
  await typeCredentials(page, elena);
  await expect(field(page, "Authorization token")).toBeFocused();
  await resyncByHand(page, [codeOfFastPhone(phones.elena), codeOfFastPhone(phones.elena, 1)], at);
  await at("no token: the phone is set right");
  await signOut(page);
}

async function lookAtElena(page: Page, pictures: Pictures, at: (screen: string) => Promise<void>): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("elena");
  await expect(page.getByRole("option", { name: /Elena Petrova/ })).toBeVisible();
  await at("find from anywhere");
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: elena.name, exact: true });
  await expect(panel.getByRole("heading", { name: "Last attempts" })).toBeVisible();
  await at("support desk: a phone that goes fast");
  pictures.note("The clock of her phone goes five minutes fast: oathtool computed its codes for that time.");
}

/** What the phone shows, so many codes later; its clock goes fast. */
function codeOfFastPhone({ key, digits }: Phone, later = 0): string {
  return appCode(key, Date.now() + FAST_MS + later * STEP_MS, digits);
}

export const BACKUP_PASSWORD = "lemon trees on a flat roof";

/** Marcus brings in a new phone with what he kept for it; the new phone. */
export async function loseAnotherPhone({ app, pictures }: Shown, marcus: Person, recoveryCode: string): Promise<Phone> {
  const { page } = app;
  pictures.chapter("A new phone, and nobody's help");
  const kept = { backupPassword: BACKUP_PASSWORD, recoveryCode };
  const phone = await bringInNewPhone(page, marcus, kept, pictures.photographer(app));
  await signOut(page);
  return phone;
}
