import { type CDPSession, expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { type Clinic, openClinic, provider, test, withApp } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { otherThan, type Phone } from "../support/phone";
import {
  alertSaying,
  button,
  field,
  fill,
  openOwnSecurity,
  press,
  signOut,
  typeCredentials,
  typeToken,
} from "../support/screens";
import { nextText, scanUri, tokenIn } from "../support/story";

/** @file How people, phones, keyboards and input methods type codes and passwords into the real window. */

const desk = takeDesk();
let app: App;
let page: Page;
let cdp: CDPSession;
let phone: Phone;
let recoveryCodes: readonly string[];

async function begin(clinic: Clinic): Promise<void> {
  app = await openClinic(desk, clinic);
  page = app.page;
  cdp = await page.context().newCDPSession(page);
  phone = clinic.phone.copy();
  recoveryCodes = clinic.recoveryCodes;
}

const token = () => field(page, "Authorization token");
/** Digits of another script, from its zero on. */
const inScript = (digits: string, zero: number) =>
  [...digits].map((digit) => String.fromCodePoint(zero + Number(digit))).join("");

async function toToken(): Promise<void> {
  await typeCredentials(page, withApp);
  await expect(token()).toBeFocused();
}

function compose(text: string): Promise<unknown> {
  return cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
}

/** The next wrong token shows how many were counted so far. */
async function countedSoFar(wrong: string, said: string): Promise<void> {
  await token().fill("");
  await token().pressSequentially(wrong);
  await expect(alertSaying(page, said)).toBeVisible();
}

/** Nothing here costs a try: all of it happens in one window. */
test.describe("in one clinic", () => {
  test.describe.configure({ mode: "serial" });
  test.beforeAll(({ clinic }) => begin(clinic));

  test("Caps Lock is said at the field while a password is typed", async () => {
    const password = field(page, "Password");
    await password.focus();
    const typeWith = (on: boolean) =>
      password.evaluate((input, modifierCapsLock) => {
        input.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true, modifierCapsLock }));
      }, on);
    await expect(password).not.toHaveAccessibleDescription(/Caps Lock/);
    await typeWith(true);
    await expect(password).toHaveAccessibleDescription(/Caps Lock is on/);
    await typeWith(false);
    await expect(password).not.toHaveAccessibleDescription(/Caps Lock/);
  });

  test("digits that an input method composes one by one arrive once each", async () => {
    await toToken();
    for (const digit of ["１", "２", "３"]) {
      await compose(digit);
      await cdp.send("Input.insertText", { text: digit });
    }
    await expect(token()).toHaveValue("123");
    await press(page, "Sign in as somebody else");
  });

  test("digits that an input method composes into a growing word arrive once", async () => {
    await toToken();
    for (const growing of ["１", "１２", "１２３"]) await compose(growing);
    await cdp.send("Input.insertText", { text: "１２３" });
    await expect(token()).toHaveValue("123");
    await press(page, "Sign in as somebody else");
  });

  for (const [script, zero] of [
    ["full-width", 0xff10],
    ["Arabic-Indic", 0x0660],
    ["Devanagari", 0x0966],
  ] as const) {
    test(`a token in ${script} digits is the token`, async () => {
      await toToken();
      await token().fill(inScript(await phone.nextCode(), zero));
      await expect(button(page, "Account")).toBeVisible();
      await signOut(page);
    });
  }
});

/** What is counted, and what is used up, is so in a clinic of its own. */
test.describe("in a clinic of its own", () => {
  test.beforeEach(({ clinic }) => begin(clinic));

  test("a wrong password is one failure, however often it is sent before anything else is typed", async () => {
    await fill(page, { "E-mail": withApp.email, Password: "not the password" });
    await button(page, "Sign in").dblclick();
    await expect(alertSaying(page, "That didn't work.")).toBeVisible();
    await field(page, "Password").press("Enter");
    await field(page, "Password").press("Enter");
    await button(page, "Sign in").click();
    await toToken();
    await countedSoFar(otherThan(phone.shownCode()), "3 tries left");
  });

  test("a wrong token that sends itself on its last digit, with Enter behind it, is one failure", async () => {
    await toToken();
    const wrong = otherThan(phone.shownCode());
    await countedSoFar(wrong, "4 tries left");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await button(page, "Sign in").click();
    await countedSoFar(otherThan(phone.shownCode(), wrong), "3 tries left");
  });

  test("a whole token that an input method composes sends itself once it is handed over, and not before", async () => {
    await toToken();
    const wrong = otherThan(phone.shownCode());
    await compose(inScript(wrong, 0xff10));
    await expect(alertSaying(page, "tries left")).toBeHidden();
    await cdp.send("Input.insertText", { text: inScript(wrong, 0xff10) });
    await expect(alertSaying(page, "4 tries left")).toBeVisible();
    await expect(token()).toHaveValue(wrong);
  });

  test("a line of the recovery codes is pasted with the number before it, and the code is right", async () => {
    await toToken();
    await press(page, "Use a recovery code");
    await fill(page, { "Recovery code": ` 1  ${recoveryCodes[0]}` });
    await press(page, "Sign in");
    await expect(button(page, "Account")).toBeVisible();
  });

  test("a line of the recovery codes in the field for tokens is no token, and costs nothing", async () => {
    await toToken();
    await token().fill(`10. ${recoveryCodes[9]}`);
    await press(page, "Sign in");
    await expect(alertSaying(page, "recovery code")).toBeVisible();
    await countedSoFar(otherThan(phone.shownCode()), "4 tries left");
  });

  test("the key of a second phone has a name of its own, so that the app keeps the one in use", async () => {
    await toToken();
    await typeToken(page, await phone.nextCode());
    await expect(button(page, "Account")).toBeVisible();
    await openOwnSecurity(page, withApp);
    await press(page, "Set up on a new phone");
    const dialog = page.getByRole("dialog", { name: "Set up authenticator app" });
    await press(dialog, "I have the app");
    const label = decodeURIComponent((await scanUri(dialog)).pathname)
      .split(":")
      .at(-1);
    expect(label).toBe(`${withApp.email} (2)`);
    await expect(dialog.getByText(`${withApp.email} (2)`)).toBeVisible();
    await press(dialog, "I have scanned it");
    await expect(dialog.getByText(`${withApp.email} (2)`)).toBeVisible();
  });

  test("a wrong token by text message that sends itself, with Enter behind it, is one failure", async ({ clinic }) => {
    await typeCredentials(page, provider);
    await expect(button(page, "Account")).toBeVisible();
    await openOwnSecurity(page, provider);
    await fill(page, { Password: provider.password });
    await press(page, "Enable Two-Factor");
    const sent = tokenIn((await nextText(clinic.twilio, provider.cellPhone ?? "")).body);
    const wrong = otherThan(sent);
    await countedSoFar(wrong, "4 tries left");
    await page.keyboard.press("Enter");
    await button(page, "Turn on").click();
    await countedSoFar(otherThan(sent, wrong), "3 tries left");
    await token().fill(inScript(sent, 0x06f0));
    await expect(button(page, "Set up authenticator app")).toBeVisible();
  });
});
