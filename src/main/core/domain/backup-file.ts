import { createHash, createHmac, createPrivateKey, createPublicKey, hkdfSync, sign, verify } from "node:crypto";
import { toFives } from "./base32";
import { canonicalText } from "./canonical";
import { sameText } from "./constant-time";
import { crockford } from "./crockford";
import type { Head } from "./head-signature";
import { parseJson } from "./json";
import type { KeyEnvelope } from "./key-envelope";

/*
 * What a backup is (BACKUP-1): a file in age format (https://age-encryption.org/v1). What is encrypted in it is one line,
 * the manifest, and after it the vault's database, which is still encrypted with the vault's own key. Two can decrypt it:
 * whoever has the recovery kit, and the vault itself, so that it can check what it wrote and encrypt it anew for another kit.
 */

/** A recovery kit as people tell one from another. */
export type KitFacts = { readonly number: number; readonly madeAt: number };

/** The kit that a backup is encrypted for; `seal`: what its recovery key said of the practice key when the kit was made. */
export type BackupKit = KitFacts & { readonly seal: string };

/** Times are epoch ms; `practiceKey` is an Ed25519 public key (PEM). */
export type BackupManifest = {
  readonly format: 1;
  readonly vault: string;
  readonly practice: string;
  /** How the practice writes times: its region (ISO 3166) and time zone (IANA). */
  readonly region: string;
  readonly timeZone: string;
  readonly madeAt: number;
  /** The computer's name, and the version of Wardkey on it. */
  readonly computer: string;
  readonly version: string;
  readonly kit: BackupKit;
  readonly practiceKey: string;
  /** The newest entry of every workstation's chain. */
  readonly heads: readonly Head[];
  /** The head that the newest commit was signed with, where it was. */
  readonly signedHeads: readonly string[];
  readonly entries: number;
  /** Accounts that are not deactivated. */
  readonly people: number;
  readonly keyEnvelope: KeyEnvelope;
  readonly database: { readonly bytes: number; readonly sha256: string };
};

/** What a backup says of the vault in it. */
export type VaultFacts = Pick<BackupManifest, "heads" | "signedHeads" | "entries" | "people">;

/** A manifest longer than this is none: the line is read before anything of it is believed. */
export const LONGEST_MANIFEST = 256 * 1024;

const SIGNED_AS = "wardkey/backup/1\n";

/** The manifest as the first line of a backup, signed with the practice's private key (PEM). */
export function formatManifest(manifest: BackupManifest, privateKey: string): string {
  const text = canonicalText(manifest);
  const signature = sign(null, Buffer.from(SIGNED_AS + text), createPrivateKey(privateKey)).toString("hex");
  return `${canonicalText({ manifest, signature })}\n`;
}

export type ReadManifest =
  | { readonly is: "read"; readonly manifest: BackupManifest }
  /** A later version wrote it. */
  | { readonly is: "newer" }
  /** It is no manifest, or its signature is not that of the key that it names. */
  | { readonly is: "changed" };

/** Reads the first line of a backup. Whose practice key it is, is not said by it (`kitVouches`). */
export function readManifest(line: string): ReadManifest {
  const parsed = parseJson(line);
  if (!isRecord(parsed) || !isRecord(parsed["manifest"])) return { is: "changed" };
  const { manifest, signature } = parsed;
  const { format } = manifest;
  if (Number.isSafeInteger(format) && Number(format) > 1) return { is: "newer" };
  if (!isManifest(manifest) || typeof signature !== "string" || !isHex(signature, 64)) return { is: "changed" };
  const isSigned = isSignedBy(manifest.practiceKey, SIGNED_AS + canonicalText(manifest), signature);
  return isSigned ? { is: "read", manifest } : { is: "changed" };
}

function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    return verify(null, Buffer.from(text), createPublicKey(publicKey), Buffer.from(signature, "hex"));
  } catch {
    return false;
  }
}

/**
 * What a recovery key says of the practice key when its kit is made: whoever has the kit can tell the practice's backups from
 * anybody else's, and nobody without it can say this of another key (HMAC-SHA-256, hex).
 */
export function kitSeal(recoveryKey: Uint8Array, vault: string, kit: KitFacts, practiceKey: string): string {
  const key = derive(recoveryKey, "wardkey/kit-seal");
  const said = canonicalText([vault, kit.number, kit.madeAt, practiceKey.trim()]);
  return createHmac("sha256", key).update(said).digest("hex");
}

/** Whether the kit with this recovery key vouches for the key that signed a backup. */
export function kitVouches(recoveryKey: Uint8Array, { vault, kit, practiceKey }: BackupManifest): boolean {
  return sameText(kit.seal, kitSeal(recoveryKey, vault, kit, practiceKey));
}

/** The 32 bytes of the X25519 identity for which backups are encrypted, from a kit's 20 bytes (HKDF-SHA-256, RFC 5869). */
export function backupIdentityOf(recoveryKey: Uint8Array): Uint8Array {
  return derive(recoveryKey, "wardkey/backup");
}

function derive(recoveryKey: Uint8Array, label: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", recoveryKey, "", label, 32));
}

const FINGERPRINT_GROUPS = 4;
const FINGERPRINT_GROUP = 4;

/** The practice key's fingerprint as it stands on the kit: 80 bits of its SHA-256, in groups of four characters. */
export function practiceFingerprint(practiceKey: string): string {
  const digest = createHash("sha256").update(practiceKey.trim()).digest();
  const characters = crockford(toFives(digest).slice(0, FINGERPRINT_GROUPS * FINGERPRINT_GROUP));
  return characters.match(/.{4}/g)?.join("-") ?? characters;
}

function isManifest(value: Record<string, unknown>): value is BackupManifest & Record<string, unknown> {
  const { format, vault, practice, region, timeZone, madeAt, computer, version, kit, practiceKey } = value;
  const { heads, signedHeads, entries, people, keyEnvelope, database } = value;
  return (
    format === 1 &&
    [vault, practice, region, timeZone, computer, version, practiceKey].every((text) => typeof text === "string") &&
    [madeAt, entries, people].every(isCount) &&
    isRecord(kit) &&
    isCount(kit["number"]) &&
    isCount(kit["madeAt"]) &&
    typeof kit["seal"] === "string" &&
    Array.isArray(heads) &&
    heads.every(isHead) &&
    Array.isArray(signedHeads) &&
    signedHeads.every((text) => typeof text === "string") &&
    isRecord(keyEnvelope) &&
    isRecord(database) &&
    isCount(database["bytes"]) &&
    isHex(database["sha256"], 32)
  );
}

function isHead(value: unknown): boolean {
  return (
    isRecord(value) && typeof value["workstation"] === "string" && isCount(value["seq"]) && isHex(value["hash"], 32)
  );
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isHex(value: unknown, bytes: number): boolean {
  return typeof value === "string" && value.length === bytes * 2 && /^[0-9a-f]*$/.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
