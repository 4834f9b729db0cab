import { migrateTo, SCHEMA_VERSION, schemaVersion } from "./migrations";
import { type Db, immediately, openInMemory } from "./open";
import { isShadowTable, makeShadow, shadowIsStale } from "./shadow";

/** As sqlite_schema has it; `sql` is null where an index came with its table. */
type Part = { readonly type: string; readonly name: string; readonly table: string; readonly sql: string | null };

/**
 * What a vault's file may hold, to the letter: a trigger, view, table or column that is not ours could change what is
 * decided without changing any entry. `mendable`: nothing is wrong but what can be taken out, or made anew from the
 * ledger; `changed`: the ledger, secret or working tables are not what their version says.
 */
export function judgeSchema(db: Db): "fits" | "mendable" | "changed" {
  const { ours, foreign, lacking } = compareSchema(db);
  if (lacking.some(isTable) || foreign.some((part) => isTable(part) && ours.has(part.name))) return "changed";
  return foreign.length + lacking.length === 0 && shadowIsWhole(db) ? "fits" : "mendable";
}

/** Takes out what is not ours, and puts missing indexes and triggers back. The shadow tables are to be rebuilt afterwards. */
export function mendSchema(db: Db): void {
  const { foreign, lacking } = compareSchema(db);
  // Triggers and views first, so that none of them sees a table go.
  const inOrder = foreign.toSorted((one, other) => Number(isTable(one)) - Number(isTable(other)));
  immediately(db, () => {
    for (const { type, name, sql } of inOrder) {
      if (sql !== null) db.exec(`DROP ${type} IF EXISTS "${name.replaceAll('"', '""')}"`);
    }
    for (const { sql } of lacking) if (sql !== null) db.exec(sql);
  });
}

const isTable = ({ type }: Part) => type === "table";
const textOf = ({ type, name, table, sql }: Part) => JSON.stringify([type, name, table, sql]);

/** What is there and not ours, and what of ledger, secret and working tables is not there. `ours`: the names of all of them. */
function compareSchema(db: Db) {
  const expected = partsMadeBy((fresh) => migrateTo(fresh, schemaVersion(db)));
  const there = partsOf(db);
  const [known, found] = [new Set(expected.map(textOf)), new Set(there.map(textOf))];
  const lacking = expected.filter((part) => !found.has(textOf(part)));
  const isOwn = lacking.some(isTable) ? isShadowsOwn : shadowTest(db);
  const foreign = there.filter((part) => !known.has(textOf(part)) && !isOwn(part));
  return { ours: newestNames(), foreign, lacking };
}

/** Tells parts of the shadow tables: as they are made today, or, where they are older, any table and index of theirs. */
function shadowTest(db: Db): (part: Part) => boolean {
  if (shadowIsStale(db)) return isShadowsOwn;
  const today = new Set(partsMadeBy(makeShadow).map(textOf));
  return (part) => today.has(textOf(part));
}

function isShadowsOwn({ type, table }: Part): boolean {
  return (type === "table" || type === "index") && isShadowTable(table);
}

function shadowIsWhole(db: Db): boolean {
  if (shadowIsStale(db)) return true;
  const there = new Set(partsOf(db).map(textOf));
  return partsMadeBy(makeShadow).every((part) => there.has(textOf(part)));
}

function newestNames(): ReadonlySet<string> {
  return new Set(partsMadeBy((fresh) => migrateTo(fresh, SCHEMA_VERSION)).map(({ name }) => name));
}

function partsMadeBy(make: (fresh: Db) => void): readonly Part[] {
  const fresh = openInMemory();
  try {
    make(fresh);
    return partsOf(fresh);
  } finally {
    fresh.close();
  }
}

function partsOf(db: Db): readonly Part[] {
  return db.prepare("SELECT type, name, tbl_name AS [table], sql FROM sqlite_schema ORDER BY name").all() as Part[];
}
