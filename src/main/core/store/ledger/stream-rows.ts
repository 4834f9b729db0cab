import type { Stream } from "../../domain/streams";
import { type Db, prepared } from "../open";
import { type ShadowTable, shadowTables } from "../shadow";

/* The rows of one stream over all shadow tables. */

export type Row = Readonly<Record<string, unknown>>;

export const tables = Object.keys(shadowTables) as readonly ShadowTable[];

const keysOf = (table: ShadowTable) => shadowTables[table].split(", ");
const hasKey = (table: ShadowTable) =>
  keysOf(table)
    .map((key) => `${key} = @${key}`)
    .join(" AND ");

/** How the rows of a stream are gone through: `slice` of them at a time, with `pause` between. */
export type Sliced = { readonly stream: Stream; readonly slice: number; readonly pause: () => Promise<void> };

export async function* slicedRows(db: Db, table: ShadowTable, { stream, slice, pause }: Sliced): AsyncGenerator<Row> {
  const sql = `SELECT * FROM ${table} WHERE owner = ? ORDER BY ${shadowTables[table]} LIMIT ${slice} OFFSET ?`;
  for (let from = 0; ; from += slice) {
    const rows = prepared(db, sql).all(stream, from) as Row[];
    yield* rows;
    if (rows.length < slice) return;
    await pause();
  }
}

export function rowLike(db: Db, table: ShadowTable, row: Row): Row | undefined {
  const key = Object.fromEntries(keysOf(table).map((name) => [name, row[name]]));
  return prepared(db, `SELECT * FROM ${table} WHERE ${hasKey(table)}`).get(key) as Row | undefined;
}

export function removeRow(db: Db, table: ShadowTable, row: Row): void {
  const key = Object.fromEntries(keysOf(table).map((name) => [name, row[name]]));
  prepared(db, `DELETE FROM ${table} WHERE ${hasKey(table)}`).run(key);
}

export function removeRows(db: Db, stream: Stream): void {
  for (const table of tables) prepared(db, `DELETE FROM ${table} WHERE owner = ?`).run(stream);
}

export function putRow(db: Db, table: ShadowTable, row: Row): void {
  const names = Object.keys(row);
  const sql = `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map((name) => `@${name}`).join(", ")})`;
  prepared(db, sql).run(row);
}
