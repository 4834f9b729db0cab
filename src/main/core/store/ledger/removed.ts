import type { Side } from "../../domain/conflicts";
import type { Entry } from "../../domain/events";
import type { Written } from "../../domain/order";
import type { Stream } from "../../domain/streams";
import { type Db, prepared } from "../open";
import { type Added, addsItself, admittedBy, listAdded } from "./admitted";
import { isKind } from "./lift";
import { saw, seenUpTo } from "./order";
import { type LedgerRow, toEntry } from "./row";

/*
 * What a workstation wrote after the number up to which it was accepted when it was removed stays in the ledger, and yields
 * nothing, whenever the removal arrives; nor does what was written by one that it added after that. A removal counts whoever
 * wrote it, as long as they had not heard of their own, so that where two have removed each other both hold. One that was
 * removed itself takes from another no entry that it had in sight (LEDGER-15).
 */

/** `of` is accepted up to a number, by an entry of somebody. */
type Removal = Written & { readonly of: string; readonly acceptedUpTo: number };

/** Entries that have arrived before an arrival. */
function listRemovals(db: Db, before: number): readonly Removal[] {
  const sql = `SELECT * FROM ledger WHERE ${isKind("kind", "workstation-removed")} AND arrival < ?`;
  const entries = (prepared(db, sql).all(before) as LedgerRow[]).map(toEntry);
  const all = entries.flatMap((entry) => (entry.kind === "workstation-removed" ? [removalIn(entry)] : []));
  const ofWriter = ({ workstation }: Written) => all.filter(({ of }) => of === workstation);
  return all
    .filter((removal) => !ofWriter(removal).some((own) => saw(db, removal, own)))
    .map((removal) => (ofWriter(removal).length === 0 ? removal : { ...removal, ...boundOf(db, removal) }));
}

function removalIn({ workstation, seq, data }: Extract<Entry, { kind: "workstation-removed" }>): Removal {
  return { workstation, seq, of: data.workstation, acceptedUpTo: data.acceptedUpTo };
}

function boundOf(db: Db, removal: Removal): Pick<Removal, "acceptedUpTo"> {
  return { acceptedUpTo: Math.max(removal.acceptedUpTo, seenUpTo(db, removal, removal.of)) };
}

/** Up to which number the entries of each workstation yield something; those of one that is not named yield nothing. */
type Accepted = { readonly upTo: ReadonlyMap<string, number>; readonly removals: readonly Removal[] };

function findAccepted(db: Db, before = Number.MAX_SAFE_INTEGER): Accepted {
  const removals = listRemovals(db, before);
  const acceptedUpTo = (workstation: string) =>
    Math.min(
      Number.POSITIVE_INFINITY,
      ...removals.filter(({ of }) => of === workstation).map((one) => one.acceptedUpTo),
    );
  const counts = (addition: Added) => addsItself(addition) || addition.seq <= acceptedUpTo(addition.by);
  const admitted = admittedBy(db, listAdded(db, before), counts);
  return { upTo: new Map([...admitted].map((one) => [one, acceptedUpTo(one)])), removals };
}

/** Tells entries that yield nothing, since their workstation had been removed, or whoever added it. */
export function findRemoved(db: Db): (entry: Written) => boolean {
  const { upTo, removals } = findAccepted(db);
  return ({ workstation, seq }) =>
    seq > (upTo.get(workstation) ?? 0) &&
    !removals.some((removal) => removal.workstation === workstation && removal.seq === seq);
}

/** Whether it is known here that a workstation was removed. */
export function isRemoved(db: Db, workstation: string): boolean {
  const sql = "SELECT 1 FROM workstations WHERE id = ? AND accepted_up_to IS NOT NULL";
  return prepared(db, sql).get(workstation) !== undefined;
}

/** Whether a workstation or a removal of one has arrived since an arrival. */
export function hasOthers(db: Db, from: number): boolean {
  const sql = `SELECT 1 FROM ledger WHERE ${isKind("kind", "workstation-added", "workstation-removed")} AND arrival >= ? LIMIT 1`;
  return prepared(db, sql).get(from) !== undefined;
}

/** How many entries say who belongs to the practice. */
export function countOthers(db: Db): number {
  const sql = `SELECT count(*) AS n FROM ledger WHERE ${isKind("kind", "workstation-added", "workstation-removed")}`;
  return (prepared(db, sql).get() as { n: number }).n;
}

/** The streams in which, since an arrival, entries yield something that yielded nothing, or the other way around. */
export function listStreamsOfOthers(db: Db, from: number): readonly Stream[] {
  const [before, now] = [findAccepted(db, from).upTo, findAccepted(db).upTo];
  const sql = "SELECT DISTINCT stream FROM ledger WHERE workstation = ? AND seq > ?";
  const streams = [...new Set([...before.keys(), ...now.keys()])].flatMap((workstation) => {
    const [was, is] = [before.get(workstation) ?? 0, now.get(workstation) ?? 0];
    return was === is ? [] : (prepared(db, sql).all(workstation, Math.min(was, is)) as { stream: Stream }[]);
  });
  return [...new Set(streams.map(({ stream }) => stream))];
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
