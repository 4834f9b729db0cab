import { newId, recordEvent, type VaultContext } from "../context";
import { readSigningKey, type SigningKey } from "../domain/head-signature";
import type { Installation } from "../installation";
import { findSigningKey } from "../store/ledger/heads";
import { immediately } from "../store/open";
import { dropSecret, type NewSecret, readSecret } from "../store/secrets";

/*
 * The private key with which a workstation signs the heads of its ledger. Where there is a key store it lies there and
 * nowhere else: whoever has the vault's file and its key can then sign nothing (VAULT-6).
 */

function nameOf(vaultId: string): string {
  return `signing-key-${vaultId}`;
}

/** Puts a new private key (PEM) away: into the key store, or as the secret `id` that its entry commits to. */
export function keepSigningKey(
  installation: Installation,
  vaultId: string,
  privateKey: string,
  id: string,
): readonly NewSecret[] {
  if (installation.keyStore.isThere()) {
    installation.keyStore.write(nameOf(vaultId), privateKey);
    return [];
  }
  return [{ id, account: null, kind: "workstation-key", bytes: new TextEncoder().encode(privateKey) }];
}

/**
 * The workstation's private key; undefined where it is gone, changed, or another one than the ledger names. One that the
 * vault still holds is taken into the key store, where there is one, and out of the vault.
 */
export function takeSigningKey(
  installation: Installation,
  context: VaultContext,
  vaultId: string,
): SigningKey | undefined {
  const { db, workstation, keys } = context;
  const inForce = findSigningKey(db, workstation);
  if (inForce === undefined) return undefined;
  const { publicKey, secret } = inForce;
  const kept = installation.keyStore.isThere() ? installation.keyStore.read(nameOf(vaultId)) : undefined;
  const inVault = secret === null ? undefined : readSecret(db, keys.commitments, secret, null, "workstation-key");
  const text = kept ?? (inVault?.is === "intact" ? new TextDecoder().decode(inVault.bytes) : undefined);
  const key = text === undefined ? undefined : readSigningKey(text, publicKey);
  if (text === undefined || key === undefined) return undefined;
  if (secret !== null && installation.keyStore.isThere()) {
    if (kept === undefined) installation.keyStore.write(nameOf(vaultId), text);
    immediately(db, () => dropSecret(db, secret));
  }
  return key;
}

/**
 * A new key for a workstation whose own is gone, recorded inside the caller's transaction. Only a confirmed vault gets one:
 * whoever holds the file alone must not name a key of their own.
 */
export function renewSigningKey(
  installation: Installation,
  context: VaultContext,
  vaultId: string,
  actor: string,
): SigningKey {
  const { publicKey, privateKey } = installation.newSigningKey();
  const secrets = keepSigningKey(installation, vaultId, privateKey, newId(context));
  const data = { publicKey, secret: secrets[0]?.id ?? null };
  recordEvent(context, actor, { kind: "signing-key-changed", subject: null, data }, { secrets });
  const key = readSigningKey(privateKey, publicKey);
  if (key === undefined) throw new Error("a new signing key whose halves do not fit");
  return key;
}
