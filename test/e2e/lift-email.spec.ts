import { expect, type Page, test } from "@playwright/test";
import { recordEvent } from "../../src/main/core/context";
import { editPerson } from "../../src/main/core/people/people";
import { immediately } from "../../src/main/core/store/open";
import { askApproval } from "../support/approvals";
import { lookForBarriers } from "../support/barriers";
import { createTestContext, PASSWORD, signedInAs } from "../support/context";
import { takeDesk } from "../support/desk";
import { openFor } from "../support/emergency-codes";
import { putVault } from "../support/past";
import { holdPhone } from "../support/phone";
import { ask } from "../support/sample-clinic";
import { alertSaying, button, fill, goTo, openVault, press, signIn, signOut } from "../support/screens";
import {
  addMemberWithApp,
  again,
  cheapHashing,
  choosePassword,
  giveRecoveryCodes,
  noteSignIn,
  setUpApp,
} from "../support/sign-in";
import { PROOF } from "../support/two-factor";

/** A sole manager lets another account have an e-mail with which somebody signed in: in vaults in which it was moved away. */

const desk = takeDesk();
const PASSPHRASE = "nine blue herons over the weir";
const DAY = 86_400_000;
const OLD = "frontdesk@northside.example";
const ANA = "ana@northside.example";
const ACT = "Let another account have an e-mail with which Ana Ruiz has signed in.";
const WHOLE = `Let a new account have ${OLD}, with which Ana Ruiz has signed in. Reason: a new receptionist.`;

/** Joan alone is a manager. Where hours are given, she gave notice two days ago, and Wardkey was open for so many since. */
async function vaultWith(hours: number | null) {
  const context = { ...createTestContext({ now: Date.now() - 2 * DAY }), hashing: cheapHashing };
  const keyOfJoan = await setUpApp(context, await choosePassword(context, context.manager));
  const { account: ana, key } = await addMemberWithApp(context, { name: "Ana Ruiz", email: OLD });
  for (const { id: subject } of [context.manager, ana]) {
    giveRecoveryCodes(context, again(context, { id: subject }), "abcdefghjkmnpqrs");
    immediately(context.db, () => recordEvent(context, subject, { kind: "recovery-codes-stored", subject, data: {} }));
  }
  for (const account of [context.manager, ana]) noteSignIn(context, account);
  const joan = signedInAs(context, again(context, context.manager));
  const { name, cellPhone, accountType } = ana;
  const moved = { account: ana.id, name, email: ANA, cellPhone, accountType, reason: "moved to the lab", proof: PROOF };
  expect(editPerson(context, joan, moved)).toMatchObject({ ok: true });
  const parameters = { account: ana.id, email: OLD, to: null, reason: "a new receptionist" };
  if (hours !== null) {
    expect(askApproval(context, joan, { act: "liftEmail", parameters })).toMatchObject({ ok: true });
    context.session.signedIn = null;
    openFor(context, hours);
  }
  const { email } = context.manager;
  const computer = desk.computer();
  await putVault(context, computer, PASSPHRASE);
  context.close();
  const app = await desk.open(computer);
  await openVault(app.page, PASSPHRASE);
  return {
    ...{ app, page: app.page, parameters },
    joan: { email, password: PASSWORD, phone: holdPhone(keyOfJoan) },
    ana: { email: ANA, password: PASSWORD, phone: holdPhone(key) },
  };
}

