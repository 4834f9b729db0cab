import type { Claim } from "../domain/settle";
import type { CodeSort } from "./codes";
import { type Db, prepared } from "./open";

/** A field that only one value can hold, of an account or of the practice. */
export type Register = { readonly owner: string; readonly field: string };

/** Which code it was. `number`: of a recovery code, the one that stood before it on paper. */
export type UsedCode = { readonly sort: CodeSort; readonly number: number | null };

/** The code that a field is about (`codeField`); undefined where it is another one. */
export function readCodeField(field: string): string | undefined {
  return field.startsWith("code:") ? field.slice("code:".length) : undefined;
}

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
