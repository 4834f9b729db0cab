import type { InputOf, Reply } from "../../../contract/methods";
import type { NotNow, TooSoon, VaultTrouble, WeakPassphrase, WrongKey } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import type { VaultState } from "../../../contract/vault/views";
import type { Unconfirmed } from "../../../contract/vocabulary";
import type { Asking } from "../asking";
import { forgetOldKeys } from "../authentication/attempt-hints";
import { watchClock } from "../clock/clock";
import { recordEvent, type VaultContext } from "../context";
import { idFrom } from "../domain/base32";
import {
  formatKeyEnvelope,
  type KeyEnvelope,
  keyEnvelopeTrouble,
  keyId,
  keysOfPassphrase,
  parseKeyEnvelope,
  settledFor,
} from "../domain/key-envelope";
import { practiceDigest } from "../domain/practice-digest";
import { parseRecoveryKey } from "../domain/recovery-key";
import type { Installation, OpenedVault } from "../installation";
import type { KeyStore } from "../ports";
import { endSession } from "../session/sessions";
import { keepLastOwn, listOtherHeads } from "../store/ledger/admitted";
import { withoutKnown } from "../store/ledger/known-heads";
import { findHead } from "../store/ledger/ledger";
import { hasExchanged, noteTakenIn } from "../store/ledger/order";
import { hasPracticeRoot, keptKeys } from "../store/ledger/practice-root";
import { rebuildShadowIfStale } from "../store/ledger/record";
import { isRemoved } from "../store/ledger/removed";
import { migrate } from "../store/migrations";
import { type Db, immediately, openDatabase, takeLock } from "../store/open";
import { thePractice } from "../store/practice";
import { diskTroubleOf, orTrouble } from "../store/trouble";
import { foldMarked } from "../workstations/ingest";
import { goOnFrom } from "./go-on-from";
import { lookForLost, sealVault } from "./heads";
import { type Judged, judge } from "./judge-vault";
import { keepKey, keysInStore, keyThatOpens, opens } from "./kept-key";
import { takeWrongTries, tryKey } from "./key-attempts";
import { openContext } from "./open-context";
import { rebuildAsFound, rebuildTables } from "./rebuild-tables";
import { isReplacedKit, keysOfKit, readKeyEnvelope } from "./recovery-key";
import { parseNote } from "./restored-from";
import { settleKeyChanges, settleNewKit } from "./settle-key-change";
import { takeSigningKey } from "./signing-key";

type Trouble = VaultTrouble["trouble"];
type OpenedBy = "key-store" | "passphrase" | "recovery-key";

/** At start and at "Try again": finds out what is there and opens it where the key store has its key. */
export function lookAtVault(installation: Installation): void {
  // Nobody opens it while a worker writes it under another key.
  if (installation.now.vault.is === "changing-key") return;
  const found = orTrouble(() => findVault(installation));
  installation.now.vault = typeof found === "string" ? { is: "trouble", trouble: found } : found;
}

function findVault(installation: Installation): VaultState {
  const { folder, keyStore, known, now } = installation;
  if (now.context !== null) return now.vault;
  const trouble = enter(installation);
  if (trouble !== undefined) return { is: "trouble", trouble };
  if (!folder.hasDatabase()) return { is: "none", gone: known.read() !== undefined };
  const keyEnvelope = readKeyEnvelope(installation);
  if (keyEnvelope === undefined) return { is: "trouble", trouble: keyEnvelopeTrouble(folder.readKeyEnvelope() ?? "") };
  if (keyEnvelope.passphrase !== null) return { is: "passphrase-needed" };
  const stored = readWhereThere(keyStore, keyEnvelope);
  if (stored.length === 0) return { is: "key-missing" };
  const key = keyThatOpens(folder.database, stored);
  if (key === undefined) return { is: "key-unfit" };
  const failed = openWith(installation, key, keyEnvelope.vault, "key-store");
  if (failed === undefined) return now.vault;
  // A wrong key and a damaged file look the same; the kit tells them apart.
  return failed === "damaged" ? { is: "key-unfit" } : { is: "trouble", trouble: failed };
}

/** None also where there is no store, which the first question to it shows. */
function readWhereThere(keyStore: KeyStore, keyEnvelope: KeyEnvelope): readonly Uint8Array[] {
  try {
    return keysInStore(keyStore, keyEnvelope);
  } catch (broken) {
    if (keyStore.isThere()) throw broken;
    return [];
  }
}

