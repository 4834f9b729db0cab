import { isDeepStrictEqual } from "node:util";
import { entryHash } from "../../domain/canonical";
import type { Entry, SecretKind } from "../../domain/events";
import type { Head } from "../../domain/head-signature";
import { practiceStream, streamOf } from "../../domain/streams";
import { apply } from "../effects/apply";
import { type Db, prepared } from "../open";
import { makeShadow, makeShadowToReplay, type ShadowTable, shadowRows, shadowRowsOf, shadowTables } from "../shadow";
import { findAdmitted } from "./admitted";
import { listMarked } from "./fold";
import { findEntryAt, findHead, ledgerRows, listRowsAbout } from "./ledger";
import { knowingOf, orderOf } from "./order";
import { findRemoved } from "./removed";
import { type LedgerRow, NO_ENTRY, toEntry } from "./row";

/** What is wrong with the ledger or its shadow; `seq` is the first entry concerned where one can be named. */
export type Damage =
  | { readonly what: "ledger-changed"; readonly seq: number }
  | { readonly what: "ledger-cut"; readonly seq: number }
  /** "ledger": where entries stand in their order, which lies beside what is hashed. */
  | { readonly what: "tables-differ"; readonly table: ShadowTable | "ledger" };

/** The chain of one workstation up to a row: number by number, each naming the hash before it. */
type Chain = { seq: number; hash: string };

function follows(chain: Chain, row: LedgerRow): boolean {
  return row.seq === chain.seq + 1 && row.prev === chain.hash && entryHash(row) === row.hash;
}

/** One thing that is not what it was written as, in the records of `owner` (a stream). */
export type Finding = { readonly owner: string } & (
  | {
      /** An entry that is not what its hash was made of, or does not follow the one before. */
      readonly what: "entry-changed";
      readonly workstation: string;
      readonly seq: number;
      readonly at: number;
      readonly kind: string;
    }
  /** Entries between two that are there, or at the end of what a kept head names. */
  | { readonly what: "entries-missing"; readonly workstation: string; readonly from: number; readonly to: number }
  /** An entry stands at another place in the order than follows from it. */
  | { readonly what: "entry-moved"; readonly workstation: string; readonly seq: number; readonly at: number }
  | { readonly what: "row"; readonly table: ShadowTable }
  | { readonly what: "secret"; readonly kind: SecretKind }
);

/** What is wrong, and whose records it concerns: accounts, parts of the practice, digests of unknown e-mails. */
export type Findings = {
  readonly damage: Damage | undefined;
  readonly owners: ReadonlySet<string>;
  readonly found: readonly Finding[];
};

/**
 * Recomputes the whole chain, replays it into an empty database and compares all shadow tables. `progress` is called
 * every thousand entries. `empty` is an open in-memory database; it is filled.
 */
export function verifyLedger(
  db: Db,
  empty: Db,
  head: Head | undefined,
  progress: (done: number) => void,
): Damage | undefined {
  return inspectLedger(db, empty, head, progress).damage;
}

/** Verifies as `verifyLedger` does, and goes on after the first damage, so that all whom it concerns are known. */
export function inspectLedger(db: Db, empty: Db, head: Head | undefined, progress: (done: number) => void): Findings {
  makeShadowToReplay(empty);
  const owners = new Set<string>();
  const found = replayAll(db, empty, owners, progress);
  for (const { owner, table } of unexpectedTables(db, empty)) {
    owners.add(owner);
    found.push({ what: "row", owner, table });
  }
  const atHead = headDamage(db, head);
  const damage = changedEntry(found) ?? atHead ?? differingTable(found);
  if (head !== undefined && atHead !== undefined) found.push(brokenAtHead(db, head));
  return { damage, owners, found };
}

/** Replays what is whole, and gives what is not; `owners` gets whom that concerns. */
function replayAll(db: Db, empty: Db, owners: Set<string>, progress: (done: number) => void): Finding[] {
  const found: Finding[] = [];
  const chains = new Map<string, Chain & { owner: string; h: number }>();
  const isRemoved = findRemoved(db);
  const admitted = findAdmitted(db);
  // One transaction for all: a commit an entry takes as long again.
  empty.exec("BEGIN");
  let done = 0;
  for (const row of ledgerRows(db)) {
    const { workstation, seq, at, hash, h, stream: owner } = row;
    const chain = chains.get(workstation) ?? { seq: 0, hash: NO_ENTRY, owner: practiceStream("workstations"), h: -1 };
    const entry = follows(chain, row) ? readable(row, admitted) : undefined;
    if (entry === undefined || !applies(db, empty, entry, isRemoved)) {
      found.push(brokenAt(chain, row));
      // One that was taken out beside them concerned them as well as anybody.
      owners.add(owner).add(chain.owner);
    } else if (!isInPlace(db, entry, chain.h)) {
      found.push({ what: "entry-moved", owner, workstation, seq, at });
      owners.add(owner).add(streamOf(entry, workstation));
    }
    chains.set(workstation, { seq, hash, owner, h });
    done += 1;
    if (done % 1000 === 0) progress(done);
  }
  empty.exec("COMMIT");
  return found;
}

