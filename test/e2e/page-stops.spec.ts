import { expect } from "@playwright/test";
import type { App } from "../support/app";
import { incidentsOf } from "../support/calm";
import { takeDesk } from "../support/desk";
import { managerOf, openClinic, test } from "../support/founded";
import { goTo } from "../support/screens";

const desk = takeDesk();

/** The page's process ends, as when it crashes. Playwright holds on to the page that was: what is there now is asked of main. */
const crash = ({ electron }: App) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());

const shown = ({ electron }: App) =>
  electron.evaluate(async ({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    if (page === undefined || page.isCrashed()) return "crashed";
    const text = page.executeJavaScript("document.body.innerText").catch(() => "") as Promise<string>;
    // What is asked of a page that goes away is never answered.
    const gone = new Promise<string>((resolve) => setTimeout(() => resolve("gone"), 2000));
    return Promise.race([text, gone]);
  });

test("a page that crashed is there again, locked, and says so; the log and the ledger say it too", async ({
  clinic,
}) => {
  const app = await openClinic(desk, clinic);
  await managerOf(clinic)(app.page);
  await goTo(app.page, "People");
  await crash(app);
  await expect.poll(() => shown(app), { timeout: 20_000 }).toContain("This window stopped and was opened again");
  const text = await shown(app);
  expect(text).toContain("Locked");
  expect(text).not.toContain("Castillo");
  expect(incidentsOf(app)).toEqual([expect.stringContaining("in page")]);
});

test("a page that crashes again and again is not opened in a loop: a person decides", async ({ clinic }) => {
  const app = await openClinic(desk, clinic);
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
    await expect.poll(() => shown(app), { timeout: 20_000 }).toContain("This window stopped and was opened again");
  }
  await crash(app);
  const asked = () => app.electron.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked);
  await expect.poll(asked).toEqual([expect.objectContaining({ buttons: ["Open again", "Quit Wardkey"] })]);
  expect(await shown(app)).toBe("crashed");
});
