import type { InputOf } from "../../../contract/methods";
import type { NotNow, WrongPart } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { RecoveryKit } from "../../../contract/vault/views";
import { takePracticeKey } from "../backups/practice-key";
import { newId, recordEvent } from "../context";
import { backupIdentityOf, kitSeal, practiceFingerprint } from "../domain/backup-file";
import { formatKeyEnvelope, keyFromRecoveryKey, parseKeyEnvelope, wrapKey } from "../domain/key-envelope";
import { formatRecoveryKey, isRecoveryKeyPart, RECOVERY_KEY_BYTES, RECOVERY_KEY_GROUPS } from "../domain/recovery-key";
import type { Installation } from "../installation";
import type { Caller } from "../session/session";
import { findKit } from "../store/backups";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";

const wrongStep = { code: "not-now", because: "wrong-step" } as const;

/**
 * Makes the printed key that opens the vault without this computer, and its backups, and shows it once. A newer kit voids the
 * older.
 */
export async function makeRecoveryKit(
  installation: Installation,
  caller: Caller,
): Promise<Result<RecoveryKit, NotNow>> {
  const { context, key } = installation.now;
  const keyEnvelope = parseKeyEnvelope(installation.folder.readKeyEnvelope() ?? "");
  if (context === null || key === null || keyEnvelope === undefined) return refuse(wrongStep);
  const { random, backups } = installation;
  const bytes = random.bytes(RECOVERY_KEY_BYTES);
  const [{ recipient }, own] = [await backups.keysOf(backupIdentityOf(bytes)), await backups.keysOf(random.bytes(32))];
  const recoveryKey = wrapKey(key, keyFromRecoveryKey(bytes), random.bytes(12), keyEnvelope.vault, "recovery-key");
  const kit = newId(context);
  const askGroup = 1 + ((installation.random.bytes(1)[0] ?? 0) % RECOVERY_KEY_GROUPS);
  // First the entry, which takes back the check of an older kit; then the key envelope, which voids the older kit
  // itself.
  const { facts, practiceKey } = immediately(context.db, () => {
    const { publicKey } = takePracticeKey(installation, context, caller.account, own);
    const facts = { number: 1 + (findKit(context.db)?.number ?? 0), madeAt: context.clock.now() };
    const seal = kitSeal(bytes, keyEnvelope.vault, facts, publicKey);
    const data = { kit, backups: { ...facts, recipient, seal } };
    recordEvent(context, caller.account, { kind: "recovery-kit-made", subject: null, data });
    return { facts, practiceKey: publicKey };
  });
  installation.folder.writeKeyEnvelope(formatKeyEnvelope({ ...keyEnvelope, recoveryKey }));
  installation.now.kit = { id: kit, bytes, askGroup };
  const shown = formatRecoveryKey(bytes);
  const practice = thePractice(context.db);
  const { region, timeZone, name } = practice;
  const fingerprint = practiceFingerprint(practiceKey);
  const paper = { practice: name, vaultId: keyEnvelope.vault, recoveryKey: shown, fingerprint, ...facts };
  caller.session.papers.set("recovery-kit", {
    draw: (size) => installation.papers.recoveryKit(paper, { size, region, timeZone }),
    text: null,
  });
  return ok({ key: shown, groups: RECOVERY_KEY_GROUPS, askGroup, number: facts.number, fingerprint });
}

/** Checks that the kit is on paper: one group of it is typed back. */
export function confirmRecoveryKit(
  installation: Installation,
  caller: Caller,
  { part }: InputOf<"confirmRecoveryKit">,
): Result<null, WrongPart | NotNow> {
  const { context, kit } = installation.now;
  if (context === null || kit === null) return refuse(wrongStep);
  if (!isRecoveryKeyPart(kit.bytes, kit.askGroup, part)) return refuse({ code: "wrong-part" });
  const confirmed = { kind: "recovery-kit-confirmed", subject: null, data: { kit: kit.id } } as const;
  immediately(context.db, () => recordEvent(context, caller.account, confirmed));
  installation.now.kit = null;
  caller.session.papers.delete("recovery-kit");
  return ok(null);
}