function changedEntry(found: readonly Finding[]): Damage | undefined {
  const [first] = found.flatMap((one) => {
    if (one.what === "entry-changed") return one.seq;
    return one.what === "entries-missing" ? one.from : [];
  });
  return first === undefined ? undefined : { what: "ledger-changed", seq: first };
}

function differingTable(found: readonly Finding[]): Damage | undefined {
  if (found.some(({ what }) => what === "entry-moved")) return { what: "tables-differ", table: "ledger" };
  const [table] = found.flatMap((one) => (one.what === "row" ? one.table : []));
  return table === undefined ? undefined : { what: "tables-differ", table };
}

/** Rows of a stream that waits to be folded anew are known to lack what has arrived. */
function unexpectedTables(db: Db, replayed: Db): readonly Difference[] {
  const waiting = new Set(listMarked(db));
  return compareTables(db, replayed).filter(({ owner }) => !waiting.has(owner));
}

/** Where a chain breaks off: entries are missing before the row, or it is another one than was written. */
function brokenAt(chain: Chain, { workstation, seq, at, kind, stream: owner }: LedgerRow): Finding {
  if (seq > chain.seq + 1) return { what: "entries-missing", owner, workstation, from: chain.seq + 1, to: seq - 1 };
  return { what: "entry-changed", owner, workstation, seq, at, kind };
}

function brokenAtHead(db: Db, { workstation, seq }: Head): Finding {
  const owner = practiceStream("workstations");
  const row = findEntryAt(db, workstation, seq);
  if (row !== undefined)
    return { what: "entry-changed", owner: row.stream, workstation, seq, at: row.at, kind: row.kind };
  return { what: "entries-missing", owner, workstation, from: (findHead(db, workstation)?.seq ?? 0) + 1, to: seq };
}

/** undefined where nobody of the practice could have written it. */
function readable(row: LedgerRow, admitted: ReadonlySet<string>): Entry | undefined {
  try {
    return admitted.has(row.workstation) ? toEntry(row) : undefined;
  } catch {
    return undefined;
  }
}

/** Replays an entry that yields anything; false where nobody could have written it. */
function applies(db: Db, empty: Db, entry: Entry, isRemoved: ReturnType<typeof findRemoved>): boolean {
  try {
    if (!isRemoved(entry)) apply(empty, entry, knowingOf(db, entry));
    return true;
  } catch {
    return false;
  }
}

/** What lies beside the hash is what follows from it: where the entry stands, and in which stream. */
function isInPlace(db: Db, entry: Entry, before: number): boolean {
  return entry.h === orderOf(db, entry, before) && entry.stream === streamOf(entry, entry.workstation);
}

/** A head kept outside the vault that the ledger no longer reaches, or reaches with another entry. */
export function headDamage(db: Db, head: Head | undefined): Damage | undefined {
  if (head === undefined) return undefined;
  const row = prepared(db, "SELECT hash FROM ledger WHERE workstation = ? AND seq = ?").get(
    head.workstation,
    head.seq,
  ) as { hash: string } | undefined;
  if (row === undefined) return { what: "ledger-cut", seq: head.seq };
  return row.hash === head.hash ? undefined : { what: "ledger-changed", seq: head.seq };
}

/** Cheap signs of a missing entry, for the start: numbers without gaps and the newest segment's chain. */
export function newestSegmentDamage(db: Db, workstation: string, length = 1000): Damage | undefined {
  const { n, top } = prepared(
    db,
    "SELECT count(*) AS n, coalesce(max(seq), 0) AS top FROM ledger WHERE workstation = ?",
  ).get(workstation) as { n: number; top: number };
  if (n !== top) return { what: "ledger-changed", seq: firstGap(db, workstation) };
  const from = Math.max(0, top - length);
  const before = prepared(db, "SELECT hash FROM ledger WHERE workstation = ? AND seq = ?").get(workstation, from) as
    | { hash: string }
    | undefined;
  const chain: Chain = { seq: from, hash: before?.hash ?? NO_ENTRY };
  const rows = db
    .prepare("SELECT * FROM ledger WHERE workstation = ? AND seq > ? ORDER BY seq")
    .iterate(workstation, from);
  for (const row of rows as IterableIterator<LedgerRow>) {
    if (!follows(chain, row)) return { what: "ledger-changed", seq: chain.seq + 1 };
    chain.seq = row.seq;
    chain.hash = row.hash;
  }
  return undefined;
}

