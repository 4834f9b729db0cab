import type { InputOf } from "../../../contract/inputs";
import type { NotNow, TooSoon, VaultTrouble, WeakPassphrase, WrongKey } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import type { VaultState } from "../../../contract/views";
import type { Unconfirmed } from "../../../contract/vocabulary";
import { forgetOldKeys } from "../authentication/attempt-hints";
import { badPassword } from "../authentication/passwords";
import { watchClock } from "../clock/clock";
import { recordEvent, type World } from "../context";
import {
  type Envelope,
  formatEnvelope,
  keyFromRecoveryKey,
  parseEnvelope,
  unwrapKey,
  wrapKey,
} from "../domain/key-envelope";
import { practiceDigest } from "../domain/practice-digest";
import { parseRecoveryKey } from "../domain/recovery-key";
import type { House, OpenedVault } from "../installation";
import { endSessionAtQuit } from "../session/sessions";
import { rebuildShadowIfStale } from "../store/ledger/record";
import { newestSegmentDamage } from "../store/ledger/verify";
import { migrate, SCHEMA_VERSION, schemaVersion } from "../store/migrations";
import { type Db, immediately, openDatabase, takeLock } from "../store/open";
import { findFounding, thePractice } from "../store/practice";
import { judgeSchema } from "../store/schema";
import { diskTroubleOf, orTrouble } from "../store/trouble";
import { judgeHeads, sealVault } from "./heads";
import { takeWrongTries, tryKey } from "./key-attempts";
import { rebuildAsFound, rebuildTables } from "./rebuild-tables";
import { takeSigningKey } from "./signing-key";

type Trouble = VaultTrouble["trouble"];
type OpenedBy = "key-store" | "passphrase" | "recovery-key";

const KEY_BYTES = 32;

/** The key store's entry of a vault's key, as hex. */
function keyName(vaultId: string): string {
  return `vault-key-${vaultId}`;
}

/** At start and at "Try again": finds out what is there and opens it where the key store has its key. */
export function lookAtVault(house: House): void {
  const found = orTrouble(() => findVault(house));
  house.now.vault = typeof found === "string" ? { is: "trouble", trouble: found } : found;
}

function findVault(house: House): VaultState {
  const { folder, keyStore, known, now } = house;
  if (now.world !== null) return now.vault;
  const trouble = enter(house);
  if (trouble !== undefined) return { is: "trouble", trouble };
  if (!folder.hasDatabase()) return { is: "none", gone: known.read() !== undefined };
  const envelope = readEnvelope(house);
  if (envelope === undefined) return { is: "trouble", trouble: "damaged" };
  if (envelope.passphrase !== null) return { is: "passphrase-needed" };
  const stored = keyStore.isThere() ? keyStore.read(keyName(envelope.vault)) : undefined;
  if (stored === undefined) return { is: "key-missing" };
  const key = Buffer.from(stored, "hex");
  if (key.length !== KEY_BYTES) return { is: "key-unfit" };
  const failed = openWith(house, new Uint8Array(key), envelope.vault, "key-store");
  if (failed === undefined) return now.vault;
  // A wrong key and a damaged file look the same; the kit tells them apart.
  return failed === "damaged" ? { is: "key-unfit" } : { is: "trouble", trouble: failed };
}

/** Makes the folder ready and takes its lock, which keeps out every other process. Nothing is opened without it. */
export function enter(house: House): Trouble | undefined {
  if (house.now.lock !== null) return undefined;
  return orTrouble(() => {
    if (house.folder.hasTwoNames()) return "two-names";
    house.folder.prepare();
    const lock = takeLock(house.folder.lockFile());
    if (lock === undefined) return "in-use";
    house.now.lock = lock;
    return undefined;
  });
}

function readEnvelope(house: House): Envelope | undefined {
  const text = house.folder.readEnvelope();
  return text === undefined ? undefined : parseEnvelope(text);
}

/**
 * Opens the database. Before anything is written to it: its version, its tables to the letter, the heads, the newest
 * segment. Then it is brought up to date, and moved into; or closed until a manager confirms it.
 */
export function openWith(house: House, key: Uint8Array, vaultId: string, by: OpenedBy): Trouble | undefined {
  return orTrouble(() => {
    const db = openDatabase(house.folder.database, key, { mustExist: true });
    const texts = house.heads.read(vaultId);
    const judged = orTrouble(() => judge(db, vaultId, texts));
    if (typeof judged === "string") {
      db.close();
      return judged;
    }
    if (judged.schema === "mendable") rebuildAsFound(house, db);
    else makeCurrent(db);
    moveInto(house, { db, key, vaultId, workstation: judged.workstation }, by, judged);
    return undefined;
  });
}

type Judged = {
  readonly schema: "fits" | "mendable";
  readonly heads: "sound" | "missing" | "behind";
  readonly workstation: string;
};