/** Makes the folder, takes its lock, which keeps out every other process, and tidies up. Nothing is opened without it. */
export function enter(installation: Installation): Trouble | undefined {
  if (installation.now.vault.is === "changing-key") return "in-use";
  if (installation.now.lock !== null) return undefined;
  return orTrouble(() => {
    if (installation.folder.hasTwoNames()) return "two-names";
    installation.folder.prepare();
    const lock = takeLock(installation.folder.lockFile());
    if (lock === undefined) return "in-use";
    try {
      installation.folder.tidy();
    } catch (error) {
      // What is half done stays so until all of it can be done: the next try begins here again.
      lock.close();
      throw error;
    }
    installation.now.lock = lock;
    return undefined;
  });
}

/** Gives the lock back, so that whoever enters next tidies up what did not come to its end. */
export function leave({ now }: Installation): void {
  now.lock?.close();
  now.lock = null;
}

/**
 * Opens the database. Before anything is written to it: its version, its tables to the letter, the heads, the newest
 * segment. Then it is brought up to date, and moved into; or closed until a manager confirms it.
 */
export function openWith(
  installation: Installation,
  key: Uint8Array,
  vaultId: string,
  by: OpenedBy,
): Trouble | undefined {
  return orTrouble(() => {
    const db = openDatabase(installation.folder.database, key, { mustExist: true });
    const restored = parseNote(installation.folder.readNote() ?? "");
    // What was restored is older than what this computer knows, and goes on as a workstation of its own.
    const kept = installation.heads.read(vaultId);
    const texts = restored === undefined ? withoutKnown(db, kept) : [];
    const judged = orTrouble(() => judge(db, key, vaultId, texts));
    if (typeof judged === "string") {
      db.close();
      return judged;
    }
    if (judged.schema === "mendable") rebuildAsFound(installation, db);
    else makeCurrent(db);
    if (isRemoved(db, judged.workstation)) {
      db.close();
      return "removed";
    }
    const { keys, heads } = judged;
    const from = heads === "missing" ? findHead(db, judged.workstation) : undefined;
    const workstation = from === undefined ? judged.workstation : idFrom(installation.random.bytes(16));
    const context = openContext(installation, { db, key, keys, vaultId, workstation });
    if (from !== undefined)
      immediately(db, () => goOnFrom(installation, context, { from, key, vaultId, restored, kept }));
    installation.now.goingOn = from === undefined ? null : lookForLost(db, kept);
    context.memory.waitsForLost = (installation.now.goingOn?.lost.length ?? 0) > 0;
    installation.folder.dropNote();
    moveInto(installation, context, { key, vaultId }, by, { ...judged, texts });
    return undefined;
  });
}

/** Brings a database of an earlier version up to this one; one of this version is not written to. */
export function makeCurrent(db: Db): void {
  migrate(db);
  rebuildShadowIfStale(db);
}

function moveInto(
  installation: Installation,
  context: VaultContext,
  { key, vaultId }: Pick<OpenedVault, "key" | "vaultId">,
  by: OpenedBy,
  judged: Judged & { readonly texts: readonly string[] },
): void {
  const { db } = context;
  const signs = takeSigningKey(installation, context, vaultId);
  const because = signs === undefined ? "head-missing" : whyUnconfirmed(judged);
  installation.now.context = context;
  installation.now.background = installation.startBackground(installation, context);
  installation.now.key = key;
  installation.now.vault =
    because === null ? { is: "open" } : { is: "unconfirmed", because, kitTyped: by === "recovery-key", wait: null };
  installation.now.seal = sealVault(installation, context, vaultId, {
    key: signs,
    held: because !== null && because !== "tables-differ",
    texts: judged.texts,
  });
  const from = judged.heads === "missing" ? "elsewhere" : "here";
  const wrongTries = takeWrongTries(installation);
  const tried = wrongTries === 0 ? {} : { wrongTries };
  const data = { by, from, ...tried, ...(signs === undefined ? {} : { seals: true as const }) } as const;
  immediately(db, () => {
    keepLastOwn(db, context.workstation);
    // While its heads were away the vault may have been opened without them: what was written then is known from here on.
    if (!hasExchanged(db, context.workstation, listOtherHeads(db, context.workstation))) noteTakenIn(db);
    if (!hasPracticeRoot(db)) keepKeys(context);
    recordEvent(context, null, { kind: "vault-opened", subject: null, data });
  });
  watchClock(context);
  forgetOldKeys(context);
  foldMarked(context);
  // What the key store or the disk keeps from ending is ended at the next start.
  settleKeyChanges(installation, context, key);
  settleNewKit(installation, context);
  installation.known.write({ vaultId, practice: practiceDigest(vaultId, thePractice(db).name) });
}

