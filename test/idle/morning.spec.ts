import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { incidentsOf, listenForErrors, lockAfterAMinute, phoneOf, waitForTheLock } from "../support/calm";
import { type Clinic, openClinic, provider, staff, test, withApp } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { otherThan, type Phone } from "../support/phone";
import { manager, type Person } from "../support/sample-clinic";
import {
  alertSaying,
  button,
  chooseInAccountMenu,
  field,
  fill,
  goTo,
  heading,
  openPerson,
  press,
  signIn,
  signOut,
  typeCredentials,
  typeToken,
} from "../support/screens";
import { enableTwoFactorByHand, nextText, tokenIn } from "../support/story";
import { askForHelpByHand } from "../support/story-help";

const MORNING_MS = 15 * 60_000;

const desk = takeDesk();

/** One workstation, the people who share it, and their phones. */
type Shared = {
  readonly app: App;
  readonly page: Page;
  readonly clinic: Clinic;
  readonly phones: { readonly manager: Phone; readonly grace: Phone };
};

test("a window that people share on an ordinary morning is there for each of them for a quarter of an hour", async ({
  clinic,
}) => {
  const app = await openClinic(desk, clinic);
  const { page } = app;
  const errors = listenForErrors(page);
  const phones = { manager: phoneOf(clinic), grace: clinic.phone.copy().patient() };
  const shared: Shared = { app, page, clinic, phones };
  const ends = Date.now() + MORNING_MS;

  await signIn(page, manager, phones.manager.nextCode);
  await lockAfterAMinute(page, await phones.manager.nextCode());
  await signOut(page);
  await signIn(page, provider);
  await enableTwoFactorByHand(page, provider, clinic.twilio);
  await signOut(page);

  for (let round = 0; Date.now() < ends; round += 1) {
    await pastTheQuestion(shared);
    // Five tokens an hour go to one account, one of which has turned two-factor on.
    if (round < 4) await byText(shared);
    await withATypo(shared);
    // Three times an hour one account gets onto the list of those who asked.
    const helpless = round < 9 ? ([staff, provider, withApp][round % 3] ?? staff) : null;
    if (helpless !== null) await askForHelpByHand(page, helpless);
    await looksAround(shared, helpless);
    await leavesTheDesk(shared);
    await takesTurns(shared);
    expect({ incidents: incidentsOf(app), errors }).toEqual({ incidents: [], errors: [] });
  }
});

/** Somebody with a password alone reads for a while, is asked whether they are there, and stays. */
async function pastTheQuestion({ page }: Shared): Promise<void> {
  await signIn(page, staff);
  const asked = page.getByRole("dialog", { name: "Are you still there?" });
  await expect(asked).toBeVisible({ timeout: 60_000 });
  await press(asked, "Stay unlocked");
  await expect(asked).toBeHidden();
  await signOut(page);
}

async function byText({ page, clinic }: Shared): Promise<void> {
  await typeCredentials(page, provider);
  await press(page, "Text me a token");
  await typeToken(page, tokenIn((await nextText(clinic.twilio, provider.cellPhone ?? "")).body));
  await expect(button(page, "Account")).toBeVisible();
  await signOut(page);
}

/** A wrong password, a wrong token, and then the right ones. */
async function withATypo({ page, phones }: Shared): Promise<void> {
  await typeCredentials(page, { ...withApp, password: "not the password at all" });
  await expect(alertSaying(page, "That didn't work.")).toBeVisible();
  await typeCredentials(page, withApp);
  const code = await phones.grace.nextCode();
  await typeToken(page, otherThan(code, phones.grace.shownCode()));
  await expect(alertSaying(page, "3 tries left")).toBeVisible();
  await typeToken(page, code);
  await expect(button(page, "Account")).toBeVisible();
  await signOut(page);
}

/** The manager goes through the screens, looks somebody up, and closes who was helped. */
async function looksAround({ page, phones }: Shared, helpless: Person | null): Promise<void> {
  await signIn(page, manager, phones.manager.nextCode);
  for (const screen of ["Reports", "Audit log", "Settings", "Overview"]) await goTo(page, screen);
  for (const person of [provider, staff]) await openPerson(page, person, "Activity");
  await goTo(page, "Support desk");
  if (helpless === null) return;
  await page.getByRole("button", { name: new RegExp(`^${helpless.name}`) }).click();
  await press(page.getByRole("region", { name: helpless.name, exact: true }), "Done");
  await expect(button(page, `Done: ${helpless.name}`)).toHaveCount(0);
}

/** Locked by hand and by being away, each time unlocked where one was. */
async function leavesTheDesk({ page }: Shared): Promise<void> {
  await page.keyboard.press("Control+l");
  await unlock(page, manager, "Support desk");
  await goTo(page, "People");
  await waitForTheLock(page);
  await expect(field(page, "Password")).toBeFocused();
  await unlock(page, manager, "People");
}

/** A colleague finds the window locked, takes it over, and leaves it to the next. */
async function takesTurns({ page }: Shared): Promise<void> {
  await chooseInAccountMenu(page, "Lock");
  await press(page, "Switch user");
  await signIn(page, staff);
  await chooseInAccountMenu(page, "Switch user");
  await expect(heading(page, "Sign in")).toBeVisible();
}

async function unlock(page: Page, { password }: Person, screen: string): Promise<void> {
  await expect(heading(page, "Locked")).toBeVisible();
  await fill(page, { Password: password });
  await press(page, "Unlock");
  await expect(page.getByRole("heading", { level: 1, name: screen, exact: true })).toBeVisible();
}
