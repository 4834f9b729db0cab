import type { VaultFacts } from "../domain/backup-file";
import { findInnerHead } from "./ledger/heads";
import { countEntries, findHead, listWorkstations } from "./ledger/ledger";
import { type Db, prepared } from "./open";

/** What a backup says of this vault, as it is now. */
export function readVaultFacts(db: Db): VaultFacts {
  const inner = findInnerHead(db);
  const sql = "SELECT count(*) AS people FROM accounts WHERE deactivated_at IS NULL";
  return {
    heads: listWorkstations(db).flatMap((workstation) => findHead(db, workstation) ?? []),
    signedHeads: inner === undefined ? [] : [inner],
    entries: countEntries(db),
    people: (prepared(db, sql).get() as { people: number }).people,
  };
}
