import { expect, type Locator, type Page, test } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { PASSWORD } from "../support/context";
import { takeDesk } from "../support/desk";
import { createTwoManagers } from "../support/managers";
import { putVault } from "../support/past";
import { holdPhone, type Phone } from "../support/phone";
import { alertSaying, button, field, fill, goTo, openTab, openVault, press, signIn, signOut } from "../support/screens";
import { addMember } from "../support/sign-in";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
const PASSPHRASE = "nine blue herons over the weir";
const joan = { email: "joan@northside.example", password: PASSWORD };
const ruth = { email: "ruth@northside.example", password: PASSWORD };
let app: App;
let page: Page;
let phones: { readonly joan: Phone; readonly ruth: Phone };

test.beforeAll(async () => {
  const computer = desk.computer();
  const two = await createTwoManagers({ now: Date.now() - 600_000 });
  await addMember(two.context, { name: "Marcus Webb", email: "marcus@northside.example" });
  phones = { joan: holdPhone(two.keyOf(two.context.manager)), ruth: holdPhone(two.keyOf(two.ruth)) };
  await putVault(two.context, computer, PASSPHRASE);
  two.context.close();
  app = await desk.open(computer);
  page = app.page;
  await openVault(page, PASSPHRASE);
  await signIn(page, joan, phones.joan.nextCode);
});

/** A person's panel beside the list, at a tab. */
async function panelOf(name: string, tab: string): Promise<Locator> {
  await goTo(page, "People");
  await page.getByRole("searchbox", { name: "Search people" }).fill(name);
  await page.getByRole("row", { name }).getByRole("button", { name, exact: true }).click();
  const panel = page.getByRole("region", { name, exact: true });
  await openTab(panel, tab);
  return panel;
}

const dialogNamed = (name: string) => page.getByRole("dialog", { name });
const type = (text: string) => page.keyboard.type(text);
const key = (name: string) => page.keyboard.press(name);

/** Tab until what has this role and name has the focus. */
async function tabTo(role: "button" | "textbox", name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: true }).first();
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await key("Tab");
  }
  throw new Error(`Tab never came to the ${role} ${name}`);
}

test("a manager cannot make a third one alone: the dialog asks for the second", async () => {
  const panel = await panelOf("Marcus Webb", "Profile");
  await press(panel, "Change role");
  const dialog = dialogNamed("Change the role of Marcus Webb");
  await dialog.getByRole("radio", { name: "Practice manager" }).check();
  await expect(dialog.getByText(/This takes a second manager/)).toBeVisible();
  await expect(dialog.getByLabel("Your password")).toHaveCount(0);
  await lookForBarriers(app)("an act that takes a second manager");
  await tabTo("textbox", "Reason");
  await type("owner of the practice");
  await key("Enter");
  await expect(dialog.getByText("Change Marcus Webb's role from member to practice manager.")).toBeVisible();
  await expect(dialog.getByRole("radio", { name: "Practice manager" })).toBeDisabled();
  await expect(field(dialog, "E-mail of the second manager")).toBeFocused();
  await lookForBarriers(app)("an act that waits for a second manager");
});

test("nobody approves what they asked for themselves", async () => {
  const dialog = dialogNamed("Change the role of Marcus Webb");
  await fill(dialog, {
    "E-mail of the second manager": joan.email,
    "Password of the second manager": joan.password,
    "Token of the second manager": await phones.joan.nextCode(),
  });
  await press(dialog, "Approve as second manager");
  await expect(alertSaying(dialog, /Nobody approves what they asked for/)).toBeVisible();
  // Whoever goes on by keyboard has the button that they pressed under it again.
  await expect(button(dialog, "Approve as second manager")).toBeEnabled();
});

test("the second manager approves here with password and token, and the first one goes on with their own: by keyboard", async () => {
  const dialog = dialogNamed("Change the role of Marcus Webb");
  await tabTo("textbox", "E-mail of the second manager");
  await key("Control+A");
  await type(ruth.email);
  await key("Tab");
  await key("Control+A");
  await type(ruth.password);
  await tabTo("textbox", "Token of the second manager");
  await key("Control+A");
  await type(await phones.ruth.nextCode());
  await key("Enter");
  await expect(dialog.getByText("Approved by Ruth Kane")).toBeVisible();
  await lookForBarriers(app)("an act that a second manager has approved");
  await expect(field(dialog, "Your password")).toBeFocused();
  await type(joan.password);
  await tabTo("textbox", "Authorization token");
  await type(await phones.joan.nextCode());
  await key("Enter");
  await expect(page.getByText("Marcus Webb is now: Practice manager.")).toBeVisible();
  await expect(dialog).toHaveCount(0);
});

test("what waits stands on every screen: to managers with its words, before the sign-in without", async () => {
  const panel = await panelOf("Ruth Kane", "Security");
  await press(panel, "New setup code");
  const dialog = dialogNamed("New setup code for Ruth Kane?");
  await expect(dialog.getByText(/This takes a second manager/)).toBeVisible();
  await fill(dialog, { Reason: "she called" });
  await press(dialog, "Ask for a second manager");
  await expect(dialog.getByText("Waiting for a second manager")).toBeVisible();
  await press(dialog, "Cancel");
  const sentence = "Give Ruth Kane a setup code. Reason: she called.";
  for (const screen of ["Audit log", "People"]) {
    await goTo(page, screen);
    await expect(page.getByRole("status").filter({ hasText: sentence })).toBeVisible();
  }
  await lookForBarriers(app)("people, while something waits");
  await signOut(page);
  await expect(page.getByText("Something waits for a second manager")).toBeVisible();
  await expect(page.getByText(/Ruth/)).toHaveCount(0);
  await lookForBarriers(app)("sign-in, while something waits");
});

test("a manager objects to a setup code that they never asked for, by keyboard, and it stands as stopped", async () => {
  await signIn(page, ruth, phones.ruth.nextCode);
  await tabTo("button", "Show what waits");
  await key("Enter");
  const list = dialogNamed("Waits for a second manager");
  await expect(list.getByText("Give Ruth Kane a setup code. Reason: she called.")).toBeVisible();
  await lookForBarriers(app)("the list of what waits");
  await tabTo("button", "Object");
  await key("Enter");
  await expect(dialogNamed("Object to this?")).toBeVisible();
  await tabTo("textbox", "Reason");
  await type("I did not call");
  await key("Enter");
  await expect(list.getByText(/^Asked by Joan Price, .* Ruth Kane objected: I did not call\./)).toBeVisible();
  await key("Escape");
  await expect(page.getByText(/A manager objected\. A third manager decides/)).toBeVisible();
  await expect(button(page, "Account")).toBeVisible();
});

test("the audit log tells all of it", async () => {
  await goTo(page, "Audit log");
  for (const sentence of [
    "Joan Price asked for a second manager to change Marcus Webb's role to practice manager.",
    "Ruth Kane approved it as second manager",
    "Joan Price used the second manager's approval.",
    "Ruth Kane objected to what was asked for, or withdrew it. Reason: I did not call.",
  ]) {
    await expect(page.getByText(sentence).first()).toBeVisible();
  }
});