function judge(db: Db, vaultId: string, texts: readonly string[]): Judged | Trouble {
  if (schemaVersion(db) > SCHEMA_VERSION) return "newer";
  const schema = judgeSchema(db);
  if (schema === "changed") return "changed";
  const founding = findFounding(db);
  if (founding === undefined || founding.vaultId !== vaultId) return "changed";
  const heads = judgeHeads(db, founding, texts);
  if (heads === "rolled-back" || heads === "changed") return heads;
  const { workstation } = founding;
  return newestSegmentDamage(db, workstation) === undefined ? { schema, heads, workstation } : "changed";
}

function makeCurrent(db: Db): void {
  migrate(db);
  rebuildShadowIfStale(db);
}

function moveInto(house: House, opened: OpenedVault, by: OpenedBy, judged: Judged): void {
  const { db, key, vaultId } = opened;
  const world = house.moveIn(opened);
  const signs = takeSigningKey(house, world, vaultId);
  const because = signs === undefined ? "head-missing" : whyUnconfirmed(judged);
  house.now.world = world;
  house.now.key = key;
  house.now.vault = because === null ? { is: "open" } : { is: "unconfirmed", because, kitTyped: by === "recovery-key" };
  house.now.seal = sealVault(house, world, vaultId, {
    key: signs,
    held: because !== null && because !== "tables-differ",
  });
  const from = judged.heads === "missing" ? "elsewhere" : "here";
  const wrongTries = takeWrongTries(house);
  const tried = wrongTries === 0 ? {} : { wrongTries };
  const data = { by, from, ...tried, ...(signs === undefined ? {} : { seals: true as const }) } as const;
  immediately(db, () => recordEvent(world, null, { kind: "vault-opened", subject: null, data }));
  watchClock(world);
  forgetOldKeys(world);
  house.known.write({ vaultId, practice: practiceDigest(vaultId, thePractice(db).name) });
}

function whyUnconfirmed({ schema, heads }: Judged): Unconfirmed | null {
  if (heads === "missing") return "head-missing";
  if (heads === "behind") return "head-behind";
  return schema === "mendable" ? "tables-differ" : null;
}

function troubled(house: House, trouble: Trouble): Refused<VaultTrouble> {
  house.now.vault = { is: "trouble", trouble };
  return refuse({ code: "vault-trouble", trouble });
}

/** The app is closed: whoever was signed in is so no longer, and until when it was open stays known. */
export function closeVault(world: World): void {
  endSessionAtQuit(world);
  immediately(world.db, () => recordEvent(world, null, { kind: "vault-closed", subject: null, data: {} }));
}

/** "Try again" after a trouble, or after a vault was put back into its folder. */
export function retryOpening(house: House): Result<null, VaultTrouble> {
  if (house.now.world !== null) rebuildTables(house);
  lookAtVault(house);
  const { vault } = house.now;
  return vault.is === "trouble" ? refuse({ code: "vault-trouble", trouble: vault.trouble }) : ok(null);
}

/** Opens with the passphrase that the vault asks for at start where there is no key store. */
export async function openVault(
  house: House,
  _caller: unknown,
  { passphrase }: InputOf<"openVault">,
): Promise<Result<null, WrongKey | TooSoon | VaultTrouble>> {
  const inside = enter(house);
  if (inside !== undefined) return troubled(house, inside);
  const envelope = readEnvelope(house);
  const wrap = envelope?.passphrase ?? null;
  if (envelope === undefined || wrap === null) return troubled(house, "damaged");
  const key = await tryKey(house, async () => {
    const under = await house.hashing.keyFromPassphrase(passphrase, Buffer.from(wrap.salt, "hex"));
    const unwrapped = unwrapKey(wrap, under, envelope.vault, "passphrase");
    return unwrapped === undefined ? refuse({ code: "wrong-key" }) : ok(unwrapped);
  });
  if (!key.ok) return key;
  const failed = openWith(house, key.value, envelope.vault, "passphrase");
  return failed === undefined ? ok(null) : troubled(house, failed);
}

/** Opens with the printed recovery key, and makes this computer able to open the vault by itself again. */
export async function openVaultWithRecoveryKey(
  house: House,
  _caller: unknown,
  input: InputOf<"openVaultWithRecoveryKey">,
): Promise<Result<null, WrongKey | TooSoon | VaultTrouble | WeakPassphrase>> {
  const inside = enter(house);
  if (inside !== undefined) return troubled(house, inside);
  const envelope = readEnvelope(house);
  if (envelope === undefined) return troubled(house, "damaged");
  const key = await tryKit(house, envelope, input.recoveryKey);
  if (!key.ok) return key;
  const kept = await keepKeyOrTrouble(house, envelope, key.value, input.newPassphrase);
  if (!kept.ok) return kept;
  house.folder.writeEnvelope(formatEnvelope(kept.value));
  const failed = openWith(house, key.value, envelope.vault, "recovery-key");
  return failed === undefined ? ok(null) : troubled(house, failed);
}

/** A key that is no key at all, by its own check, is a slip and no guess. */
async function tryKit(
  house: House,
  envelope: Envelope,
  typed: string,
): Promise<Result<Uint8Array, WrongKey | TooSoon>> {
  const look = async () => keyOfKit(envelope, typed);
  return parseRecoveryKey(typed).kind === "key" ? tryKey(house, look) : look();
}

