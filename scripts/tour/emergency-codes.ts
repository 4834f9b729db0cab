import { expect } from "@playwright/test";
import { manager, personNamed } from "../../test/support/sample-clinic";
import { fill, goTo, heading, press, signIn, signOut } from "../../test/support/screens";
import { verifyLedgerByHand } from "../../test/support/story";
import {
  openEmergencyAccess,
  openEmergencyCodesByHand,
  printHalfByHand,
  reviewByHand,
} from "../../test/support/story-help";
import { type Console, victor } from "./console";
import { scrollTo } from "./pictures";
import { saveAs } from "./system-dialogs";

/*
 * The emergency codes for the day on which no manager can be reached: printed by two, used by somebody else, and
 * reviewed.
 */

const ana = personNamed("Ana Castillo");
const amara = personNamed("Dr. Amara Okafor");
type Halves = { readonly first: string; readonly second: string };

/** Joan prints the first half, and Victor the second. */
export async function keepEmergencyCodes({ app, pictures, folder, joan, victor: phone }: Console): Promise<Halves> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("The emergency codes");
  await signIn(page, manager, joan.nextCode);
  await openEmergencyAccess(page);
  const one = await saveAs(app, folder, "first-half.pdf");
  const first = await printHalfByHand(page, "first", { by: { ...manager, phone: joan }, file: one }, at);
  pictures.paper(one, "the emergency codes, first half");
  await signOut(page);
  await signIn(page, victor, phone.nextCode);
  await openEmergencyAccess(page);
  const other = await saveAs(app, folder, "second-half.pdf");
  const second = await printHalfByHand(page, "second", { by: { ...victor, phone }, file: other }, at);
  pictures.paper(other, "the emergency codes, second half");
  await expect(page.getByText(/^Both halves are printed\./)).toBeVisible();
  await at("emergency codes: complete");
  await signOut(page);
  return { first, second };
}

/** Ana opens it while both managers are away, gives a provider a code, and ends the shift. */
export async function typeEmergencyCodes({ app, pictures }: Console, halves: Halves): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("An emergency");
  await openEmergencyCodesByHand(page, ana, halves, at);
  await at("emergency access: a shift");
  await goTo(page, "Support desk");
  await fill(page, { "Find a person": amara.email });
  await page.getByRole("button", { name: new RegExp(amara.name) }).click();
  await press(page.getByRole("region", { name: amara.name, exact: true }), "Bypass code");
  const dialog = page.getByRole("dialog", { name: `Bypass code for ${amara.name}?` });
  await dialog.getByRole("radio", { name: "I saw a photo ID, in person" }).check();
  await fill(dialog, {
    "What you looked at": "staff badge 2210",
    Reason: "Left the phone at home, and has patients waiting.",
    "Your password": ana.password,
  });
  await at("emergency access: helping somebody");
  await press(dialog, "Make code");
  await expect(page.getByRole("dialog", { name: `Bypass code for ${amara.name}` })).toBeVisible();
  await at("emergency access: a bypass code");
  await press(page, "I have passed it on");
  await press(page, "End now");
  await expect(heading(page, "Sign in")).toBeVisible();
}

/** Joan reviews it, and has the whole ledger verified. */
export async function reviewTheEmergency({ app, pictures, joan }: Console): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  await signIn(page, manager, joan.nextCode);
  await goTo(page, "Overview");
  await at("overview: a review is owed");
  await openEmergencyAccess(page);
  await scrollTo(heading(page, "Emergency accesses"));
  await reviewByHand(page, ana, { ...manager, phone: joan }, at);
  await goTo(page, "Audit log");
  const entries = await verifyLedgerByHand(page, at, "audit log, after all of it");
  pictures.note(`The audit log was verified once more, to its end: ${entries} entries.`);
}
