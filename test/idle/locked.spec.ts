import { expect } from "@playwright/test";
import { incidentsOf, listenForErrors, lockAfterAMinute, phoneOf, waitForTheLock } from "../support/calm";
import { managerOf, openClinic, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { manager } from "../support/sample-clinic";
import { fill, goTo, heading, press } from "../support/screens";

const desk = takeDesk();

test("a window that is left locked for the idle time and more stays as it is, is told nothing, and can be unlocked", async ({
  clinic,
}) => {
  const app = await openClinic(desk, clinic);
  const { page } = app;
  const errors = listenForErrors(page);
  await managerOf(clinic)(page);
  await lockAfterAMinute(page, await phoneOf(clinic).nextCode());
  await goTo(page, "People");
  await waitForTheLock(page);

  const notified = await page.evaluateHandle(() => {
    const heard: unknown[] = [];
    window.wardkey.changed((reads) => heard.push(reads));
    window.wardkey.session((sessionState) => heard.push(sessionState));
    return heard;
  });
  // The idle time once more, and a minute.
  await page.waitForTimeout(120_000);
  expect(await notified.jsonValue()).toEqual([]);
  await expect(heading(page, "Locked")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);

  await fill(page, { Password: manager.password });
  await press(page, "Unlock");
  await expect(heading(page, "People")).toBeVisible();
  await expect(page.getByRole("row")).not.toHaveCount(0);
  expect({ incidents: incidentsOf(app), errors }).toEqual({ incidents: [], errors: [] });
});
