import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { signIn } from "../../../src/main/core/authentication/sign-in";
import type { VaultContext } from "../../../src/main/core/context";
import { formatKeyEnvelope } from "../../../src/main/core/domain/key-envelope";
import { deriveKeys } from "../../../src/main/core/domain/keys";
import { readKeys } from "../../../src/main/core/store/ledger/practice-root";
import { type Db, openDatabase } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { listChangedSecrets } from "../../../src/main/core/store/secrets";
import { keepKey } from "../../../src/main/core/vault/kept-key";
import { readKeyEnvelope } from "../../../src/main/core/vault/recovery-key";
import { verifyCopy } from "../../../src/main/core/vault/verify-copy";
import { type Computer, createComputer } from "../../support/computer";
import { expectReplayEqualsTables } from "../../support/entries";
import { contextOf, type Open, PASSPHRASE, setUpPracticeOn, started } from "../../support/heads";

const OLD_VAULT = join(import.meta.dirname, "../store/golden/first-vault");
const OLD_VAULT_CLOSED_AT = 1_810_890_605_250;

let computer: Computer;
let installation: Open;
afterEach(() => {
  installation.close();
  computer.clear();
});

const file = () => join(computer.folder, "data", "vault", "vault.db");
const context = () => contextOf(installation);

/** A practice of today, with its keys in a random root. */
async function newPractice(): Promise<void> {
  computer = createComputer({ keyStore: false });
  ({ installation } = await setUpPracticeOn(computer));
}

/** A vault of version 0.1.0 lies on the computer, and was not opened yet. */
function oldPractice(): void {
  computer = createComputer({ keyStore: false });
  const [vault, heads] = [join(computer.folder, "data", "vault"), join(computer.folder, "heads")];
  for (const folder of [vault, heads]) mkdirSync(folder, { recursive: true });
  for (const name of ["vault.db", "vault.json"]) cpSync(join(OLD_VAULT, name), join(vault, name));
  const head = "s3w4a5mmgs66j6mpkzfujfzloq.head";
  cpSync(join(OLD_VAULT, head), join(heads, head));
  computer.clock.set(OLD_VAULT_CLOSED_AT + 60 * 60_000);
}

async function openedOldPractice(): Promise<void> {
  oldPractice();
  installation = await started(computer);
}

function vaultKey(): Uint8Array {
  const { key } = installation.now;
  if (key === null) throw new Error("no vault is open");
  return key;
}

/** The vault closed, and its file and key envelope under another key. */
async function giveNewVaultKey(): Promise<Uint8Array> {
  const [old, fresh] = [vaultKey(), installation.random.bytes(32)];
  const keyEnvelope = readKeyEnvelope(installation);
  if (keyEnvelope === undefined) throw new Error("no key envelope");
  const kept = await keepKey(installation, keyEnvelope, fresh, PASSPHRASE);
  if (!kept.ok) throw new Error(kept.refusal.code);
  installation.folder.writeKeyEnvelope(formatKeyEnvelope(kept.value));
  installation.close();
  const db = openDatabase(file(), old, { mustExist: true });
  db.pragma("journal_mode = DELETE");
  db.pragma(`rekey = 'raw:${Buffer.from(fresh).toString("hex")}'`);
  db.close();
  return fresh;
}

/** What somebody does who has the file of the closed vault and its key. */
function change(act: (db: Db) => void): void {
  const key = vaultKey();
  installation.close();
  const db = openDatabase(file(), key, { mustExist: true });
  act(db);
  db.close();
}

const macsOf = ({ db }: VaultContext) => db.prepare("SELECT secret, kind, mac FROM commitments ORDER BY secret").all();