function firstGap(db: Db, workstation: string): number {
  const row = prepared(
    db,
    `SELECT min(seq) AS seq FROM ledger l WHERE workstation = @workstation
     AND NOT EXISTS (SELECT 1 FROM ledger n WHERE n.workstation = @workstation AND n.seq = l.seq + 1)`,
  ).get({ workstation }) as { seq: number };
  return row.seq + 1;
}

/**
 * One account before it may sign in: its own entries are what they were when written and link to their neighbours, and
 * replaying them alone yields exactly its rows. `empty` is an open in-memory database.
 */
export function accountDamage(db: Db, empty: Db, owner: string): Damage | undefined {
  makeShadow(empty);
  return replayedDamage(db, empty, owner);
}

/** What is wrong with one of many accounts: `shadow` has its tables already, and is left as empty as it was. */
export function accountDamageIn(db: Db, shadow: Db, owner: string): Damage | undefined {
  shadow.exec("BEGIN");
  try {
    return replayedDamage(db, shadow, owner);
  } finally {
    shadow.exec("ROLLBACK");
  }
}

function replayedDamage(db: Db, empty: Db, owner: string): Damage | undefined {
  const isRemoved = findRemoved(db);
  const admitted = findAdmitted(db);
  for (const row of listRowsAbout(db, owner)) {
    const before = findEntryAt(db, row.workstation, row.seq - 1);
    if (!admitted.has(row.workstation) || !linksToNeighbours(db, row, before) || entryHash(row) !== row.hash)
      return { what: "ledger-changed", seq: row.seq };
    const entry = toEntry(row);
    if (!isInPlace(db, entry, before?.h ?? -1)) return { what: "tables-differ", table: "ledger" };
    if (!isRemoved(row)) apply(empty, entry, knowingOf(db, row));
  }
  return (Object.keys(shadowTables) as ShadowTable[])
    .filter((table) => !isDeepStrictEqual(shadowRowsOf(db, table, owner), shadowRowsOf(empty, table, owner)))
    .map((table) => ({ what: "tables-differ", table }) as const)[0];
}

/** The entry before it has the hash that it names; the one after it names its own, or it is the workstation's last. */
function linksToNeighbours(db: Db, row: LedgerRow, before: LedgerRow | undefined): boolean {
  const after = findEntryAt(db, row.workstation, row.seq + 1);
  if ((before?.hash ?? NO_ENTRY) !== row.prev) return false;
  return after === undefined ? findHead(db, row.workstation)?.seq === row.seq : after.prev === row.hash;
}

type Difference = { readonly table: ShadowTable; readonly owner: string };

/** Whose rows differ, table by table. */
function compareTables(db: Db, replayed: Db): readonly Difference[] {
  const tables = Object.keys(shadowTables) as ShadowTable[];
  return tables.flatMap((table) => {
    const expected = shadowRows(replayed, table);
    const differs = differsFrom(shadowRows(db, table), expected);
    // Left open, its query would keep the database from being closed.
    expected.return(undefined);
    return differs ? ownersThatDiffer(db, replayed, table).map((owner) => ({ table, owner })) : [];
  });
}

type Rows = ReturnType<typeof shadowRows>;

function differsFrom(actual: Rows, expected: Rows): boolean {
  for (const row of actual) {
    if (!isDeepStrictEqual(row, expected.next().value)) return true;
  }
  return expected.next().done !== true;
}

function ownersThatDiffer(db: Db, replayed: Db, table: ShadowTable): readonly string[] {
  const [actual, expected] = [rowsByOwner(db, table), rowsByOwner(replayed, table)];
  const owners = new Set([...actual.keys(), ...expected.keys()]);
  return [...owners].filter((owner) => actual.get(owner) !== expected.get(owner));
}

function rowsByOwner(db: Db, table: ShadowTable): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const row of shadowRows(db, table)) {
    const owner = String(row["owner"]);
    texts.set(owner, `${texts.get(owner) ?? ""}${JSON.stringify(row)}\n`);
  }
  return texts;
}
