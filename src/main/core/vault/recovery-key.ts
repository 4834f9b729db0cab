import type { WrongKey } from "../../../contract/refusals";
import type { Result } from "../../../contract/result";
import { ok, refuse } from "../../../contract/result";
import type { KeyEnvelope } from "../domain/key-envelope";
import { keysOfRecoveryKey, parseKeyEnvelope } from "../domain/key-envelope";
import { parseRecoveryKey } from "../domain/recovery-key";
import type { Installation } from "../installation";

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
export function recoveryKeyOpens(installation: Installation, typed: string): boolean {
  const keyEnvelope = readKeyEnvelope(installation);
  return keyEnvelope !== undefined && keysOfKit(keyEnvelope, typed).ok;
}
