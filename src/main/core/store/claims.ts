import type { Claim } from "../domain/settle";
import { type Db, prepared } from "./open";

/** A field that only one value can hold, of an account or of the practice. */
export type Register = { readonly owner: string; readonly field: string };

/** What entries say of a field that no later entry had in sight; several were written apart. */
export function listClaims<V>(db: Db, { owner, field }: Register): readonly Claim<V>[] {
  const sql = `SELECT workstation, seq, at, actor, known, value FROM claims WHERE owner = ? AND field = ?
    ORDER BY workstation, seq`;
  const rows = prepared(db, sql).all(owner, field) as (Omit<Claim<V>, "value"> & { readonly value: string })[];
  return rows.map((row) => ({ ...row, value: JSON.parse(row.value) as V }));
}

/** The fields of which two workstations have said something apart. */
export function listApart(db: Db): readonly Register[] {
  const sql = "SELECT DISTINCT owner, field FROM claims WHERE apart = 1 ORDER BY owner, field";
  return prepared(db, sql).all() as Register[];
}
