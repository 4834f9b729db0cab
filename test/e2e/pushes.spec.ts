import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { managerOf, openClinic, test, withApp } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { ask, call, manager } from "../support/sample-clinic";
import { heading, press } from "../support/screens";

/** What the page is told without asking, as a page in other hands would hear it. */

const desk = takeDesk();
let app: App;
let page: Page;

test.beforeAll(async ({ clinic }) => {
  app = await openClinic(desk, clinic);
  page = app.page;
  await expect(heading(page, "Sign in")).toBeVisible();
  // What opening the vault has set off is told.
  await heardDuring(async () => {});
});

type Heard = readonly [channel: "changed" | "session", value: unknown];

/** Listens beside the window's own listener, and hears what `act` sets off until all that waits to be told has been. */
async function heardDuring(act: () => Promise<unknown>): Promise<readonly Heard[]> {
  const heard = await page.evaluateHandle(() => {
    const notified: unknown[] = [];
    window.wardkey.changed((reads) => notified.push(["changed", reads]));
    window.wardkey.session((sessionState) => notified.push(["session", sessionState]));
    return notified;
  });
  await act();
  // Main gathers pushes by a timer; one that is begun now ends after theirs, and the answer that follows it arrives last.
  await app.electron.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  await ask(page, "getAppState", {});
  return (await heard.jsonValue()) as Heard[];
}

const wrongPasswords = (email: string) => async () => {
  for (let turn = 0; turn < 6; turn += 1) await ask(page, "signIn", { email, password: "not the password at all" });
};

test("six wrong passwords push nothing to a signed-out page, whether the e-mail is known or not", async () => {
  const unknown = await heardDuring(wrongPasswords("nobody.here@harborstreet.example"));
  const known = await heardDuring(wrongPasswords(withApp.email));
  expect({ known, unknown }).toEqual({ known: [], unknown: [] });
});

test("wrong tokens push nothing to the page that shows the token screen", async ({ clinic }) => {
  await managerOf(clinic)(page);
  await call(page, "signOut", {});
  await call(page, "signIn", { email: manager.email, password: manager.password });
  const heard = await heardDuring(async () => {
    await ask(page, "submitToken", { token: "0000000", remember: false });
    await ask(page, "submitToken", { token: "1111111", remember: false });
  });
  expect(heard).toEqual([]);
  await call(page, "cancelSignIn", {});
});

test("wrong passwords push nothing to a locked page, and a lock is told once", async ({ clinic }) => {
  await call(page, "signIn", { email: manager.email, password: manager.password });
  await call(page, "useRecoveryCode", { code: clinic.firstManager.recoveryCodes[1] ?? "" });
  await expect(heading(page, "Overview")).toBeVisible();
  const locking = await heardDuring(() => call(page, "lock", {}));
  expect(locking.filter(([channel]) => channel === "session")).toEqual([["session", "locked"]]);
  expect(locking.filter(([channel]) => channel === "changed")).toEqual([["changed", ["getAppState"]]]);
  await expect(heading(page, "Locked")).toBeVisible();
  const again = await heardDuring(() =>
    app.electron.evaluate(({ powerMonitor }) => {
      for (let time = 0; time < 20; time += 1) powerMonitor.emit(time % 2 === 0 ? "lock-screen" : "suspend");
    }),
  );
  expect(again).toEqual([]);
  expect(await heardDuring(() => ask(page, "unlock", { password: "not the password at all" }))).toEqual([]);
  await press(page, "Switch user");
});