/** Tab until what has this role and name has the focus. */
async function tabTo(page: Page, role: "button" | "textbox", name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: true }).first();
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to the ${role} ${name}`);
}

async function addUnderOld(page: Page): Promise<void> {
  await goTo(page, "People");
  await press(page, "Add person");
  const dialog = page.getByRole("dialog", { name: "Add person", exact: true });
  await fill(dialog, { Name: "Pat Moss", "E-mail": OLD });
  await press(dialog, "Add person");
}

test("a sole manager meets the e-mail, gives a day of notice of it, and the person concerned objects by keyboard", async () => {
  const { app, page, joan, ana, parameters } = await vaultWith(null);
  const look = lookForBarriers(app);
  await signIn(page, joan, joan.phone.nextCode);
  await addUnderOld(page);
  const add = page.getByRole("dialog", { name: "Add person", exact: true });
  await expect(add.getByText(/Ana Ruiz has signed in with this e-mail, so it stays theirs\./)).toBeVisible();
  await look("an e-mail that stays somebody's");
  await press(add, "Let another account have it");
  const lift = page.getByRole("dialog", { name: "Let another account have this e-mail?" });
  await expect(lift.getByText("24 hours of notice", { exact: true })).toBeVisible();
  await expect(lift.getByText(/That person is told when they sign in, and can object/)).toBeVisible();
  await expect(lift.getByText(/second manager/)).toHaveCount(0);
  await look("before a day of notice");
  await fill(lift, { Reason: parameters.reason });
  await press(lift, "Give 24 hours of notice");
  await expect(lift.getByText("The 24 hours are running")).toBeVisible();
  await look("while a day of notice runs");
  await press(lift, "Cancel");
  await press(add, "Cancel");
  await press(page, "Leave");
  await expect(page.getByRole("status").filter({ hasText: WHOLE })).toBeVisible();
  await signOut(page);
  const everywhere = page.getByRole("status").filter({ hasText: "A manager has given 24 hours of notice" });
  await expect(everywhere).toContainText(ACT);
  await expect(page.getByText(OLD)).toHaveCount(0);
  await look("the sign-in, while a day of notice runs");

  await signIn(page, ana, ana.phone.nextCode);
  const own = page.getByRole("alert").filter({ hasText: "A manager is about to change your account" });
  await expect(own).toContainText(`Asked by Joan Price: ${WHOLE}`);
  await expect(own).toContainText(/It goes ahead about .+, unless you object\./);
  await look("a notice to the person concerned");
  await tabTo(page, "button", "Object");
  await page.keyboard.press("Enter");
  const object = page.getByRole("dialog", { name: "Object to this?" });
  await expect(object.getByText(/Objecting stops it: Joan Price cannot go on with it/)).toBeVisible();
  await look("objecting to what concerns oneself");
  await tabTo(page, "textbox", "Reason");
  await page.keyboard.type("Patients still write to me there");
  await page.keyboard.press("Enter");
  await expect(object).toHaveCount(0);
  await expect(own).toContainText("Somebody objected, so it is stopped.");
  await expect(button(page, "Object")).toHaveCount(0);
  await signOut(page);

  await signIn(page, joan, joan.phone.nextCode);
  await press(page, "Show what waits");
  const list = page.getByRole("dialog", { name: "24 hours of notice" });
  await expect(list.getByText(/Ana Ruiz objected: Patients still write to me there\. It is stopped\./)).toBeVisible();
  await expect(list.getByRole("button", { name: "Go on" })).toHaveCount(0);
  const proof = { password: joan.password, token: await joan.phone.nextCode() };
  const refusal = { code: "may-not", because: "nobody-else" };
  expect(await ask(page, "liftEmail", { ...parameters, proof })).toEqual({ ok: false, refusal });
  await press(list, "Close");
  await goTo(page, "Audit log");
  await expect(
    page.getByText(/began a notice of 24 hours to let another account have Ana Ruiz's e-mail/),
  ).toBeVisible();
});

test("after 24 hours without an objection the manager goes on, and the e-mail can be had", async () => {
  const { app, page, joan } = await vaultWith(24);
  await expect(page.getByText(/The 24 hours are over, so it may be done now/)).toBeVisible();
  await signIn(page, joan, joan.phone.nextCode);
  await addUnderOld(page);
  const add = page.getByRole("dialog", { name: "Add person", exact: true });
  await expect(add.getByText(/so it stays theirs/)).toBeVisible();
  await press(add, "Cancel");
  await press(page, "Leave");
  await press(page, "Show what waits");
  const list = page.getByRole("dialog", { name: "24 hours of notice" });
  await lookForBarriers(app)("a day of notice that is over");
  await press(list, "Go on");
  const goOn = page.getByRole("dialog", { name: "Go on with what was asked?" });
  await fill(goOn, { "Your password": joan.password, "Authorization token": await joan.phone.nextCode() });
  await press(goOn, "Do it now");
  await expect(goOn).toHaveCount(0);
  await press(list, "Close");
  await addUnderOld(page);
  await expect(page.getByRole("dialog", { name: /setup code/i })).toBeVisible();
  await expect(alertSaying(page, /stays theirs/)).toHaveCount(0);
});

test("before that it waits, whatever the clock says", async () => {
  const { page, joan, parameters } = await vaultWith(1);
  await signIn(page, joan, joan.phone.nextCode);
  const proof = { password: joan.password, token: await joan.phone.nextCode() };
  const refusal = { code: "may-not", because: "nobody-else" };
  expect(await ask(page, "liftEmail", { ...parameters, proof })).toEqual({ ok: false, refusal });
});
