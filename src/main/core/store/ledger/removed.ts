import type { Side } from "../../domain/conflicts";
import type { Entry } from "../../domain/events";
import type { Stream } from "../../domain/streams";
import { type Db, prepared } from "../open";
import { isKind } from "./lift";
import { type LedgerRow, toEntry } from "./row";

/*
 * What a workstation wrote after the number up to which it was accepted when it was removed stays in the ledger, and yields
 * nothing, whenever the removal arrives. Where two have removed each other, both removals hold.
 */

/** `acceptedUpTo`: the number up to which what it wrote counts. */
export type Removal = { readonly workstation: string; readonly acceptedUpTo: number };

/** Tells entries that yield nothing, since their workstation had been removed. */
export function findRemoved(db: Db): (row: Pick<LedgerRow, "workstation" | "seq">) => boolean {
  const accepted = new Map<string, number>();
  for (const { workstation, acceptedUpTo } of listRemovals(db)) {
    accepted.set(workstation, Math.min(accepted.get(workstation) ?? Number.POSITIVE_INFINITY, acceptedUpTo));
  }
  return ({ workstation, seq }) => seq > (accepted.get(workstation) ?? Number.POSITIVE_INFINITY);
}

/** The removals that have arrived since an arrival. */
export function listRemovals(db: Db, from = 0): readonly Removal[] {
  const sql = `SELECT * FROM ledger WHERE ${isKind("kind", "workstation-removed")} AND arrival >= ?`;
  const entries = (prepared(db, sql).all(from) as LedgerRow[]).map(toEntry);
  return entries.flatMap((entry) => (entry.kind === "workstation-removed" ? [entry.data] : []));
}

/** The streams to which a removed workstation has written what yields nothing. */
export function listStreamsOfRemoved(db: Db, { workstation, acceptedUpTo }: Removal): readonly Stream[] {
  const sql = "SELECT DISTINCT stream FROM ledger WHERE workstation = ? AND seq > ?";
  const rows = prepared(db, sql).all(workstation, acceptedUpTo) as { stream: Stream }[];
  return rows.map(({ stream }) => stream);
}

/** Workstations that have removed each other; `value`: which one an entry removed. */
export function listRemovedEachOther(db: Db): readonly (readonly [Side<string>, Side<string>])[] {
  // Mostly not even one was removed: the ledger is not looked through then.
  const removed = "SELECT count(*) AS n FROM workstations WHERE accepted_up_to IS NOT NULL";
  if ((prepared(db, removed).get() as { n: number }).n < 2) return [];
  const sql = `SELECT * FROM ledger WHERE ${isKind("kind", "workstation-removed")} ORDER BY workstation, seq`;
  const removals = (prepared(db, sql).all() as LedgerRow[]).map(toEntry).flatMap(sideOf);
  return removals.flatMap((one) =>
    removals
      .filter((other) => one.workstation === other.value && other.workstation === one.value)
      .filter((other) => one.workstation < other.workstation)
      .map((other) => [one, other] as const),
  );
}

function sideOf({ kind, workstation, seq, at, actor, data }: Entry): readonly Side<string>[] {
  return kind === "workstation-removed" ? [{ workstation, seq, at, actor, value: data.workstation }] : [];
}
