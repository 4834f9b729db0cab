import type { KeyChange } from "../../../contract/vocabulary";
import { recordEvent, type VaultContext } from "../context";
import {
  formatKeyEnvelope,
  type KeyEnvelope,
  keyId,
  settledFor,
  settledForKit,
  waysDigest,
} from "../domain/key-envelope";
import type { Installation } from "../installation";
import { findKit } from "../store/backups";
import { listOpenKeyChanges, type StoredKeyChange } from "../store/key-changes";
import { immediately } from "../store/open";
import { type diskTroubleOf, orTrouble } from "../store/trouble";
import { keyName, newKeyName, storeKey } from "./kept-key";
import { readKeyEnvelope } from "./recovery-key";

/*
 * A change of how the vault opens is several writes, and Wardkey can end between any two of them (KEY-1). Until it is over
 * both ways lie side by side. Here, where one of them has just opened the vault, the other one goes, and it is recorded
 * whether the change was done or undone.
 */

/**
 * Ends whatever was begun, by the key that has opened the vault. Undefined where all of it is over; else what is in the way,
 * and the next start tries again.
 */
export function settleKeyChanges(
  installation: Installation,
  context: VaultContext,
  key: Uint8Array,
): ReturnType<typeof diskTroubleOf> {
  const keyEnvelope = readKeyEnvelope(installation);
  const begun = listOpenKeyChanges(context.db, context.workstation);
  if (keyEnvelope === undefined || (begun.length === 0 && keyEnvelope.newKey === undefined)) return undefined;
  return orTrouble(() => {
    const settled = settledFor(keyEnvelope, keyId(key));
    keepOneWay(installation, { before: keyEnvelope, settled, key }, begun);
    const because = installation.now.newKeyTrouble ?? "interrupted";
    const isDone = ({ what, leadsTo }: StoredKeyChange) =>
      leadsTo === (what === "vault-key" ? keyId(key) : waysDigest(settled));
    immediately(context.db, () => {
      for (const one of begun) {
        const data = { change: one.change, what: one.what, because: isDone(one) ? null : because };
        recordEvent(context, null, { kind: "key-change-ended", subject: null, data });
      }
    });
    installation.now.newKeyTrouble = null;
    return undefined;
  });
}

/** A kit that was checked takes the place of the one before it; one that was not, and never can be any more, goes. */
export function settleNewKit(installation: Installation, context: VaultContext): ReturnType<typeof diskTroubleOf> {
  const keyEnvelope = readKeyEnvelope(installation);
  const made = keyEnvelope?.newKit;
  if (keyEnvelope === undefined || made === undefined) return undefined;
  return orTrouble(() => {
    const inForce = findKit(context.db)?.id;
    installation.folder.writeKeyEnvelope(formatKeyEnvelope(settledForKit(keyEnvelope, inForce)));
    const dropped = { kind: "recovery-kit-dropped", subject: null, data: { kit: made.kit } } as const;
    if (made.kit !== inForce) immediately(context.db, () => recordEvent(context, null, dropped));
    return undefined;
  });
}

type Settling = { readonly before: KeyEnvelope; readonly settled: KeyEnvelope; readonly key: Uint8Array };

/** First what opens the vault is where it belongs, and only then what does not, or is not to, goes. */
function keepOneWay(
  { folder, keyStore }: Installation,
  { before, settled, key }: Settling,
  begun: readonly StoredKeyChange[],
): void {
  const { vault, newKey } = before;
  const asksPassphrase = settled.passphrase !== null;
  const isAbout = (...changes: readonly KeyChange[]) => begun.some(({ what }) => changes.includes(what));
  if (newKey !== undefined || isAbout("vault-key")) {
    if (!asksPassphrase) storeKey(keyStore, keyName(vault), key);
    if (newKey !== undefined) folder.writeKeyEnvelope(formatKeyEnvelope(settled));
    if (keyStore.isThere()) keyStore.remove(newKeyName(vault));
    folder.dropOldDatabase();
  }
  const moved = isAbout("to-key-store", "to-passphrase");
  if (moved && asksPassphrase && keyStore.isThere()) keyStore.remove(keyName(vault));
}
