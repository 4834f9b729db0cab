import { recordEvent, type VaultContext } from "../context";
import { type Head, readUnverifiedHead } from "../domain/head-signature";
import type { Installation } from "../installation";
import { findCorrection, latestAfter } from "../store/clock-signs";
import { noteTakenIn } from "../store/ledger/order";
import { headDamage } from "../store/ledger/verify";
import { dropWaiting } from "../store/outbox";
import { takeInKept } from "./newer-entries";
import type { RestoredFrom } from "./restored-from";

/**
 * A vault that no head outside tells to be this computer's was copied or restored, or its heads are gone: it goes on as a
 * workstation of its own, since the one that it was may go on elsewhere. Its time begins no earlier than the other's ended.
 */
export function goOnFrom(installation: Installation, context: VaultContext, going: GoingOn): void {
  const { from, restored } = going;
  const { computerName } = installation;
  const { db, workstation, clock } = context;
  const now = clock.now();
  const { workstation: other } = from;
  const at = Math.max(now, latestAfter(db, { workstation: other, seq: findCorrection(db, other) }));
  const data = { workstation, name: computerName, publicKey: null, from };
  const dated = { corrected: { at, behindMs: at - now } };
  recordEvent(context, null, { kind: "workstation-added", subject: null, data }, dated);
  noteTakenIn(db);
  if (restored !== undefined) recordRestore(installation, context, { ...going, restored });
}

/** What the vault knew that was here comes in at once: nobody declines it, and nobody is back who left since (RESTORE-4). */
function recordRestore(
  installation: Installation,
  context: VaultContext,
  { from, restored: { backup, kept }, key, vaultId, kept: texts }: GoingOn & { readonly restored: RestoredFrom },
): void {
  const brought = kept === null ? 0 : takeInKept(installation, context, { kept, key, vaultId });
  const known = texts.flatMap((text) => {
    const head = readUnverifiedHead(text);
    return head === undefined ? [] : [{ workstation: head.workstation, seq: head.seq, hash: head.hash }];
  });
  const lost = known.filter((head) => headDamage(context.db, head) !== undefined);
  const data = { from, known, lost, brought, kept, backup };
  recordEvent(context, null, { kind: "vault-restored", subject: null, data });
  dropWaiting(context.db);
}

type GoingOn = {
  readonly from: Head;
  readonly restored: RestoredFrom | undefined;
  readonly key: Uint8Array;
  readonly vaultId: string;
  /** The heads that this computer keeps. */
  readonly kept: readonly string[];
};
