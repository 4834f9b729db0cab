import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { managerOf, openClinic, staff, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { type Keyboard, keyboardOf } from "../support/keyboard";
import type { Phone } from "../support/phone";
import { manager } from "../support/sample-clinic";
import { button, field, heading, press } from "../support/screens";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let app: App;
let page: Page;
let pressByKey: Keyboard["pressByKey"];
let phone: Phone;
let folder: string;

test.beforeAll(async ({ clinic }) => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-import-"));
  app = await openClinic(desk, clinic);
  page = app.page;
  ({ pressByKey } = keyboardOf(page));
  phone = clinic.firstManager.phone.copy();
  await managerOf(clinic)(page);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the person would choose in the system's dialogs. */
async function choose(name: string, content?: string | Uint8Array): Promise<string> {
  const file = join(folder, name);
  if (content !== undefined) writeFileSync(file, content);
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
  }, file);
  return file;
}

const rows = Array.from(
  { length: 10_000 },
  (_, n) =>
    `Robin;Ferris ${n};robin.${n}@harborstreet.example;(312) 555-0${100 + (n % 100)};${n % 4 ? "Nurse" : "Médecin"}`,
);
const list = [
  "First Name;Last Name;E-mail address;Mobile;Role",
  ...rows.map((row) => row.replace("Médecin", "Physician")),
  `Anastasia;Castillo;${staff.email.toUpperCase()};;`,
  "Joan;Prize;joan.price@harborstreet.example;;",
  "Nobody;;nobody at home;;Nurse",
  "=cmd;Formula;x@harborstreet.example;12;Astronaut",
].join("\r\n");

test("a manager comes from People to a list of ten thousand people, by keyboard alone", async () => {
  await choose("staff.csv", Buffer.from(list, "latin1"));
  await pressByKey("link", "People");
  await pressByKey("button", "Import");
  await expect(heading(page, "Import people")).toBeVisible();
  await lookForBarriers(app)("import, file");
  await pressByKey("button", "Choose file");
  await expect(heading(page, "Say what the columns hold")).toBeFocused();
  await expect(page.getByRole("combobox", { name: "Cell phone" })).toContainText("Mobile");
  await lookForBarriers(app)("import, columns");
});

test("the dry run says within seconds what would become of each", async () => {
  await pressByKey("button", "Check the rows");
  await expect(heading(page, "See what would happen")).toBeFocused({ timeout: 30_000 });
  for (const tile of ["10,000 Add", "1 Change", "0 Leave alone", "3 Problem"])
    await expect(button(page, tile)).toBeVisible();
  await expect(page.getByRole("row", { name: "Joan Prize" })).toContainText("This is you.");
  await lookForBarriers(app)("import, dry run");
  await pressByKey("button", "1 Change");
  await expect(page.getByText("Name: Ana Castillo → Anastasia Castillo")).toBeVisible();
  await pressByKey("button", "10,000 Add");
  await expect(page.getByRole("row", { name: "Robin Ferris 0", exact: false }).first()).toBeVisible();
});

test("its problems are saved as rows to correct, formulas defused", async () => {
  const file = await choose("problems.csv");
  await pressByKey("button", "Save the problems");
  await expect(page.getByText("Saved problems.csv")).toBeVisible();
  const saved = readFileSync(file, "utf8");
  expect(saved).toContain(`"'=cmd",Formula`);
  expect(saved.split("\r\n")).toHaveLength(4);
});

test("all of it is imported at once with own password and token", async () => {
  await pressByKey("button", "Go on with 10,001 people");
  await expect(heading(page, "Import")).toBeFocused();
  await lookForBarriers(app)("import, proof");
  await page.keyboard.press("Tab");
  await expect(field(page, "Your password")).toBeFocused();
  await page.keyboard.type(manager.password);
  await field(page, "Authorization token").focus();
  await page.keyboard.type(await phone.nextCode());
  await page.keyboard.press("Enter");
  await expect(heading(page, "Imported")).toBeFocused({ timeout: 60_000 });
  await expect(page.getByText("10,000 people added")).toBeVisible();
  await lookForBarriers(app)("import, done");
});

test("the sheets of the new people are one link away, and the same list again adds nobody", async () => {
  await pressByKey("link", "Print enrollment sheets");
  await expect(heading(page, "People")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "of 10,0" })).toBeVisible();
  await choose("staff.csv");
  await pressByKey("button", "Import");
  await pressByKey("button", "Import another file");
  await pressByKey("button", "Choose file");
  await pressByKey("button", "Check the rows");
  await expect(button(page, "10,001 Leave alone")).toBeVisible({ timeout: 30_000 });
  await expect(button(page, "0 Add")).toBeVisible();
});

test("the import is taken back, and says so", async () => {
  await pressByKey("button", "Back");
  await pressByKey("button", "Back");
  await pressByKey("button", "Undo the import of staff.csv");
  const dialog = page.getByRole("dialog", { name: "Undo the import of staff.csv?" });
  await expect(dialog).toBeVisible();
  await lookForBarriers(app)("import, undo");
  await field(dialog, "Your password").fill(manager.password);
  await field(dialog, "Authorization token").fill(await phone.nextCode());
  await press(dialog, "Undo the import");
  await expect(page.getByText("10,000 people deactivated, 1 changed back")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("table", { name: "Last imports" })).toContainText("Undone");
});
