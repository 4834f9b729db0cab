import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { type Clinic, managerOf, openClinic, provider, test, withApp } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { textedLongAgo } from "../support/past";
import { appCode, otherThan, type Phone } from "../support/phone";
import { manager, PASSPHRASE } from "../support/sample-clinic";
import {
  alertSaying,
  button,
  field,
  fill,
  goTo,
  heading,
  openOwnSecurity,
  openPerson,
  openTab,
  openVault,
  press,
  readShownCode,
  signIn,
  signOut,
  typeCredentials,
  typeToken,
} from "../support/screens";
import { nextText, tokenIn } from "../support/story";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let app: App;
let page: Page;
let phone: Phone;

const rightToLeft = "דנה לוי";
const quoted = `O'Brien "Bo" \\ <b>&amp; \${x}`;

test.describe("a token", () => {
  test.beforeAll(async ({ clinic }) => {
    app = await openClinic(desk, clinic);
    page = app.page;
    phone = clinic.phone.copy();
    await typeCredentials(page, withApp);
  });

  async function submit(token: string): Promise<void> {
    await typeToken(page, "");
    await typeToken(page, token);
    // A whole one has sent itself.
    if (token.replace(/\s/g, "").length !== 7 || /\D/.test(token)) await press(page, "Sign in");
  }

  test("that is wrong counts, and says how many tries are left", async () => {
    await submit(otherThan(phone.shownCode()));
    await expect(alertSaying(page, "4 tries left")).toBeVisible();
  });

  test("of another account is wrong", async ({ clinic }) => {
    await submit(clinic.firstManager.phone.shownCode());
    await expect(alertSaying(page, "3 tries left")).toBeVisible();
  });

  test("that is five minutes old is wrong", async () => {
    await submit(await phone.nextCode());
    await signOut(page);
    await typeCredentials(page, withApp);
    await submit(appCode(phone.key, Date.now() - 5 * 60_000));
    await expect(alertSaying(page, "4 tries left")).toBeVisible();
  });

  test("that was used is answered with the advice to wait, and is not counted", async () => {
    await submit(phone.lastCode());
    await expect(alertSaying(page, "Wait for the next code")).toBeVisible();
  });

  test("that is too short does not send itself, and is wrong when it is sent", async () => {
    await submit(phone.shownCode().slice(0, 5));
    await expect(alertSaying(page, "3 tries left")).toBeVisible();
  });

  test("of characters that are in no token is not taken, and not counted", async () => {
    await submit("•••••••");
    await expect(field(page, "Authorization token")).toHaveAccessibleDescription(/Please fill this in/);
    await submit(otherThan(phone.shownCode()));
    await expect(alertSaying(page, "2 tries left")).toBeVisible();
  });

  test("with spaces, or in full-width digits, is the same token", async () => {
    const token = await phone.nextCode();
    const wide = [...token].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join("");
    await typeToken(page, ` ${wide.slice(0, 4)} ${wide.slice(4)} `);
    await expect(button(page, "Account")).toBeVisible();
    await signOut(page);
  });

  test("is not a setup code, and a setup code is not a token: each is told where it belongs, and not counted", async ({
    clinic,
  }) => {
    await typeCredentials(page, withApp);
    await submit(clinic.setupCode);
    await expect(alertSaying(page, "This looks like a setup code.")).toBeVisible();
    await submit(otherThan(phone.shownCode()));
    await expect(alertSaying(page, "4 tries left")).toBeVisible();
    await press(page, "Sign in as somebody else");
    await press(page, "I have a setup code");
    await fill(page, { "E-mail": withApp.email, "Setup code": "1234567", "New password": withApp.password });
    await press(page, "Choose this password");
    await expect(alertSaying(page, "This looks like a token.")).toBeVisible();
    await press(page, "Back");
  });
});

