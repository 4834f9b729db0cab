import { createHmac, hkdfSync } from "node:crypto";

const PURPOSES = ["commitments", "codes", "strangers"] as const;

/** The working keys of a vault, each from its 32-byte key by HKDF-SHA-256 under its own label (VAULT-5, RFC 5869). */
export function deriveKeys(vaultKey: Uint8Array): Record<(typeof PURPOSES)[number], Uint8Array> {
  const derive = (label: string) => new Uint8Array(hkdfSync("sha256", vaultKey, "", `wardkey/${label}`, 32));
  return { commitments: derive("commitments"), codes: derive("codes"), strangers: derive("strangers") };
}

/** The HMAC with which an entry commits to a secret row: hex, over (id, account, kind, bytes). */
export function commitmentMac(
  key: Uint8Array,
  row: { id: string; account: string | null; kind: string; bytes: Uint8Array },
): string {
  const named = JSON.stringify([row.id, row.account, row.kind]);
  return createHmac("sha256", key).update(`${named}\n`).update(row.bytes).digest("hex");
}

/** A keyed digest of an e-mail that belongs to nobody: people type passwords into the wrong field. */
export function strangerDigest(key: Uint8Array, emailKey: string): string {
  return createHmac("sha256", key).update(emailKey).digest("hex");
}

/** A keyed digest of a gateway's token, by which an approval knows the one that it was given for. */
export function tokenDigest(key: Uint8Array, token: string): string {
  return createHmac("sha256", key).update(`gateway-token\n${token}`).digest("hex");
}