/** Of a vault that has no root of its own: what its key yielded stays when that key is changed. */
function keepKeys(context: VaultContext): void {
  const secrets = [keptKeys(context.keys)];
  recordEvent(context, null, { kind: "practice-keys-kept", subject: null, data: {} }, { secrets });
}

function whyUnconfirmed({ schema, heads }: Judged): Unconfirmed | null {
  if (heads === "missing") return "head-missing";
  if (heads === "behind") return "head-behind";
  return schema === "mendable" ? "tables-differ" : null;
}

function troubled(installation: Installation, trouble: Trouble): Refused<VaultTrouble> {
  if (installation.now.vault.is !== "changing-key") installation.now.vault = { is: "trouble", trouble };
  return refuse({ code: "vault-trouble", trouble });
}

/** The app is closed: whoever was signed in is so no longer, and until when it was open stays known. */
export function closeVault({ sessions }: Pick<Installation, "sessions">, context: VaultContext): void {
  for (const session of sessions) endSession(context, session, "quit");
  immediately(context.db, () => recordEvent(context, null, { kind: "vault-closed", subject: null, data: {} }));
}

/** "Try again" after a trouble, or after a vault was put back into its folder. */
export function retryOpening(installation: Installation): Result<null, VaultTrouble> {
  if (installation.now.context !== null) rebuildTables(installation);
  lookAtVault(installation);
  const { vault } = installation.now;
  return vault.is === "trouble" ? refuse({ code: "vault-trouble", trouble: vault.trouble }) : ok(null);
}

/** Opens with the passphrase that the vault asks for at start where there is no key store. */
export async function openVault(
  installation: Installation,
  _caller: unknown,
  { passphrase }: InputOf<"openVault">,
): Promise<Result<null, WrongKey | TooSoon | VaultTrouble>> {
  const inside = enter(installation);
  if (inside !== undefined) return troubled(installation, inside);
  const keyEnvelope = readKeyEnvelope(installation);
  const wrap = keyEnvelope?.passphrase ?? null;
  if (keyEnvelope === undefined || wrap === null) return troubled(installation, "damaged");
  const keys = await tryKey(installation, async () => {
    const under = await installation.hashing.keyFromPassphrase(passphrase, Buffer.from(wrap.salt, "hex"));
    const unwrapped = keysOfPassphrase(keyEnvelope, under);
    return unwrapped.length === 0 ? refuse({ code: "wrong-key" }) : ok(unwrapped);
  });
  if (!keys.ok) return keys;
  const key = orTrouble(() => keyThatOpens(installation.folder.database, keys.value)) ?? "damaged";
  if (typeof key === "string") return troubled(installation, key);
  const failed = openWith(installation, key, keyEnvelope.vault, "passphrase");
  return failed === undefined ? ok(null) : troubled(installation, failed);
}

/** Opens with the printed recovery key, and makes this computer able to open the vault by itself again. */
export async function openVaultWithRecoveryKey(
  installation: Installation,
  _caller: unknown,
  input: InputOf<"openVaultWithRecoveryKey">,
): Promise<Result<null, WrongKey | TooSoon | VaultTrouble | WeakPassphrase>> {
  const inside = enter(installation);
  if (inside !== undefined) return troubled(installation, inside);
  const keyEnvelope = readKeyEnvelope(installation);
  if (keyEnvelope === undefined) return troubled(installation, "damaged");
  const keys = await tryKit(installation, keyEnvelope, input.recoveryKey);
  if (!keys.ok) return keys;
  const { database } = installation.folder;
  const key = orTrouble(() => keyThatOpens(database, keys.value)) ?? "damaged";
  // What the key store or a passphrase has is replaced by nothing that does not open the vault.
  const mayKeep = typeof key !== "string" && orTrouble(() => opens(database, key));
  if (mayKeep === true && typeof key !== "string" && isReplaced(database, key, input.recoveryKey))
    return refuse({ code: "wrong-key" });
  if (typeof key === "string" || mayKeep !== true)
    return troubled(installation, typeof mayKeep === "string" ? mayKeep : "damaged");
  return keepAndOpen(installation, keyEnvelope, key, input.newPassphrase);
}

/** Whether the kit was replaced, by what the vault itself says. */
function isReplaced(database: string, key: Uint8Array, typed: string): boolean {
  const db = openDatabase(database, key, { mustExist: true });
  try {
    return isReplacedKit(db, typed);
  } finally {
    db.close();
  }
}

