import { expect, type Page } from "@playwright/test";
import type { App } from "./app";
import type { Desk } from "./desk";
import { call, PASSPHRASE } from "./sample-clinic";
import { openVault } from "./screens";

/** What is on the screen. Playwright holds on to the page that was: what is there now is asked of main. */
export const shownBy = ({ electron }: App) =>
  electron.evaluate(async ({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    if (page === undefined || page.isCrashed()) return "crashed";
    const text = page.executeJavaScript("document.body.innerText").catch(() => "") as Promise<string>;
    // What is asked of a page that goes away is never answered.
    const gone = new Promise<string>((resolve) => setTimeout(() => resolve("gone"), 2000));
    return Promise.race([text, gone]);
  });

/** The page was opened anew, shows nothing of what was there, and says what happened. */
export async function expectOpenedAnew(app: App, patienceMs: number, before: string): Promise<void> {
  await expect.poll(() => shownBy(app), { timeout: patienceMs }).toContain("This window stopped and was opened again");
  const text = await shownBy(app);
  expect(text).toContain("Locked");
  expect(text).not.toContain(before);
}

/** What the audit log has, read after a new start: nobody can type into the page that was opened anew. */
export async function recordedBy(desk: Desk, app: App, signIn: (page: Page) => Promise<void>) {
  await app.kill();
  const { page } = await desk.open(app.computer);
  await openVault(page, PASSPHRASE);
  await signIn(page);
  const everything = { person: null, group: null, from: null, to: null };
  const { entries } = await call(page, "listEntries", { ...everything, before: null, limit: 50 });
  return entries.map(({ sentence }) => sentence);
}
