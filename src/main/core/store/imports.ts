import type { Entry } from "../domain/events";
import type { NamedMapping } from "../domain/import-mapping";
import { hasEntriesAfter } from "./ledger/entries-about";
import { listOfKind } from "./ledger/entries-of-kinds";
import { listCausedBy } from "./ledger/own-entries";
import { type Db, prepared } from "./open";

export type ImportEntry = Extract<Entry, { kind: "people-imported" }>;

/** The imports there were, newest first. */
export function listImportEntries(db: Db, limit: number): readonly ImportEntry[] {
  return listOfKind(db, "people-imported", limit);
}

export function findImportEntry(db: Db, id: string): ImportEntry | undefined {
  return listOfKind(db, "people-imported").find(({ data }) => data.import === id);
}

/** Ids of the imports that were undone. */
export function listUndoneImports(db: Db): ReadonlySet<string> {
  return new Set(listOfKind(db, "import-undone").map(({ data }) => data.import));
}

/** What an import did to each person. One transaction wrote it: on its workstation the entries follow their summary. */
export function listEntriesOfImport(db: Db, entry: ImportEntry): readonly Entry[] {
  return listCausedBy(db, entry, entry.seq + entry.data.created + entry.data.updated);
}

/** Whether anything was recorded about an account after an entry, but that its person was told of it. */
export function wasChangedAfter(db: Db, account: string, entry: Entry): boolean {
  return hasEntriesAfter(db, account, entry, ["notice-queued", "notice-delivered", "notice-not-delivered"]);
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
