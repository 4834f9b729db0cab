import { createCipheriv, createDecipheriv, createHash, hkdfSync } from "node:crypto";
import { canonicalText } from "./canonical";
import { parseJson } from "./json";

/**
 * The vault's key, wrapped: once under the recovery key of the printed kit, and under a passphrase where the computer
 * has no key store (VAULT-2, VAULT-3). The text lies beside the database and gives away nothing but which ways there
 * are.
 */
export type KeyEnvelope = {
  readonly format: 1;
  readonly vault: string;
  readonly recoveryKey: Wrap | null;
  readonly passphrase: PassphraseWrap | null;
  /** The ways in to a key that is being put in the place of the vault's; gone once it is known which of the two it is. */
  readonly newKey?: NewKey;
  /** The way in of a kit that was made and is not checked yet; the one before it opens the vault until it is. */
  readonly newKit?: { readonly kit: string; readonly recoveryKey: Wrap };
};

/** Its passphrase is the other key's too, with the salt of that one: one slow hash tries both. */
export type NewKey = {
  /** Of the key, by `keyId`. */
  readonly id: string;
  readonly recoveryKey: Wrap | null;
  readonly passphrase: PassphraseWrap | null;
};

export type PassphraseWrap = Wrap & { readonly salt: string };

/** AES-256-GCM with a random 96-bit nonce and a 16-byte tag; all in hex. */
export type Wrap = { readonly nonce: string; readonly sealed: string };
export type WrapUse = "recovery-key" | "passphrase";

const TAG = 16;

/** What the seal is bound to, so that one wrap cannot stand in for another vault's or the other way in. */
function boundTo(vault: string, use: WrapUse): Buffer {
  return Buffer.from(`wardkey/1/${vault}/${use}`);
}

/** Seals the vault's 32-byte key under another 32-byte key; `nonce` is 12 fresh random bytes. */
export function wrapKey(key: Uint8Array, under: Uint8Array, nonce: Uint8Array, vault: string, use: WrapUse): Wrap {
  const cipher = createCipheriv("aes-256-gcm", under, nonce, { authTagLength: TAG });
  cipher.setAAD(boundTo(vault, use));
  const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { nonce: Buffer.from(nonce).toString("hex"), sealed: sealed.toString("hex") };
}

/** The vault's key; undefined under a wrong key, for another vault or a changed seal. */
export function unwrapKey(wrap: Wrap, under: Uint8Array, vault: string, use: WrapUse): Uint8Array | undefined {
  const sealed = Buffer.from(wrap.sealed, "hex");
  const decipher = createDecipheriv("aes-256-gcm", under, Buffer.from(wrap.nonce, "hex"), { authTagLength: TAG });
  decipher.setAAD(boundTo(vault, use));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]));
  } catch {
    return undefined;
  }
}

/** The wrapping key of a recovery kit: its 160 random bits need no slow hash (RFC 5869). */
export function keyFromRecoveryKey(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", bytes, "", "wardkey/recovery-kit", 32));
}

/** By what a key is known without giving it away (HKDF-SHA-256, hex). */
export function keyId(key: Uint8Array): string {
  return Buffer.from(hkdfSync("sha256", key, "", "wardkey/key-id", 16)).toString("hex");
}

/** The keys that a recovery key's 20 bytes unwrap: two while a new key is put in the place of the vault's. */
export function keysOfRecoveryKey(keyEnvelope: KeyEnvelope, bytes: Uint8Array): readonly Uint8Array[] {
  return unwrapAll(keyEnvelope, keyFromRecoveryKey(bytes), "recovery-key", (ways) => ways.recoveryKey);
}

/** The keys that a passphrase unwraps, from which `under` was derived with the salt of the envelope. */
export function keysOfPassphrase(keyEnvelope: KeyEnvelope, under: Uint8Array): readonly Uint8Array[] {
  return unwrapAll(keyEnvelope, under, "passphrase", (ways) => ways.passphrase);
}

type Ways = Pick<KeyEnvelope, "recoveryKey" | "passphrase">;

