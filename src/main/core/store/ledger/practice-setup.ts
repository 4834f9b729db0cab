import { type Db, prepared } from "../open";
import { isKind } from "./lift";

/**
 * What the ledger itself says about the practice, where its table may have been written by somebody else, or by an earlier
 * version.
 */
export function findPracticeSetup(
  db: Db,
): { readonly vaultId: string; readonly workstation: string; readonly isSetUp: boolean } | undefined {
  const first = prepared(
    db,
    `SELECT workstation, data ->> '$.facts.vaultId' AS vaultId FROM ledger
     WHERE ${isKind("kind", "practice-created")} ORDER BY rowid LIMIT 1`,
  ).get() as { workstation: string; vaultId: string } | undefined;
  if (first === undefined) return undefined;
  const finished = prepared(
    db,
    `SELECT 1 FROM ledger WHERE ${isKind("kind", "practice-setup-finished")} LIMIT 1`,
  ).get();
  return { ...first, isSetUp: finished !== undefined };
}