function keyOfKit(envelope: Envelope, typed: string): Result<Uint8Array, WrongKey> {
  const parsed = parseRecoveryKey(typed);
  if (parsed.kind === "mistyped") return refuse({ code: "wrong-key", group: parsed.group });
  if (parsed.kind !== "key" || envelope.recoveryKey === null) return refuse({ code: "wrong-key" });
  const key = unwrapKey(envelope.recoveryKey, keyFromRecoveryKey(parsed.bytes), envelope.vault, "recovery-key");
  return key === undefined ? refuse({ code: "wrong-key" }) : ok(key);
}

/** True where a typed recovery key is the one that wraps this vault's key: asked when the only manager comes back. */
export function recoveryKeyOpens(house: House, typed: string): boolean {
  const envelope = readEnvelope(house);
  return envelope !== undefined && keyOfKit(envelope, typed).ok;
}

/** Lets this computer open the vault at its next start: through its key store, else through a passphrase. */
export async function keepKey(
  house: House,
  envelope: Envelope,
  key: Uint8Array,
  passphrase: string | null,
): Promise<Result<Envelope, WeakPassphrase>> {
  if (house.keyStore.isThere()) {
    house.keyStore.write(keyName(envelope.vault), Buffer.from(key).toString("hex"));
    return ok({ ...envelope, passphrase: null });
  }
  if (passphrase === null || !(await isStrongPassphrase(house, passphrase))) return refuse({ code: "weak-passphrase" });
  const salt = house.dice.bytes(16);
  const under = await house.hashing.keyFromPassphrase(passphrase, salt);
  const wrap = wrapKey(key, under, house.dice.bytes(12), envelope.vault, "passphrase");
  return ok({ ...envelope, passphrase: { ...wrap, salt: Buffer.from(salt).toString("hex") } });
}

/** The same where a key store that does not answer is a trouble. */
async function keepKeyOrTrouble(
  house: House,
  envelope: Envelope,
  key: Uint8Array,
  passphrase: string | null,
): Promise<Result<Envelope, WeakPassphrase | VaultTrouble>> {
  try {
    return await keepKey(house, envelope, key, passphrase);
  } catch (broken) {
    const trouble = diskTroubleOf(broken);
    if (trouble === undefined) throw broken;
    return refuse({ code: "vault-trouble", trouble });
  }
}

/** As hard to guess as a manager's password: who has the folder can try as often as they like. */
async function isStrongPassphrase(house: House, passphrase: string): Promise<boolean> {
  const nobody = { name: "", email: "", practiceName: "" };
  return (await badPassword(house.hashing, { ...nobody, password: passphrase, isManager: true })) === undefined;
}

/** "Open a vault": remembers the file that was chosen; its folder must hold the vault's envelope too. */
export async function chooseVaultFile(house: House): Promise<Result<{ name: string } | null, NotNow>> {
  const chosen = await house.chooseFile();
  if (!chosen.ok) return chosen;
  const file = chosen.value;
  house.now.chosenFile = file;
  return ok(file === null ? null : { name: file.split(/[/\\]/).at(-1) ?? file });
}

/** Copies the chosen vault here, once the recovery key has opened it. The original stays as it is. */
export async function openVaultFile(
  house: House,
  _caller: unknown,
  input: InputOf<"openVaultFile">,
): Promise<Result<null, WrongKey | TooSoon | VaultTrouble | WeakPassphrase | NotNow>> {
  const inside = enter(house);
  if (inside !== undefined) return troubled(house, inside);
  const { chosenFile } = house.now;
  if (chosenFile === null || house.folder.hasDatabase()) return refuse({ code: "not-now", because: "wrong-step" });
  const copied = orTrouble(() => ({ text: house.folder.copyIn(chosenFile) }));
  if (typeof copied === "string") return refuse({ code: "vault-trouble", trouble: copied });
  const envelope = copied.text === undefined ? undefined : parseEnvelope(copied.text);
  if (envelope === undefined) return refuse({ code: "vault-trouble", trouble: "not-a-vault" });
  const key = await tryKit(house, envelope, input.recoveryKey);
  if (!key.ok) return key;
  const trouble = orTrouble(() => {
    // Opening folds the copied WAL into the file, which then stands for itself.
    const copy = openDatabase(house.folder.newDatabase, key.value, { mustExist: true });
    copy.pragma("wal_checkpoint(TRUNCATE)");
    copy.close();
    return undefined;
  });
  if (trouble !== undefined) return refuse({ code: "vault-trouble", trouble });
  const kept = await keepKeyOrTrouble(house, envelope, key.value, input.newPassphrase);
  if (!kept.ok) return kept;
  house.folder.adopt(formatEnvelope(kept.value));
  const failed = openWith(house, key.value, envelope.vault, "recovery-key");
  return failed === undefined ? ok(null) : troubled(house, failed);
}
