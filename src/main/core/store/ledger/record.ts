import type { DomainEvent, Entry } from "../../domain/events";
import { apply } from "../effects/apply";
import { type Db, immediately } from "../open";
import { type NewSecret, putSecret } from "../secrets";
import { dropShadow, makeListIndexes, makeShadowToReplay, markShadow, shadowIsStale } from "../shadow";
import { dropCheckpoints } from "./checkpoints";
import { foldOthers } from "./fold";
import { appendEntry, ledgerRows } from "./ledger";
import { findUnexchanged, knowingOf, noteSeen, orderLedger } from "./order";
import { findRemoved, isRemoved } from "./removed";
import { toEntry } from "./row";

export type Recording = {
  readonly workstation: string;
  readonly at: number;
  /** By how much the clock stood before `at`. */
  readonly behindMs?: number;
  readonly actor: string | null;
  readonly cause?: string;
  readonly commitmentKey: Uint8Array;
  readonly secrets?: readonly NewSecret[];
};

/**
 * The one way to change anything: appends the event's entry, stores the secrets it commits to, applies it. Must run
 * inside the transaction in which the decision was taken, so that decision, record and effect stand or fall together
 * (LEDGER-1). A workstation that knows that it was removed records nothing any more (LEDGER-15).
 */
export function record(db: Db, how: Recording, event: DomainEvent): Entry {
  if (!db.inTransaction) throw new Error("record() outside a transaction");
  if (isRemoved(db, how.workstation)) throw new Error("a workstation that was removed records nothing");
  noteExchange(db, how);
  const commits = (how.secrets ?? []).map((secret) => putSecret(db, how.commitmentKey, secret));
  const { workstation, at, behindMs = 0, actor } = how;
  const entry = appendEntry(db, { workstation, at, behindMs, actor, cause: how.cause ?? null, commits, event });
  apply(db, entry, knowingOf(db, entry));
  if (entry.kind === "workstation-removed") foldOthers(db, entry.arrival);
  return entry;
}

/** Before its next own entry a workstation that has taken in others' says how far it knows them (LEDGER-12). */
function noteExchange(db: Db, { workstation, at, behindMs = 0 }: Recording): void {
  const seen = findUnexchanged(db, workstation);
  if (seen === undefined) return;
  const event = { kind: "exchanged", subject: null, data: { seen } } as const;
  const entry = appendEntry(db, { workstation, at, behindMs, actor: null, cause: null, commits: [], event });
  noteSeen(db, entry, seen);
}

/** Makes the shadow tables anew by replaying the whole ledger, where their schema or an applier has changed. */
export function rebuildShadowIfStale(db: Db): boolean {
  if (!shadowIsStale(db)) return false;
  rebuildShadow(db);
  return true;
}

/** Makes the shadow tables anew by replaying the whole ledger, whatever is in them. */
export function rebuildShadow(db: Db): void {
  immediately(db, () => {
    orderLedger(db);
    dropCheckpoints(db);
    dropShadow(db);
    makeShadowToReplay(db);
    const yieldsNothing = findRemoved(db);
    for (const row of ledgerRows(db)) if (!yieldsNothing(row)) apply(db, toEntry(row), knowingOf(db, row));
    makeListIndexes(db);
    markShadow(db);
    db.exec("DELETE FROM stale_streams");
  });
}
