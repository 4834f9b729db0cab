import { execFileSync } from "node:child_process";
import { expect, type Page } from "@playwright/test";
import { type Person, personNamed } from "../../test/support/sample-clinic";
import {
  button,
  choose,
  fill,
  goTo,
  heading,
  openTab,
  press,
  prove,
  signInWithRecoveryCode,
} from "../../test/support/screens";
import { type Console, victor } from "./console";
import { scrollTo } from "./pictures";
import { offerFile, saveAs } from "./system-dialogs";

/* Many people at once, by the second manager. */

/** Victor signs in, selects everybody who is late, and reminds them by text message. */
export async function remindTheLate({ app, pictures, twilio, recoveryCode }: Console): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("Many at once");
  await signInWithRecoveryCode(page, victor, recoveryCode);
  await at("overview");
  await press(page, "Dismiss");
  await goTo(page, "People");
  await page.getByRole("button", { name: /^\d+ Days left$/ }).click();
  await selectAllShown(page);
  await at("people: several are selected");
  await page.getByRole("button", { name: /^Remind \d+ people$/ }).click();
  await expect(button(page, "Send reminders")).toBeVisible();
  await at("people: remind");
  const before = twilio.messages.length;
  await press(page, "Send reminders");
  await expect(page.getByText(/^Reminders are on their way/).first()).toBeVisible();
  await expect.poll(() => twilio.messages.length).toBeGreaterThan(before);
  await goTo(page, "Settings");
  await openTab(page, "Text messages and calls");
  await expect(page.getByRole("cell", { name: "Reminder" }).first()).toBeVisible();
  await scrollTo(heading(page, "Outbox"));
  await at("settings: the outbox");
}

const newcomer = personNamed("Hannah Fischer");
const list = [
  "First name;Last name;E-mail;Mobile;Role",
  "Nadia;Osei;nadia.osei@harborstreet.example;(312) 555-0171;Nurse",
  "Owen;Larsen;owen.larsen@harborstreet.example;(312) 555-0172;Physician",
  "Ida;Brandt;ida.brandt@harborstreet.example;;Receptionist",
  "Grace;Kim-Bell;grace.kim@harborstreet.example;;",
  "Kofi;Mensah;kofi at home;(312) 555-0174;Nurse",
].join("\r\n");

/** A list from a spreadsheet: looked at first, then imported. */
export async function importPeople({ app, pictures, folder, victor: phone }: Console): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("A list is imported, and taken back");
  await goTo(page, "People");
  await press(page, "Import");
  await offerFile(app, folder, "new branch.csv", list);
  await press(page, "Choose file");
  await expect(heading(page, "Say what the columns hold")).toBeFocused();
  await page.getByRole("radio", { name: "Staff" }).check();
  await at("import: what the columns hold");
  await press(page, "Check the rows");
  await expect(heading(page, "See what would happen")).toBeFocused();
  await at("import: what would happen");
  await page.getByRole("button", { name: /^Go on with \d+ people$/ }).click();
  await fill(page, { "Your password": victor.password, "Authorization token": await phone.nextCode() });
  await page.getByRole("button", { name: /^Import \d+ people$/ }).click();
  await expect(heading(page, "Imported")).toBeFocused();
  await at("import: done");
}

/** Takes back the import of before. */
export async function undoTheImport({ app, pictures, victor: phone }: Console): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  await press(page, "Import another file");
  await press(page, "Undo the import of new branch.csv");
  const dialog = page.getByRole("dialog", { name: "Undo the import of new branch.csv?" });
  await expect(dialog).toBeVisible();
  await at("import: undo");
  await fill(dialog, { "Your password": victor.password, "Authorization token": await phone.nextCode() });
  await press(dialog, "Undo the import");
  await expect(page.getByText(/deactivated, 1 changed back/)).toBeVisible();
  await at("import: undone");
}

/** Everybody without two-factor gets a page. The setup code on the page of `whose` is returned. */
export async function makeSheets({ app, pictures, folder, victor: phone }: Console, whose: Person): Promise<string> {
  const { page } = app;
  const at = pictures.photographer(app);
  await goTo(page, "People");
  await page.getByRole("button", { name: /^\d+ All$/ }).click();
  await choose(page, page, "Method", "Off");
  await selectAllShown(page);
  await page.getByRole("button", { name: /^Enrollment sheets for \d+ people$/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Enrollment sheets for \d+ people\?$/ });
  await dialog.getByRole("radio", { name: "A PDF file" }).check();
  await at("people: enrollment sheets");
  const file = await saveAs(app, folder, "sheets.pdf");
  await prove(page, { password: victor.password, token: await phone.nextCode(), confirm: "Save PDF" });
  const made = page.getByRole("dialog").filter({ hasText: "left out" });
  await expect(made).toBeVisible();
  await at("people: enrollment sheets are made");
  await page.keyboard.press("Escape");
  await expect(made).toBeHidden();
  const pages = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).split("\f");
  pictures.paper(file, "an enrollment sheet", pages.findIndex((text) => text.includes(newcomer.name)) + 1);
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(pages.find((text) => text.includes(whose.name)) ?? "")?.[0];
  if (code === undefined) throw new Error(`there is no sheet for ${whose.name}`);
  return code;
}

/** Everybody whom search and filters leave. */
async function selectAllShown(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: /^\d+ of \d+ people$/ })).toBeVisible();
  await page.getByRole("checkbox", { name: "Select all who fit" }).click();
  await expect(page.getByRole("region", { name: "Selection" })).toBeVisible();
}