async function keepAndOpen(
  installation: Installation,
  keyEnvelope: KeyEnvelope,
  key: Uint8Array,
  passphrase: string | null,
): Promise<Result<null, VaultTrouble | WeakPassphrase>> {
  // A vault that asks for a passphrase goes on doing so: a key store takes over only when a manager says so (KEY-2).
  if (keyEnvelope.passphrase !== null && passphrase === null) return refuse({ code: "weak-passphrase" });
  const kept = await keepKeyOrTrouble(installation, settledFor(keyEnvelope, keyId(key)), key, passphrase);
  if (!kept.ok) return kept;
  const written = orTrouble(() => installation.folder.writeKeyEnvelope(formatKeyEnvelope(kept.value)));
  const failed = written ?? openWith(installation, key, keyEnvelope.vault, "recovery-key");
  return failed === undefined ? ok(null) : troubled(installation, failed);
}

/** A key that is no key at all, by its own check, is a slip and no guess. */
async function tryKit(
  installation: Installation,
  keyEnvelope: KeyEnvelope,
  typed: string,
): Promise<Result<readonly Uint8Array[], WrongKey | TooSoon>> {
  const look = async () => keysOfKit(keyEnvelope, typed);
  return parseRecoveryKey(typed).kind === "key" ? tryKey(installation, look) : look();
}

/** Does what `keepKey` does, and gives a key store that does not answer back as a trouble. */
async function keepKeyOrTrouble(
  installation: Installation,
  keyEnvelope: KeyEnvelope,
  key: Uint8Array,
  passphrase: string | null,
): Promise<Result<KeyEnvelope, WeakPassphrase | VaultTrouble>> {
  try {
    return await keepKey(installation, keyEnvelope, key, passphrase);
  } catch (broken) {
    const trouble = diskTroubleOf(broken);
    if (trouble === undefined) throw broken;
    return refuse({ code: "vault-trouble", trouble });
  }
}

/** "Open a vault": remembers the one that is chosen; its folder must hold the vault's key envelope too. */
export function chooseVaultFile(installation: Installation): Asking<Reply<"chooseVaultFile">> {
  return {
    choose: "vault",
    canceled: ok(null),
    commit: (vault) => {
      installation.now.chosenVault = vault;
      return ok({ name: vault.name });
    },
  };
}

/** Copies the chosen vault here, once the recovery key has opened it. The original stays as it is. */
export async function openVaultFile(
  installation: Installation,
  _caller: unknown,
  input: InputOf<"openVaultFile">,
): Promise<Result<null, WrongKey | TooSoon | VaultTrouble | WeakPassphrase | NotNow>> {
  const inside = enter(installation);
  if (inside !== undefined) return troubled(installation, inside);
  const { chosenVault } = installation.now;
  if (chosenVault === null || installation.folder.hasDatabase())
    return refuse({ code: "not-now", because: "wrong-step" });
  const copied = orTrouble(() => ({ text: chosenVault.copyTo(installation.folder.newDatabase) }));
  if (typeof copied === "string") return refuse({ code: "vault-trouble", trouble: copied });
  const keyEnvelope = copied.text === undefined ? undefined : parseKeyEnvelope(copied.text);
  if (keyEnvelope === undefined) return refuse({ code: "vault-trouble", trouble: "not-a-vault" });
  const keys = await tryKit(installation, keyEnvelope, input.recoveryKey);
  if (!keys.ok) return keys;
  const { newDatabase } = installation.folder;
  const key = orTrouble(() => {
    const found = keyThatOpens(newDatabase, keys.value) ?? "damaged";
    if (found === "damaged") return found;
    // Opening folds the copied WAL into the file, which then stands for itself.
    const copy = openDatabase(newDatabase, found, { mustExist: true });
    copy.pragma("wal_checkpoint(TRUNCATE)");
    copy.close();
    return found;
  });
  if (typeof key === "string") return refuse({ code: "vault-trouble", trouble: key });
  const settled = settledFor(keyEnvelope, keyId(key));
  const kept = await keepKeyOrTrouble(installation, settled, key, input.newPassphrase);
  if (!kept.ok) return kept;
  installation.folder.adopt(formatKeyEnvelope(kept.value));
  const failed = openWith(installation, key, keyEnvelope.vault, "recovery-key");
  return failed === undefined ? ok(null) : troubled(installation, failed);
}
