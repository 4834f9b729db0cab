import { expect, type Locator, type Page } from "@playwright/test";
import type { Person } from "./sample-clinic";

/** The app's screens as a person knows them: everything is found by its role and its name. */

/** A page, or a dialog or region of it. */
type Place = Page | Locator;

export function field(place: Place, label: string): Locator {
  return place.getByLabel(label, { exact: true });
}

export function button(place: Place, name: string): Locator {
  return place.getByRole("button", { name, exact: true });
}

export function heading(place: Place, name: string): Locator {
  return place.getByRole("heading", { name, exact: true });
}

/** What a person reads there. */
export async function textOf(place: Locator): Promise<string> {
  return (await place.textContent()) ?? "";
}

export async function fill(place: Place, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await field(place, label).fill(value);
}

export async function press(place: Place, name: string): Promise<void> {
  await button(place, name).click();
}

/** Finds one of many by typing its name, in a field that narrows its list. */
export async function find(page: Page, label: string, option: string): Promise<void> {
  const box = page.getByRole("combobox", { name: label, exact: true });
  await box.fill("");
  await box.fill(option);
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** Chooses one of a few by its name, in a field that opens a list. */
export async function choose(page: Page, place: Place, label: string, option: string): Promise<void> {
  await place.getByRole("combobox", { name: label, exact: true }).click();
  await page.getByRole("option", { name: option }).click();
}

/** What a screen says at once: refusals and what came of an act. */
export function alertSaying(place: Place, words: string | RegExp): Locator {
  return place.getByRole("alert").filter({ hasText: words });
}

export async function openVault(page: Page, passphrase: string): Promise<void> {
  await fill(page, { "Vault passphrase": passphrase });
  await press(page, "Open the vault");
}

/** E-mail and password, as far as the button. */
export async function typeCredentials(
  page: Page,
  { email, password }: Pick<Person, "email" | "password">,
): Promise<void> {
  await fill(page, { "E-mail": email, Password: password });
  await press(page, "Sign in");
}

/** Types a token, which sends itself on its last digit. */
export async function typeToken(page: Page, token: string): Promise<void> {
  await field(page, "Authorization token").fill(token);
}

/** Signs in with everything that is due, and waits for the workplace. */
export async function signIn(
  page: Page,
  person: Pick<Person, "email" | "password">,
  nextCode?: () => Promise<string>,
): Promise<void> {
  await typeCredentials(page, person);
  if (nextCode !== undefined) {
    await expect(field(page, "Authorization token")).toBeFocused();
    await typeToken(page, await nextCode());
  }
  await expect(button(page, "Account")).toBeVisible();
}

/** Signs in with one of the ten codes on paper in the token's place: the phone's next code is kept for something else. */
export async function signInWithRecoveryCode(page: Page, person: Person, code: string): Promise<void> {
  await typeCredentials(page, person);
  await press(page, "Use a recovery code");
  await fill(page, { "Recovery code": code });
  await press(page, "Sign in");
  await expect(button(page, "Account")).toBeVisible();
}

/** An entry of the **Account** menu, top right. */
export async function chooseInAccountMenu(page: Page, entry: string): Promise<void> {
  await press(page, "Account");
  await page.getByRole("menuitem", { name: entry }).click();
}

export async function signOut(page: Page): Promise<void> {
  await chooseInAccountMenu(page, "Sign out");
  await expect(heading(page, "Sign in")).toBeVisible();
}

export async function openTab(place: Place, name: string): Promise<void> {
  await place.getByRole("tab", { name, exact: true }).click();
}

/** A screen of the navigation: People, Ledger, Settings. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
}

/** Account menu > Provider Settings (Staff Settings) > Security. */
export async function openOwnSecurity(page: Page, { accountType }: Person): Promise<void> {
  await chooseInAccountMenu(page, accountType === "provider" ? "Provider Settings" : "Staff Settings");
  await openTab(page, "Security");
}

/** A person's panel beside the list of people, at a tab. */
export async function openPerson(
  page: Page,
  { name, email }: Pick<Person, "name" | "email">,
  tab: string,
): Promise<Locator> {
  await goTo(page, "People");
  await page.getByRole("searchbox", { name: "Search people" }).fill(email);
  await page.getByRole("row", { name }).getByRole("button", { name, exact: true }).click();
  const panel = page.getByRole("region", { name, exact: true });
  await openTab(panel, tab);
  return panel;
}

/** Reason, own password and own token, in the dialog that asks for them. */
export async function prove(
  page: Page,
  given: { readonly reason?: string; readonly password: string; readonly token: string; readonly confirm: string },
): Promise<void> {
  const dialog = page.getByRole("dialog").filter({ has: field(page, "Your password") });
  if (given.reason !== undefined) await fill(dialog, { Reason: given.reason });
  await fill(dialog, { "Your password": given.password, "Authorization token": given.token });
  await press(dialog, given.confirm);
}

/**
 * A guided reset that is open already: a photo ID looked at, reason, own password and own token, which sends itself on
 * its last digit.
 */
export async function proveHelp(
  page: Page,
  given: { readonly reason: string; readonly password: string; readonly token: string },
): Promise<void> {
  const dialog = page.getByRole("dialog").filter({ has: field(page, "Your password") });
  await dialog.getByRole("radio", { name: "I saw a photo ID, in person" }).check();
  await fill(dialog, {
    "What you looked at": "staff badge 4471",
    Reason: given.reason,
    "Your password": given.password,
    "Authorization token": given.token,
  });
}

/** A code that is shown once in a dialog: copied by eye, without its groups. */
export async function readShownCode(page: Page, title: string): Promise<string> {
  const dialog = page.getByRole("dialog", { name: title });
  const code = await textOf(dialog.getByRole("code"));
  await press(dialog, "I have passed it on");
  return code.replace(/\s/g, "");
}

/** The ten recovery codes on the screen. */
export async function readRecoveryCodes(place: Place): Promise<readonly string[]> {
  const codes = place.getByRole("list", { name: "Recovery codes" }).getByRole("code");
  await expect(codes).toHaveCount(10);
  return codes.allTextContents();
}
