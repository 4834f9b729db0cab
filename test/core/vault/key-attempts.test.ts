import { copyFileSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ok, refuse } from "../../../src/contract/result";
import type { Db } from "../../../src/main/core/store/open";
import { tryKeyOnce } from "../../../src/main/core/vault/key-attempts";
import { createPractice } from "../../../src/main/core/vault/practice-setup";
import { confirmRecoveryKit, makeRecoveryKit } from "../../../src/main/core/vault/recovery-kit";
import {
  closeVault,
  lookAtVault,
  openVault,
  openVaultFile,
  openVaultWithRecoveryKey,
  retryOpening,
} from "../../../src/main/core/vault/vault";
import { type Computer, chooseVault, createComputer, PRACTICE_SETUP, startOn } from "../../support/computer";
import { asInTheFifthVersion } from "../../support/earlier-schemas";
import { newestEntry } from "../../support/entries";

const PASSPHRASE = "nine calm herons over the weir";
const OTHER = "another nine calm herons somewhere";
const computers: Computer[] = [];
let computer: Computer;
const open: { close: () => void }[] = [];

beforeEach(() => {
  computer = aComputer();
});
afterEach(() => {
  for (const installation of open.splice(0)) installation.close();
  for (const one of computers.splice(0)) one.clear();
});

function aComputer(options: { keyStore?: boolean } = { keyStore: false }): Computer {
  const made = createComputer(options);
  computers.push(made);
  return made;
}

type Installation = ReturnType<typeof startOn>;

function enter(at: Computer = computer): Installation {
  const installation = startOn(at);
  open.push(installation);
  lookAtVault(installation);
  return installation;
}

function crash(installation: Installation): void {
  installation.close();
  open.splice(open.indexOf(installation), 1);
}

async function found(at: Computer = computer, passphrase: string | null = PASSPHRASE): Promise<Installation> {
  const installation = enter(at);
  expect(await createPractice(installation, installation.caller(), { ...PRACTICE_SETUP, passphrase })).toEqual({
    ok: true,
    value: null,
  });
  return installation;
}

/** A vault with a passphrase that nobody has opened yet. */
async function closedVault(): Promise<void> {
  crash(await found());
}

const guess = (installation: Installation, passphrase = OTHER) => openVault(installation, null, { passphrase });
const codeOf = (answer: Awaited<ReturnType<typeof guess>>) => (answer.ok ? "opened" : answer.refusal.code);
const fileOf = (name: string, at: Computer = computer) => join(at.folder, "data", "vault", name);

