import { mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { setUpPracticeWith } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { call, type FirstManager, manager, PASSPHRASE, personNamed } from "../support/sample-clinic";
import { fill, goTo, openTab, openVault, press, signIn } from "../support/screens";

/** Settings > Backups of a practice with one manager: a button, folders that come and go, and what every screen says. */

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let app: App;
let page: Page;
let firstManager: FirstManager;

const row = (name: string | RegExp): Locator => page.getByRole("row", { name });
const dialog = (name: string) => page.getByRole("dialog", { name });
const backupsIn = (path: string) => readdirSync(path).filter((name) => name.endsWith(".age"));

test.beforeAll(async () => {
  const computer = desk.computer();
  firstManager = await setUpPracticeWith(desk, computer, personNamed("Ana Castillo"));
  app = await desk.open(computer);
  ({ page } = app);
  await openVault(page, PASSPHRASE);
  await signIn(page, manager, firstManager.phone.nextCode);
  await expect.poll(async () => (await call(page, "getLedgerState", {})).is).toBe("verified");
});

/** A folder on this computer that stands for a stick. */
function makeStick(name: string): string {
  const path = join(app.computer.root, name);
  mkdirSync(path);
  return path;
}

async function addFolder(path: string): Promise<void> {
  await press(page, "Add folder");
  const adding = dialog("Add a backup folder");
  await fill(adding, { Folder: path, "Your password": manager.password });
  await fill(adding, { "Authorization token": await firstManager.phone.nextCode() });
  await press(adding, "Add folder");
  await expect(adding).toHaveCount(0);
}

test("a button makes one, which is opened and checked, and said in the status bar", async () => {
  await goTo(page, "Settings");
  await openTab(page, "Backups");
  await press(page, "Back up now");
  await expect(page.getByRole("heading", { name: /^Last good backup: today/ })).toBeVisible();
  await expect(page.getByText(/^Opened and checked after it was written: 2 people, \d+ entries/)).toBeVisible();
  await expect(row(/This computer/).getByText("Verified")).toBeVisible();
  await expect(
    page.getByRole("region", { name: "Status" }).getByRole("link", { name: /^Last backup: today/ }),
  ).toBeVisible();
  expect(backupsIn(join(app.computer.data, "backups"))).toHaveLength(1);
  await expect(page.getByText("All backups are on this computer only.")).toBeVisible();
  await lookForBarriers(app)("backups on this computer only");
});

test("a folder that is added has its first backup at once", async () => {
  const stick = makeStick("stick");
  await addFolder(stick);
  await expect(row(/stick/).getByText("Verified")).toBeVisible();
  expect(backupsIn(stick)).toHaveLength(1);
  // It lies on the vault’s own disk, whatever it stands for here.
  await expect(row(/stick/).getByText("On the same disk as the vault")).toBeVisible();
  await expect(page.getByText("All backups are on this computer only.")).toBeVisible();
});

test("a folder that is away is said, and is written to by itself once it is back", async () => {
  const stick = join(app.computer.root, "stick");
  const before = backupsIn(stick);
  renameSync(stick, `${stick} in a drawer`);
  await press(page, "Back up now");
  await expect(page.getByText(/^stick has had no backup since/)).toBeVisible();
  await expect(page.getByText(/Wardkey writes to it within a minute\.$/)).toBeVisible();
  await lookForBarriers(app)("a folder that is away");
  renameSync(`${stick} in a drawer`, stick);
  await expect(row(/stick/).getByText("Verified")).toBeVisible({ timeout: 60_000 });
  // Of a day the newest stays.
  expect(backupsIn(stick)).toHaveLength(1);
  expect(backupsIn(stick)).not.toEqual(before);
});

test("a folder that is removed keeps what lies in it", async () => {
  await press(page, "Remove stick");
  const removing = page.getByRole("dialog", { name: /^Make no more backups in / });
  await fill(removing, { "Your password": manager.password });
  await fill(removing, { "Authorization token": await firstManager.phone.nextCode() });
  await press(removing, "Remove");
  await expect(row(/stick/)).toHaveCount(0);
  expect(backupsIn(join(app.computer.root, "stick"))).toHaveLength(1);
});
