import { expect, test } from "@playwright/test";
import { askManagerRecovery } from "../../src/main/core/recovery/manager-recovery";
import { lookForBarriers } from "../support/barriers";
import { PASSWORD } from "../support/context";
import { takeDesk } from "../support/desk";
import { openFor, printEmergencyCodes } from "../support/emergency-codes";
import { createTwoManagers } from "../support/managers";
import { putVault } from "../support/past";
import { holdPhone } from "../support/phone";
import { ask, call } from "../support/sample-clinic";
import { alertSaying, fill, heading, openVault, press, signIn, typeCredentials } from "../support/screens";
import { nobodyAt } from "../support/session";
import { again, giveRecoveryCodes, noteSignIn } from "../support/sign-in";

/**
 * A manager who lost everything, with the recovery kit and both halves of the emergency codes: in vaults in which it
 * was asked.
 */

const desk = takeDesk();
const PASSPHRASE = "nine blue herons over the weir";
const NEW = "seven quiet otters swim upstream";
const DAY = 86_400_000;
const CODE = "abcd-efgh-jkmn-pqrs";

const REASON = "Phone, codes and password are lost";

/**
 * A vault with emergency codes; where hours are given they were used two days ago to ask for manager recovery for Joan,
 * and Wardkey was open for so many since.
 */
async function vaultWithEmergencyCodes(hours: number | null) {
  const two = await createTwoManagers({ now: Date.now() - 2 * DAY });
  const { context } = two;
  const { email } = context.manager;
  const halves = await printEmergencyCodes(context, again(context, context.manager), two.ruth);
  if (hours !== null) {
    const input = { email, recoveryKey: context.recoveryKey, ...halves, reason: REASON };
    const done = await askManagerRecovery(context, nobodyAt(context), input);
    if (!done.ok) throw new Error(`it was not asked for: ${done.refusal.code}`);
    noteSignIn(context, two.ruth);
    openFor(context, hours);
  }
  const computer = desk.computer();
  await putVault(context, computer, PASSPHRASE);
  const ruth = { email: two.ruth.email, password: PASSWORD };
  const phone = holdPhone(two.keyOf(two.ruth));
  context.close();
  const { page, ...app } = await desk.open(computer);
  await openVault(page, PASSPHRASE);
  return { app: { ...app, page }, page, halves, email, recoveryKey: context.recoveryKey, ruth, phone };
}

test("kit and both halves ask for it from the sign-in screen, where it then stands, and waits a day", async () => {
  const { app, page, halves, email, recoveryKey } = await vaultWithEmergencyCodes(null);
  await press(page, "Forgot password?");
  await press(page, "I am a manager and have lost everything");
  await press(page, "I have neither: use the emergency codes");
  await lookForBarriers(app)("asking for manager recovery");
  const typed = { "The manager’s e-mail": email, "Recovery key": recoveryKey, Reason: REASON };
  const both = {
    "First half of the emergency codes": halves.first,
    "Second half of the emergency codes": halves.second,
  };
  await fill(page, { ...typed, ...both, "Second half of the emergency codes": halves.first });
  await press(page, "Ask for it");
  await expect(
    alertSaying(page, /^That didn't work\. Check the e-mail, the recovery key and both halves\.$/),
  ).toBeVisible();
  await fill(page, { ...typed, ...both });
  await press(page, "Ask for it");
  await expect(page.getByText("It waits until everybody could see it")).toBeVisible();
  await expect(page.getByText("Manager recovery was asked for")).toBeVisible();
  const appState = await call(page, "getAppState", {});
  const left = (appState.managerRecovery?.expectedAt ?? 0) - appState.now;
  expect(left).toBeGreaterThan(DAY - 120_000);
  expect(left).toBeLessThanOrEqual(DAY);
});

test("after 24 hours on every screen the kit gives a new password, and the next sign-in a new phone", async () => {
  const { app, page, email, recoveryKey } = await vaultWithEmergencyCodes(24);
  await expect(page.getByText("Manager recovery was asked for")).toBeVisible();
  await expect(page.getByText(/It can be done now\./)).toBeVisible();
  await expect(page.getByText("Joan Price")).toHaveCount(0);
  await press(page, "Continue manager recovery");
  await lookForBarriers(app)("finishing manager recovery");
  await fill(page, { "The manager’s e-mail": email, "Recovery key": recoveryKey, "New password": NEW });
  await press(page, "Choose this password");
  await expect(heading(page, "Sign in")).toBeVisible();
  await expect(page.getByText("Manager recovery was asked for")).toHaveCount(0);
  await typeCredentials(page, { email, password: NEW });
  await expect(heading(page, "Set up two-factor authentication")).toBeVisible();
});

test("one of two managers comes back with the kit and a code of their own, and the other one is told of it", async () => {
  const two = await createTwoManagers({ now: Date.now() - 2 * DAY });
  const { context, ruth } = two;
  giveRecoveryCodes(context, again(context, context.manager), CODE);
  noteSignIn(context, ruth);
  const { email } = context.manager;
  const computer = desk.computer();
  await putVault(context, computer, PASSPHRASE);
  const phone = holdPhone(two.keyOf(ruth));
  context.close();
  const app = await desk.open(computer);
  const { page } = app;
  await openVault(page, PASSPHRASE);
  await press(page, "Forgot password?");
  await press(page, "I am a manager and have lost everything");
  await expect(heading(page, "A manager’s way back")).toBeVisible();
  await lookForBarriers(app)("a manager's way back");
  await fill(page, {
    "E-mail": email,
    "Recovery key": context.recoveryKey,
    "Recovery code": CODE,
    "New password": NEW,
  });
  await press(page, "Choose this password");
  await expect(heading(page, "Sign in")).toBeVisible();
  await signIn(page, { email: ruth.email, password: PASSWORD }, phone.nextCode);
  await expect(page.getByText("Joan Price got back in with the recovery kit and a recovery code.")).toBeVisible();
  await press(page, "Account");
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await typeCredentials(page, { email, password: NEW });
  await expect(heading(page, "Set up two-factor authentication")).toBeVisible();
});

test("before that it waits, whatever the clock says; a manager who is signed in reads the name, and nobody is offered to stop it", async () => {
  const { app, page, email, recoveryKey, ruth, phone } = await vaultWithEmergencyCodes(1);
  await press(page, "Continue manager recovery");
  await expect(page.getByText("It waits until everybody could see it")).toBeVisible();
  await lookForBarriers(app)("manager recovery that waits");
  const early = await ask(page, "finishManagerRecovery", { email, recoveryKey, password: NEW });
  expect(early).toEqual({ ok: false, refusal: { code: "not-now", because: "not-yet" } });
  await press(page, "Back");
  await expect(heading(page, "Forgot password?")).toBeVisible();
  await press(page, "Back");
  await signIn(page, ruth, phone.nextCode);
  await expect(page.getByText(/asked to give Joan Price a new password/)).toBeVisible();
  await expect(page.getByText(/an objection does not stop it/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop this" })).toHaveCount(0);
});