describe("wrong passphrases wait", () => {
  beforeEach(closedVault);

  test("forty in a row, as fast as they go: three are looked at", async () => {
    const installation = enter();
    const codes: string[] = [];
    for (let time = 0; time < 40; time++) codes.push(codeOf(await guess(installation)));
    expect(codes.filter((code) => code === "wrong-key")).toHaveLength(3);
    expect(codes.at(-1)).toBe("too-soon");
  });

  test("forty at once: one after the other, and three are looked at", async () => {
    const installation = enter();
    const replies = await Promise.all(Array.from({ length: 40 }, () => guess(installation)));
    expect(replies.map(codeOf).filter((code) => code === "wrong-key")).toHaveLength(3);
  });

  test("each doubles the wait, up to a minute, and the right one is not looked at before", async () => {
    const installation = enter();
    const waits: number[] = [];
    for (let time = 0; time < 11; time++) {
      const answer = await guess(installation);
      const waitMs = !answer.ok && answer.refusal.code === "wrong-key" ? (answer.refusal.waitMs ?? 0) : -1;
      waits.push(waitMs / 1000);
      if (waitMs > 0) computer.clock.advance(waitMs - 1);
      if (waitMs > 0) expect(codeOf(await guess(installation, PASSPHRASE))).toBe("too-soon");
      computer.clock.advance(1);
    }
    expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(codeOf(await guess(installation, PASSPHRASE))).toBe("opened");
  });

  test("a restart and a clock that is set forward shorten nothing", async () => {
    const installation = enter();
    for (let time = 0; time < 3; time++) await guess(installation);
    crash(installation);
    const again = enter();
    computer.clock.set(computer.clock.now() + 3_600_000);
    expect(codeOf(await guess(again))).toBe("too-soon");
    computer.clock.advance(1000);
    expect(await guess(again)).toMatchObject({ refusal: { code: "wrong-key", waitMs: 2000 } });
  });

  test("a crash while one is looked at gives none back (LOCK-9)", async () => {
    for (let time = 0; time < 3; time++) {
      const installation = enter();
      await new Promise<void>((isLookedAt) => {
        const keyFromPassphrase = () => {
          isLookedAt();
          return new Promise<never>(() => {});
        };
        void openVault({ ...installation, hashing: { ...installation.hashing, keyFromPassphrase } }, null, {
          passphrase: OTHER,
        });
      });
      crash(installation);
    }
    expect(codeOf(await guess(enter(), PASSPHRASE))).toBe("too-soon");
  });

  test("a count that somebody has scribbled over is taken for the longest wait", async () => {
    const installation = enter();
    for (let time = 0; time < 3; time++) await guess(installation);
    crash(installation);
    writeFileSync(join(computer.folder, "data", "vault.tries"), "many");
    expect(await guess(enter())).toMatchObject({ refusal: { code: "too-soon", waitMs: 60_000 } });
  });

  test("a program that ends with its one try waits first, and leaves what was wrong to the next opening", () => {
    const { folder } = enter();
    const waits: number[] = [];
    const counts: number[] = [];
    const tryOnce = (tried: Parameters<typeof tryKeyOnce>[2]) =>
      tryKeyOnce(
        folder,
        (ms) => waits.push(ms),
        () => {
          counts.push(folder.readWrongTries());
          return tried();
        },
      );
    for (let time = 0; time < 5; time++) tryOnce(() => refuse({ code: "wrong-key" }));
    expect(tryOnce(() => ok([new Uint8Array()]))).toMatchObject({ ok: true });
    expect(waits).toEqual([1000, 2000, 4000]);
    // Each counts as wrong until it is known to be right.
    expect(counts).toEqual([1, 2, 3, 4, 5, 6]);
    expect(folder.readWrongTries()).toBe(5);
  });

  test("how many there were is an entry once the vault opens, and no more after that", async () => {
    const installation = enter();
    for (let time = 0; time < 2; time++) await guess(installation);
    expect(codeOf(await guess(installation, PASSPHRASE))).toBe("opened");
    const opened = (at: Installation) =>
      at.now.context === null ? undefined : newestEntry(at.now.context, undefined, "vault-opened")?.data;
    expect(opened(installation)).toEqual({ by: "passphrase", from: "here", wrongTries: 2, seals: true });
    crash(installation);
    const again = enter();
    expect(codeOf(await guess(again, PASSPHRASE))).toBe("opened");
    expect(opened(again)).not.toHaveProperty("wrongTries");
  });
});

describe("a recovery key is counted with them", () => {
  test("at the vault that is here: another kit's key is a wrong try, a slip of the pen is none", async () => {
    const otherKit = await kitOf(await found(aComputer()));
    await kitOf(await found());
    for (const installation of open.splice(0)) installation.close();
    const installation = enter();
    const type = (recoveryKey: string) =>
      openVaultWithRecoveryKey(installation, null, { recoveryKey, newPassphrase: PASSPHRASE });
    const slip = otherKit.replace(/^./, (first) => (first === "0" ? "1" : "0"));
    for (let time = 0; time < 5; time++) expect(await type(slip)).toMatchObject({ refusal: { group: 1 } });
    for (let time = 0; time < 3; time++) expect(await type(otherKit)).toMatchObject({ refusal: { code: "wrong-key" } });
    expect(await type(otherKit)).toMatchObject({ refusal: { code: "too-soon" } });
    expect(codeOf(await guess(installation, PASSPHRASE))).toBe("too-soon");
  });

  test("and at a vault that is brought from elsewhere", async () => {
    const elsewhere = aComputer();
    const kit = await kitOf(await found(elsewhere));
    const otherKit = await kitOf(await found());
    for (const installation of open.splice(0)) installation.close();
    rmSync(fileOf("vault.db"));
    const installation = enter();
    expect(await chooseVault(installation, fileOf("vault.db", elsewhere))).toMatchObject({ ok: true });
    const type = (recoveryKey: string) => openVaultFile(installation, null, { recoveryKey, newPassphrase: PASSPHRASE });
    for (let time = 0; time < 3; time++) expect(await type(otherKit)).toMatchObject({ refusal: { code: "wrong-key" } });
    expect(await type(kit)).toMatchObject({ refusal: { code: "too-soon" } });
    computer.clock.advance(1000);
    expect(await type(kit)).toEqual({ ok: true, value: null });
  });
});

async function kitOf(installation: Installation): Promise<string> {
  const made = await makeRecoveryKit(installation, installation.caller());
  if (!made.ok) throw new Error("no kit");
  const { key, askGroup } = made.value;
  confirmRecoveryKit(installation, installation.caller(), { part: key.split("-")[askGroup - 1] ?? "" });
  return key;
}