describe.each([
  ["a new practice", newPractice],
  ["a practice of an earlier version", openedOldPractice],
])("in %s", (_, set) => {
  test("a new vault key changes no key, no commitment and no digest", async () => {
    await set();
    const [keys, macs] = [context().keys, macsOf(context())];
    const fresh = await giveNewVaultKey();
    installation = await started(computer);
    expect(installation.now.vault).toEqual({ is: "open" });
    expect(Buffer.from(vaultKey()).equals(fresh)).toBe(true);
    expect(context().keys).toEqual(keys);
    expect(macsOf(context())).toEqual(macs);
    expect(await context().ledgerCheck.done()).toBe(true);
    expect(context().memory.alarm).toBeNull();
    expectReplayEqualsTables(context());
    const guess = { email: "nobody@northside.example", password: "not the right one" };
    expect(await signIn(context(), installation.caller(), guess)).toMatchObject({ ok: false });
  });

  const changes: [string, string][] = [
    ["is missing", "DELETE FROM secrets WHERE id = 'practice-root'"],
    ["has other bytes", "UPDATE secrets SET bytes = randomblob(length(bytes)) WHERE id = 'practice-root'"],
    ["has the bytes of another secret", "UPDATE secrets SET bytes = zeroblob(32) WHERE id = 'practice-root'"],
    [
      "is called by another kind",
      `UPDATE secrets SET kind = iif(kind = 'practice-root', 'practice-keys', 'practice-root')
        WHERE id = 'practice-root'`,
    ],
    ["is said to be an account's", "UPDATE secrets SET account = 'joan' WHERE id = 'practice-root'"],
    [
      "is another one, to which the tables were fitted",
      `UPDATE secrets SET bytes = zeroblob(32) WHERE id = 'practice-root';
       UPDATE commitments SET mac = 'another' WHERE secret = 'practice-root'`,
    ],
  ];
  test.each(changes)("a vault whose root %s is not opened", async (_, sql) => {
    await set();
    change((db) => db.exec(sql));
    installation = await started(computer);
    expect(installation.now).toMatchObject({ vault: { is: "trouble", trouble: "root-changed" }, context: null });
  });

  test("a root that is gone while the vault is open closes it at the next check", async () => {
    await set();
    context().db.exec("DELETE FROM secrets WHERE id = 'practice-root'");
    expect(await context().ledgerCheck.done()).toBe(false);
    expect(installation.now.vault).toEqual({ is: "trouble", trouble: "changed" });
  });

  test("verifying a copy takes the root for what it is", async () => {
    await set();
    const { vaultId } = thePractice(context().db);
    const key = vaultKey();
    context().db.pragma("wal_checkpoint(TRUNCATE)");
    const copy = { file: file(), key, vaultId };
    const heads = installation.heads.read(vaultId);
    expect(verifyCopy(copy, heads, () => {})).toMatchObject({ is: "intact" });
    change((db) => db.exec("DELETE FROM secrets WHERE id = 'practice-root'"));
    expect(verifyCopy(copy, heads, () => {})).toEqual({ is: "trouble", trouble: "root-changed" });
  });
});

test("a new practice's keys do not come from its vault's key, and another practice's are others", async () => {
  await newPractice();
  const { keys } = context();
  expect(keys).not.toEqual(deriveKeys(vaultKey()));
  installation.close();
  computer.clear();
  await newPractice();
  expect(context().keys).not.toEqual(keys);
});

test("a vault of an earlier version keeps the keys that its own key yields, and says so once", async () => {
  await openedOldPractice();
  expect(context().keys).toEqual(deriveKeys(vaultKey()));
  expect(listChangedSecrets(context().db, context().keys.commitments)).toEqual([]);
  const kept = () =>
    context().db.prepare("SELECT count(*) FROM ledger WHERE kind = 'practice-keys-kept'").pluck().get();
  expect(kept()).toBe(1);
  installation.close();
  installation = await started(computer);
  expect(kept()).toBe(1);
});

test("a vault of an earlier version that was not opened yet is checked with what its own key yields", async () => {
  await openedOldPractice();
  const key = vaultKey();
  const { vaultId } = thePractice(context().db);
  installation.close();
  computer.clear();
  oldPractice();
  const asWritten = openDatabase(file(), key, { readonly: true });
  expect(readKeys(asWritten, key)).toEqual(deriveKeys(key));
  asWritten.close();
  const heads = installation.heads.read(vaultId);
  expect(verifyCopy({ file: file(), key, vaultId }, heads, () => {})).toMatchObject({ is: "intact" });
});

test("a root that no entry names does not become one", async () => {
  await openedOldPractice();
  const key = vaultKey();
  installation.close();
  computer.clear();
  oldPractice();
  const db = openDatabase(file(), key, { mustExist: true });
  db.exec("INSERT INTO secrets VALUES ('practice-root', NULL, 'practice-root', zeroblob(32))");
  db.close();
  installation = await started(computer);
  expect(installation.now.vault).toEqual({ is: "trouble", trouble: "root-changed" });
});
