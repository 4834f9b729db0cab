import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { takeDesk } from "../support/desk";
import { type GrownClinic, type GrownManager, growClinic } from "../support/grown-clinic";
import { type Keyboard, keyboardOf } from "../support/keyboard";
import { call, PASSPHRASE } from "../support/sample-clinic";
import { heading, textOf } from "../support/screens";
import { takeClock } from "../support/set-clock";
import { startTwilio, type Twilio } from "../support/twilio";

/** A manager's week, by keyboard alone, in a clinic of 42 people with two managers. */

// Each act takes a code that was not used before: the computer sleeps until there is one.
test.describe.configure({ mode: "serial", timeout: 120_000 });
const desk = takeDesk();
let app: App;
let page: Page;
let keys: Keyboard;
let clinic: GrownClinic;
let twilio: Twilio;
let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-console-"));
  twilio = await startTwilio();
  const { baseUrl, accountSid, authToken: token } = twilio;
  const clock = takeClock(desk.computer());
  const grown = await growClinic(clock.computer, PASSPHRASE, {
    count: 42,
    gateway: { baseUrl, accountSid, token, sender: "+13125550199" },
  });
  clinic = { ...grown, joan: { ...grown.joan, phone: grown.joan.phone.timedBy(clock) } };
  app = await desk.open(clock.computer);
  page = app.page;
  keys = keyboardOf(page);
});
test.afterAll(async () => {
  await twilio.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the person would choose in the system's dialog. */
async function saveAs(name: string): Promise<string> {
  const file = join(folder, name);
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  return file;
}

/** Own password and own token, in the dialog that is open. */
async function prove({ password, phone }: GrownManager, reason?: string): Promise<void> {
  if (reason !== undefined) await keys.typeInto("Reason", reason);
  await keys.typeInto("Your password", password);
  await keys.typeInto("Authorization token", await phone.nextCode());
}

/** The toast of an earlier saving may still be there. */
async function policyIsSaved(): Promise<void> {
  await expect(toast("The 2FA policy is saved.")).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Put these rules in force?" })).toBeHidden();
  await expect(page.getByText("Not saved yet")).toBeHidden();
}

/** Shortcuts of the frame rest while a dialog is there, be it only for the moment in which it closes. */
async function shortcut(key: string): Promise<void> {
  // Toasts are dialogs too, which nothing waits for.
  await expect(page.locator("[role=dialog]:not([aria-modal=false]), [role=alertdialog]")).toHaveCount(0);
  await keys.key(key);
}

const toast = (words: string | RegExp) => page.getByText(words).first();
const look = (screen: string) => lookForBarriers(app)(screen);

test("opens the vault and signs in", async () => {
  await keys.typeInto("Vault passphrase", PASSPHRASE);
  await keys.key("Enter");
  await keys.typeInto("E-mail", clinic.joan.email);
  await keys.typeInto("Password", clinic.joan.password);
  await keys.key("Enter");
  await expect(page.getByLabel("Authorization token")).toBeFocused();
  await keys.type(await clinic.joan.phone.nextCode());
  await expect(heading(page, "Overview")).toBeVisible();
  await look("overview of 42");
});

test("every figure of the overview leads to as many people", async () => {
  const { protectedBy, attention, active, readiness } = await call(page, "getOverview", {});
  const { inPerson, reviews, conflicts, held, ...ofPeople } = attention;
  expect([inPerson.day, reviews, conflicts, held]).toEqual([0, 0, 0, 0]);
  const figures = [active, ...Object.values(protectedBy), ...Object.values(ofPeople), ...Object.values(readiness)];
  for (const { count, filter } of figures) {
    expect(await call(page, "countFound", filter), JSON.stringify(filter)).toBe(count);
  }
  const { count } = protectedBy.none;
  await keys.pressByKey("link", `${count} None`);
  await expect(heading(page, "People")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: `${count} of 42 people` })).toBeVisible();
});

test("previews a 2FA policy for everybody, and puts it in force as one entry", async () => {
  await shortcut("Control+4");
  await expect(heading(page, "2FA policy")).toBeVisible();
  await look("2FA policy, none");
  await keys.pressByKey("button", await textOf(page.getByRole("button", { name: /^Everyone by / })));
  await expect(page.getByRole("button", { name: /^\d+ Would be locked out$/ })).toBeVisible();
  await look("2FA policy, previewed");
  await keys.pressByKey("button", "Save the 2FA policy");
  await prove(clinic.joan, "The insurer asks for it");
  await look("2FA policy, save");
  await keys.key("Enter");
  await policyIsSaved();
  const { entries } = await call(page, "listEntries", {
    person: null,
    group: "settings",
    from: null,
    to: null,
    before: null,
    limit: 5,
  });
  expect(entries.filter(({ kind }) => kind === "policy-changed")).toHaveLength(1);
});

