import { expect } from "@playwright/test";
import type { App } from "../support/app";
import { incidentsOf } from "../support/calm";
import { managerOf, openClinic, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { goTo, heading } from "../support/screens";
import { expectOpenedAnew, recordedBy, shownBy } from "../support/stopped-page";

const desk = takeDesk();

/** The page's process ends, as when it crashes. */
const crash = ({ electron }: App) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());

test("a page that crashed is there again, locked, and says so; the log and the audit log say it too", async ({
  clinic,
}) => {
  const app = await openClinic(desk, clinic);
  const signIn = managerOf(clinic);
  await signIn(app.page);
  await goTo(app.page, "People");
  await crash(app);
  await expectOpenedAnew(app, 20_000, "Castillo");
  expect(incidentsOf(app)).toEqual([expect.stringContaining("in page")]);
  expect(await recordedBy(desk, app, signIn)).toContain(
    "Joan Price's session was locked when the window stopped working.",
  );
});

/**
 * The page does nothing any more. Chromium does not say so of a page that a debugger looks at, as Playwright does: what it
 * says to a window of a person is said by hand.
 */
async function hang({ electron, page }: App): Promise<void> {
  page
    .evaluate(() => {
      for (;;);
    })
    .catch(() => {});
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit("unresponsive"));
}

test("a page that hangs is opened anew, locked, and says so; the log and the audit log say it too", async ({
  clinic,
}) => {
  const app = await openClinic(desk, clinic);
  const signIn = managerOf(clinic);
  await signIn(app.page);
  await goTo(app.page, "People");
  await hang(app);
  await expectOpenedAnew(app, 40_000, "Castillo");
  expect(incidentsOf(app)).toEqual([expect.stringContaining("unresponsive")]);
  expect(await recordedBy(desk, app, signIn)).toContain(
    "Joan Price's session was locked when the window stopped working.",
  );
});

test("a page that crashes again and again is not opened in a loop: a person decides", async ({ clinic }) => {
  const app = await openClinic(desk, clinic);
  await expect(heading(app.page, "Sign in")).toBeVisible();
  await app.electron.evaluate(({ dialog }) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = ((_window: unknown, options: unknown) => {
      asked.push(options);
      return new Promise(() => {});
    }) as typeof dialog.showMessageBox;
  });
  for (let time = 0; time < 3; time += 1) {
    await crash(app);
    await expect.poll(() => shownBy(app), { timeout: 20_000 }).toContain("This window stopped and was opened again");
  }
  await crash(app);
  const asked = () => app.electron.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked);
  await expect.poll(asked).toEqual([expect.objectContaining({ buttons: ["Open again", "Quit Wardkey"] })]);
  expect(await shownBy(app)).toBe("crashed");
});
