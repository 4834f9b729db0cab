import type { Entry } from "../domain/events";
import type { NamedMapping } from "../domain/import-mapping";
import { type LedgerRow, toEntry } from "./ledger/row";
import { type Db, prepared } from "./open";

export type ImportEntry = Extract<Entry, { kind: "people-imported" }>;
type UndoEntry = Extract<Entry, { kind: "import-undone" }>;

/** The imports there were, newest first. */
export function listImportEntries(db: Db, limit: number): readonly ImportEntry[] {
  const sql = "SELECT * FROM ledger WHERE kind = 'people-imported' ORDER BY arrival DESC LIMIT ?";
  return (prepared(db, sql).all(limit) as LedgerRow[]).map(toEntry) as ImportEntry[];
}

export function findImportEntry(db: Db, id: string): ImportEntry | undefined {
  return listImportEntries(db, -1).find(({ data }) => data.import === id);
}

/** Ids of the imports that were undone. */
export function listUndoneImports(db: Db): ReadonlySet<string> {
  const rows = prepared(db, "SELECT * FROM ledger WHERE kind = 'import-undone'").all() as LedgerRow[];
  return new Set((rows.map(toEntry) as UndoEntry[]).map(({ data }) => data.import));
}

/** What an import did to each person. One transaction wrote it: on its workstation the entries follow their summary. */
export function listEntriesOfImport(db: Db, { workstation, seq, hash, data }: ImportEntry): readonly Entry[] {
  const rows = prepared(
    db,
    `SELECT * FROM ledger WHERE workstation = @workstation AND seq > @seq AND seq <= @last AND cause = @hash
     ORDER BY seq`,
  ).all({ workstation, seq, last: seq + data.created + data.updated, hash });
  return (rows as LedgerRow[]).map(toEntry);
}

/** Whether anything was recorded about an account after an arrival of the ledger, but that its person was told of it. */
export function hasEntriesAfter(db: Db, account: string, arrival: number): boolean {
  const sql = `SELECT 1 FROM ledger WHERE subject = ? AND arrival > ?
    AND kind NOT IN ('notice-queued', 'notice-delivered', 'notice-not-delivered') LIMIT 1`;
  return prepared(db, sql).get(account, arrival) !== undefined;
}

const NAME = "import-mappings";
/** The oldest are forgotten. */
const MAPPINGS_KEPT = 30;

type Remembered = { readonly columns: string; readonly mapping: NamedMapping };

/** How the columns of the last file with these names were understood. */
export function findMapping(db: Db, names: readonly string[]): NamedMapping | undefined {
  const columns = keyOf(names);
  return listMappings(db).find((one) => one.columns === columns)?.mapping;
}

export function saveMapping(db: Db, names: readonly string[], mapping: NamedMapping): void {
  const columns = keyOf(names);
  const others = listMappings(db).filter((one) => one.columns !== columns);
  prepared(
    db,
    "INSERT INTO working (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  ).run(NAME, JSON.stringify([{ columns, mapping }, ...others].slice(0, MAPPINGS_KEPT)));
}

function listMappings(db: Db): readonly Remembered[] {
  const row = prepared(db, "SELECT value FROM working WHERE name = ?").get(NAME) as { value: string } | undefined;
  return row === undefined ? [] : (JSON.parse(row.value) as Remembered[]);
}

/** Columns are known by their names, in whatever order these stand. */
function keyOf(names: readonly string[]): string {
  return JSON.stringify([...names].sort());
}