function unwrapAll(
  { vault, newKey, newKit, ...ways }: KeyEnvelope,
  under: Uint8Array,
  use: WrapUse,
  wrapOf: (ways: Ways) => Wrap | null,
): readonly Uint8Array[] {
  const ofNewKit = newKit === undefined ? undefined : { recoveryKey: newKit.recoveryKey, passphrase: null };
  const wraps = [ways, newKey, ofNewKit].flatMap((one) => (one === undefined ? [] : (wrapOf(one) ?? [])));
  return wraps.flatMap((wrap) => unwrapKey(wrap, under, vault, use) ?? []);
}

/**
 * The envelope once it is known which key opens the vault: the new one's ways in take the place of the others, or are
 * dropped.
 */
export function settledFor({ newKey, ...others }: KeyEnvelope, openedBy: string): KeyEnvelope {
  if (newKey?.id !== openedBy) return others;
  const { recoveryKey, passphrase } = newKey;
  return { ...others, recoveryKey, passphrase };
}

/** The envelope once it is known which kit is in force: the new one takes the place of the other, or is dropped. */
export function settledForKit({ newKit, ...others }: KeyEnvelope, inForce: string | undefined): KeyEnvelope {
  return newKit !== undefined && newKit.kit === inForce ? { ...others, recoveryKey: newKit.recoveryKey } : others;
}

/** By what the ways in are known that lead to the vault in the end (SHA-256, hex). */
export function waysDigest({ recoveryKey, passphrase }: Ways): string {
  return createHash("sha256")
    .update(canonicalText([recoveryKey, passphrase]))
    .digest("hex");
}

export function formatKeyEnvelope(keyEnvelope: KeyEnvelope): string {
  return `${JSON.stringify(keyEnvelope, null, 2)}\n`;
}

/** undefined for a text that is no envelope of a format known here. */
export function parseKeyEnvelope(text: string): KeyEnvelope | undefined {
  const parsed = parseJson(text);
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const { format, vault, recoveryKey, passphrase, newKey, newKit } = parsed as Record<string, unknown>;
  if (format !== 1 || typeof vault !== "string" || !/^[a-z2-7]{26}$/.test(vault)) return undefined;
  const ways = { recoveryKey, passphrase };
  if (!areWays(ways)) return undefined;
  if (!(newKey === undefined || isNewKey(newKey)) || !(newKit === undefined || isNewKit(newKit))) return undefined;
  return {
    format,
    vault,
    ...ways,
    ...(newKey === undefined ? {} : { newKey }),
    ...(newKit === undefined ? {} : { newKit }),
  };
}

/** Why a text is no envelope that can be read here: a later version wrote it, or it is damaged. */
export function keyEnvelopeTrouble(text: string): "newer" | "damaged" {
  const parsed = parseJson(text);
  const format = typeof parsed === "object" && parsed !== null && "format" in parsed ? parsed.format : undefined;
  return Number.isSafeInteger(format) && Number(format) > NEWEST_FORMAT ? "newer" : "damaged";
}

const NEWEST_FORMAT: KeyEnvelope["format"] = 1;

function areWays(value: { readonly recoveryKey?: unknown; readonly passphrase?: unknown }): value is Ways {
  const { recoveryKey, passphrase } = value;
  return (recoveryKey === null || isWrap(recoveryKey)) && (passphrase === null || isPassphraseWrap(passphrase));
}

function isNewKey(value: unknown): value is NewKey {
  const { id, ...ways } = (typeof value === "object" && value !== null ? value : {}) as { readonly id?: unknown };
  return isHex(id, 16) && areWays(ways);
}

function isNewKit(value: unknown): value is NonNullable<KeyEnvelope["newKit"]> {
  if (typeof value !== "object" || value === null) return false;
  return "kit" in value && typeof value.kit === "string" && "recoveryKey" in value && isWrap(value.recoveryKey);
}

function isPassphraseWrap(value: unknown): value is PassphraseWrap {
  return isWrap(value) && "salt" in value && isHex(value.salt, 16);
}

function isWrap(value: unknown): value is Wrap {
  if (typeof value !== "object" || value === null) return false;
  const { nonce, sealed } = value as Record<string, unknown>;
  return isHex(nonce, 12) && isHex(sealed, 32 + TAG);
}

function isHex(value: unknown, bytes: number): boolean {
  return typeof value === "string" && value.length === bytes * 2 && /^[0-9a-f]*$/.test(value);
}
