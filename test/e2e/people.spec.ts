import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { managerOf, openClinic, staff, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import type { Phone } from "../support/phone";
import { manager, personNamed } from "../support/sample-clinic";
import {
  alertSaying,
  button,
  field,
  fill,
  goTo,
  heading,
  openPerson,
  press,
  prove,
  readShownCode,
  signOut,
  typeCredentials,
} from "../support/screens";
import {
  addByHand,
  claimByHand,
  resetTwoFactorByHand,
  setUpWhereNothingElseIs,
  startTwoFactorByHand,
  verifyByText,
} from "../support/story";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
const added = personNamed("Dr. Mei-Ling Chu");
const newName = "Dr. Mei-Ling Chu-Park";
const newPassword = "two slow barges under bridges";
let managerSignsIn: ReturnType<typeof managerOf>;
let app: App;
let page: Page;
let phone: Phone;
let setupCode: string;

test.beforeAll(async ({ clinic }) => {
  app = await openClinic(desk, clinic);
  page = app.page;
  managerSignsIn = managerOf(clinic);
  phone = clinic.firstManager.phone.copy();
  await managerSignsIn(page);
});

test("a manager adds a person, and a setup code is shown once", async () => {
  await goTo(page, "People");
  await lookForBarriers(app)("people");
  setupCode = await addByHand(page, added, lookForBarriers(app));
  expect(setupCode).toMatch(/^[0-9A-Z]{10}$/);
  await expect(page.getByRole("row", { name: added.name })).toContainText("Not set up");
  expect(await page.content()).not.toContain(setupCode.slice(0, 4));
});

test("an e-mail that differs only in case belongs to the same person, and is refused", async () => {
  await press(page, "Add person");
  const dialog = page.getByRole("dialog", { name: "Add person" });
  await fill(dialog, { Name: "Somebody Else", "E-mail": added.email.toUpperCase() });
  await press(dialog, "Add person");
  await expect(field(dialog, "E-mail")).toHaveAccessibleDescription(/Another account has this e-mail already/);
});

test("a cell phone that somebody has already is warned about, and allowed", async () => {
  const dialog = page.getByRole("dialog", { name: "Add person" });
  await fill(dialog, { "E-mail": "somebody.else@harborstreet.example", "Cell phone": "(312) 555-0105" });
  await expect(dialog.getByText(`${added.name} has this number too.`)).toBeVisible();
  await lookForBarriers(app)("add person, with a number that is shared");
  await press(dialog, "Add person");
  await readShownCode(page, "Setup code for Somebody Else");
});

test("the list is searched by name, e-mail and phone digits, and its tiles are filters", async () => {
  const search = page.getByRole("searchbox", { name: "Search people" });
  await search.fill("555-0105");
  await expect(page.getByRole("status").filter({ hasText: "2 of 8 people" })).toBeVisible();
  await search.fill("mei-ling");
  await expect(page.getByRole("row", { name: added.name })).toBeVisible();
  await search.fill("nobody of that name");
  await expect(page.getByText("Nobody fits these filters")).toBeVisible();
  await lookForBarriers(app)("people: nobody fits");
  await button(page, "Clear filters").first().click();
  await page.getByRole("button", { name: /^\d+ App$/ }).click();
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.getByRole("button", { name: /^\d+ All$/ }).click();
});

test("the new person chooses a password with the setup code, which works once", async () => {
  await signOut(page);
  await claimByHand(page, added, setupCode, lookForBarriers(app));
  await signOut(page);
  await press(page, "I have a setup code");
  await fill(page, { "E-mail": added.email, "Setup code": setupCode, "New password": newPassword });
  await press(page, "Choose this password");
  await expect(alertSaying(page, "a code works once and for a limited time")).toBeVisible();
  await press(page, "Back");
});

test("a profile is changed with a reason, password and token, and the audit log keeps before and after", async () => {
  await managerSignsIn(page);
  const panel = await openPerson(page, added, "Profile");
  await fill(panel, { Name: newName });
  await lookForBarriers(app)("a person's profile");
  await press(panel, "Update Entire Profile");
  await expect(page.getByRole("dialog")).toContainText(newName);
  await lookForBarriers(app)("change a profile");
  const { password } = manager;
  await prove(page, { reason: "Married", password, token: await phone.nextCode(), confirm: "Update profile" });
  await goTo(page, "Audit log");
  await page.getByRole("button", { name: /Joan Price changed Dr\. Mei-Ling Chu/ }).click();
  const entry = page.getByRole("region", { name: /^Entry / });
  await expect(entry).toContainText("Reason: Married");
  await expect(entry).toContainText(newName);
});

test("a manager starts two-factor for a staff member, who finishes it at the next sign-in", async ({ clinic }) => {
  await startTwoFactorByHand(page, staff, phone, lookForBarriers(app));
  await signOut(page);
  await typeCredentials(page, staff);
  await expect(page.getByText(`${manager.name} has started this for you.`)).toBeVisible();
  await lookForBarriers(app)("nothing else is reachable");
  await press(page, "Continue");
  const at = lookForBarriers(app);
  await setUpWhereNothingElseIs(page, "nothing else: ", at, verifyByText(clinic.twilio, staff.cellPhone ?? ""));
  await expect(heading(page, "Staff Settings")).toBeVisible();
  await signOut(page);
});

test("a reset stops the app at once, and the way back takes password and setup code", async ({ clinic }) => {
  await managerSignsIn(page);
  await goTo(page, "People");
  await expect(page.getByRole("row", { name: staff.name }).getByText("On", { exact: true })).toBeAttached();
  const code = await resetTwoFactorByHand(page, staff, phone, lookForBarriers(app));
  await signOut(page);
  await typeCredentials(page, staff);
  await expect(field(page, "Setup code")).toBeVisible();
  await lookForBarriers(app)("the setup code of a reset");
  await fill(page, { "Setup code": "1234567" });
  await press(page, "Continue");
  await expect(alertSaying(page, "This looks like a token.")).toBeVisible();
  await fill(page, { "Setup code": code.toLowerCase() });
  await press(page, "Continue");
  await press(page, "Continue");
  const verify = verifyByText(clinic.twilio, staff.cellPhone ?? "");
  const { recoveryCodes } = await setUpWhereNothingElseIs(page, "", undefined, verify);
  expect(recoveryCodes).toHaveLength(10);
  await signOut(page);
});
