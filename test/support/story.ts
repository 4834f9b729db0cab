import { expect, type Locator, type Page } from "@playwright/test";
import { holdPhone, type Phone, scanPicture } from "./phone";
import { call, type FirstManager, manager, PASSPHRASE, type Person, PRACTICE } from "./sample-clinic";
import {
  button,
  choose,
  field,
  fill,
  find,
  goTo,
  heading,
  openOwnSecurity,
  openPerson,
  openTab,
  press,
  prove,
  proveHelp,
  readRecoveryCodes,
  readShownCode,
  textOf,
  typeCredentials,
  typeToken,
} from "./screens";
import type { TextMessage, Twilio } from "./twilio";

/**
 * The story of the README, step by step, through the window and nothing else. The end-to-end tests tell parts of it and
 * look at every screen for barriers; the tour tells all of it and takes pictures.
 */

/** Called on every screen, when all of it is there. */
export type At = (screen: string) => Promise<void>;
/** The number that the clinic's text messages come from. */
export const SENDER = "+13125550199";
const nowhere: At = async () => {};

/** From the first screen to a practice that is set up, on a computer without a key store. */
export async function setUpPracticeByHand(page: Page, at: At = nowhere): Promise<FirstManager> {
  await at("first screen");
  await press(page, "Continue");
  await describePractice(page, at);
  await describeManager(page, at);
  await expect(page.getByRole("radio", { name: "10 minutes" })).toBeChecked();
  await at("first run: how long text-message tokens live");
  await press(page, "Continue");
  const own = await setUpApp(page, page, "first run: ", at);
  const recoveryKey = await keepKit(page, at);
  await expect(heading(page, `${PRACTICE.practiceName} is set up`)).toBeVisible();
  await at("first run: done");
  await press(page, "Start using Wardkey");
  await expect(heading(page, "Overview")).toBeVisible();
  return { ...own, recoveryKey };
}

export async function describePractice(
  page: Page,
  at: At = nowhere,
  passphrase: string | null = PASSPHRASE,
): Promise<void> {
  await fill(page, { "Practice name": PRACTICE.practiceName });
  await find(page, "Country", "United States");
  await find(page, "Time zone", PRACTICE.timeZone);
  if (passphrase !== null) {
    await fill(page, { "Vault passphrase": passphrase, "Vault passphrase once more": passphrase });
  }
  await at("first run: the practice");
  await press(page, "Continue");
}

export async function describeManager(page: Page, at: At = nowhere): Promise<void> {
  const { name, email, cellPhone, password } = manager;
  await fill(page, { Name: name, "E-mail": email, "Cell phone (optional)": asTyped(cellPhone) });
  await page.getByRole("radio", { name: "Staff" }).check();
  await fill(page, { Password: password });
  await expect(page.getByText(": very hard to guess")).toBeVisible();
  await at("first run: the first manager");
  await press(page, "Set up your practice");
}

/** The kit is made, read off the screen, and a part of it typed back. */
export async function keepKit(page: Page, at: At = nowhere): Promise<string> {
  await at("first run: before the recovery kit");
  await press(page, "Make the recovery kit");
  const key = (await textOf(page.getByRole("code"))).replace(/\s/g, "");
  const label = await textOf(page.getByText(/^Group \d of the key$/));
  const group = Number(/\d/.exec(label)?.[0]);
  await field(page, label).fill(key.slice((group - 1) * 5, group * 5));
  await at("first run: the recovery kit");
  await press(page, "Continue");
  return (key.match(/.{5}/g) ?? []).join("-");
}

/** The steps of **Set up authenticator app**, from the app to the recovery codes. */
export async function setUpApp(
  page: Page,
  place: Page | Locator,
  where: string,
  at: At = nowhere,
  { verify, backupPassword }: { readonly verify?: Verify; readonly backupPassword?: string } = {},
): Promise<{ phone: Phone; recoveryCodes: readonly string[] }> {
  const phone = await enrollApp(place, where, at, verify);
  if (backupPassword === undefined) await skipBackupPassword(place, where, at);
  else await chooseBackupPassword(place, backupPassword, where, at);
  return { phone, recoveryCodes: await keepCodes(page, where, at) };
}

