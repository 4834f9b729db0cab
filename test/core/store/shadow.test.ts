import { expect, test } from "vitest";
import { type Db, openInMemory } from "../../../src/main/core/store/open";
import { makeShadow, shadowTables } from "../../../src/main/core/store/shadow";

type Column = { readonly name: string; readonly type: string; readonly pk: number };

/** Columns that say where a row lies, by their name or by being the rowid under another one. */
function findLocalOrder(db: Db, tables: readonly string[]): readonly string[] {
  return tables.flatMap((table) => {
    const columns = db.pragma(`table_info(${table})`) as Column[];
    const keys = columns.filter(({ pk }) => pk > 0);
    return columns
      .filter((column) => {
        const isRowid = keys.length === 1 && keys[0] === column && column.type === "INTEGER";
        return isRowid || /(?:^|_)(?:arrival|place|rowid)$/.test(column.name);
      })
      .map(({ name }) => `${table}.${name}`);
  });
}

test("no shadow table holds where an entry came to lie in this ledger, or a rowid under a name of its own", () => {
  const db = openInMemory();
  try {
    makeShadow(db);
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
    expect(tables.toSorted()).toEqual(Object.keys(shadowTables).toSorted());
    expect(findLocalOrder(db, tables)).toEqual([]);
  } finally {
    db.close();
  }
});

test.each([
  ["an arrival", "CREATE TABLE planted (owner TEXT PRIMARY KEY, arrival INTEGER) STRICT", "arrival"],
  ["the place of an entry", "CREATE TABLE planted (owner TEXT PRIMARY KEY, asked_place INTEGER) STRICT", "asked_place"],
  ["a rowid by another name", "CREATE TABLE planted (n INTEGER PRIMARY KEY, owner TEXT) STRICT", "n"],
])("%s in one would be noticed", (_what, ddl, column) => {
  const db = openInMemory();
  try {
    db.exec(ddl);
    expect(findLocalOrder(db, ["planted"])).toEqual([`planted.${column}`]);
  } finally {
    db.close();
  }
});
