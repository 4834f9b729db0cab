import { expect, type Page } from "@playwright/test";
import type { App } from "../../test/support/app";
import type { Phone } from "../../test/support/phone";
import { call, manager, type Person, personNamed } from "../../test/support/sample-clinic";
import { field, fill, goTo, heading, openPerson, openTab, press, prove, signOut } from "../../test/support/screens";
import type { Twilio } from "../../test/support/twilio";
import { type Pictures, scrollTo } from "./pictures";

/** The manager's console in the clinic of the tour. */
export type Console = {
  readonly app: App;
  readonly pictures: Pictures;
  readonly twilio: Twilio;
  /** The phones of the two managers. */
  readonly joan: Phone;
  readonly victor: Phone;
  /** One of Victor's: a token that is not used to sign in need not be waited for. */
  readonly recoveryCode: string;
  /** Where files and papers go that leave the app. */
  readonly folder: string;
};

export const victor = personNamed("Victor Hahn");
const DAY_MS = 86_400_000;
const editEverybody = "Edit the rule Everyone";

/** Joan is signed in, and makes Victor a manager. */
export async function makeSecondManager({ app: { page }, pictures, joan, app }: Console): Promise<void> {
  const at = pictures.photographer(app);
  pictures.chapter("A second manager");
  const panel = await openPerson(page, victor, "Profile");
  await press(panel, "Change role");
  const dialog = page.getByRole("dialog", { name: `Change the role of ${victor.name}` });
  await dialog.getByRole("radio", { name: "Practice manager" }).check();
  await at("a second manager");
  const reason = "Runs the practice with me from now on.";
  await prove(page, { reason, password: manager.password, token: await joan.nextCode(), confirm: "Change role" });
  await expect(page.getByText(`${victor.name} is now: Practice manager.`)).toBeVisible();
  pictures.note("From now on, what makes security weaker takes both of them, and so does what acts on either of them.");
}

/** A 2FA policy for everybody, previewed and saved. */
export async function requireOfEverybody({ app, pictures, joan }: Console): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("Everybody has to, from a day on");
  await goTo(page, "2FA policy");
  await at("2FA policy: nobody yet");
  await page.getByRole("button", { name: /^Everyone by / }).click();
  await press(page, editEverybody);
  const dialog = page.getByRole("dialog", { name: editEverybody });
  await fill(dialog, { From: await dayAhead(page, 35), "Grace for new accounts": "0" });
  await press(dialog, "Put into the draft");
  await expect(page.getByRole("button", { name: /^[1-9]\d* Would be locked out$/ })).toBeVisible();
  await at("2FA policy: the preview");
  await press(page, "Save the 2FA policy");
  await expect(field(page, "Your password")).toBeVisible();
  await at("2FA policy: save");
  const reason = "Our insurer asks for it.";
  await prove(page, { reason, password: manager.password, token: await joan.nextCode(), confirm: "Save" });
  await expect(page.getByText("The 2FA policy is saved.").first()).toBeVisible();
  await expect(page.getByText("Not saved yet")).toBeHidden();
  await at("2FA policy: saved");
}

/** A later day is asked for, and the other manager approves it beside the first. */
export async function askForALaterDay({ app, pictures, joan, victor: second }: Console): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  await press(page, editEverybody);
  const dialog = page.getByRole("dialog", { name: editEverybody });
  await fill(dialog, { From: await dayAhead(page, 49) });
  await press(dialog, "Put into the draft");
  await expect(page.getByText("A rule begins later.")).toBeVisible();
  await press(page, "Save the 2FA policy");
  await fill(page, { Reason: "The phones for the new branch come later." });
  await press(page, "Ask for a second manager");
  await expect(page.getByText("Waiting for a second manager").first()).toBeVisible();
  await at("2FA policy: waits for a second manager");
  await approve(page, victor, await second.nextCode());
  await expect(page.getByText(`Approved by ${victor.name}`)).toBeVisible();
  await at("2FA policy: approved");
  await prove(page, { password: manager.password, token: await joan.nextCode(), confirm: "Save" });
  await expect(field(page, "Your password")).toBeHidden();
  await signOut(page);
}

/** Providers have to from today on, with the app. */
export async function requireOfProviders({ app, pictures, victor: phone }: Console): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("Providers have to, from today on");
  await goTo(page, "2FA policy");
  await press(page, "Add rule");
  const dialog = page.getByRole("dialog", { name: "Add a rule" });
  await dialog.getByRole("radio", { name: "An account type" }).check();
  await dialog.getByRole("radio", { name: "Providers" }).check();
  await fill(dialog, { From: await dayAhead(page, 0), "Grace for new accounts": "0" });
  await dialog.getByRole("radio", { name: /Authenticator app only/ }).check();
  await at("2FA policy: a rule");
  await press(dialog, "Put into the draft");
  await press(page, "Save the 2FA policy");
  const reason = "Prescriptions are signed from here.";
  await prove(page, { reason, password: victor.password, token: await phone.nextCode(), confirm: "Save" });
  await expect(page.getByText("The 2FA policy is saved.").first()).toBeVisible();
  await at("2FA policy: two rules");
}

/** How long a workstation may be remembered: a weakening, which Joan approves beside Victor. */
export async function allowRemembering({ app, pictures, joan, victor: phone }: Console): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("A remembered workstation");
  await goTo(page, "Settings");
  await openTab(page, "Sign-in");
  await fill(page, { "For at most": "30" });
  await scrollTo(heading(page, "Remember this workstation"));
  await at("settings: signing in");
  await press(page, "Save");
  await press(page, "Ask for a second manager");
  await approve(page, manager, await joan.nextCode());
  await expect(page.getByText(`Approved by ${manager.name}`)).toBeVisible();
  await prove(page, { password: victor.password, token: await phone.nextCode(), confirm: "Save" });
  await expect(page.getByText("The settings are saved.").first()).toBeVisible();
  await signOut(page);
}

/** Another manager, at the same workstation. */
async function approve(page: Page, { email, password }: Person, token: string): Promise<void> {
  await fill(page, {
    "E-mail of the second manager": email,
    "Password of the second manager": password,
    "Token of the second manager": token,
  });
  await press(page, "Approve as second manager");
}

/** The date of a day ahead, as the practice counts them. */
async function dayAhead(page: Page, days: number): Promise<string> {
  const { todayOn } = await call(page, "getPolicy", {});
  return new Date(Date.parse(todayOn) + days * DAY_MS).toISOString().slice(0, 10);
}
