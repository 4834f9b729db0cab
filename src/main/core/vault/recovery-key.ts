import type { WrongKey } from "../../../contract/refusals";
import type { Result } from "../../../contract/result";
import { ok, refuse } from "../../../contract/result";
import { kitSeal } from "../domain/backup-file";
import type { KeyEnvelope } from "../domain/key-envelope";
import { keysOfRecoveryKey, parseKeyEnvelope } from "../domain/key-envelope";
import { parseRecoveryKey } from "../domain/recovery-key";
import type { Installation } from "../installation";
import { findKit, findPracticeKey } from "../store/backups";
import { findLastOwn } from "../store/ledger/admitted";
import { findPracticeSetup } from "../store/ledger/practice-setup";
import type { Db } from "../store/open";
import { shadowIsStale } from "../store/shadow";

export function readKeyEnvelope(installation: Pick<Installation, "folder">): KeyEnvelope | undefined {
  const text = installation.folder.readKeyEnvelope();
  return text === undefined ? undefined : parseKeyEnvelope(text);
}

/** The keys that a typed recovery key unwraps: two while a new key is put in the place of the vault's. */
export function keysOfKit(keyEnvelope: KeyEnvelope, typed: string): Result<readonly Uint8Array[], WrongKey> {
  const parsed = parseRecoveryKey(typed);
  if (parsed.kind === "mistyped") return refuse({ code: "wrong-key", group: parsed.group });
  const keys = parsed.kind === "key" ? keysOfRecoveryKey(keyEnvelope, parsed.bytes) : [];
  return keys.length === 0 ? refuse({ code: "wrong-key" }) : ok(keys);
}

/** True where a typed recovery key is the one that wraps this vault's key: asked when the only manager comes back. */
export function recoveryKeyOpens(installation: Pick<Installation, "folder" | "now">, typed: string): boolean {
  const keyEnvelope = readKeyEnvelope(installation);
  const { context } = installation.now;
  if (keyEnvelope === undefined || !keysOfKit(keyEnvelope, typed).ok) return false;
  return context === null || !isReplacedKit(context.db, typed);
}

/**
 * Whether a typed recovery key is of a kit that another one has replaced on this workstation: an old key envelope that is
 * put back into the folder does not let it open the vault again (KEY-5). What was copied or restored has the envelope of
 * where it came from, and its kit.
 */
export function isReplacedKit(db: Db, typed: string): boolean {
  if (shadowIsStale(db)) return false;
  const parsed = parseRecoveryKey(typed);
  const [kit, practiceKey, practiceSetup] = [findKit(db), findPracticeKey(db), findPracticeSetup(db)];
  if (parsed.kind !== "key" || practiceKey === undefined || practiceSetup === undefined) return false;
  const here = findLastOwn(db) ?? practiceSetup.workstation;
  if (kit === undefined || kit.seal === null || kit.confirmedOn !== here) return false;
  return kitSeal(parsed.bytes, practiceSetup.vaultId, kit, practiceKey.publicKey) !== kit.seal;
}
