import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeRecoveryCodes, storeRecoveryCodes } from "../../../src/main/core/recovery/recovery-codes";
import { openDatabase } from "../../../src/main/core/store/open";
import { findPractice } from "../../../src/main/core/store/practice";
import {
  chooseTextTokenLifetime,
  createPractice,
  finishPracticeSetup,
  practiceSetupStep,
} from "../../../src/main/core/vault/practice-setup";
import { recoveryKeyOpens } from "../../../src/main/core/vault/recovery-key";
import { confirmRecoveryKit, makeRecoveryKit } from "../../../src/main/core/vault/recovery-kit";
import { lookAtVault, openVault, openVaultFile, openVaultWithRecoveryKey } from "../../../src/main/core/vault/vault";
import { type Computer, chooseVault, createComputer, PRACTICE_SETUP, startOn } from "../../support/computer";
import { contextOf } from "../../support/heads";
import { enableByApp } from "../../support/two-factor";

let computer: Computer;
const open: { close: () => void }[] = [];

beforeEach(() => {
  computer = createComputer();
});
afterEach(() => {
  for (const installation of open.splice(0)) installation.close();
  computer.clear();
});

function enter(at: Computer = computer) {
  const installation = startOn(at);
  open.push(installation);
  lookAtVault(installation);
  return installation;
}

/** Ends the app as a power cut does, and starts it again. */
function restart(installation: ReturnType<typeof enter>, at: Computer = computer) {
  installation.close();
  open.splice(open.indexOf(installation), 1);
  return enter(at);
}

async function found(at: Computer = computer, passphrase: string | null = null) {
  const installation = enter(at);
  expect(await createPractice(installation, installation.caller(), { ...PRACTICE_SETUP, passphrase })).toEqual({
    ok: true,
    value: null,
  });
  return installation;
}

const fileOf = (name: string, at: Computer = computer) => join(at.folder, "data", "vault", name);
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const theKey = () => {
  const [, hex = ""] = [...computer.stored].find(([name]) => name.startsWith("vault-key-")) ?? [];
  return new Uint8Array(Buffer.from(hex, "hex"));
};

describe("the first screen", () => {
  test("offers to found where there is nothing", () => {
    expect(enter().now.vault).toEqual({ is: "none", gone: false });
  });

  test("opens by itself where the key store has the key", async () => {
    const again = restart(await found());
    expect(again.now.vault).toEqual({ is: "open" });
    expect(again.now.context === null ? undefined : findPractice(again.now.context.db)?.name).toBe("Northside Clinic");
  });

  test("says that a vault is gone where preferences know of one, and setting up anew asks for the old practice's name", async () => {
    const installation = await found();
    installation.close();
    rmSync(join(computer.folder, "data"), { recursive: true });
    const again = enter();
    expect(again.now.vault).toEqual({ is: "none", gone: true });
    const wrong = await createPractice(again, again.caller(), {
      ...PRACTICE_SETUP,
      oldPracticeName: "Southside Clinic",
    });
    expect(wrong).toMatchObject({ ok: false, refusal: { code: "practice-name-mismatch" } });
    expect(existsSync(fileOf("vault.db"))).toBe(false);
    const right = await createPractice(again, again.caller(), {
      ...PRACTICE_SETUP,
      oldPracticeName: " northside  clinic ",
    });
    expect(right.ok).toBe(true);
  });

  test("keeps out a second process while the first holds the vault", async () => {
    await found();
    expect(enter().now.vault).toEqual({ is: "trouble", trouble: "in-use" });
  });
});

