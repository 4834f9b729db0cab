import type { InputOf } from "../../../contract/inputs";
import type { NotNow, WrongPart } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { RecoveryKit } from "../../../contract/views";
import { type Caller, newId, recordEvent } from "../context";
import { formatEnvelope, keyFromRecoveryKey, parseEnvelope, wrapKey } from "../domain/key-envelope";
import { formatRecoveryKey, isRecoveryKeyPart, RECOVERY_KEY_BYTES, RECOVERY_KEY_GROUPS } from "../domain/recovery-key";
import type { House } from "../installation";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";

const wrongStep = { code: "not-now", because: "wrong-step" } as const;

/** Makes the printed key that opens the vault without this computer, and shows it once. A newer kit voids the older. */
export function makeRecoveryKit(house: House, caller: Caller): Result<RecoveryKit, NotNow> {
  const { world, key } = house.now;
  const envelope = parseEnvelope(house.folder.readEnvelope() ?? "");
  if (world === null || key === null || envelope === undefined) return refuse(wrongStep);
  const bytes = house.dice.bytes(RECOVERY_KEY_BYTES);
  const recoveryKey = wrapKey(key, keyFromRecoveryKey(bytes), house.dice.bytes(12), envelope.vault, "recovery-key");
  const kit = newId(world);
  const askGroup = 1 + ((house.dice.bytes(1)[0] ?? 0) % RECOVERY_KEY_GROUPS);
  // First the entry, which takes back the check of an older kit; then the envelope, which voids the older kit itself.
  immediately(world.db, () =>
    recordEvent(world, caller.account, { kind: "recovery-kit-made", subject: null, data: { kit } }),
  );
  house.folder.writeEnvelope(formatEnvelope({ ...envelope, recoveryKey }));
  house.now.kit = { id: kit, bytes, askGroup };
  const shown = formatRecoveryKey(bytes);
  const practice = thePractice(world.db);
  const { region, timeZone, name } = practice;
  const paper = { practice: name, vaultId: envelope.vault, recoveryKey: shown, madeAt: world.clock.now() };
  world.memory.papers.set("recovery-kit", {
    draw: (size) => house.papers.recoveryKit(paper, { size, region, timeZone }),
    text: null,
  });
  return ok({ key: shown, groups: RECOVERY_KEY_GROUPS, askGroup });
}

/** Checks that the kit is on paper: one group of it is typed back. */
export function confirmRecoveryKit(
  house: House,
  caller: Caller,
  { part }: InputOf<"confirmRecoveryKit">,
): Result<null, WrongPart | NotNow> {
  const { world, kit } = house.now;
  if (world === null || kit === null) return refuse(wrongStep);
  if (!isRecoveryKeyPart(kit.bytes, kit.askGroup, part)) return refuse({ code: "wrong-part" });
  const confirmed = { kind: "recovery-kit-confirmed", subject: null, data: { kit: kit.id } } as const;
  immediately(world.db, () => recordEvent(world, caller.account, confirmed));
  house.now.kit = null;
  world.memory.papers.delete("recovery-kit");
  return ok(null);
}
