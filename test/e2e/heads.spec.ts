import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type { Computer } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { setUpPracticeWith } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { ask, type FirstManager, manager, PASSPHRASE, personNamed } from "../support/sample-clinic";
import { fill, heading, openVault, press, signIn, typeCredentials } from "../support/screens";
import { withVaultFile } from "../support/vault-file";

/** What somebody does with the folder of the vault, the place of its heads, or an editor and the vault's key. */

const desk = takeDesk();
const member = personNamed("Ana Castillo");
let firstManager: FirstManager;
let original: Computer;

test.beforeAll(async () => {
  original = desk.computer();
  firstManager = await setUpPracticeWith(desk, original, member);
});

const headsOf = (computer: Computer) => join(computer.config, "wardkey-heads");
const guess = (page: Page) => ask(page, "signIn", { email: member.email, password: "a wrong one altogether" });
const log = (computer: Computer) => {
  const file = join(computer.data, "logs", "wardkey.log");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
};

function copyOfVault(computer: Computer): string {
  const copy = mkdtempSync(join(tmpdir(), "wardkey-copy-"));
  cpSync(computer.vault, copy, { recursive: true });
  return copy;
}

function putBack(computer: Computer, copy: string): void {
  rmSync(computer.vault, { recursive: true });
  cpSync(copy, computer.vault, { recursive: true });
  rmSync(copy, { recursive: true });
}

async function opened(computer: Computer) {
  const app = await desk.open(computer);
  await openVault(app.page, PASSPHRASE);
  return app;
}

test("a folder that is put back the moment after a guess was answered gives no guess back", async () => {
  const computer = desk.computer(original);
  const copy = copyOfVault(computer);
  const app = await opened(computer);
  await expect(heading(app.page, "Sign in")).toBeVisible();
  expect(await guess(app.page)).toMatchObject({ refusal: { code: "wrong-credentials" } });
  await app.kill();
  putBack(computer, copy);
  const again = await opened(computer);
  await expect(heading(again.page, "This vault is older than it should be")).toBeVisible();
});

test("with the head deleted an old vault opens for nobody before a manager with the kit has confirmed it", async () => {
  const computer = desk.computer(original);
  rmSync(headsOf(computer), { recursive: true });
  const app = await opened(computer);
  const { page } = app;
  await expect(heading(page, "Confirm that this is the newest vault")).toBeVisible();
  await lookForBarriers(app)("a vault to confirm");
  expect(await guess(page)).toMatchObject({ refusal: { code: "not-allowed" } });
  await fill(page, {
    "E-mail": manager.email,
    Password: manager.password,
    "Authorization token": firstManager.recoveryCodes[0] ?? "",
    "Recovery key": firstManager.recoveryKey,
  });
  await press(page, "Use this vault");
  await expect(heading(page, "Sign in")).toBeVisible();
  await app.close();
  const again = await opened(computer);
  await expect(heading(again.page, "Sign in")).toBeVisible();
});

test("a member who was made a manager in the file is found before anybody signs in", async () => {
  const computer = desk.computer(original);
  await withVaultFile(computer, PASSPHRASE, (db) => db.exec("UPDATE accounts SET role = 'manager'"));
  const app = await opened(computer);
  const { page } = app;
  // It may be found while they are being typed.
  await typeCredentials(page, member).catch(() => {});
  await expect(heading(page, "Something else has changed this vault")).toBeVisible();
  await lookForBarriers(app)("a vault that was changed");
  expect(readdirSync(computer.vault).some((name) => name.startsWith("evidence-"))).toBe(true);
  await fill(page, { "E-mail": manager.email, Password: manager.password });
  await fill(page, {
    "Authorization token": firstManager.recoveryCodes[1] ?? "",
    "Recovery key": firstManager.recoveryKey,
  });
  await press(page, "Use the rebuilt vault");
  await expect(heading(page, "Sign in")).toBeVisible();
  await signIn(page, member);
  expect(await ask(page, "getAppState", {})).toMatchObject({ value: { sessionState: "member" } });
});

test("a place that takes no head is said on every screen, people sign in, and it passes by itself", async () => {
  const computer = desk.computer(original);
  const [name = ""] = readdirSync(headsOf(computer));
  const file = join(headsOf(computer), name);
  chmodSync(file, 0o400);
  const app = await opened(computer);
  const { page } = app;
  await expect(page.getByText("The audit log’s seal cannot be written")).toBeVisible();
  await lookForBarriers(app)("no seal");
  await signIn(page, member);
  await expect(page.getByText("The audit log’s seal cannot be written")).toBeVisible();
  chmodSync(file, 0o600);
  await expect(page.getByText("The audit log’s seal cannot be written")).toBeHidden({ timeout: 15_000 });
  await app.close();
  expect(log(computer)).not.toContain("incident");
  const again = await opened(computer);
  await expect(heading(again.page, "Sign in")).toBeVisible();
});