describe("a vault without a key store", () => {
  beforeEach(() => {
    computer.clear();
    computer = createComputer({ keyStore: false });
  });

  test("cannot be made without a passphrase that is hard to guess", async () => {
    const installation = enter();
    for (const passphrase of [null, "short", "passwordpassword"]) {
      expect(await createPractice(installation, installation.caller(), { ...PRACTICE_SETUP, passphrase })).toEqual({
        ok: false,
        refusal: { code: "weak-passphrase" },
      });
    }
    expect(existsSync(fileOf("vault.db"))).toBe(false);
  });

  test("asks for the passphrase at every start and changes nothing on a wrong one", async () => {
    const again = restart(await found(computer, "meadow lantern copper nine"));
    expect(again.now.vault).toEqual({ is: "passphrase-needed" });
    const before = readFileSync(fileOf("vault.db"));
    expect(await openVault(again, null, { passphrase: "meadow lantern copper ten" })).toEqual({
      ok: false,
      refusal: { code: "wrong-key" },
    });
    expect(digest(readFileSync(fileOf("vault.db")))).toBe(digest(before));
    expect((await openVault(again, null, { passphrase: "meadow lantern copper nine" })).ok).toBe(true);
    expect(again.now.vault).toEqual({ is: "open" });
  });
});

describe("trouble with the file is a screen, and nothing is changed or deleted", () => {
  /** Every file of the vault with its bytes, but for the lock. */
  const snapshot = () =>
    readdirSync(join(computer.folder, "data", "vault"))
      .filter((name) => name.startsWith("vault.db") || name === "vault.json")
      .map((name) => [name, digest(readFileSync(fileOf(name)))]);

  async function shut() {
    const installation = await found();
    installation.now.context?.db.pragma("wal_checkpoint(TRUNCATE)");
    installation.close();
    open.splice(open.indexOf(installation), 1);
  }

  test("damaged: a first page that no key opens", async () => {
    await shut();
    const bytes = readFileSync(fileOf("vault.db"));
    bytes.fill(7, 0, 64);
    writeFileSync(fileOf("vault.db"), bytes);
    const before = snapshot();
    // The key store's key may be wrong as well: the recovery key tells.
    expect(enter().now.vault).toEqual({ is: "key-unfit" });
    expect(snapshot()).toEqual(before);
  });

  test("damaged: a key envelope that is none", async () => {
    await shut();
    writeFileSync(fileOf("vault.json"), "{");
    const before = snapshot();
    expect(enter().now.vault).toEqual({ is: "trouble", trouble: "damaged" });
    expect(snapshot()).toEqual(before);
  });

  test("newer: a vault from a later version is refused untouched", async () => {
    await shut();
    const db = openDatabase(fileOf("vault.db"), theKey());
    db.pragma("user_version = 999");
    db.pragma("wal_checkpoint(TRUNCATE)");
    db.close();
    const before = snapshot();
    expect(enter().now.vault).toEqual({ is: "trouble", trouble: "newer" });
    expect(snapshot()).toEqual(before);
  });

  test("newer: a vault whose key envelope a later version wrote is said to be so, and not damaged", async () => {
    await shut();
    const keyEnvelope = JSON.parse(readFileSync(fileOf("vault.json"), "utf8"));
    writeFileSync(fileOf("vault.json"), JSON.stringify({ ...keyEnvelope, format: 2 }));
    const before = snapshot();
    expect(enter().now.vault).toEqual({ is: "trouble", trouble: "newer" });
    expect(snapshot()).toEqual(before);
  });

  test("rolled back: an older copy of the whole vault is put in its place", async () => {
    await shut();
    copyFileSync(fileOf("vault.db"), join(computer.folder, "older.db"));
    const installation = enter();
    installation.close();
    for (const suffix of ["-wal", "-shm"]) rmSync(fileOf(`vault.db${suffix}`), { force: true });
    copyFileSync(join(computer.folder, "older.db"), fileOf("vault.db"));
    const before = snapshot();
    expect(enter().now.vault).toEqual({ is: "trouble", trouble: "rolled-back" });
    expect(snapshot().filter(([name]) => name === "vault.db")).toEqual(before.filter(([name]) => name === "vault.db"));
  });

  test("rolled back: the audit log's tail was cut with the vault's own key", async () => {
    await shut();
    const db = openDatabase(fileOf("vault.db"), theKey());
    db.exec("DROP TRIGGER ledger_is_never_deleted; DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)");
    db.close();
    expect(enter().now.vault).toEqual({ is: "trouble", trouble: "rolled-back" });
  });

  test("changed: an entry in the middle was deleted", async () => {
    await shut();
    const db = openDatabase(fileOf("vault.db"), theKey());
    db.exec("DROP TRIGGER ledger_is_never_deleted; DELETE FROM ledger WHERE seq = 2");
    db.close();
    expect(enter().now.vault).toEqual({ is: "trouble", trouble: "changed" });
  });

  test("changed: a head that the workstation did not sign", async () => {
    await shut();
    for (const [name, value] of computer.stored) {
      if (name.startsWith("ledger-head-")) computer.stored.set(name, value.replace(/"seq":\d+/, '"seq":1'));
    }
    expect(enter().now.vault).toEqual({ is: "trouble", trouble: "changed" });
  });

  test("a head behind the vault is a crash and opens", async () => {
    const installation = await found();
    const again = restart(restart(installation));
    expect(again.now.vault).toEqual({ is: "open" });
  });

  test("an interrupted first run leaves no vault behind", async () => {
    mkdirSync(join(computer.folder, "data", "vault"), { recursive: true });
    writeFileSync(fileOf("new-vault.db"), "half");
    const installation = enter();
    expect(installation.now.vault).toEqual({ is: "none", gone: false });
    expect(existsSync(fileOf("new-vault.db"))).toBe(false);
  });
});