async function chooseBackupPassword(place: Page | Locator, typed: string, where: string, at: At): Promise<void> {
  await fill(place, { "Backup password": typed });
  await expect(place.getByText(": very hard to guess")).toBeVisible();
  await at(`${where}backup password`);
  await press(place, "Set backup password");
}

/** Goes on without a backup password, where one is asked for: a second press is needed. */
export async function skipBackupPassword(place: Page | Locator, where: string, at: At = nowhere): Promise<void> {
  // By its role: the card on the tab Security has the same name.
  await expect(place.getByRole("textbox", { name: "Backup password", exact: true })).toBeVisible();
  await at(`${where}backup password`);
  await press(place, "Skip");
  await at(`${where}without a backup password`);
  await press(place, "Go on without one");
}

/** What is done in the step that verifies the phone. */
type Verify = (place: Page | Locator) => Promise<void>;

/**
 * The steps up to the app's code; the phone's is there only where it is to be verified: the QR code is read from a
 * screenshot, the code computed by oathtool.
 */
export async function enrollApp(
  place: Page | Locator,
  where: string,
  at: At = nowhere,
  verify?: Verify,
): Promise<Phone> {
  await expect(heading(place, "Get the app")).toBeVisible();
  await at(`${where}get the app`);
  await press(place, "I have the app");
  if (verify !== undefined) {
    await expect(heading(place, "Verify your phone")).toBeVisible();
    await at(`${where}verify your phone`);
    await verify(place);
  }
  await expect(heading(place, "Scan")).toBeVisible();
  await at(`${where}scan`);
  const phone = await scanQrCode(place);
  await press(place, "I have scanned it");
  await at(`${where}enter the code`);
  await field(place, "Code from the app").fill(await phone.nextCode());
  return phone;
}

/** Verifies the phone by the code that was sent to it. */
export function verifyByText(twilio: Twilio, cellPhone: string): Verify {
  return async (place) => {
    await press(place, "Text message");
    const { body } = await nextText(twilio, cellPhone);
    await fill(place, { "Verification code": tokenIn(body) });
    await press(place, "Verify");
  };
}

/** Verifies the phone of whoever is signed in, over the bridge. */
export async function verifyPhoneQuickly(page: Page, twilio: Twilio, cellPhone: string | null): Promise<void> {
  if (cellPhone === null) return;
  await call(page, "sendPhoneProof", { channel: "text" });
  const { body } = await nextText(twilio, cellPhone);
  await call(page, "confirmPhoneProof", { token: tokenIn(body) });
}

/** Where nothing else is reachable: the setup, and then, in the workplace, the recovery codes. */
export async function setUpWhereNothingElseIs(
  page: Page,
  where: string,
  at: At = nowhere,
  verify?: Verify,
): Promise<{ phone: Phone; recoveryCodes: readonly string[] }> {
  const phone = await enrollApp(page, where, at, verify);
  await skipBackupPassword(page, where, at);
  await press(page, "Make recovery codes");
  return { phone, recoveryCodes: await keepCodes(page, where, at) };
}

/** What a phone's camera makes of the screen. */
export async function scanQrCode(place: Page | Locator): Promise<Phone> {
  const uri = await scanUri(place);
  return holdPhone(uri.searchParams.get("secret") ?? "", Number(uri.searchParams.get("digits")));
}

/** What a scanner reads from the QR code on the screen. */
export async function scanUri(place: Page | Locator): Promise<URL> {
  const picture = await place.getByRole("img", { name: "QR code to scan with your authenticator app" }).screenshot();
  const uri = new URL(await scanPicture(picture));
  expect(uri.protocol).toBe("otpauth:");
  return uri;
}

