import type { Entry, EventKind } from "../../domain/events";
import type { OrderKey, Written } from "../../domain/order";
import type { Stream } from "../../domain/streams";
import { type Db, prepared } from "../open";
import { namesOf } from "./lift";
import { type LedgerRow, toEntry } from "./row";

/* Entries about one account, in the canonical order: each account is a stream of its own. */

/** Somebody's newest sign-in on a workstation: the one that their session there began with, where they have one. */
export function findLastSignIn(db: Db, workstation: string, account: string): Entry | undefined {
  const sql = `SELECT * FROM ledger WHERE stream = ? AND +kind = 'signed-in' AND +workstation = ?
    ORDER BY h DESC, workstation DESC, seq DESC LIMIT 1`;
  const row = prepared(db, sql).get(account, workstation) as LedgerRow | undefined;
  return row === undefined ? undefined : toEntry(row);
}

/** The last sign-ins of an account in the canonical order, the newest first. */
export function findLastSignIns(db: Db, account: string, limit: number): readonly OrderKey[] {
  const sql = `SELECT h, workstation, seq FROM ledger WHERE stream = ? AND +kind = 'signed-in'
    ORDER BY h DESC, workstation DESC, seq DESC LIMIT ?`;
  return prepared(db, sql).all(account, limit) as OrderKey[];
}

/** The newest entries of some kinds about an account, not before `from` (epoch ms); newest first. */
export function listEntriesAbout(
  db: Db,
  account: string,
  { kinds, from, limit }: { readonly kinds: readonly EventKind[]; readonly from: number; readonly limit: number },
): readonly Entry[] {
  const sql = `SELECT * FROM ledger WHERE stream = @account AND +kind IN (SELECT value FROM json_each(@kinds))
    AND +at >= @from ORDER BY h DESC, workstation DESC, seq DESC LIMIT @limit`;
  const rows = prepared(db, sql).all({
    account,
    kinds: namesOf(kinds),
    from,
    limit,
  }) as LedgerRow[];
  return rows.map(toEntry);
}

/** The newest entry of a kind about an account. */
export function findNewestAbout(db: Db, account: string, kind: EventKind): Entry | undefined {
  return listEntriesAbout(db, account, { kinds: [kind], from: 0, limit: 1 })[0];
}

/** How many entries of a kind there are about an account, not before `from` (epoch ms). */
export function countEntriesAbout(db: Db, account: string, kind: EventKind, from: number): number {
  const sql = `SELECT count(*) AS n FROM ledger WHERE stream = ? AND +at >= ?
    AND +kind IN (SELECT value FROM json_each(?))`;
  return (prepared(db, sql).get(account, from, namesOf([kind])) as { n: number }).n;
}

/** The newest entries about an account, from one on, of these kinds and that fit; newest first. */
export function listEntriesSince(
  db: Db,
  account: string,
  { from: { h, workstation, seq }, kinds, fits, limit }: Sought,
): readonly Entry[] {
  const sql = `SELECT * FROM ledger WHERE stream = @account AND (h, workstation, seq) >= (@h, @workstation, @seq)
    AND +kind IN (SELECT value FROM json_each(@kinds)) ORDER BY h DESC, workstation DESC, seq DESC`;
  const rows = prepared(db, sql).iterate({ account, h, workstation, seq, kinds: namesOf(kinds) });
  const entries: Entry[] = [];
  for (const row of rows) {
    const entry = toEntry(row as LedgerRow);
    if (fits(entry)) entries.push(entry);
    if (entries.length === limit) break;
  }
  return entries;
}

/** From which entry on, and which. */
export type Sought = {
  readonly from: OrderKey;
  readonly kinds: readonly EventKind[];
  readonly fits: (entry: Entry) => boolean;
  readonly limit: number;
};

/** Whether an account was created before an entry. */
export function wasThereBefore(db: Db, account: string, { h, workstation, seq }: OrderKey): boolean {
  const sql = `SELECT 1 FROM ledger WHERE stream = ? AND (h, workstation, seq) < (?, ?, ?)
    AND +kind = 'account-created' ORDER BY h, workstation, seq LIMIT 1`;
  return prepared(db, sql).get(account, h, workstation, seq) !== undefined;
}

/** Whether anything came about an account after an entry, but of these kinds. */
export function hasEntriesAfter(
  db: Db,
  account: string,
  { h, workstation, seq }: OrderKey,
  but: readonly EventKind[],
): boolean {
  const sql = `SELECT 1 FROM ledger WHERE stream = ? AND (h, workstation, seq) > (?, ?, ?)
    AND +kind NOT IN (SELECT value FROM json_each(?)) LIMIT 1`;
  return prepared(db, sql).get(account, h, workstation, seq, namesOf(but)) !== undefined;
}

/** The entry that one about an account follows from, where that is about the same account. */
export function findCauseOf(db: Db, { subject, h, workstation, seq, cause }: Entry): Entry | undefined {
  if (subject === null || cause === null) return undefined;
  // It came right before, so that going back from there finds it at once.
  const sql = `SELECT * FROM ledger WHERE stream = ? AND (h, workstation, seq) < (?, ?, ?) AND hash = ?
    ORDER BY h DESC, workstation DESC, seq DESC LIMIT 1`;
  const row = prepared(db, sql).get(subject, h, workstation, seq, cause) as LedgerRow | undefined;
  return row === undefined ? undefined : toEntry(row);
}

/**
 * What an account did on the workstation of an entry of its own after that one, oldest first: to the end of its session,
 * which a later sign-in there marks too, where the app was not there to say so.
 */
export function listDoneAfter(
  db: Db,
  account: string,
  { h, workstation, seq }: OrderKey,
  limit: number,
): readonly Entry[] {
  const later = "workstation = @workstation AND seq > @seq";
  const ends = `SELECT min(seq) FROM ledger INDEXED BY ledger_by_stream WHERE stream = @account AND h > @h AND ${later}
    AND kind IN ('signed-in', 'signed-out', 'session-ended')`;
  const mine = `kind <> 'signed-in' AND ${later} AND seq <= coalesce((${ends}), 9007199254740991)`;
  // Apart, so that each is answered by an index.
  const sql = `SELECT * FROM ledger INDEXED BY ledger_by_stream WHERE stream = @account AND h > @h AND actor = @account
      AND ${mine}
    UNION ALL SELECT * FROM ledger INDEXED BY ledger_by_actor WHERE actor = @account AND actor IS NOT subject AND ${mine}
    ORDER BY seq LIMIT @limit`;
  return (prepared(db, sql).all({ account, h, workstation, seq, limit }) as LedgerRow[]).map(toEntry);
}

/** The entry with which a stream begins: of an account the one that made it. */
export function findFirstOf(db: Db, stream: Stream): Written | undefined {
  const sql = "SELECT workstation, seq FROM ledger WHERE stream = ? ORDER BY h, workstation, seq LIMIT 1";
  return prepared(db, sql).get(stream) as Written | undefined;
}
