import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { openClinic, provider, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { otherThan, type Phone } from "../support/phone";
import { manager } from "../support/sample-clinic";
import {
  alertSaying,
  button,
  field,
  fill,
  heading,
  openOwnSecurity,
  press,
  prove,
  signIn,
  signOut,
  typeCredentials,
  typeToken,
} from "../support/screens";
import { enableTwoFactorByHand, enrollApp, nextText, setUpApp, tokenIn } from "../support/story";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let app: App;
let page: Page;
let phone: Phone;
let recoveryCodes: readonly string[];

test.beforeAll(async ({ clinic }) => {
  app = await openClinic(desk, clinic);
  page = app.page;
});

test("Account, Provider Settings, Profile, Update Entire Profile, Security, Password, Enable Two-Factor: a token comes by text message and turns it on", async ({
  clinic,
}) => {
  await signIn(page, provider);
  await enableTwoFactorByHand(page, provider, clinic.twilio, lookForBarriers(app));
  await expect(button(page, "Set up authenticator app")).toBeVisible();
});

test("at the next sign-in the token comes by text message when it is asked for, or is spelled out by a call", async ({
  clinic,
}) => {
  const { twilio } = clinic;
  const to = provider.cellPhone ?? "";
  await signOut(page);
  await typeCredentials(page, provider);
  await press(page, "Text me a token");
  const first = tokenIn((await nextText(twilio, to)).body);
  await press(page, "Call me with a token");
  const { digits } = await twilio.waitForCall(to);
  expect(digits).toMatch(/^\d{7}$/);
  await expect(page.getByRole("status").filter({ hasText: "Called •••• 0102" })).toBeVisible();
  await lookForBarriers(app)("the token by text message or call");
  await typeToken(page, first);
  await expect(alertSaying(page, "A newer one has taken its place. Use that one.")).toBeVisible();
  await typeToken(page, digits);
  await expect(button(page, "Account")).toBeVisible();
});

test("a message that the gateway does not take stays visible, with the reason, and the screen goes on", async ({
  clinic,
}) => {
  await signOut(page);
  await typeCredentials(page, provider);
  clinic.twilio.answerNext({ kind: "error", status: 400, code: 21610, message: "Attempt to send to unsubscribed" });
  await press(page, "Text me a token");
  await expect(page.getByRole("status").filter({ hasText: "Nothing went to" })).toBeVisible();
  await press(page, "Text me a token");
  await typeToken(page, tokenIn((await nextText(clinic.twilio, provider.cellPhone ?? "")).body));
  await expect(button(page, "Account")).toBeVisible();
});

test("the authenticator app is set up in four steps where the phone is verified: its QR code is scanned from the screen, its seven-digit code accepted", async () => {
  await openOwnSecurity(page, provider);
  await press(page, "Set up authenticator app");
  const dialog = page.getByRole("dialog", { name: "Set up authenticator app" });
  ({ phone, recoveryCodes } = await setUpApp(page, dialog, "settings: ", lookForBarriers(app)));
  await expect(dialog).toBeHidden();
  expect(phone.digits).toBe(7);
  await lookForBarriers(app)("settings: security, the app is in use");
});

test("at the next sign-in the Authorization token is asked for, and the app's code lets the person in", async () => {
  await signOut(page);
  await typeCredentials(page, provider);
  await expect(field(page, "Authorization token")).toBeFocused();
  const token = await phone.nextCode();
  await typeToken(page, `${token.slice(0, 3)} ${token.slice(3)}`);
  await expect(button(page, "Account")).toBeVisible();
});

test("a token is good once: typed again it is answered with the advice to wait, and is not counted", async () => {
  await signOut(page);
  await typeCredentials(page, provider);
  await typeToken(page, phone.lastCode());
  await expect(alertSaying(page, "Wait for the next code")).toBeVisible();
  await typeToken(page, otherThan(phone.lastCode()));
  await expect(alertSaying(page, "4 tries left")).toBeVisible();
});

test("a recovery code gets in without the phone, once", async () => {
  const code = recoveryCodes[0] ?? "";
  await press(page, "Use a recovery code");
  await fill(page, { "Recovery code": code.toUpperCase().replaceAll("-", " ") });
  await lookForBarriers(app)("use a recovery code");
  await press(page, "Sign in");
  await expect(button(page, "Account")).toBeVisible();
  await openOwnSecurity(page, provider);
  await expect(page.getByText("9 of 10 left")).toBeVisible();
  await signOut(page);
  await typeCredentials(page, provider);
  await press(page, "Use a recovery code");
  await fill(page, { "Recovery code": code });
  await press(page, "Sign in");
  await expect(alertSaying(page, "This one was used already: each works once.")).toBeVisible();
});

test("I can't get a token says what else there is, and whom to ask", async () => {
  await press(page, "Back to the token");
  await press(page, "I can't get a token");
  await expect(heading(page, "No token?")).toBeVisible();
  await expect(page.getByText("Ask your practice manager, or support.")).toBeVisible();
  await lookForBarriers(app)("no token");
  await press(page, "Back to the token");
  await typeToken(page, await phone.nextCode());
  await expect(button(page, "Account")).toBeVisible();
});

test("the person goes back to text messages, with password and a token", async () => {
  await openOwnSecurity(page, provider);
  await press(page, "Go back to text messages");
  await expect(page.getByRole("dialog", { name: "Go back to text messages?" })).toBeVisible();
  await lookForBarriers(app)("go back to text messages");
  const { password } = provider;
  await prove(page, { password, token: await phone.nextCode(), confirm: "Use text messages" });
  await expect(button(page, "Set up authenticator app")).toBeVisible();
});

test("at most five tokens an hour are sent to one account", async () => {
  await press(page, "Turn off two-factor");
  const dialog = page.getByRole("dialog", { name: "Turn off your two-factor authentication?" });
  await press(dialog, "Text me a token");
  await expect(alertSaying(dialog, "Enough tokens were sent for now.")).toBeVisible();
  await lookForBarriers(app)("turn off two-factor");
  await press(dialog, "Keep it on");
});

test("the app is set up once more, recovery codes that are left keep working, and two-factor is turned off with password and a token", async () => {
  await press(page, "Set up authenticator app");
  const dialog = page.getByRole("dialog", { name: "Set up authenticator app" });
  phone = await enrollApp(dialog, "");
  await expect(dialog.getByText("You still have 9 of 10 recovery codes")).toBeVisible();
  await press(dialog, "Finish");
  await press(page, "Turn off two-factor");
  await prove(page, { password: provider.password, token: await phone.nextCode(), confirm: "Turn off" });
  await expect(button(page, "Enable Two-Factor")).toBeVisible();
});

test("who has no cell phone is told so on the tab Security, and is offered the field and the app without a number", async () => {
  await signOut(page);
  await signIn(page, { ...provider });
  await openOwnSecurity(page, provider);
  await page.getByRole("tab", { name: "Profile" }).click();
  await fill(page, { "Cell phone (optional)": "" });
  await press(page, "Update Entire Profile");
  await openOwnSecurity(page, provider);
  await expect(page.getByText("There is no cell phone in your profile")).toBeVisible();
  await expect(field(page, "Cell phone")).toBeVisible();
  await expect(button(page, "Set up authenticator app")).toBeVisible();
  await lookForBarriers(app)("settings: security, no cell phone");
});

test("what is one's own asks for one's own password: another person's does not do", async () => {
  await fill(page, { "Cell phone": provider.cellPhone ?? "" });
  await press(page, "Save number");
  await fill(page, { Password: manager.password });
  await press(page, "Enable Two-Factor");
  await expect(page.getByText("That is not your password.")).toBeVisible();
});