test.describe("a token by text message", () => {
  test("that was replaced by a newer one, or was used, says so", async ({ clinic }) => {
    const to = provider.cellPhone ?? "";
    await signIn(page, provider);
    await openOwnSecurity(page, provider);
    await fill(page, { Password: provider.password });
    await press(page, "Enable Two-Factor");
    const replaced = tokenIn((await nextText(clinic.twilio, to)).body);
    await press(page, "Text me a token");
    const newest = tokenIn((await nextText(clinic.twilio, to)).body);
    await typeToken(page, replaced);
    await expect(alertSaying(page, "A newer one has taken its place. Use that one.")).toBeVisible();
    await typeToken(page, "");
    await typeToken(page, newest);
    await expect(button(page, "Set up authenticator app")).toBeVisible();
    const used = await signInByText(clinic);
    await signOut(page);
    await typeCredentials(page, provider);
    await press(page, "Text me a token");
    await nextText(clinic.twilio, to);
    await typeToken(page, used);
    await expect(alertSaying(page, "This one was used already: each works once.")).toBeVisible();
    await press(page, "Sign in as somebody else");
  });

  async function signInByText({ twilio }: Clinic): Promise<string> {
    await signOut(page);
    await typeCredentials(page, provider);
    await press(page, "Text me a token");
    const token = tokenIn((await nextText(twilio, provider.cellPhone ?? "")).body);
    await typeToken(page, token);
    await expect(button(page, "Account")).toBeVisible();
    return token;
  }

  test("that has expired says so", async () => {
    const computer = desk.computer();
    const { email, password, token } = await textedLongAgo(computer, PASSPHRASE, 20);
    const old = await desk.open(computer);
    await openVault(old.page, PASSPHRASE);
    await typeCredentials(old.page, { email, password });
    await typeToken(old.page, token);
    await expect(alertSaying(old.page, "That token has expired. Have a new one sent.")).toBeVisible();
    await old.close();
  });
});

test.describe("a person", () => {
  test.beforeAll(async ({ clinic }) => {
    await managerOf(clinic)(page);
    await goTo(page, "People");
    await button(page, "Add person").first().click();
  });

  const dialog = () => page.getByRole("dialog", { name: "Add person" });

  test("needs a name and an e-mail address", async () => {
    await fill(dialog(), { "E-mail": "not an address" });
    await press(dialog(), "Add person");
    await expect(field(dialog(), "Name")).toHaveAccessibleDescription(/Please fill this in/);
    await expect(field(dialog(), "E-mail")).toHaveAccessibleDescription(/This is not an e-mail address/);
  });

  for (const [nowhere, said] of [
    ["555-0100", /This is not a phone number/],
    ["+1 999 555 0123", /This is not known to be a cell phone/],
    ["+999 1234567", /This is not a phone number/],
    ["12345", /This is not a phone number/],
    ["call me", /This is not a phone number/],
  ] as const) {
    test(`has no phone number from nowhere: ${nowhere}`, async () => {
      await fill(dialog(), { "Cell phone": nowhere });
      await press(dialog(), "Add person");
      await expect(field(dialog(), "Cell phone")).toHaveAccessibleDescription(said);
    });
  }

  test("may have a foreign number", async () => {
    await fill(dialog(), { "Cell phone": "+44 7400 123456" });
    await press(dialog(), "Add person");
    await expect(field(dialog(), "Cell phone")).not.toHaveAccessibleDescription(/not a phone number/);
  });

  test("may have a name of 300 characters, and none of 301", async () => {
    const long = "Maximiliane ".repeat(25).trim().padEnd(300, "n");
    await fill(dialog(), { Name: `${long}n`, "E-mail": "max@harborstreet.example" });
    await press(dialog(), "Add person");
    await expect(field(dialog(), "Name")).toHaveAccessibleDescription(/too long/);
    await fill(dialog(), { Name: long });
    await press(dialog(), "Add person");
    await readShownCode(page, `Setup code for ${long}`);
  });

  for (const [name, email] of [
    [quoted, "bo@harborstreet.example"],
    [rightToLeft, "dana@harborstreet.example"],
  ] as const) {
    test(`is called as they are called: ${name}`, async () => {
      await button(page, "Add person").first().click();
      await fill(dialog(), { Name: name, "E-mail": email });
      await press(dialog(), "Add person");
      await readShownCode(page, `Setup code for ${name}`);
      const panel = await openPerson(page, { ...provider, name, email }, "Activity");
      await expect(panel.getByText(name).last()).toBeVisible();
      await page.getByRole("searchbox", { name: "Search people" }).fill("");
    });
  }
});

test("an e-mail that differs only in case signs the same person in", async () => {
  await signOut(page);
  await typeCredentials(page, { ...manager, email: manager.email.toUpperCase() });
  await expect(field(page, "Authorization token")).toBeVisible();
  await press(page, "Sign in as somebody else");
  await expect(heading(page, "Sign in")).toBeVisible();
});

test("a number in one's own profile is checked before it is kept, and what was typed stays", async () => {
  await typeCredentials(page, withApp);
  await typeToken(page, await phone.nextCode());
  await openOwnSecurity(page, withApp);
  await openTab(page, "Profile");
  await fill(page, { "Cell phone (optional)": "0123" });
  await press(page, "Update Entire Profile");
  await expect(field(page, "Cell phone (optional)")).toHaveAccessibleDescription(/This is not a phone number/);
  await expect(field(page, "Cell phone (optional)")).toHaveValue("0123");
});
