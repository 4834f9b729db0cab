import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { type App, resize, smallest, usual } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { setUpPracticeWith } from "../support/clinic";
import { PASSWORD } from "../support/context";
import { takeDesk } from "../support/desk";
import { createTwoManagers } from "../support/managers";
import { putVault } from "../support/past";
import { holdPhone } from "../support/phone";
import { type FirstManager, manager, PASSPHRASE, personNamed } from "../support/sample-clinic";
import { alertSaying, button, field, fill, goTo, heading, openTab, openVault, press, signIn } from "../support/screens";

/** Settings > Backups in the real app: by night and by hand, folders that come and go, and what every screen says. */

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let app: App;
let page: Page;
let firstManager: FirstManager;

const row = (name: string | RegExp): Locator => page.getByRole("row", { name });
const dialog = (name: string) => page.getByRole("dialog", { name });
const lastGood = () => page.getByRole("heading", { name: /^Last good backup: today/ });
const backupsIn = (path: string) => readdirSync(path).filter((name) => name.includes(".age"));
const inStatus = (words: RegExp | string) =>
  page.getByRole("region", { name: "Status" }).getByRole("link", { name: words });

test.beforeAll(async () => {
  const computer = desk.computer();
  firstManager = await setUpPracticeWith(desk, computer, personNamed("Ana Castillo"));
  app = await desk.open(computer);
  ({ page } = app);
  await openVault(page, PASSPHRASE);
  await signIn(page, manager, firstManager.phone.nextCode);
});

/** A folder on this computer that stands for a stick. */
function makeStick(name: string): string {
  const path = join(app.computer.root, name);
  mkdirSync(path, { recursive: true });
  return path;
}

async function typeProof(place: Locator): Promise<void> {
  await fill(place, { "Your password": manager.password });
  await fill(place, { "Authorization token": await firstManager.phone.nextCode() });
}

async function addFolder(path: string): Promise<void> {
  await press(page, "Add folder");
  const adding = dialog("Add a backup folder");
  await fill(adding, { Folder: path });
  await typeProof(adding);
  await press(adding, "Add folder");
  await expect(adding).toHaveCount(0);
}

test("before there is one, every screen says so", async () => {
  await expect(inStatus("No backup yet")).toBeVisible();
  await expect(page.getByText("Add a backup folder on another disk")).toBeVisible();
  await inStatus("No backup yet").click();
  await expect(heading(page, "No backup yet")).toBeVisible();
  await expect(page.getByText("There are none yet.")).toBeVisible();
  await lookForBarriers(app)("no backup yet");
});

test("the night that was missed is made up for soon after the start, and said without anybody asking", async () => {
  await expect(lastGood()).toBeVisible({ timeout: 50_000 });
  await expect(page.getByText(/^Opened and checked after it was written: 2 people, \d+ entries/)).toBeVisible();
  await expect(row(/This computer/).getByText("Verified")).toBeVisible();
  await expect(inStatus(/^Last backup: today/)).toBeVisible();
  expect(backupsIn(join(app.computer.data, "backups"))).toHaveLength(1);
  await expect(page.getByText("1 of 7")).toBeVisible();
  await expect(page.getByText("All backups are on this computer only.")).toBeVisible();
  await lookForBarriers(app)("backups on this computer only");
});

test("a button makes one more, with the keyboard alone", async () => {
  const here = join(app.computer.data, "backups");
  const before = backupsIn(here);
  const now = button(page, "Back up now");
  await now.focus();
  await page.keyboard.press("Enter");
  // Of a day the newest stays.
  await expect.poll(() => backupsIn(here)).not.toEqual(before);
  expect(backupsIn(here)).toHaveLength(1);
});

test("a folder is added with the keyboard alone, and has its first backup at once", async () => {
  const stick = makeStick("stick");
  await button(page, "Add folder").focus();
  await page.keyboard.press("Enter");
  await expect(field(dialog("Add a backup folder"), "Folder")).toBeFocused();
  await page.keyboard.type(stick);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type(manager.password);
  const token = field(dialog("Add a backup folder"), "Authorization token");
  while (!(await token.evaluate((one) => one === document.activeElement))) await page.keyboard.press("Tab");
  await page.keyboard.type(await firstManager.phone.nextCode());
  await page.keyboard.press("Enter");
  await expect(row(/stick/).getByText("Verified")).toBeVisible();
  expect(backupsIn(stick)).toHaveLength(1);
  // It lies on the vault’s own disk, whatever it stands for here.
  await expect(row(/stick/).getByText("On the same disk as the vault")).toBeVisible();
  await expect(page.getByText("All backups are on this computer only.")).toBeVisible();
});

