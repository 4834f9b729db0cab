import { expect } from "@playwright/test";
import type { App } from "../support/app";
import { incidentsOf } from "../support/calm";
import { takeDesk } from "../support/desk";
import { managerOf, openClinic, test } from "../support/founded";
import { goTo } from "../support/screens";
import { expectOpenedAnew, recordedBy } from "../support/stopped-page";

const desk = takeDesk();

/** Somebody presses keys: a page that does not answer is noticed by what it is given. */
const touch = ({ electron }: App) =>
  electron.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    const press = () => window?.webContents.sendInputEvent({ type: "keyDown", keyCode: "Shift" });
    const pressing = setInterval(press, 1000);
    window?.webContents.once("render-process-gone", () => clearInterval(pressing));
  });

test("a page that hangs is opened anew, locked, and says so; the log and the ledger say it too", async ({ clinic }) => {
  const app = await openClinic(desk, clinic);
  const signIn = managerOf(clinic);
  await signIn(app.page);
  await goTo(app.page, "People");
  // Nobody waits for the answer: there will be none.
  app.page
    .evaluate(() => {
      for (;;);
    })
    .catch(() => {});
  await touch(app);
  await expectOpenedAnew(app, 120_000, "Castillo");
  expect(incidentsOf(app)).toEqual([expect.stringContaining("unresponsive")]);
  expect(await recordedBy(desk, app, signIn)).toContain(
    "Joan Price's session was locked when the window stopped working.",
  );
});