/** Recovery codes, read and ticked as stored, wherever they are shown. */
export async function keepCodes(page: Page, where: string, at: At = nowhere): Promise<readonly string[]> {
  const codes = await readRecoveryCodes(page);
  await at(`${where}don't get locked out`);
  await page.getByRole("checkbox", { name: "I have stored these" }).check();
  await page.getByRole("button", { name: /^(Finish|Done)$/ }).click();
  return codes;
}

/** A manager adds somebody on the screen; the setup code is returned. */
export async function addByHand(page: Page, person: Person, at: At = nowhere): Promise<string> {
  await goTo(page, "People");
  // An empty list offers it a second time.
  await button(page, "Add person").first().click();
  const dialog = page.getByRole("dialog", { name: "Add person" });
  await fill(dialog, { Name: person.name, "E-mail": person.email, "Cell phone": asTyped(person.cellPhone) });
  await choose(page, dialog, "Account type", person.accountType === "provider" ? "Provider" : "Staff");
  if (person.role !== "member") await choose(page, dialog, "Role", person.role === "support" ? "Support" : "Auditor");
  await at("add person");
  await press(dialog, "Add person");
  const title = `Setup code for ${person.name}`;
  await expect(page.getByRole("dialog", { name: title })).toBeVisible();
  await at("setup code");
  return readShownCode(page, title);
}

/** **I have a setup code**: a new member chooses a password, and is signed in. */
export async function claimByHand(
  page: Page,
  { email, password }: Person,
  code: string,
  at: At = nowhere,
): Promise<void> {
  await press(page, "I have a setup code");
  await fill(page, { "E-mail": email, "Setup code": code, "New password": password });
  await expect(page.getByText(": very hard to guess")).toBeVisible();
  await at("I have a setup code");
  await press(page, "Choose this password");
  await expect(button(page, "Account")).toBeVisible();
}

/** The seed, from **Update Entire Profile** to **Enable Two-Factor** and the token that proves the number. */
export async function enableTwoFactorByHand(
  page: Page,
  person: Person,
  twilio: Twilio,
  at: At = nowhere,
): Promise<void> {
  const cellPhone = person.cellPhone ?? "";
  await openOwnSecurity(page, person);
  await openTab(page, "Profile");
  await fill(page, { "Cell phone (optional)": asTyped(cellPhone) });
  await at("settings: profile");
  await press(page, "Update Entire Profile");
  await openTab(page, "Security");
  await fill(page, { Password: person.password });
  await at("settings: security, two-factor off");
  await press(page, "Enable Two-Factor");
  const { body } = await nextText(twilio, cellPhone);
  await expect(page.getByRole("status").filter({ hasText: "Texted to" })).toBeVisible();
  await at("settings: type the token");
  await typeToken(page, tokenIn(body));
  await expect(page.getByText("the weaker option").first()).toBeVisible();
  await at("settings: security, by text message");
}

/** A net for hangs: a message that does not come fails the test while its screens are still there to look at. */
const NO_TEXT_MS = 15_000;

/**
 * The next text message to a number that tells nothing of what happened to an account: those come beside all others.
 */
export async function nextText(twilio: Twilio, to: string): Promise<TextMessage> {
  const text = await nextOfAny(twilio, to);
  return text.body.includes(": your Wardkey account: ") ? nextText(twilio, to) : text;
}

async function nextOfAny(twilio: Twilio, to: string): Promise<TextMessage> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`no text message came to ${to}`)), NO_TEXT_MS).unref();
  });
  return Promise.race([twilio.waitForMessage(to), late]);
}

/** A number as people type it at home. */
function asTyped(cellPhone: string | null): string {
  return (cellPhone ?? "").replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3");
}

/** The token of a text message, which begins with it. */
export function tokenIn(body: string): string {
  return /^\d+/.exec(body)?.[0] ?? "";
}

/** Five wrong tokens after the right password: the account is locked. */
export async function lockOutByHand(page: Page, person: Person, wrong: string, at: At = nowhere): Promise<void> {
  await typeCredentials(page, person);
  const said = ["4 tries left", "3 tries left", "2 tries left", "1 try left", "Locked until"];
  for (const words of said) {
    await typeToken(page, "");
    await typeToken(page, wrong);
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
    if (words === "4 tries left") await at("a wrong token");
  }
  await at("locked");
}

