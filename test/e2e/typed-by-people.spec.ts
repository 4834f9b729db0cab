import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { managerOf, openClinic, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { button, chooseInAccountMenu, field, fill, goTo, press, readShownCode, signOut } from "../support/screens";

/* What people type, paste and press, as it comes from mails, chats, other keyboards and other countries. */

const desk = takeDesk();
let app: App;
let page: Page;
let signsIn: ReturnType<typeof managerOf>;

test.beforeAll(async ({ clinic }) => {
  app = await openClinic(desk, clinic);
  page = app.page;
  signsIn = managerOf(clinic);
  await signsIn(page);
  await goTo(page, "People");
});

const dialog = () => page.getByRole("dialog", { name: "Add person" });
const row = (name: string) => page.getByRole("row", { name });

async function add(person: { Name: string; "E-mail": string; "Cell phone"?: string }): Promise<void> {
  await button(page, "Add person").first().click();
  await fill(dialog(), person);
  await press(dialog(), "Add person");
}
async function added(name: string): Promise<string> {
  const code = await readShownCode(page, `Setup code for ${name}`);
  await expect(row(name)).toBeVisible();
  return code;
}
async function refusedPhone(typed: string): Promise<string> {
  await button(page, "Add person").first().click();
  await fill(dialog(), { Name: "No Phone", "E-mail": "no.phone@harborstreet.example", "Cell phone": typed });
  await press(dialog(), "Add person");
  await expect(field(dialog(), "Cell phone")).toHaveAttribute("aria-invalid", "true");
  const said = await field(dialog(), "Cell phone").evaluate((input) =>
    (input.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" "),
  );
  await press(dialog(), "Cancel");
  await press(page, "Leave");
  return said;
}
/** A key of a keyboard with other letters on it, held with Ctrl: 2 is CDP's word for that. */
async function ctrlWith(key: string, code: string): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  for (const type of ["rawKeyDown", "keyUp"] as const) {
    await keyboard.send("Input.dispatchKeyEvent", { type, key, code, modifiers: 2 });
  }
  await keyboard.detach();
}

test("an e-mail and a name are taken without the invisible characters that came along with them", async () => {
  await add({ Name: "Kim\u00a0\u202bPark\u202c\u00ad", "E-mail": "\u202a\u200bkim.park@harborstreet.example\u202c" });
  await added("Kim Park");
  await expect(row("Kim Park")).toContainText("kim.park@harborstreet.example");
  await add({ Name: "Another Kim", "E-mail": "kim\u2060.park@harborstreet.example" });
  await expect(field(dialog(), "E-mail")).toHaveAccessibleDescription(/Another account has this e-mail already/);
  await press(dialog(), "Cancel");
  await press(page, "Leave");
});

test("an e-mail of an international domain stands everywhere as it was typed, and either spelling is the same", async () => {
  await add({ Name: "Jana Ritter", "E-mail": "jana@praxis-müller.example" });
  const code = await added("Jana Ritter");
  await expect(row("Jana Ritter")).toContainText("jana@praxis-müller.example");
  await add({ Name: "Jana Again", "E-mail": "jana@xn--praxis-mller-klb.example" });
  await expect(field(dialog(), "E-mail")).toHaveAccessibleDescription(/Another account has this e-mail already/);
  await press(dialog(), "Cancel");
  await press(page, "Leave");
  await signOut(page);
  await press(page, "I have a setup code");
  const password = "eleven pale kites over dunes";
  await fill(page, { "E-mail": "jana@praxis-müller.example", "Setup code": code, "New password": password });
  await press(page, "Choose this password");
  await chooseInAccountMenu(page, "Staff Settings");
  await expect(field(page, "E-mail")).toHaveValue("jana@praxis-müller.example");
  for (const spelled of ["jana@xn--praxis-mller-klb.example", "\u200bJana@Praxis-Müller.example\u202c"]) {
    await signOut(page);
    await fill(page, { "E-mail": spelled, Password: password });
    await press(page, "Sign in");
    await expect(button(page, "Account")).toBeVisible();
  }
  await signOut(page);
  await signsIn(page);
  await goTo(page, "People");
});

test("a number with an extension is refused, and says why", async () => {
  for (const typed of ["(312) 555-0177 x123", "312-555-0178,,12#", "312 555 0177 ext. 5", "+1 312 555 0177;ext=12"]) {
    expect(await refusedPhone(typed), typed).toContain("extension");
  }
});

test("a number that exists and is no cell phone, or may be none, is not said to be no number", async () => {
  for (const typed of ["+44 20 7946 0018", "844-466-0950", "900-466-0950", "(911) 466-0950", "(111) 466-0950"]) {
    expect(await refusedPhone(typed), typed).toContain("not known to be a cell phone");
  }
  for (const typed of ["312 555", "(312) 555-01777", "555-CALL", "312-555-0178 or 312-555-0179"]) {
    expect(await refusedPhone(typed), typed).toContain("This is not a phone number");
  }
});

