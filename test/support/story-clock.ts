import { expect, type Page } from "@playwright/test";
import { fill, goTo, openTab, press } from "./screens";
import type { At } from "./story";

/** The story of a clock that is wrong, through the window alone. */

const nowhere: At = async () => {};

/** A manager as the sign-in screen asks for one while no phone proves anything. */
export type ByPaper = { readonly email: string; readonly password: string; readonly recoveryCode: string };

/** The warning at the sign-in, and the correction by two managers with a code on paper each. */
export async function correctClockByHand(
  page: Page,
  rightTime: () => { readonly date: string; readonly time: string },
  managers: { readonly first: ByPaper; readonly second: ByPaper },
  at: At = nowhere,
): Promise<void> {
  const { first, second } = managers;
  await expect(page.getByText("This computer’s clock may be wrong")).toBeVisible();
  await at("clock: before the newest entry");
  await press(page, "Correct the clock");
  const time = rightTime();
  await fill(page, {
    Date: time.date,
    Time: time.time,
    Reason: "The battery of this computer's clock is empty.",
    "E-mail": first.email,
    Password: first.password,
    "Recovery code": first.recoveryCode,
  });
  await at("clock: the right time");
  await press(page, "Correct the clock");
  await fill(page, {
    "Second manager’s e-mail": second.email,
    "Second manager’s password": second.password,
    "Second manager’s recovery code": second.recoveryCode,
  });
  await at("clock: a second manager");
  await press(page, "Correct the clock");
  await expect(page.getByText("The clock was corrected. Sign in now.")).toBeVisible();
  await at("clock: corrected");
}

/** Settings, **Clock**, and the dialog of a correction, which is left again. */
export async function lookAtClock(page: Page, at: At = nowhere): Promise<void> {
  await goTo(page, "Settings");
  await openTab(page, "Clock");
  await expect(page.getByText("are added to the computer’s clock.")).toBeVisible();
  await at("settings: the clock");
  await press(page, "Correct the clock");
  const dialog = page.getByRole("dialog", { name: "Correct the clock?" });
  await expect(dialog).toBeVisible();
  await at("settings: correct the clock");
  await press(dialog, "Cancel");
  await expect(dialog).toBeHidden();
}

/** Date and time as they stand in the fields. */
export function onTheWall(at: number, timeZone: string): { readonly date: string; readonly time: string } {
  const date = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "medium" }).format(at);
  return { date, time };
}
