import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Computer } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { lockKeyStore, putIntoKeyStore, startKeyStore, type TestKeyStore } from "../support/key-store";
import type { Phone } from "../support/phone";
import type { FirstManager } from "../support/sample-clinic";
import { call, manager, PRACTICE, setUpPracticeQuickly } from "../support/sample-clinic";
import {
  button,
  field,
  fill,
  heading,
  openOwnSecurity,
  press,
  signIn,
  signInWithRecoveryCode,
  signOut,
  typeCredentials,
  typeToken,
} from "../support/screens";
import { describeManager, describePractice, keepKit, setUpApp } from "../support/story";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let keyStore: TestKeyStore;
let computer: Computer;
let firstManager: FirstManager;

test.beforeAll(async () => {
  keyStore = await startKeyStore();
});
test.afterAll(() => keyStore.close());

/** A manager answers for a vault that this computer has never had; the kit was typed to open it. */
async function confirmVault(page: Page, phone: Phone): Promise<void> {
  await expect(heading(page, "Confirm that this is the newest vault")).toBeVisible();
  await expect(field(page, "Recovery key")).toHaveCount(0);
  await fill(page, { "E-mail": manager.email, Password: manager.password });
  await fill(page, { "Authorization token": await phone.nextCode() });
  await press(page, "Use this vault");
}

test("where the computer has a key store no passphrase is asked for, and the wizard says who can reach an opened vault", async () => {
  computer = desk.computer(undefined, keyStore.env);
  const { page, ...rest } = await desk.open(computer);
  await press(page, "Continue");
  await expect(page.getByText("Whoever uses this computer’s log-on can reach an opened vault")).toBeVisible();
  await expect(field(page, "Vault passphrase")).toHaveCount(0);
  await describePractice(page, undefined, null);
  await describeManager(page);
  await press(page, "Continue");
  const own = await setUpApp(page, page, "");
  firstManager = { ...own, recoveryKey: await keepKit(page) };
  await press(page, "Start using Wardkey");
  await expect(heading(page, "Overview")).toBeVisible();
  await rest.close();
});

test("the key lies in the key store, and no file of the vault holds it, not even wrapped in a passphrase", () => {
  const keyEnvelope = JSON.parse(readFileSync(join(computer.vault, "vault.json"), "utf8"));
  expect(keyEnvelope).toMatchObject({ passphrase: null, recoveryKey: { sealed: expect.any(String) } });
});

test("the next start goes straight to the sign-in", async () => {
  const app = await desk.open(computer);
  await expect(field(app.page, "E-mail")).toBeFocused();
  await lookForBarriers(app)("sign in");
  await signInWithRecoveryCode(app.page, manager, firstManager.recoveryCodes[0] ?? "");
  await app.close();
});

test("a key store that is locked in mid-run is said on every screen, and nobody waits for it", async () => {
  const other = await startKeyStore();
  try {
    const locked = desk.computer(undefined, other.env);
    const app = await desk.open(locked);
    await setUpPracticeQuickly(app.page, null);
    lockKeyStore(other);
    await call(app.page, "signOut", {});
    await expect(app.page.getByText("The audit log’s seal cannot be written")).toBeVisible();
    await typeCredentials(app.page, { email: manager.email, password: "not the password at all" });
    await expect(app.page.getByText("That didn't work. Check your e-mail and password.")).toBeVisible();
    await app.kill();
  } finally {
    other.close();
  }
});

test("a workstation is remembered by the key store, and by no file", async () => {
  const app = await desk.open(computer);
  const { page } = app;
  await signInWithRecoveryCode(page, manager, firstManager.recoveryCodes[1] ?? "");
  await call(page, "updateSettings", {
    ...{ ...PRACTICE, stillStuck: null, textTokenMinutes: 10, digits: 7, idleMinutes: 10, rememberDays: 30 },
    proof: { password: manager.password, token: await firstManager.phone.nextCode() },
  });
  await signOut(page);
  await typeCredentials(page, manager);
  await page.getByRole("checkbox", { name: "Remember this workstation for 30 days" }).check();
  await typeToken(page, await firstManager.phone.nextCode());
  await expect(button(page, "Account")).toBeVisible();
  await signOut(page);
  await signIn(page, manager);
  expect(existsSync(join(computer.config, "wardkey-workstation"))).toBe(false);

  await openOwnSecurity(page, manager);
  await press(page, "Forget this workstation");
  await expect(button(page, "Forget this workstation")).toBeHidden();
  await signOut(page);
  await typeCredentials(page, manager);
  await expect(field(page, "Authorization token")).toBeFocused();
  await page.getByRole("checkbox", { name: "Remember this workstation for 30 days" }).check();
  await typeToken(page, await firstManager.phone.nextCode());
  await expect(button(page, "Account")).toBeVisible();
  await app.close();
});

test("a key store with another key asks for the recovery key, which opens the vault and puts the right key back", async () => {
  const other = await startKeyStore();
  const copy = desk.computer(computer, other.env);
  const phone = firstManager.phone.copy();
  const { vault } = JSON.parse(readFileSync(join(copy.vault, "vault.json"), "utf8"));
  for (const wrong of ["", "ab".repeat(32)]) {
    putIntoKeyStore(other, `vault-key-${vault}`, wrong);
    const app = await desk.open(copy);
    await expect(heading(app.page, "The key on this computer does not open the vault")).toBeVisible();
    await lookForBarriers(app)("the key does not fit");
    await fill(app.page, { "Recovery key": firstManager.recoveryKey });
    await press(app.page, "Open the vault");
    // This key store has never had the vault's head; once it has been confirmed, it has.
    if (wrong === "") await confirmVault(app.page, phone);
    await expect(heading(app.page, "Sign in")).toBeVisible();
    await app.close();
  }
  other.close();
});

test("a vault copied to another log-on opens with the recovery kit alone", async () => {
  const other = await startKeyStore();
  const copy = desk.computer(undefined, other.env);
  mkdirSync(copy.data, { recursive: true });
  cpSync(computer.vault, copy.vault, { recursive: true });
  const app = await desk.open(copy);
  await expect(heading(app.page, "The vault’s key is not on this computer")).toBeVisible();
  await lookForBarriers(app)("the key is not on this computer");
  await fill(app.page, {
    "Recovery key": firstManager.recoveryKey.replace(/^./, (first) => (first === "0" ? "1" : "0")),
  });
  await press(app.page, "Open the vault");
  await expect(field(app.page, "Recovery key")).toHaveAccessibleDescription(/Group 1 was mistyped/);
  await fill(app.page, { "Recovery key": firstManager.recoveryKey.toLowerCase().replaceAll("-", " ") });
  await press(app.page, "Open the vault");
  await lookForBarriers(app)("confirm the vault");
  await confirmVault(app.page, firstManager.phone.copy());
  await expect(heading(app.page, "Sign in")).toBeVisible();
  await expect(app.page.getByText(PRACTICE.practiceName).first()).toBeVisible();
  // The secret that remembers a workstation did not come along.
  await typeCredentials(app.page, manager);
  await expect(field(app.page, "Authorization token")).toBeFocused();
  await app.close();
  const again = await desk.open(copy);
  await expect(heading(again.page, "Sign in")).toBeVisible();
  await again.close();
  other.close();
});
