import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { openDatabase } from "../../src/main/core/store/open";
import { putRemoved } from "../support/apart";
import type { Computer } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { setUpPracticeWith } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { asInTheFifthVersion } from "../support/earlier-schemas";
import { ask, type FirstManager, manager, PASSPHRASE, PRACTICE, personNamed } from "../support/sample-clinic";
import {
  alertSaying,
  button,
  field,
  fill,
  heading,
  openVault,
  press,
  signIn,
  typeCredentials,
} from "../support/screens";
import { keyOfVault, withVaultFile } from "../support/vault-file";

const desk = takeDesk();
const member = personNamed("Ana Castillo");
let firstManager: FirstManager;
let original: Computer;

test.beforeAll(async () => {
  original = desk.computer();
  firstManager = await setUpPracticeWith(desk, original, member);
});

const fileOf = (computer: Computer, name: string) => join(computer.vault, name);

/** The vault's files by name and digest, but for the lock. */
function files(computer: Computer): Record<string, string> {
  const names = readdirSync(computer.vault).filter((name) => !name.startsWith("vault.lock") && !name.endsWith("-shm"));
  const digest = (name: string) =>
    createHash("sha256")
      .update(readFileSync(fileOf(computer, name)))
      .digest("hex");
  return Object.fromEntries(names.map((name) => [name, digest(name)]));
}

const changed = "Something else has changed this vault";
const WRONG = "another seven word passphrase of mine";

async function openedVault(computer: Computer): Promise<Page> {
  const { page } = await desk.open(computer);
  await openVault(page, PASSPHRASE);
  return page;
}

