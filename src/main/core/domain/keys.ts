import { createHash, createHmac, hkdfSync } from "node:crypto";
import type { SecretKind } from "./events";

/** The working keys of a practice, one of 32 bytes for each purpose. */
export type Keys = {
  /** Commits a ledger entry to the bytes of a secret row. */
  readonly commitments: Uint8Array;
  /** Digests of one-time codes. */
  readonly codes: Uint8Array;
  /** Digests of e-mails that belong to nobody. */
  readonly strangers: Uint8Array;
};

const KEY_BYTES = 32;

/** How many bytes of randomness a practice's root has. */
export const ROOT_BYTES = 32;

/** The working keys from the practice's root, by HKDF-SHA-256 under a label each (VAULT-5, RFC 5869). */
export function deriveKeys(root: Uint8Array): Keys {
  const derive = (label: string) => new Uint8Array(hkdfSync("sha256", root, "", `wardkey/${label}`, KEY_BYTES));
  return { commitments: derive("commitments"), codes: derive("codes"), strangers: derive("strangers") };
}

/** Keys as the bytes of one secret; `splitKeys` takes them apart again. */
export function joinKeys({ commitments, codes, strangers }: Keys): Uint8Array {
  return Buffer.concat([commitments, codes, strangers]);
}

export function splitKeys(bytes: Uint8Array): Keys {
  const key = (n: number) => Uint8Array.from(bytes.subarray(n * KEY_BYTES, (n + 1) * KEY_BYTES));
  return { commitments: key(0), codes: key(1), strangers: key(2) };
}

type SecretRow = { id: string; account: string | null; kind: string; bytes: Uint8Array };

const nameOf = ({ id, account, kind }: SecretRow) => `${JSON.stringify([id, account, kind])}\n`;
const roots: readonly string[] = ["practice-root", "practice-keys"] satisfies readonly SecretKind[];

/** The HMAC with which an entry commits to a secret row: hex, over (id, account, kind, bytes). The root has `rootDigest`. */
export function commitmentMac(key: Uint8Array, row: SecretRow): string {
  if (roots.includes(row.kind)) return rootDigest(row);
  return createHmac("sha256", key).update(nameOf(row)).update(row.bytes).digest("hex");
}

/**
 * With what an entry commits to the root, or to kept keys: no key that comes of them can vouch for them. Nobody guesses
 * 32 random bytes by their SHA-256.
 */
export function rootDigest(row: SecretRow): string {
  return createHash("sha256").update(nameOf(row)).update(row.bytes).digest("hex");
}

/** A keyed digest of an e-mail that belongs to nobody: people type passwords into the wrong field. */
export function strangerDigest(key: Uint8Array, emailKey: string): string {
  return createHmac("sha256", key).update(emailKey).digest("hex");
}

/** A keyed digest of a gateway's token, by which an approval knows the one that it was given for. */
export function tokenDigest(key: Uint8Array, token: string): string {
  return createHmac("sha256", key).update(`gateway-token\n${token}`).digest("hex");
}
