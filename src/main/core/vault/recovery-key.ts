import type { WrongKey } from "../../../contract/refusals";
import type { Result } from "../../../contract/result";
import { ok, refuse } from "../../../contract/result";
import type { KeyEnvelope } from "../domain/key-envelope";
import { keyFromRecoveryKey, parseKeyEnvelope, unwrapKey } from "../domain/key-envelope";
import { parseRecoveryKey } from "../domain/recovery-key";
import type { Installation } from "../installation";

export function readKeyEnvelope(installation: Pick<Installation, "folder">): KeyEnvelope | undefined {
  const text = installation.folder.readKeyEnvelope();
  return text === undefined ? undefined : parseKeyEnvelope(text);
}

export function keyOfKit(keyEnvelope: KeyEnvelope, typed: string): Result<Uint8Array, WrongKey> {
  const parsed = parseRecoveryKey(typed);
  if (parsed.kind === "mistyped") return refuse({ code: "wrong-key", group: parsed.group });
  if (parsed.kind !== "key" || keyEnvelope.recoveryKey === null) return refuse({ code: "wrong-key" });
  const key = unwrapKey(keyEnvelope.recoveryKey, keyFromRecoveryKey(parsed.bytes), keyEnvelope.vault, "recovery-key");
  return key === undefined ? refuse({ code: "wrong-key" }) : ok(key);
}

/** True where a typed recovery key is the one that wraps this vault's key: asked when the only manager comes back. */
export function recoveryKeyOpens(installation: Installation, typed: string): boolean {
  const keyEnvelope = readKeyEnvelope(installation);
  return keyEnvelope !== undefined && keyOfKit(keyEnvelope, typed).ok;
}
