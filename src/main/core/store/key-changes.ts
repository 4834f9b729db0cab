import type { KeyChange, KeyChangeTrouble } from "../../../contract/vocabulary";
import { type Db, prepared } from "./open";

/** A change of how the vault opens on a workstation. Times are epoch ms; `because` null: it was done. */
export type StoredKeyChange = {
  readonly change: string;
  readonly what: KeyChange;
  readonly leadsTo: string;
  readonly begunAt: number;
  readonly endedAt: number | null;
  readonly because: KeyChangeTrouble | null;
};

const COLUMNS = `change, what, leads_to AS leadsTo, begun_at AS begunAt, ended_at AS endedAt, because
  FROM key_changes WHERE workstation = ?`;

/** The changes of a workstation that were begun and of which it is not known yet what became, the oldest first. */
export function listOpenKeyChanges(db: Db, workstation: string): readonly StoredKeyChange[] {
  const sql = `SELECT ${COLUMNS} AND ended_at IS NULL ORDER BY begun_at, change`;
  return prepared(db, sql).all(workstation) as StoredKeyChange[];
}

/** The change of a workstation that was begun last. */
export function findLastKeyChange(db: Db, workstation: string): StoredKeyChange | undefined {
  const sql = `SELECT ${COLUMNS} ORDER BY begun_at DESC, change DESC LIMIT 1`;
  return prepared(db, sql).get(workstation) as StoredKeyChange | undefined;
}
