import type { DomainEvent, Entry } from "../../domain/events";
import type { Knowing, Written } from "../../domain/order";
import { streamOf } from "../../domain/streams";
import { type Db, prepared } from "../open";
import { type LedgerRow, toEntry } from "./row";

/*
 * The canonical order of entries, in which state is folded: by h, then workstation, then number (LEDGER-12). It depends on
 * what was written alone, and never on when or in which order entries arrived here. `h` and the stream are columns beside
 * what the hash covers: they can be made anew from the rest at any time.
 */

/**
 * h of an entry: its time, or one more than that of what came before it on its workstation and of what that one had taken
 * in, if that is later. `before`: h of the entry before it, -1 for the first one.
 */
export function orderOf(db: Db, entry: DomainEvent & Pick<Entry, "at">, before: number): number {
  const known = entry.kind === "exchanged" ? highestOf(db, entry.data.seen) : -1;
  return Math.max(entry.at, before + 1, known + 1);
}

/** What of that is not here yet: of which workstation, and up to which number. */
export function missingOf(db: Db, seen: Seen): { readonly workstation: string; readonly upTo: number } | undefined {
  const find = prepared(db, "SELECT 1 FROM ledger WHERE workstation = ? AND seq = ?");
  const missing = Object.entries(seen).find(([workstation, upTo]) => find.get(workstation, upTo) === undefined);
  return missing === undefined ? undefined : { workstation: missing[0], upTo: missing[1] };
}

/** The highest h of what was taken in: a chain's h goes up with its numbers, so its last entry has it. */
function highestOf(db: Db, seen: Seen): number {
  const find = prepared(db, "SELECT h FROM ledger WHERE workstation = ? AND seq = ?");
  const highest = Object.entries(seen).map(([workstation, seq]) => {
    const row = find.get(workstation, seq) as { h: number } | undefined;
    if (row === undefined) throw new Error("an exchange of entries that are not here");
    return row.h;
  });
  return Math.max(-1, ...highest);
}

/** Up to which number of each other workstation an entry's own had taken in. */
export type Seen = Readonly<Record<string, number>>;

/** Notes what a workstation had taken in when it wrote `exchanged`. */
export function noteSeen(db: Db, { workstation, seq }: Pick<Entry, "workstation" | "seq">, seen: Seen): void {
  const sql = "INSERT OR IGNORE INTO seen (workstation, seq, other, up_to) VALUES (?, ?, ?, ?)";
  for (const [other, upTo] of Object.entries(seen)) prepared(db, sql).run(workstation, seq, other, upTo);
}

/** How far a workstation knows the others, where it has taken in something that it has not said so of; else undefined. */
export function findUnexchanged(db: Db, workstation: string): Seen | undefined {
  // With one workstation, which is almost always, nothing else is asked.
  const others = "SELECT 1 FROM working WHERE name = 'exchange'";
  if (prepared(db, others).get() === undefined) return undefined;
  prepared(db, "DELETE FROM working WHERE name = 'exchange'").run();
  const sql = "SELECT workstation, max(seq) AS seq FROM ledger WHERE workstation <> ? GROUP BY workstation";
  const rows = prepared(db, sql).all(workstation) as { workstation: string; seq: number }[];
  return Object.fromEntries(rows.map((row) => [row.workstation, row.seq]));
}

/** Whether a workstation has said of others' entries, and so of all before them, that it took them in. */
export function hasExchanged(db: Db, workstation: string, others: readonly Written[]): boolean {
  const sql = "SELECT max(up_to) AS upTo FROM seen WHERE workstation = ? AND other = ?";
  const find = prepared(db, sql);
  return others.every((other) => {
    const { upTo } = find.get(workstation, other.workstation) as { upTo: number | null };
    return (upTo ?? 0) >= other.seq;
  });
}

/** Something of another workstation was taken in. */
export function noteTakenIn(db: Db): void {
  prepared(db, "INSERT OR IGNORE INTO working (name, value) VALUES ('exchange', '')").run();
}

/** Whether whoever wrote `entry` knew of `other`: it is the workstation's own, earlier, or had been taken in before. */
export function saw(db: Db, entry: Written, other: Written): boolean {
  if (entry.workstation === other.workstation) return other.seq < entry.seq;
  return seenUpTo(db, entry, other.workstation) >= other.seq;
}

/** Up to which number whoever wrote `entry` had taken in another workstation's chain. */
export function seenUpTo(db: Db, entry: Written, other: string): number {
  const sql = "SELECT max(up_to) AS upTo FROM seen WHERE workstation = ? AND other = ? AND seq <= ?";
  const row = prepared(db, sql).get(entry.workstation, other, entry.seq) as { upTo: number | null };
  return row.upTo ?? 0;
}

/** What whoever wrote `entry` knew. Asked of the ledger, wherever its effects go. */
export function knowingOf(db: Db, entry: Written): Knowing {
  return { saw: (other) => saw(db, entry, other), count: () => countKnown(db, entry) };
}

function countKnown(db: Db, { workstation, seq }: Written): number {
  const sql = `SELECT coalesce(sum(most), 0) AS n FROM
    (SELECT max(up_to) AS most FROM seen WHERE workstation = ? AND seq <= ? GROUP BY other)`;
  return seq - 1 + (prepared(db, sql).get(workstation, seq) as { n: number }).n;
}

/** The number of the first entry of a workstation that knew of `other`, or is it; above all numbers where none does. */
export function firstKnowing(db: Db, workstation: string, other: Written): number {
  if (workstation === other.workstation) return other.seq;
  const sql = "SELECT min(seq) AS seq FROM seen WHERE workstation = ? AND other = ? AND up_to >= ?";
  const row = prepared(db, sql).get(workstation, other.workstation, other.seq) as { seq: number | null };
  return row.seq ?? Number.MAX_SAFE_INTEGER;
}

/** Makes h, streams and what was seen anew for all that is there, in the order in which it came: causes come first. */
export function orderLedger(db: Db): void {
  const last = new Map<string, number>();
  const update = db.prepare("UPDATE ledger SET h = ?, stream = ? WHERE arrival = ?");
  const sql = "SELECT * FROM ledger WHERE arrival > ? ORDER BY arrival LIMIT 1000";
  db.exec("DELETE FROM seen");
  for (let after = 0; ; ) {
    const rows = prepared(db, sql).all(after) as LedgerRow[];
    for (const row of rows) {
      const entry = toEntry(row);
      const h = orderOf(db, entry, last.get(row.workstation) ?? -1);
      if (entry.kind === "exchanged") noteSeen(db, entry, entry.data.seen);
      const stream = streamOf(entry, row.workstation);
      if (row.h !== h || row.stream !== stream) update.run(h, stream, row.arrival);
      last.set(row.workstation, h);
      after = row.arrival;
    }
    if (rows.length === 0) return;
  }
}
