import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { App, Computer } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { startKeyStore, type TestKeyStore } from "../support/key-store";
import { ask, call, type FirstManager, manager, setUpPracticeQuickly } from "../support/sample-clinic";
import {
  field,
  fill,
  goTo,
  heading,
  openTab,
  openVault,
  press,
  prove,
  signInWithRecoveryCode,
  textOf,
} from "../support/screens";

/** How the vault opens is changed in Settings, back and forth, on a computer that has a key store. */

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let keyStore: TestKeyStore;
let computer: Computer;
let firstManager: FirstManager;
let app: App;
let page: Page;
const [FIRST, SECOND] = ["harbor violin seventeen moss", "copper lantern meadow eleven"] as const;

test.beforeAll(async () => {
  keyStore = await startKeyStore();
  computer = desk.computer(undefined, keyStore.env);
  app = await desk.open(computer);
  ({ page } = app);
  firstManager = await setUpPracticeQuickly(page, null);
});
test.afterAll(() => keyStore.close());

async function startAgain(): Promise<void> {
  await app.close();
  app = await desk.open(computer);
  ({ page } = app);
}

async function openKeys(): Promise<void> {
  await goTo(page, "Settings");
  await openTab(page, "Recovery kit and keys");
  await expect(heading(page, "How the vault opens")).toBeVisible();
}

/** A token that no attempt has used yet may serve again. */
async function doAct(confirm: string, token?: string): Promise<void> {
  await prove(page, { password: manager.password, token: token ?? (await firstManager.phone.nextCode()), confirm });
}

/** With recovery codes: the tokens are for the acts, and nobody waits for the next one. */
let used = 0;
const signInAgain = () => signInWithRecoveryCode(page, manager, firstManager.recoveryCodes[used++] ?? "");

test("the vault asks for a passphrase from the next start on, and opens with it (KEY-2)", async () => {
  await openKeys();
  await expect(page.getByText("This computer’s key store", { exact: true })).toBeVisible();
  await lookForBarriers(app)("recovery kit and keys");
  await press(page, "Use a passphrase");
  await expect(page.getByText("Its key leaves this computer’s key store.")).toBeVisible();
  await lookForBarriers(app)("use a passphrase");
  await fill(page, { "New vault passphrase": FIRST, "Vault passphrase once more": SECOND });
  const token = await firstManager.phone.nextCode();
  await doAct("Use a passphrase", token);
  await expect(page.getByText("The two are not the same. Type them again.")).toBeVisible();
  await fill(page, { "Vault passphrase once more": FIRST });
  await press(page.getByRole("dialog"), "Use a passphrase");
  await expect(page.getByText("The vault asks for the passphrase from the next start on.").first()).toBeVisible();
  await expect(page.getByText("A passphrase, asked at every start")).toBeVisible();
  await startAgain();
  await openVault(page, FIRST);
  await signInAgain();
});

test("a new key for the vault signs everybody out, and the same kit and passphrase open it (KEY-4)", async () => {
  await openKeys();
  const before = readFileSync(join(computer.vault, "vault.json"), "utf8");
  await press(page, "New vault key");
  await expect(page.getByText("The whole vault is encrypted anew.")).toBeVisible();
  await lookForBarriers(app)("new vault key");
  await fill(page, { "Recovery key": firstManager.recoveryKey, "Vault passphrase": FIRST });
  await doAct("Make a new key");
  await expect(field(page, "E-mail")).toBeVisible();
  await signInAgain();
  await openKeys();
  await expect(page.getByText(/^New vault key, done /)).toBeVisible();
  expect(readFileSync(join(computer.vault, "vault.json"), "utf8")).not.toBe(before);
  expect(readdirSync(computer.vault).filter((name) => name.startsWith("under-"))).toEqual([]);
  await startAgain();
  await openVault(page, FIRST);
  await signInAgain();
});

test("the passphrase is changed, and the old one opens nothing (KEY-1)", async () => {
  await openKeys();
  await press(page, "Change passphrase");
  await lookForBarriers(app)("change passphrase");
  await fill(page, { "New vault passphrase": SECOND, "Vault passphrase once more": SECOND });
  await doAct("Change passphrase");
  await expect(page.getByText("The vault has a new passphrase.").first()).toBeVisible();
  await startAgain();
  await openVault(page, FIRST);
  await expect(page.getByText(/does not open the vault/)).toBeVisible();
  await openVault(page, SECOND);
  await signInAgain();
});

test("a new kit is printed and checked, and is in force from then on (KEY-5)", async () => {
  await openKeys();
  await press(page, "New kit");
  await expect(page.getByText("Backups and copies made before still open with the old kit.")).toBeVisible();
  await page.getByRole("radio", { name: /Somebody may have seen it/ }).check();
  await lookForBarriers(app)("make a new kit");
  await doAct("Make a new kit");
  const dialog = page.getByRole("dialog", { name: "Your new recovery kit" });
  await expect(dialog).toBeVisible();
  await lookForBarriers(app)("the new kit");
  const key = (await textOf(dialog.getByRole("code"))).replace(/\s/g, "");
  const label = await textOf(dialog.getByText(/^Group \d of the key$/));
  const group = Number(/\d/.exec(label)?.[0]);
  await field(dialog, label).fill(key.slice((group - 1) * 5, group * 5));
  await press(dialog, "Continue");
  await expect(page.getByText("The new recovery kit is in force. Shred the old one.").first()).toBeVisible();
  await expect(page.getByText(/^No. 2, made /)).toBeVisible();
  await expect(page.getByText("The last kit may have been seen")).toBeVisible();
  await lookForBarriers(app)("after a kit was seen");
  const input = { typed: { recoveryKey: firstManager.recoveryKey, passphrase: SECOND } };
  const token = await firstManager.phone.nextCode();
  const refused = await ask(page, "changeVaultKey", { ...input, proof: { password: manager.password, token } });
  expect(refused).toMatchObject({ ok: false, refusal: { code: "wrong-key" } });
});

test("the key store opens it again, and the audit log tells of all of it (KEY-2)", async () => {
  await openKeys();
  await press(page, "Use the key store");
  await doAct("Use the key store");
  await expect(page.getByText("This computer’s key store", { exact: true })).toBeVisible();
  await startAgain();
  await expect(field(page, "E-mail")).toBeFocused();
  await signInAgain();
  const all = { person: null, group: null, from: null, to: null, before: null, limit: 100 } as const;
  const said = (await call(page, "listEntries", all)).entries.map(({ sentence }) => sentence);
  expect(said).toEqual(
    expect.arrayContaining([
      "The vault asks for a passphrase at every start. Its key is no longer in the key store.",
      "The vault has a new key. The old one was taken away.",
      "The vault has a new passphrase.",
      "The vault opens with the key store, and asks for no passphrase.",
    ]),
  );
  await app.close();
});