test("area codes that are younger than the list of numbers are taken", async () => {
  await add({ Name: "Ohio One", "E-mail": "ohio1@harborstreet.example", "Cell phone": "(436) 466-0950" });
  await added("Ohio One");
  await add({
    Name: "Houston One",
    "E-mail": "houston1@harborstreet.example",
    "Cell phone": "\u202d(621) 466-0950\u202c",
  });
  await added("Houston One");
  const search = page.getByRole("searchbox", { name: "Search people" });
  for (const [typed, name] of [
    ["(436) 466-0950", "Ohio One"],
    ["+16214660950", "Houston One"],
  ] as const) {
    await search.fill(typed);
    await expect(page.getByRole("status").filter({ hasText: /^1 of/ }), typed).toBeVisible();
    await expect(row(name)).toBeVisible();
  }
  await search.fill("");
});

test("a phone is found however it is written", async () => {
  await add({ Name: "Uma Kingdom", "E-mail": "uma.k@harborstreet.example", "Cell phone": "+44 7400 123456" });
  await added("Uma Kingdom");
  const search = page.getByRole("searchbox", { name: "Search people" });
  const forms = ["+44 (0)7400 123456", "011 44 7400 123456", "tel:+447400123456", "+44 7400 123456 x12"];
  for (const typed of [...forms, "\u202a+44 7400\u00a0123456\u202c", "0044 7400 123456", "07400 123456"]) {
    await search.fill(typed);
    await expect(page.getByRole("status").filter({ hasText: /^1 of/ }), typed).toBeVisible();
    await expect(row("Uma Kingdom"), typed).toBeVisible();
  }
  await search.fill("");
});

test("Ctrl and the key of 1 lead to the first screen, whatever letters the keyboard has", async () => {
  const keys = [
    ["French", "&", "Digit1"],
    ["Czech", "+", "Digit1"],
    ["Arabic", "١", "Digit1"],
  ] as const;
  for (const [keyboard, key, code] of keys) {
    await goTo(page, "People");
    await ctrlWith(key, code);
    await expect(page.getByRole("heading", { level: 1, name: "Overview" }), keyboard).toBeVisible();
  }
  await ctrlWith("л", "KeyK");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await goTo(page, "People");
});

test("a French keyboard's own letters stay what they say", async () => {
  await goTo(page, "Overview");
  await ctrlWith("k", "KeyK");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await ctrlWith("a", "KeyQ");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});

test("the setup code of somebody with a long name is saved under a name that ends in .pdf", async () => {
  await goTo(page, "People");
  const names = ["Wolfeschlegelsteinhausen ".repeat(6).slice(0, 137), "山".repeat(137)];
  for (const [at, name] of names.entries()) {
    await add({ Name: name, "E-mail": `long.${at}@harborstreet.example` });
    await app.electron.evaluate(({ dialog }) => {
      dialog.showSaveDialog = async (...given: unknown[]) => {
        Object.assign(globalThis, { suggested: (given.at(-1) as { defaultPath: string }).defaultPath });
        return { canceled: true, filePath: "" };
      };
    });
    const shown = page.getByRole("dialog", { name: /^Setup code for/ });
    await press(shown, "Save as PDF");
    await expect
      .poll(() => app.electron.evaluate(() => (globalThis as { suggested?: string }).suggested))
      .toMatch(/\.pdf$/);
    const suggested = (await app.electron.evaluate(() => (globalThis as { suggested?: string }).suggested)) ?? "";
    expect(Buffer.byteLength(suggested)).toBeLessThanOrEqual(200);
    await app.electron.evaluate(() => Object.assign(globalThis, { suggested: undefined }));
    await press(shown, "I have passed it on");
  }
});

test("a time zone is found by its city's name of today, and by old names", async () => {
  await goTo(page, "Settings");
  const zone = page.getByRole("combobox", { name: "Time zone", exact: true });
  const options = page.getByRole("option");
  for (const [typed, found] of [
    ["Kolkata", "Kolkata"],
    ["kolk", "Kolkata"],
    ["Calcutta", "Kolkata"],
    ["Kyiv", "Kyiv"],
    ["Ho Chi Minh", "Ho Chi Minh"],
    ["US/Central", "Chicago"],
    ["Houston", "Chicago"],
    ["Pacific Time", "Los Angeles"],
    ["new york", "New York"],
  ] as const) {
    await zone.fill(typed);
    await expect(options.filter({ hasText: found }).first(), typed).toBeVisible();
  }
  await page.keyboard.press("Escape");
});
