import type { WeakPassphrase } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { badPassword } from "../authentication/passwords";
import { type KeyEnvelope, type PassphraseWrap, wrapKey } from "../domain/key-envelope";
import type { Installation } from "../installation";
import type { KeyStore } from "../ports";
import { openDatabase } from "../store/open";
import { diskTroubleOf, keyStoreTrouble } from "../store/trouble";

/*
 * Where the vault's key is kept, so that this computer opens the vault: in the operating system's key store, or wrapped for
 * a passphrase (VAULT-2). While a new key is put in the place of the old one both are kept, and the file says which it is.
 */

export const KEY_BYTES = 32;

/** The key store's entry of a vault's key, as hex. */
export function keyName(vaultId: string): string {
  return `vault-key-${vaultId}`;
}

/** The entry of a key that is being put in the place of the vault's. */
export function newKeyName(vaultId: string): string {
  return `new-vault-key-${vaultId}`;
}

/** The keys that the key store has for a vault; a text that is no key is none. Throws where the store does not answer. */
export function keysInStore(keyStore: KeyStore, { vault, newKey }: KeyEnvelope): readonly Uint8Array[] {
  const names = newKey === undefined ? [keyName(vault)] : [keyName(vault), newKeyName(vault)];
  const stored = names.flatMap((name) => keyStore.read(name) ?? []);
  return stored.map((hex) => new Uint8Array(Buffer.from(hex, "hex")));
}

/** Puts a key into the key store, and throws unless the store gives back the same. */
export function storeKey(keyStore: KeyStore, name: string, key: Uint8Array): void {
  const hex = Buffer.from(key).toString("hex");
  keyStore.write(name, hex);
  if (keyStore.read(name) === hex) return;
  throw keyStoreTrouble("the key store gives back another key");
}

/**
 * Which of several keys opens a database; undefined where none does. One that is alone is taken for the right one, which
 * opening it shows. Throws what else keeps the file from being read.
 */
export function keyThatOpens(file: string, keys: readonly Uint8Array[]): Uint8Array | undefined {
  const whole = keys.filter((key) => key.length === KEY_BYTES);
  return whole.length < 2 ? whole[0] : whole.find((key) => opens(file, key));
}

/** Whether a key opens a database. A wrong key and a damaged first page look the same. */
export function opens(file: string, key: Uint8Array): boolean {
  try {
    openDatabase(file, key, { mustExist: true }).close();
    return true;
  } catch (broken) {
    if (diskTroubleOf(broken) === "damaged") return false;
    throw broken;
  }
}

/** The key envelope of a vault that opens through the key store, where there is one and no passphrase is given, else by it. */
export async function wayIn(
  installation: Installation,
  keyEnvelope: KeyEnvelope,
  key: Uint8Array,
  passphrase: string | null,
): Promise<Result<KeyEnvelope, WeakPassphrase>> {
  if (passphrase === null && installation.keyStore.isThere()) return ok({ ...keyEnvelope, passphrase: null });
  if (passphrase === null || !(await isStrongPassphrase(installation, passphrase)))
    return refuse({ code: "weak-passphrase" });
  return ok({ ...keyEnvelope, passphrase: await wrapForPassphrase(installation, keyEnvelope.vault, key, passphrase) });
}

/** Lets this computer open the vault at its next start: through its key store, else through a passphrase. */
export async function keepKey(
  installation: Installation,
  keyEnvelope: KeyEnvelope,
  key: Uint8Array,
  passphrase: string | null,
): Promise<Result<KeyEnvelope, WeakPassphrase>> {
  const way = await wayIn(installation, keyEnvelope, key, passphrase);
  if (way.ok && way.value.passphrase === null) storeKey(installation.keyStore, keyName(keyEnvelope.vault), key);
  return way;
}

/** The key wrapped for a passphrase, with a salt of its own. */
export async function wrapForPassphrase(
  { random, hashing }: Pick<Installation, "random" | "hashing">,
  vaultId: string,
  key: Uint8Array,
  passphrase: string,
): Promise<PassphraseWrap> {
  const salt = random.bytes(16);
  const under = await hashing.keyFromPassphrase(passphrase, salt);
  return { ...wrapKey(key, under, random.bytes(12), vaultId, "passphrase"), salt: Buffer.from(salt).toString("hex") };
}

/** As hard to guess as a manager's password: who has the folder can try as often as they like (VAULT-4). */
export async function isStrongPassphrase({ hashing }: Installation, passphrase: string): Promise<boolean> {
  const nobody = { name: "", email: "", practiceName: "" };
  return (await badPassword(hashing, { ...nobody, password: passphrase, isManager: true })) === undefined;
}