test("setting up on a full disk says so and leaves no vault", async () => {
  const installation = enter();
  // Writing to it fails as on a disk without room.
  symlinkSync("/dev/full", fileOf("vault.json.new"));
  expect(await createPractice(installation, installation.caller(), PRACTICE_SETUP)).toEqual({
    ok: false,
    refusal: { code: "vault-trouble", trouble: "disk-full" },
  });
  expect(existsSync(fileOf("vault.db"))).toBe(false);
  rmSync(fileOf("vault.json.new"));
  expect((await createPractice(installation, installation.caller(), PRACTICE_SETUP)).ok).toBe(true);
});

test("the first run is over once two-factor is on, codes are stored and the kit is checked (SETUP-15)", async () => {
  const installation = await found();
  const caller = installation.caller();
  const context = contextOf(installation);
  const step = () => {
    const at = practiceSetupStep(installation, installation.session);
    if (at !== "done") expect(finishPracticeSetup(installation, caller)).toMatchObject({ ok: false });
    return at;
  };
  const steps = [step()];
  chooseTextTokenLifetime(context, caller, { minutes: 10 });
  steps.push(step());
  await enableByApp(context, caller);
  steps.push(step());
  makeRecoveryCodes(context, caller, {});
  steps.push(step());
  storeRecoveryCodes(context, caller, {});
  steps.push(step());
  const kit = await makeRecoveryKit(installation, caller);
  steps.push(step());
  const part = kit.ok ? (kit.value.key.split("-")[kit.value.askGroup - 1] ?? "") : "";
  confirmRecoveryKit(installation, caller, { part });
  steps.push(step());
  const twoFactor = ["two-factor", "two-factor", "two-factor"] as const;
  expect(steps).toEqual(["text-tokens", ...twoFactor, "recovery-kit", "recovery-kit", "done"]);
  expect(finishPracticeSetup(installation, caller)).toEqual({ ok: true, value: null });
  expect(practiceSetupStep(installation, installation.session)).toBeNull();
});

