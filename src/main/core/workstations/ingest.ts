import { takenInReads } from "../../../contract/reads";
import { judgeTogether } from "../authentication/attempts";
import { noteConflicts, oneAtATime, recordEvent, type VaultContext } from "../context";
import { revocationOf } from "../domain/secret-revocation";
import type { Stream } from "../domain/streams";
import { markDamaged } from "../integrity";
import { findAccount } from "../store/accounts";
import { newestArrival } from "../store/ledger/entries";
import { foldInSlices, foldStreams, listMarked } from "../store/ledger/fold";
import { type Ingested, ingestChain, type WrittenEntry } from "../store/ledger/ingest";
import { isRemoved } from "../store/ledger/removed";
import { SenselessEntry } from "../store/ledger/senseless";
import { immediately } from "../store/open";
import { listMissingSecrets, type NewSecret } from "../store/secrets";

/**
 * Takes in what another workstation has written, beside `recordEvent`: entries of one chain in their order, and the secrets
 * that they commit to. State is then what it would be had everything been here from the beginning. A secret that is needed
 * and that nobody delivers lets nobody in: its method is revoked, and its owner needs a setup code. What cannot both hold
 * is recorded as a conflict. No message is sent for what happened elsewhere.
 */
export function ingest(
  context: VaultContext,
  written: readonly WrittenEntry[],
  secrets: readonly NewSecret[],
): Ingested {
  const { db, keys } = context;
  const ingested = unlessSenseless(written, () =>
    immediately(db, () => {
      const from = newestArrival(db) + 1;
      const delivered = new Map(secrets.map((secret) => [secret.id, secret]));
      const ingested = ingestChain(db, keys.commitments, written, delivered);
      if (!("streams" in ingested) || ingested.entries === 0) return ingested;
      const folded = foldStreams(db, ingested.streams, from);
      if (!isRemoved(db, context.workstation)) {
        for (const stream of folded) revokeOnceFolded(context, stream);
        noteConflicts(context, folded, null);
      }
      context.recorded();
      context.changed(takenInReads);
      return ingested;
    }),
  );
  foldMarked(context);
  return ingested;
}

/** One that makes no sense keeps out what came with it, however well it is hashed; one that was here before is a bug. */
function unlessSenseless(written: readonly WrittenEntry[], takeIn: () => Ingested): Ingested {
  try {
    return takeIn();
  } catch (broken) {
    if (!(broken instanceof SenselessEntry)) throw broken;
    const { workstation, seq } = broken.entry;
    if (!written.some((one) => one.workstation === workstation && one.seq === seq)) throw broken;
    return { is: "changed", workstation, seq };
  }
}

/**
 * Folds what waits for it, beside everything else: attempts on an account wait for their turn until its stream is folded.
 * One that cannot be folded stays out like any account whose records are damaged. Called once the vault is open, too.
 */
export function foldMarked(context: VaultContext): void {
  for (const stream of listMarked(context.db)) {
    const folded = oneAtATime(context, stream, async () => {
      await foldInSlices(context.db, stream, pause);
      immediately(context.db, () => {
        if (isRemoved(context.db, context.workstation)) return;
        revokeOnceFolded(context, stream);
        noteConflicts(context, [stream], null);
      });
      context.changed(takenInReads);
    });
    // A vault that was closed meanwhile goes on with it when it is opened again.
    void folded.catch(() => context.db.open && markDamaged(context, stream));
  }
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Once a stream is folded it is known what rests on secrets that are not here, and which authenticators were guessed at too
 * often by all workstations together.
 */
function revokeOnceFolded(context: VaultContext, stream: Stream): void {
  const missing = listMissingSecrets(context.db, stream);
  if (missing.length > 0) recordEvent(context, null, revocationOf(stream, missing));
  const account = findAccount(context.db, stream);
  if (account !== undefined) judgeTogether(context, account);
}