/** A manager unlocks an account, with a reason, password and token. */
export async function unlockByHand(page: Page, person: Person, phone: Phone, at: At = nowhere): Promise<void> {
  const panel = await openPerson(page, person, "Security");
  await at("a locked person");
  await press(panel, "Unlock");
  const dialog = page.getByRole("dialog", { name: `Unlock ${person.name}?` });
  await expect(dialog).toBeVisible();
  await at("unlock");
  const reason = "Came to the desk; mistyped the token.";
  await proveHelp(page, { reason, password: manager.password, token: await phone.nextCode() });
  const done = page.getByRole("dialog", { name: `${person.name} can sign in again.` });
  await expect(done).toBeVisible();
  await at("unlocked");
  await press(done, "Done");
  await expect(done).toBeHidden();
}

/** Two-factor started for somebody, from their tab Security, with the manager's own password and token. */
export async function startTwoFactorByHand(page: Page, person: Person, phone: Phone, at: At = nowhere): Promise<void> {
  const panel = await openPerson(page, person, "Security");
  await press(panel, "Enable Two-Factor");
  const dialog = page.getByRole("dialog", { name: `Enable Two-Factor for ${person.name}?` });
  await expect(dialog).toBeVisible();
  await at("enable two-factor for somebody");
  await prove(page, { password: manager.password, token: await phone.nextCode(), confirm: "Enable Two-Factor" });
  await expect(dialog).toBeHidden();
}

/** Reset for a lost phone; the setup code that helps the person back is returned. */
export async function resetTwoFactorByHand(
  page: Page,
  person: Person,
  phone: Phone,
  at: At = nowhere,
): Promise<string> {
  const panel = await openPerson(page, person, "Security");
  await press(panel, "Reset two-factor");
  await expect(page.getByRole("dialog", { name: `Reset two-factor for ${person.name}?` })).toBeVisible();
  await page.getByRole("radio", { name: "The phone is lost or stolen" }).click();
  await at("reset two-factor");
  const reason = "Phone lost on the train; came in person with a photo ID.";
  await proveHelp(page, { reason, password: manager.password, token: await phone.nextCode() });
  return readShownCode(page, `Setup code for ${person.name}`);
}

/** The gateway in Settings, and **Send test**. */
export async function setUpGatewayByHand(page: Page, twilio: Twilio, phone: Phone, at: At = nowhere): Promise<void> {
  await goTo(page, "Settings");
  await openTab(page, "Text messages and calls");
  await fill(page, {
    "Base URL": twilio.baseUrl,
    "Account SID": twilio.accountSid,
    Token: twilio.authToken,
    Sender: SENDER,
  });
  await at("settings: the gateway");
  await press(page, "Save");
  await expect(page.getByRole("dialog", { name: "Save the gateway?" })).toBeVisible();
  await at("settings: save the gateway");
  await prove(page, { password: manager.password, token: await phone.nextCode(), confirm: "Save" });
  await expect(page.getByText("The gateway is saved. Send a test now.")).toBeVisible();
  await press(page, "Send test");
  await nextText(twilio, manager.cellPhone ?? "");
  await expect(page.getByText("The gateway took it. Look at the phone.")).toBeVisible();
  await at("settings: the gateway works");
}

/**
 * The ledger's screen after "Verify now": all of the entries that it lists are verified, and the one that says so. The
 * number of those that were listed is returned.
 */
export async function verifyLedgerByHand(page: Page, at: At = nowhere, screen = "audit log"): Promise<number> {
  const listed = await textOf(page.getByRole("status").filter({ hasText: /^[\d,]+ entries$/ }));
  const count = Number(listed.replace(/\D/g, ""));
  const newest = (count + 1).toLocaleString("en-US");
  await press(page, "Verify now");
  await expect(page.getByRole("status").filter({ hasText: `Verified up to entry ${newest}` })).not.toContainText(
    "newer",
  );
  await at(screen);
  return count;
}
