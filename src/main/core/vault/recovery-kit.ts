import type { InputOf } from "../../../contract/methods";
import type { MayNot, NotNow, VaultTrouble, WrongPart } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import type { RecoveryKit } from "../../../contract/vault/views";
import type { KitReason } from "../../../contract/vocabulary";
import { passSecondManager, withoutProof } from "../approvals/second-manager";
import { foldersHere } from "../backups/back-up";
import { takePracticeKey } from "../backups/practice-key";
import { newId, recordEvent, recordRefusal, type VaultContext } from "../context";
import { backupIdentityOf, kitSeal, practiceFingerprint } from "../domain/backup-file";
import {
  formatKeyEnvelope,
  type KeyEnvelope,
  keyFromRecoveryKey,
  parseKeyEnvelope,
  type Wrap,
  wrapKey,
} from "../domain/key-envelope";
import { formatRecoveryKey, isRecoveryKeyPart, RECOVERY_KEY_BYTES, RECOVERY_KEY_GROUPS } from "../domain/recovery-key";
import type { Installation } from "../installation";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { findKit, nextKitNumber } from "../store/backups";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { orTrouble } from "../store/trouble";
import { isStill, readyToChange } from "./change-keys";
import { settleNewKit } from "./settle-key-change";

const wrongStep = { code: "not-now", because: "wrong-step" } as const;

/** Makes the first kit: the printed key that opens the vault without this computer, and its backups. Shows it once. */
export async function makeRecoveryKit(
  installation: Installation,
  caller: Caller,
): Promise<Result<RecoveryKit, NotNow>> {
  const kit = await prepareKit(installation);
  if (kit === undefined) return refuse(wrongStep);
  const { context, keyEnvelope, recoveryKey } = kit;
  const facts = immediately(context.db, () => recordKit(installation, context, caller.account, kit));
  // One that was never checked is void as soon as there is another one.
  installation.folder.writeKeyEnvelope(formatKeyEnvelope({ ...keyEnvelope, recoveryKey }));
  return ok(showKit(installation, caller, kit, facts));
}

/**
 * A new kit beside the one that opens the vault, which goes on doing so until a part of the new one was typed back. An act of
 * two managers (KEY-5).
 */
export async function makeNewKit(
  installation: Installation,
  caller: Caller,
  input: InputOf<"makeNewKit">,
): Promise<Result<RecoveryKit, MayNot | NotNow | VaultTrouble>> {
  const ready = readyToChange(installation);
  if (!ready.ok) return ready;
  const kit = await prepareKit(installation);
  if (kit === undefined || !isStill(installation, ready.value))
    return refuse({ code: "not-now", because: "keys-changing" });
  const { context, keyEnvelope, recoveryKey } = kit;
  const recorded = immediately(context.db, (): Result<Facts, MayNot> => {
    const may = mayMakeKit(context, caller, input);
    return may.ok ? ok(recordKit(installation, context, caller.account, kit, input.reason)) : may;
  });
  if (!recorded.ok) return recorded;
  const written = orTrouble(() => {
    const newKit = { kit: kit.id, recoveryKey };
    installation.folder.writeKeyEnvelope(formatKeyEnvelope({ ...keyEnvelope, newKit }));
  });
  if (written !== undefined) return refuse({ code: "vault-trouble", trouble: written });
  return ok(showKit(installation, caller, kit, recorded.value));
}

/** Whether the caller may make a new kit; an approval is used up by it. */
export function mayMakeKit(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"makeNewKit">,
): Result<null, never> | Refused<MayNot> {
  return immediately(context.db, () => {
    const actor = ownAccount(context, caller).id;
    const asked = { act: "makeNewKit", subject: null } as const;
    const passed = passSecondManager(context, caller, actor, { ...asked, parameters: withoutProof(input) });
    return passed === true ? ok(null) : recordRefusal(context, actor, { ...asked, because: passed });
  });
}

type PreparedKit = {
  readonly context: VaultContext;
  readonly keyEnvelope: KeyEnvelope;
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly recoveryKey: Wrap;
  /** Of the kit, for backups. */
  readonly recipient: string;
  /** Fresh, for the practice where it has none of its own yet. */
  readonly own: { readonly identity: string; readonly recipient: string };
};
type Facts = { readonly number: number; readonly madeAt: number; readonly practiceKey: string };

