import { newId, recordEvent, type VaultContext } from "../context";
import type { Installation } from "../installation";
import { findPracticeKey, type PracticeKey } from "../store/backups";
import { type NewSecret, readSecret } from "../store/secrets";

/*
 * The practice key signs backups, so that whoever restores one knows who made it. Beside it lies an age identity of the
 * vault's own: with it a backup is verified, and encrypted anew for another kit, while the recovery key lies in a safe.
 */

/** The practice key that there is, else a new one, recorded inside the caller's transaction. `identity`, `recipient`: of age, fresh. */
export function takePracticeKey(
  installation: Pick<Installation, "newSigningKey">,
  context: VaultContext,
  actor: string | null,
  { identity, recipient }: { readonly identity: string; readonly recipient: string },
): PracticeKey {
  const known = findPracticeKey(context.db);
  if (known !== undefined) return known;
  const { publicKey, privateKey } = installation.newSigningKey();
  const secrets = [secret(context, "practice-key", privateKey), secret(context, "backup-identity", identity)] as const;
  const [{ id: key }, { id: own }] = secrets;
  const data = { publicKey, secret: key, recipient, identity: own };
  recordEvent(context, actor, { kind: "practice-key-made", subject: null, data }, { secrets });
  return data;
}

function secret(context: VaultContext, kind: NewSecret["kind"], text: string): NewSecret {
  return { id: newId(context), account: null, kind, bytes: new TextEncoder().encode(text) };
}

/** The private halves; undefined where one is missing or was changed. */
export function readPracticeKey(
  { db, keys }: VaultContext,
  key: PracticeKey,
): { readonly privateKey: string; readonly identity: string } | undefined {
  const read = (id: string, kind: NewSecret["kind"]) => {
    const found = readSecret(db, keys.commitments, id, null, kind);
    return found.is === "intact" ? new TextDecoder().decode(found.bytes) : undefined;
  };
  const [privateKey, identity] = [read(key.secret, "practice-key"), read(key.identity, "backup-identity")];
  return privateKey === undefined || identity === undefined ? undefined : { privateKey, identity };
}
