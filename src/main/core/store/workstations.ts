import { type Db, prepared } from "./open";

/** What each workstation of the practice is called; null: the one at which the practice was set up. */
export function listWorkstationNames(db: Db): ReadonlyMap<string, string | null> {
  const rows = prepared(db, "SELECT id, name FROM workstations").all() as { id: string; name: string | null }[];
  return new Map(rows.map(({ id, name }) => [id, name]));
}