test("closing the vault is an entry, after the end of the session", async () => {
  const installation = await found();
  const { context } = installation.now;
  if (context === null) throw new Error("not open");
  closeVault(installation, context);
  crash(installation);
  const again = enter();
  await guess(again, PASSPHRASE);
  if (again.now.context === null) throw new Error("not open");
  expect(newestEntry(again.now.context, undefined, "vault-closed")).toBeDefined();
});

describe("a vault that another process has open", () => {
  const inUse = { ok: false, refusal: { code: "vault-trouble", trouble: "in-use" } };

  test("is opened by no method, whatever the first screen says", async () => {
    const first = await found();
    const kit = await kitOf(first);
    const second = enter();
    expect(second.now.vault).toEqual({ is: "trouble", trouble: "in-use" });
    expect(await guess(second, PASSPHRASE)).toEqual(inUse);
    const input = { recoveryKey: kit, newPassphrase: PASSPHRASE };
    expect(await openVaultWithRecoveryKey(second, null, input)).toEqual(inUse);
  });

  test.each(["folder", "file"])("is in use through a link to its %s too", async (what) => {
    await found();
    const other = aComputer();
    const vault = join(other.folder, "data", "vault");
    mkdirSync(what === "folder" ? join(other.folder, "data") : vault, { recursive: true });
    if (what === "folder") symlinkSync(join(computer.folder, "data", "vault"), vault);
    else symlinkSync(fileOf("vault.db"), join(vault, "vault.db"));
    if (what === "file") copyFileSync(fileOf("vault.json"), join(vault, "vault.json"));
    const second = enter(other);
    expect(second.now.vault).toEqual({ is: "trouble", trouble: "in-use" });
    expect(await guess(second, PASSPHRASE)).toEqual(inUse);
  });

  test("is not opened by a second name of its file, which no lock can hold", async () => {
    await found();
    const other = aComputer();
    const vault = join(other.folder, "data", "vault");
    mkdirSync(vault, { recursive: true });
    linkSync(fileOf("vault.db"), join(vault, "vault.db"));
    copyFileSync(fileOf("vault.json"), join(vault, "vault.json"));
    const second = enter(other);
    expect(second.now.vault).toEqual({ is: "trouble", trouble: "two-names" });
    expect(await guess(second, PASSPHRASE)).toMatchObject({ refusal: { trouble: "two-names" } });
    rmSync(join(vault, "vault.db"));
  });

  test("is not set up over", async () => {
    const first = await found();
    rmSync(fileOf("vault.db"));
    const second = enter();
    expect(await createPractice(second, second.caller(), { ...PRACTICE_SETUP, passphrase: PASSPHRASE })).toEqual(inUse);
    expect(first.now.context).not.toBeNull();
  });
});

