import type { DomainEvent, Entry } from "../../domain/events";
import { apply } from "../effects/apply";
import { type Db, immediately } from "../open";
import { type NewSecret, putSecret } from "../secrets";
import { dropShadow, makeListIndexes, makeShadowToReplay, markShadow, shadowIsStale } from "../shadow";
import { appendEntry, ledgerRows } from "./ledger";
import { orderLedger } from "./order";
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
 * (LEDGER-1).
 */
export function record(db: Db, how: Recording, event: DomainEvent): Entry {
  if (!db.inTransaction) throw new Error("record() outside a transaction");
  const commits = (how.secrets ?? []).map((secret) => putSecret(db, how.commitmentKey, secret));
  const { workstation, at, behindMs = 0, actor } = how;
  const entry = appendEntry(db, { workstation, at, behindMs, actor, cause: how.cause ?? null, commits, event });
  apply(db, entry);
  return entry;
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
    dropShadow(db);
    makeShadowToReplay(db);
    for (const row of ledgerRows(db)) apply(db, toEntry(row));
    makeListIndexes(db);
    markShadow(db);
  });
}