test.describe("a clear screen, nothing changed, nothing deleted", () => {
  test("a wrong passphrase", async () => {
    const computer = desk.computer(original);
    const before = files(computer);
    const app = await desk.open(computer);
    await openVault(app.page, "another seven word passphrase of mine");
    await expect(
      app.page.getByText("That passphrase does not open the vault. Nothing was changed; try again."),
    ).toBeVisible();
    await expect(field(app.page, "Vault passphrase")).toBeFocused();
    await lookForBarriers(app)("a wrong passphrase");
    expect(files(computer)).toEqual(before);
    await openVault(app.page, PASSPHRASE);
    await expect(heading(app.page, "Sign in")).toBeVisible();
  });

  test("a damaged file", async () => {
    const computer = desk.computer(original);
    const bytes = readFileSync(fileOf(computer, "vault.db"));
    bytes.fill(0x5a, 0, 600);
    writeFileSync(fileOf(computer, "vault.db"), bytes);
    const before = files(computer);
    const app = await desk.open(computer);
    await openVault(app.page, PASSPHRASE);
    await expect(heading(app.page, "The vault’s file is damaged")).toBeVisible();
    await lookForBarriers(app)("a damaged file");
    expect(files(computer)).toEqual(before);
  });

  test("a page damaged deep inside is found by the check that runs beside the app", async () => {
    const computer = desk.computer(original);
    const bytes = readFileSync(fileOf(computer, "vault.db"));
    // The last page belongs to a table or an index that signing in need not read.
    bytes.fill(0x5a, bytes.length - 2000, bytes.length - 1000);
    writeFileSync(fileOf(computer, "vault.db"), bytes);
    const { page } = await desk.open(computer);
    await openVault(page, PASSPHRASE);
    const trouble = heading(page, "The vault’s file is damaged");
    const alarm = page.getByText("The vault’s file is damaged.", { exact: false });
    await expect(trouble.or(alarm).first()).toBeVisible();
  });

  test("a vault from a newer version", async () => {
    const computer = desk.computer(original);
    await withVaultFile(computer, PASSPHRASE, (db) => db.pragma("user_version = 999"));
    const before = files(computer);
    const page = await openedVault(computer);
    await expect(heading(page, "This vault needs a newer Wardkey")).toBeVisible();
    expect(files(computer)).toEqual(before);
  });

  test("a vault whose workstation was removed at another one", async () => {
    const computer = desk.computer();
    await putRemoved(computer, PASSPHRASE);
    const app = await desk.open(computer);
    const { page } = app;
    await openVault(page, PASSPHRASE);
    await expect(heading(page, "This workstation was removed")).toBeVisible();
    await expect(field(page, "E-mail")).toHaveCount(0);
    await lookForBarriers(app)("a vault whose workstation was removed");
  });

  test("a folder that cannot be written", async () => {
    const computer = desk.computer(original);
    for (const name of readdirSync(computer.vault)) chmodSync(fileOf(computer, name), 0o400);
    chmodSync(computer.vault, 0o500);
    const before = files(computer);
    const app = await desk.open(computer);
    await expect(heading(app.page, "The vault cannot be written to")).toBeVisible();
    await lookForBarriers(app)("read-only");
    expect(files(computer)).toEqual(before);
    chmodSync(computer.vault, 0o700);
    for (const name of readdirSync(computer.vault)) chmodSync(fileOf(computer, name), 0o600);
    await press(app.page, "Try again");
    await expect(field(app.page, "Vault passphrase")).toBeVisible();
  });

  test("a second log-on whose app finds the vault in use", async () => {
    const computer = desk.computer(original);
    const first = await openedVault(computer);
    await expect(heading(first, "Sign in")).toBeVisible();
    // Another log-on has its own data folder and points at the same vault: here by a link.
    const other = desk.computer();
    mkdirSync(other.data, { recursive: true });
    rmSync(other.vault, { recursive: true, force: true });
    symlinkSync(computer.vault, other.vault);
    const { page } = await desk.open(other);
    await expect(heading(page, "The vault is in use")).toBeVisible();
  });

  test("a second log-on whose own folder holds the same file by a link, by a second name, or whose page asks to open it anyway", async () => {
    const computer = desk.computer(original);
    const first = await openedVault(computer);
    await expect(heading(first, "Sign in")).toBeVisible();
    for (const [make, title, trouble] of [
      [symlinkSync, "The vault is in use", "in-use"],
      [linkSync, "The vault’s file has a second name", "two-names"],
    ] as const) {
      const other = desk.computer();
      mkdirSync(other.vault, { recursive: true });
      make(fileOf(computer, "vault.db"), fileOf(other, "vault.db"));
      copyFileSync(fileOf(computer, "vault.json"), fileOf(other, "vault.json"));
      const app = await desk.open(other);
      await expect(heading(app.page, title)).toBeVisible();
      await lookForBarriers(app)(title);
      const answer = await ask(app.page, "openVault", { passphrase: PASSPHRASE });
      expect(answer).toMatchObject({ refusal: { code: "vault-trouble", trouble } });
      await app.close();
    }
  });

  test("forty wrong passphrases in a row: all but a few are not looked at, and the screen says how long to wait", async () => {
    const computer = desk.computer(original);
    const app = await desk.open(computer);
    const asked = Array.from({ length: 40 }, () => ask(app.page, "openVault", { passphrase: WRONG }));
    const codes = (await Promise.all(asked)).map((answer) => (answer.ok ? "" : answer.refusal.code));
    expect(codes.filter((code) => code === "wrong-key").length).toBeLessThanOrEqual(6);
    await app.kill();
    const again = await desk.open(computer);
    await openVault(again.page, WRONG);
    await expect(again.page.getByText(/Wait \d+ seconds?, then try again/)).toBeVisible();
    await lookForBarriers(again)("a wait");
    await expect(async () => {
      await openVault(again.page, PASSPHRASE);
      await expect(heading(again.page, "Sign in")).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: 60_000 });
  });

  test("an empty file is damaged, and is left empty", async () => {
    const computer = desk.computer(original);
    writeFileSync(fileOf(computer, "vault.db"), "");
    const page = await openedVault(computer);
    await expect(heading(page, "The vault’s file is damaged")).toBeVisible();
    expect(readFileSync(fileOf(computer, "vault.db"))).toHaveLength(0);
  });

  for (const [version, title] of [
    [0, "The audit log was changed"],
    [1, "The audit log was changed"],
    [3, "The audit log was changed"],
  ] as const) {
    test(`a file that says version ${version} and holds what a newer one writes`, async () => {
      const computer = desk.computer(original);
      const db = openDatabase(fileOf(computer, "vault.db"), await keyOfVault(computer, PASSPHRASE), {
        mustExist: true,
      });
      db.pragma(`user_version = ${version}`);
      db.close();
      const page = await openedVault(computer);
      await expect(heading(page, title)).toBeVisible();
    });
  }

  test("a file that says version 3 and holds an index that came with a later one", async () => {
    const computer = desk.computer(original);
    const db = openDatabase(fileOf(computer, "vault.db"), await keyOfVault(computer, PASSPHRASE), { mustExist: true });
    asInTheFifthVersion(db);
    db.pragma("user_version = 3");
    db.close();
    const page = await openedVault(computer);
    await expect(heading(page, changed)).toBeVisible();
  });

  test("a vault that is gone though the preferences know of it: setting up anew asks for the old practice's name", async () => {
    const computer = desk.computer(original);
    rmSync(computer.vault, { recursive: true });
    const app = await desk.open(computer);
    await lookForBarriers(app)("the vault is gone");
    await app.page.getByRole("radio", { name: "Set up your practice" }).check();
    await press(app.page, "Continue");
    await expect(field(app.page, "Name of the practice whose vault was here")).toBeVisible();
  });
});