describe("the recovery kit", () => {
  async function withKit() {
    const installation = await found();
    const made = await makeRecoveryKit(installation, installation.caller());
    if (!made.ok) throw new Error("no kit");
    return { installation, kit: made.value };
  }

  test("is checked by typing the asked group back", async () => {
    const { installation, kit } = await withKit();
    const group = kit.key.split("-")[kit.askGroup - 1] ?? "";
    expect(confirmRecoveryKit(installation, installation.caller(), { part: "ZZZZZ" })).toMatchObject({
      refusal: { code: "wrong-part" },
    });
    expect(confirmRecoveryKit(installation, installation.caller(), { part: group.toLowerCase() })).toEqual({
      ok: true,
      value: null,
    });
    expect(
      installation.now.context === null ? undefined : findPractice(installation.now.context.db)?.kitConfirmed,
    ).toBe(true);
  });

  test("opens the vault where the key store has lost its key, and gives the key back to the store", async () => {
    const { installation, kit } = await withKit();
    for (const name of computer.stored.keys()) if (name.startsWith("vault-key-")) computer.stored.delete(name);
    const again = restart(installation);
    expect(again.now.vault).toEqual({ is: "key-missing" });
    expect(await openVaultWithRecoveryKey(again, null, { recoveryKey: kit.key, newPassphrase: null })).toEqual({
      ok: true,
      value: null,
    });
    expect(restart(again).now.vault).toEqual({ is: "open" });
  });

  test("names the group that was mistyped", async () => {
    const { installation, kit } = await withKit();
    computer.stored.clear();
    const again = restart(installation);
    const groups = kit.key.split("-");
    const third = groups[2] ?? "";
    groups[2] = `${third.slice(0, -1)}${third.endsWith("0") ? "1" : "0"}`;
    const refused = await openVaultWithRecoveryKey(again, null, { recoveryKey: groups.join("-"), newPassphrase: null });
    expect(refused).toEqual({ ok: false, refusal: { code: "wrong-key", group: 3 } });
  });

  test("an older kit opens nothing once a newer was made", async () => {
    const { installation, kit } = await withKit();
    await makeRecoveryKit(installation, installation.caller());
    expect(recoveryKeyOpens(installation, kit.key)).toBe(false);
  });

  test("opens a copy of the vault on another computer; the original stays as it was", async () => {
    const { installation, kit } = await withKit();
    installation.close();
    open.splice(open.indexOf(installation), 1);
    const other = createComputer({ keyStore: false });
    const original = digest(readFileSync(fileOf("vault.db")));
    const there = startOn(other);
    open.push(there);
    lookAtVault(there);
    const elsewhere = there;
    expect(await chooseVault(there, fileOf("vault.db"))).toEqual({ ok: true, value: { name: "vault.db" } });
    const noPassphrase = await openVaultFile(elsewhere, null, { recoveryKey: kit.key, newPassphrase: null });
    expect(noPassphrase.ok).toBe(false);
    const opened = await openVaultFile(elsewhere, null, {
      recoveryKey: kit.key,
      newPassphrase: "meadow lantern copper nine",
    });
    expect(opened).toEqual({ ok: true, value: null });
    expect(elsewhere.now.context === null ? undefined : findPractice(elsewhere.now.context.db)?.name).toBe(
      "Northside Clinic",
    );
    expect(digest(readFileSync(fileOf("vault.db")))).toBe(original);
    there.close();
    other.clear();
  });
});

describe("what the folder gives away", () => {
  test("neither key nor names nor the passphrase", async () => {
    computer.clear();
    computer = createComputer({ keyStore: false });
    const installation = await found(computer, "meadow lantern copper nine");
    const raw = readdirSync(join(computer.folder, "data", "vault")).map((name) => readFileSync(fileOf(name)));
    const all = Buffer.concat(raw);
    const hex = Buffer.from(installation.now.key ?? []).toString("hex");
    expect(hex.length).toBe(64);
    for (const canary of [
      hex,
      "Joan Price",
      "joan@northside.example",
      "meadow lantern",
      "Northside Clinic",
      "4155552671",
    ]) {
      expect(all.includes(canary)).toBe(false);
    }
    expect(all.includes(Buffer.from(hex, "hex"))).toBe(false);
  });
});