test("a folder that is not taken is said in its dialog", async () => {
  await press(page, "Add folder");
  const adding = dialog("Add a backup folder");
  await fill(adding, { Folder: app.computer.vault });
  await typeProof(adding);
  await press(adding, "Add folder");
  await expect(alertSaying(adding, "That folder belongs to Wardkey itself.")).toBeVisible();
  await fill(adding, { Folder: "backups" });
  await expect(adding.getByText("Type the folder’s whole path, or choose it.")).toBeVisible();
  await lookForBarriers(app)("a folder that is not taken");
  await press(adding, "Cancel");
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
  await expect(row(/stick/).getByText("Verified")).toBeVisible({ timeout: 45_000 });
  expect(backupsIn(stick)).toHaveLength(1);
  expect(backupsIn(stick)).not.toEqual(before);
});

test("a folder that may not be written to is said, and others have theirs", async () => {
  const stick = join(app.computer.root, "stick");
  const before = backupsIn(stick);
  chmodSync(stick, 0o555);
  try {
    await press(page, "Back up now");
    await expect(row(/stick/).getByText("Read-only")).toBeVisible();
    await expect(page.getByText("Wardkey may not write there. Check the folder’s permissions.")).toBeVisible();
    await expect(page.getByText("The backup is in 1 of 2 folders.").first()).toBeVisible();
    expect(backupsIn(stick)).toEqual(before);
  } finally {
    chmodSync(stick, 0o755);
  }
});

test("a long path fits the smallest window", async () => {
  const long = makeStick(
    join("a disk of the practice on which much else lies too", "backups-of-the-front-desk".repeat(6)),
  );
  await addFolder(long);
  await expect(row(/backups-of-the-front-desk/).getByText("Verified")).toBeVisible();
  await resize(app, smallest);
  for (const wide of [page.getByRole("main"), page.getByRole("region", { name: "Folders", exact: true }).last()])
    expect(await wide.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await resize(app, usual);
  await lookForBarriers(app)("a long path");
});

test("a folder that is removed keeps what lies in it", async () => {
  await press(page, "Remove stick");
  const removing = page.getByRole("dialog", { name: /^Make no more backups in / });
  await typeProof(removing);
  await press(removing, "Remove");
  await expect(row(/stick/)).toHaveCount(0);
  expect(backupsIn(join(app.computer.root, "stick"))).toHaveLength(1);
});

test("how many are kept is changed", async () => {
  await press(page, "Change");
  const changing = dialog("Change how many backups are kept?");
  await fill(changing, { Days: "14" });
  await typeProof(changing);
  await lookForBarriers(app)("how many backups are kept");
  await press(changing, "Change");
  await expect(page.getByText("1 of 14")).toBeVisible();
});

test("one that waits for a share that hangs is stopped at once, and leaves nothing half written", async () => {
  const hanging = makeStick("hanging share");
  await addFolder(hanging);
  await expect(row(/hanging share/).getByText("Verified")).toBeVisible();
  const mark = join(hanging, "About these backups.txt");
  rmSync(mark);
  // Nobody ever writes into it: whoever reads waits for good.
  execFileSync("mkfifo", [mark]);
  await press(page, "Back up now");
  await expect(page.getByText(/^Writing to the folders/).first()).toBeVisible();
  await lookForBarriers(app)("a backup under way");
  await press(page, "Cancel");
  await expect(page.getByText("The backup was stopped.")).toBeVisible();
  await expect(button(page, "Back up now")).toBeVisible();
  expect(backupsIn(hanging)).toHaveLength(1);
  expect(readdirSync(join(app.computer.data, "backups")).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
});

test("a folder takes two managers where there are two, and an old kit is said on every screen", async () => {
  const computer = desk.computer();
  const two = await createTwoManagers({ now: Date.now() - 600_000 });
  const joan = holdPhone(two.keyOf(two.context.manager));
  const ruth = holdPhone(two.keyOf(two.ruth));
  await putVault(two.context, computer, PASSPHRASE);
  two.context.close();
  app = await desk.open(computer);
  ({ page } = app);
  await openVault(page, PASSPHRASE);
  await signIn(page, { email: "joan@northside.example", password: PASSWORD }, joan.nextCode);
  await expect(alertSaying(page, "Wardkey cannot make backups yet")).toBeVisible();
  await goTo(page, "Settings");
  await openTab(page, "Backups");
  await expect(button(page, "Back up now")).toHaveCount(0);
  const share = makeStick("share");
  await press(page, "Add folder");
  const adding = dialog("Add a backup folder");
  await fill(adding, { Folder: share });
  await press(adding, "Ask for a second manager");
  await expect(adding.getByText(`Keep backups in ${share}`)).toBeVisible();
  await expect(field(adding, "Folder")).toBeDisabled();
  expect(readdirSync(share)).toEqual([]);
  await lookForBarriers(app)("a folder that waits for a second manager");
  await fill(adding, {
    "E-mail of the second manager": "ruth@northside.example",
    "Password of the second manager": PASSWORD,
    "Token of the second manager": await ruth.nextCode(),
  });
  await press(adding, "Approve as second manager");
  await fill(adding, { "Your password": PASSWORD });
  await fill(adding, { "Authorization token": await joan.nextCode() });
  await press(adding, "Add folder");
  await expect(row(/share/).getByText("No backup yet")).toBeVisible();
});