test.describe("what somebody with the vault's key changed is found before the account concerned can sign in", () => {
  test("an edited row: two-factor taken off the manager", async () => {
    const computer = desk.computer(original);
    await withVaultFile(computer, PASSPHRASE, (db) => {
      const { changes } = db.prepare("UPDATE accounts SET two_factor = 'none' WHERE role = 'manager'").run();
      expect(changes).toBe(1);
    });
    const page = await openedVault(computer);
    await typeCredentials(page, manager);
    await expect(heading(page, changed)).toBeVisible();
    await expect(button(page, "Account")).toHaveCount(0);
  });

  test("a swapped secret: the member's password in the place of the manager's", async () => {
    const computer = desk.computer(original);
    await withVaultFile(computer, PASSPHRASE, (db) => {
      const secretOf = "SELECT password_secret FROM accounts WHERE email =";
      const { changes } = db
        .prepare(
          `UPDATE secrets SET bytes = (SELECT bytes FROM secrets WHERE id = (${secretOf} @member)) WHERE id = (${secretOf} @manager)`,
        )
        .run({ member: member.email, manager: manager.email });
      expect(changes).toBe(1);
    });
    const page = await openedVault(computer);
    await typeCredentials(page, { email: manager.email, password: member.password });
    await expect(heading(page, changed)).toBeVisible();
    // The password that was put there is revoked, like the one that was there: another manager, or the kit, helps.
    await fill(page, { "E-mail": manager.email, Password: member.password });
    await fill(page, {
      "Authorization token": firstManager.recoveryCodes[0] ?? "",
      "Recovery key": firstManager.recoveryKey,
    });
    await press(page, "Use the rebuilt vault");
    await expect(alertSaying(page, "That didn't work")).toBeVisible();
  });

  test("a swapped secret: another key in the authenticator", async () => {
    const computer = desk.computer(original);
    await withVaultFile(computer, PASSPHRASE, (db) => {
      const { changes } = db.prepare("UPDATE secrets SET bytes = randomblob(20) WHERE kind = 'totp-key'").run();
      expect(changes).toBe(1);
    });
    const page = await openedVault(computer);
    await typeCredentials(page, manager);
    await expect(heading(page, changed)).toBeVisible();
  });

  test("a cut tail", async () => {
    const computer = desk.computer(original);
    await withVaultFile(computer, PASSPHRASE, (db) =>
      db.exec("DELETE FROM ledger WHERE seq > (SELECT max(seq) - 3 FROM ledger)"),
    );
    const page = await openedVault(computer);
    await expect(heading(page, "This vault is older than it should be")).toBeVisible();
  });

  test("an older vault, put back whole", async () => {
    const computer = desk.computer(original);
    const older = readFileSync(fileOf(computer, "vault.db"));
    const app = await desk.open(computer);
    await openVault(app.page, PASSPHRASE);
    await signIn(app.page, member);
    await app.close();
    for (const suffix of ["-wal", "-shm"]) rmSync(fileOf(computer, `vault.db${suffix}`), { force: true });
    writeFileSync(fileOf(computer, "vault.db"), older);
    const page = await openedVault(computer);
    await expect(heading(page, "This vault is older than it should be")).toBeVisible();
  });

  test("a deleted entry", async () => {
    const computer = desk.computer(original);
    await withVaultFile(computer, PASSPHRASE, (db) => {
      const { changes } = db.prepare("DELETE FROM ledger WHERE kind = 'setup-code-issued'").run();
      expect(changes).toBe(1);
    });
    const page = await openedVault(computer);
    await expect(heading(page, "The audit log was changed")).toBeVisible();
  });
});

test("the recovery kit opens the vault where its passphrase is forgotten, and a new passphrase is chosen", async () => {
  const computer = desk.computer(original);
  const app = await desk.open(computer);
  await press(app.page, "I don't have the passphrase");
  await fill(app.page, { "Recovery key": firstManager.recoveryKey });
  await lookForBarriers(app)("recovery key");
  await fill(app.page, {
    "New vault passphrase": "eleven wooden boats at anchor",
    "Vault passphrase once more": "eleven wooden boats at anchor",
  });
  await press(app.page, "Open the vault");
  await expect(heading(app.page, "Sign in")).toBeVisible();
  await expect(app.page.getByText(PRACTICE.practiceName).first()).toBeVisible();
  await app.close();
  const again = await desk.open(computer);
  await openVault(again.page, "eleven wooden boats at anchor");
  await expect(heading(again.page, "Sign in")).toBeVisible();
});