describe("a vault's file that was tampered with", () => {
  beforeEach(async () => {
    const installation = await found();
    await kitOf(installation);
    crash(installation);
  });
  const trouble = (what: string) => ({ ok: false, refusal: { code: "vault-trouble", trouble: what } });

  test("an empty one is damaged, and stays empty", async () => {
    writeFileSync(fileOf("vault.db"), "");
    expect(await guess(enter(), PASSPHRASE)).toEqual(trouble("damaged"));
    expect(statSync(fileOf("vault.db")).size).toBe(0);
  });

  test("one that says an earlier version, and holds an index of a later one, waits for a manager", async () => {
    const installation = enter();
    await guess(installation, PASSPHRASE);
    const db = installation.now.context?.db as Db;
    asInTheFifthVersion(db);
    db.pragma("user_version = 3");
    crash(installation);
    const again = enter();
    expect(codeOf(await guess(again, PASSPHRASE))).toBe("opened");
    expect(again.now.vault).toMatchObject({ is: "unconfirmed", because: "tables-differ" });
  });

  test.each([0, 1, 2])("one that says version %d and holds the tables of a newer one was changed", async (version) => {
    const installation = enter();
    await guess(installation, PASSPHRASE);
    installation.now.context?.db.pragma(`user_version = ${version}`);
    crash(installation);
    const before = readFileSync(fileOf("vault.db"));
    expect(await guess(enter(), PASSPHRASE)).toEqual(trouble("changed"));
    expect(readFileSync(fileOf("vault.db")).equals(before)).toBe(true);
  });

  test.each([
    ["cut short", (text: string) => text.slice(0, text.length / 2), trouble("damaged")],
    ["empty", () => "", trouble("damaged")],
    ["with a flipped digit in its wrap", flipped, { ok: false, refusal: { code: "wrong-key" } }],
    ["with its wraps swapped", swapped, { ok: false, refusal: { code: "wrong-key" } }],
    ["of another vault", renamed, { ok: false, refusal: { code: "wrong-key" } }],
  ])("a key envelope %s opens nothing, and the file is as it was", async (_, tamper, refused) => {
    const before = readFileSync(fileOf("vault.db"));
    writeFileSync(fileOf("vault.json"), tamper(readFileSync(fileOf("vault.json"), "utf8")));
    expect(await guess(enter(), PASSPHRASE)).toEqual(refused);
    expect(readFileSync(fileOf("vault.db")).equals(before)).toBe(true);
  });

  type Wraps = { vault: string; passphrase: Record<string, string>; recoveryKey: Record<string, string> | null };
  const edited = (text: string, edit: (wraps: Wraps) => Wraps) => JSON.stringify(edit(JSON.parse(text) as Wraps));
  const flip = (hex: string) => hex.replace(/^./, (digit) => (digit === "0" ? "1" : "0"));

  function flipped(text: string): string {
    return edited(text, (wraps) => ({
      ...wraps,
      passphrase: { ...wraps.passphrase, sealed: flip(wraps.passphrase["sealed"] ?? "") },
    }));
  }
  function swapped(text: string): string {
    return edited(text, ({ passphrase, ...wraps }) => ({
      ...wraps,
      recoveryKey: passphrase,
      passphrase: { ...wraps.recoveryKey, salt: passphrase["salt"] ?? "" },
    }));
  }
  function renamed(text: string): string {
    const another = ({ vault }: { readonly vault: string }) => `${vault.startsWith("a") ? "b" : "a"}${vault.slice(1)}`;
    return edited(text, (wraps) => ({ ...wraps, vault: another(wraps) }));
  }
});

describe("a key store", () => {
  beforeEach(async () => {
    computer = aComputer({ keyStore: true });
  });

  test.each([
    ["an empty key", ""],
    ["half a key", "ab".repeat(16)],
    ["another vault's key", "ab".repeat(32)],
  ])("with %s asks for the recovery key, which opens the vault and puts the right one in", async (_, wrong) => {
    const installation = await found(computer, null);
    const kit = await kitOf(installation);
    crash(installation);
    const [name = ""] = [...computer.stored.keys()].filter((key) => key.startsWith("vault-key-"));
    const right = computer.stored.get(name);
    computer.stored.set(name, wrong);
    const again = enter();
    expect(again.now.vault).toEqual({ is: "key-unfit" });
    const opened = await openVaultWithRecoveryKey(again, null, { recoveryKey: kit, newPassphrase: null });
    expect(opened).toEqual({ ok: true, value: null });
    expect(computer.stored.get(name)).toBe(right);
  });

  test("that fails while the vault is looked at is a state with a way to try again, and no exception", async () => {
    crash(await found(computer, null));
    const installation = startOn(computer);
    open.push(installation);
    const keyStore = {
      ...installation.keyStore,
      read: () => {
        throw Object.assign(new Error("locked"), { code: "KEY_STORE_SILENT" });
      },
    };
    const locked = { ...installation, keyStore };
    lookAtVault(locked);
    expect(locked.now.vault).toEqual({ is: "trouble", trouble: "key-store" });
    expect(retryOpening(locked)).toMatchObject({ refusal: { trouble: "key-store" } });
    expect(retryOpening(installation)).toEqual({ ok: true, value: null });
  });

  test("that is there now does not hide that a vault with a passphrase is older than it should be", async () => {
    computer = aComputer();
    crash(await found());
    const older = readFileSync(fileOf("vault.db"));
    const installation = enter();
    expect(codeOf(await guess(installation, PASSPHRASE))).toBe("opened");
    if (installation.now.context !== null) closeVault(installation, installation.now.context);
    crash(installation);
    for (const suffix of ["-wal", "-shm"]) rmSync(fileOf(`vault.db${suffix}`), { force: true });
    writeFileSync(fileOf("vault.db"), older);
    const again = enter({ ...computer, hasKeyStore: true });
    expect(await guess(again, PASSPHRASE)).toMatchObject({ refusal: { trouble: "rolled-back" } });
  });

  test("that is there now changes nothing for a vault with a passphrase", async () => {
    const without = aComputer();
    crash(await found(without));
    const now = { ...without, hasKeyStore: true };
    expect(enter(now).now.vault).toEqual({ is: "passphrase-needed" });
  });
});