/** A recovery key with what wraps the vault's key; undefined where no vault is open. */
async function prepareKit({ now, folder, random, backups }: Installation): Promise<PreparedKit | undefined> {
  const { context, key } = now;
  const keyEnvelope = parseKeyEnvelope(folder.readKeyEnvelope() ?? "");
  if (context === null || key === null || keyEnvelope === undefined) return undefined;
  const bytes = random.bytes(RECOVERY_KEY_BYTES);
  const [{ recipient }, own] = [await backups.keysOf(backupIdentityOf(bytes)), await backups.keysOf(random.bytes(32))];
  const recoveryKey = wrapKey(key, keyFromRecoveryKey(bytes), random.bytes(12), keyEnvelope.vault, "recovery-key");
  return { context, keyEnvelope, id: newId(context), bytes, recoveryKey, recipient, own };
}

/** Records it inside the caller's transaction, with what its recovery key says of the practice key. */
function recordKit(
  installation: Installation,
  context: VaultContext,
  actor: string | null,
  { id: kit, bytes, keyEnvelope, recipient, own }: PreparedKit,
  reason?: KitReason,
): Facts {
  const { publicKey } = takePracticeKey(installation, context, actor, own);
  const facts = { number: nextKitNumber(context.db), madeAt: context.clock.now() };
  const seal = kitSeal(bytes, keyEnvelope.vault, facts, publicKey);
  const data = { kit, backups: { ...facts, recipient, seal }, ...(reason === undefined ? {} : { reason }) };
  recordEvent(context, actor, { kind: "recovery-kit-made", subject: null, data });
  return { ...facts, practiceKey: publicKey };
}

function showKit(
  installation: Installation,
  { session }: Caller,
  { context, id, bytes, keyEnvelope }: PreparedKit,
  { practiceKey, ...facts }: Facts,
): RecoveryKit {
  const askGroup = 1 + ((installation.random.bytes(1)[0] ?? 0) % RECOVERY_KEY_GROUPS);
  installation.now.kit = { id, bytes, askGroup };
  const key = formatRecoveryKey(bytes);
  const { region, timeZone, name } = thePractice(context.db);
  const fingerprint = practiceFingerprint(practiceKey);
  const paper = { practice: name, vaultId: keyEnvelope.vault, recoveryKey: key, fingerprint, ...facts };
  session.papers.set("recovery-kit", {
    draw: (size) => installation.papers.recoveryKit(paper, { size, region, timeZone }),
    text: null,
  });
  return { key, groups: RECOVERY_KEY_GROUPS, askGroup, number: facts.number, fingerprint };
}

/** Checks that the kit is on paper: one group of it is typed back. */
export function confirmRecoveryKit(
  installation: Installation,
  caller: Caller,
  { part }: InputOf<"confirmRecoveryKit">,
): Result<null, WrongPart | NotNow> {
  const { context, kit } = installation.now;
  const keyEnvelope = parseKeyEnvelope(installation.folder.readKeyEnvelope() ?? "");
  if (context === null || kit === null || keyEnvelope === undefined) return refuse(wrongStep);
  // Beside another one it has to lie there still.
  const { newKit } = keyEnvelope;
  if (findKit(context.db) !== undefined && newKit?.kit !== kit.id) return refuse(wrongStep);
  if (!isRecoveryKeyPart(kit.bytes, kit.askGroup, part)) return refuse({ code: "wrong-part" });
  const confirmed = { kind: "recovery-kit-confirmed", subject: null, data: { kit: kit.id } } as const;
  immediately(context.db, () => recordEvent(context, caller.account, confirmed));
  installation.now.kit = null;
  caller.session.papers.delete("recovery-kit");
  if (newKit === undefined) return ok(null);
  // From here on the old one opens nothing; what the disk keeps from ending is ended at the next start.
  settleNewKit(installation, context);
  context.backups.start(foldersHere(context), caller.account);
  return ok(null);
}
