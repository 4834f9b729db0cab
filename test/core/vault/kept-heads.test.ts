import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signIn } from "../../../src/main/core/authentication/sign-in";
import { openVaultWithRecoveryKey } from "../../../src/main/core/vault/vault";
import { type Computer, createComputer, PRACTICE_SETUP } from "../../support/computer";
import { contextOf, type Open, PASSPHRASE, setUpPracticeOn, started } from "../../support/heads";

/*
 * Heads are kept in the key store, else in a file. A computer gets a key store and loses one; whatever its vault is
 * opened with today, every head that it ever kept is asked, and none vouches for an older day.
 */

const { email } = PRACTICE_SETUP.manager;
let computer: Computer;
let installation: Open;
let kit: string;
let before: string;

afterEach(() => {
  installation.close();
  computer.clear();
});

const vault = () => join(computer.folder, "data", "vault");
const isOpen = () => installation.now.vault.is === "open";
const guess = () =>
  signIn(contextOf(installation), installation.caller(), { email, password: "a wrong one altogether" });

/** The app after another start, on the computer as it is now with a key store or without one. */
async function startedWith(keyStore: boolean): Promise<void> {
  installation.close();
  computer = { ...computer, hasKeyStore: keyStore };
  installation = await started(computer);
}

/** Types the kit, where the key store that had the key is gone. */
async function typeKit(): Promise<void> {
  const opened = await openVaultWithRecoveryKey(installation, null, { recoveryKey: kit, newPassphrase: PASSPHRASE });
  expect(opened).toEqual({ ok: true, value: null });
}

function putBack(): void {
  installation.close();
  rmSync(vault(), { recursive: true });
  cpSync(before, vault(), { recursive: true });
}

async function setUp(keyStore: boolean): Promise<void> {
  computer = createComputer({ keyStore });
  ({ installation, kit } = await setUpPracticeOn(computer));
  before = join(computer.folder, "before");
  installation.close();
  cpSync(vault(), before, { recursive: true });
  installation = await started(computer);
}

describe("a computer that gets a key store", () => {
  beforeEach(() => setUp(false));

  test("opens its vault as always, and keeps the head in the store from then on", async () => {
    await startedWith(true);
    expect(isOpen()).toBe(true);
    expect([...computer.stored.keys()].some((name) => name.startsWith("ledger-head-"))).toBe(true);
    expect(readdirSync(join(computer.folder, "heads")).filter((name) => name.endsWith(".head"))).toEqual([]);
  });

  test("opens no folder of the days before it, also where the store is kept from answering", async () => {
    await startedWith(true);
    await guess();
    putBack();
    await startedWith(true);
    expect(installation.now.vault).toEqual({ is: "trouble", trouble: "rolled-back" });
    putBack();
    await startedWith(false);
    expect(installation.now.vault).toMatchObject({ is: "unconfirmed", because: "head-missing", kitTyped: false });
  });
});

describe("a computer that loses its key store", () => {
  beforeEach(() => setUp(true));

  test("asks for a manager, since no head says that the vault is the newest", async () => {
    await startedWith(false);
    expect(installation.now.vault).toEqual({ is: "key-missing" });
    await typeKit();
    expect(installation.now.vault).toMatchObject({ is: "unconfirmed", because: "head-missing", kitTyped: true });
  });

  test("opens no older folder once the store is there again: the head in it is asked too", async () => {
    await guess();
    await startedWith(false);
    await typeKit();
    putBack();
    await startedWith(true);
    expect(installation.now.vault).toEqual({ is: "trouble", trouble: "rolled-back" });
    expect(existsSync(join(vault(), "vault.db"))).toBe(true);
  });
});