test("is held back by a second manager where it gets weaker, and goes on once approved", async () => {
  await keys.pressByKey("button", "Remove the rule Everyone");
  await expect(page.getByText("Fewer people are required.")).toBeVisible();
  await keys.pressByKey("button", "Save the 2FA policy");
  await keys.typeInto("Reason", "It was a trial");
  await keys.pressByKey("button", "Ask for a second manager");
  await expect(page.getByText("Waiting for a second manager")).toBeVisible();
  await look("2FA policy, waiting for a second manager");
  await keys.typeInto("E-mail of the second manager", clinic.ruth.email);
  await keys.typeInto("Password of the second manager", clinic.ruth.password);
  await keys.typeInto("Token of the second manager", await clinic.ruth.phone.nextCode());
  await keys.key("Enter");
  await expect(page.getByText(`Approved by ${clinic.ruth.name}`)).toBeVisible();
  await prove(clinic.joan);
  await keys.key("Enter");
  await expect(page.getByText("Nobody is required to use two-factor authentication")).toBeVisible();
});

test("requires it of people who were selected, from today on", async () => {
  await shortcut("Control+2");
  await expect(heading(page, "People")).toBeVisible();
  await keys.key("/");
  await keys.type("dr.");
  await expect(page.getByRole("status").filter({ hasText: /^\d+ of 42 people$/ })).toBeVisible();
  await keys.tabTo("checkbox", "Select all who fit");
  await keys.key("Space");
  await expect(page.getByRole("region", { name: "Selection" })).toBeVisible();
  await look("people, selected");
  const [count = ""] = (await page.getByRole("region", { name: "Selection" }).textContent())?.match(/\d+/) ?? [];
  await keys.pressByKey("button", `Require for ${count} people`);
  await expect(heading(page, "2FA policy")).toBeVisible();
  await expect(page.getByText("New", { exact: true })).toBeVisible();
  await keys.pressByKey(
    "button",
    `Edit the rule ${await page.getByRole("heading", { level: 3 }).first().textContent()}`,
  );
  const { todayOn } = await call(page, "getPolicy", {});
  await page.getByLabel("From", { exact: true }).fill(todayOn);
  await keys.typeInto("Grace for new accounts", "0");
  await look("2FA policy, a rule");
  await keys.pressByKey("button", "Put into the draft");
  await keys.pressByKey("button", "Save the 2FA policy");
  await prove(clinic.joan, "Doctors first");
  await keys.key("Enter");
  await policyIsSaved();
  await shortcut("Control+2");
  await expect(page.getByRole("button", { name: /^[1-9]\d* Overdue$/ })).toBeVisible();
});

test("reminds the late by text message, and not twice a day without asking", async () => {
  await keys.key("/");
  await keys.key("Control+a");
  await keys.key("Delete");
  await keys.pressByKey("button", (await page.getByRole("button", { name: /^\d+ Overdue$/ }).textContent()) ?? "");
  await keys.tabTo("checkbox", "Select all who fit");
  await keys.key("Space");
  const remind = await page.getByRole("button", { name: /^Remind \d+ (people|person)$/ }).textContent();
  await keys.pressByKey("button", remind ?? "");
  await look("remind");
  await keys.pressByKey("button", "Send reminders");
  await expect(page.getByText(/^Reminders are on their way/).first()).toBeVisible();
  await expect.poll(() => twilio.messages.length).toBeGreaterThan(0);
  // Whoever had no phone is named; here everybody who is late has one.
  await expect(page.getByRole("dialog", { name: /^Remind/ })).toBeHidden();
});

