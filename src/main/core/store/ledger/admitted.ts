import { type Db, prepared } from "../open";
import { isKind } from "./lift";
import { findPracticeSetup } from "./practice-setup";

/*
 * Whose chains belong to the practice: the one that created it, and what an admitted one has added. A chain of anybody else
 * could have been put into the file by whoever has its key: no signed head covers it (LEDGER-14).
 */

/** The workstations of the practice, removed ones too. Also of a ledger that is to be brought up to date yet. */
export function findAdmitted(db: Db): ReadonlySet<string> {
  const creator = findPracticeSetup(db)?.workstation;
  const admitted = new Set(creator === undefined ? [] : [creator]);
  const sql = `SELECT workstation AS by, data ->> '$.facts.workstation' AS added FROM ledger
    WHERE ${isKind("kind", "workstation-added")}`;
  const additions = prepared(db, sql).all() as { by: string; added: string }[];
  for (let known = -1; known < admitted.size; ) {
    known = admitted.size;
    for (const { by, added } of additions) if (admitted.has(by)) admitted.add(added);
  }
  return admitted;
}

/** Whether every chain in the ledger belongs to the practice. */
export function allAreAdmitted(db: Db): boolean {
  const admitted = findAdmitted(db);
  const sql = "SELECT min(workstation) AS next FROM ledger WHERE workstation > ?";
  for (let last = ""; ; ) {
    const { next } = prepared(db, sql).get(last) as { next: string | null };
    if (next === null) return true;
    if (!admitted.has(next)) return false;
    last = next;
  }
}