test("saves enrollment sheets, one page for each person, and the codes cross to the paper only", async () => {
  const file = await saveAs("sheets.pdf");
  await keys.tabTo("checkbox", "Select all who fit");
  await keys.key("Space");
  const sheets = await page.getByRole("button", { name: /^Enrollment sheets for \d+ (people|person)$/ }).textContent();
  await keys.pressByKey("button", sheets ?? "");
  await keys.pressByKey("radio", "A PDF file");
  await prove(clinic.joan);
  await look("enrollment sheets");
  await keys.key("Enter");
  await expect(page.getByText(/^Enrollment sheets for .* made\.$/).first()).toBeVisible({ timeout: 30_000 });
  const made = Number(/\d+/.exec(sheets ?? "")?.[0]);
  const pages = execFileSync("pdfinfo", [file], { encoding: "utf8" });
  expect(pages).toMatch(new RegExp(`Pages:\\s+${made}\\b`));
  const [code] =
    execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).match(
      /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/,
    ) ?? [];
  expect(code).toBeDefined();
  expect(await page.content()).not.toContain(code);
});

test("gives the rows more room, saves the view, and exports exactly what is shown", async () => {
  await keys.pressByKey("button", "Columns");
  await keys.key("End");
  await keys.key("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-density", "roomy");
  await keys.key("Escape");
  await keys.pressByKey("button", "Views");
  await page.keyboard.type("Save");
  await keys.key("Enter");
  await keys.typeInto("Name", "Overdue ones");
  await look("save a view");
  await keys.key("Enter");
  await expect(toast("The view Overdue ones is saved.")).toBeVisible();
  const file = await saveAs("people.csv");
  await shortcut("Control+e");
  await prove(clinic.joan);
  await look("take out the list");
  await keys.key("Enter");
  await expect(toast("Saved as people.csv.")).toBeVisible();
  const shown = await page.getByRole("rowheader").count();
  expect(readFileSync(file, "utf8").trim().split(/\r?\n/)).toHaveLength(shown + 1);
});

test("exempts one of them with a second manager, and finds them among the exemptions", async () => {
  const name = (await page.getByRole("rowheader").first().getByRole("button").textContent()) ?? "";
  await keys.tabTo("button", name);
  await keys.key("Enter");
  const panel = page.getByRole("region", { name, exact: true });
  await keys.tabTo("tab", "Profile");
  await keys.key("ArrowRight");
  await keys.key("Enter");
  await expect(panel.getByText("2FA policy", { exact: true })).toBeVisible();
  await keys.pressByKey("button", "Exempt");
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("Through", { exact: true }).fill(until);
  await keys.typeInto("Reason", "On leave");
  await keys.pressByKey("button", "Ask for a second manager");
  await keys.typeInto("E-mail of the second manager", clinic.ruth.email);
  await keys.typeInto("Password of the second manager", clinic.ruth.password);
  await keys.typeInto("Token of the second manager", await clinic.ruth.phone.nextCode());
  await keys.key("Enter");
  await expect(page.getByText(`Approved by ${clinic.ruth.name}`)).toBeVisible();
  await prove(clinic.joan);
  await keys.key("Enter");
  await expect(toast(`${name} is exempt.`)).toBeVisible();
  await shortcut("Control+4");
  await expect(page.getByRole("row", { name: new RegExp(name) }).filter({ hasText: "On leave" })).toBeVisible();
  await look("2FA policy, with an exemption");
});

test("reads reports, and makes the evidence pack, which names the audit log's head", async () => {
  await shortcut("Control+6");
  await expect(heading(page, "Reports")).toBeVisible();
  await look("reports");
  await keys.tabTo("combobox", "Report");
  await keys.key("Enter");
  await keys.type("Sign-ins");
  await keys.key("Enter");
  await expect(heading(page, "Sign-ins: chart")).toBeVisible();
  await expect(page.getByRole("row", { name: clinic.joan.name })).toBeVisible();
  await look("reports, sign-ins");
  const file = await saveAs("evidence.pdf");
  await keys.pressByKey("button", "Evidence pack");
  await look("evidence pack");
  await expect(page.getByRole("dialog").getByRole("radio", { name: /PDF/ })).toBeChecked();
  await prove(clinic.joan);
  await keys.key("Enter");
  await expect.poll(() => pdfText(file), { timeout: 30_000 }).toContain("On leave");
  const everything = { person: null, group: null, from: null, to: null, before: null, limit: 2 } as const;
  const [made, head] = (await call(page, "listEntries", everything)).entries;
  expect(made?.sentence).toContain("made the evidence pack");
  expect(pdfText(file).replace(/\s+/g, "")).toContain(head?.hash);
});

function pdfText(file: string): string {
  try {
    return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return "";
  }
}
