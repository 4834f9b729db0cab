import type { ConflictFacts, Side } from "../domain/conflicts";
import type { Written } from "../domain/order";
import { saw } from "./ledger/order";
import { type Db, prepared } from "./open";

/* Entries that ended somebody's being a manager: what follows where they were written apart. */

type Ending = Side<string> & { readonly isManager: boolean };

/** Every entry that ended it; `value`: whose role, `isManager`: they are one again. */
function listEndings(db: Db): readonly Ending[] {
  const sql = `SELECT d.workstation, d.seq, d.at, d.actor, d.owner AS value,
      a.role = 'manager' AND a.deactivated_at IS NULL AS isManager
    FROM departures d JOIN accounts a ON a.owner = d.owner WHERE d.ended_manager = 1 ORDER BY d.workstation, d.seq`;
  const rows = prepared(db, sql).all() as (Side<string> & { readonly isManager: number })[];
  return rows.map((row) => ({ ...row, isManager: row.isManager === 1 }));
}

const sideOf = ({ isManager: _, ...side }: Ending): Side<string> => side;

/**
 * Where no manager is left, the entries that ended the last ones: those that no other one had in sight. The rules leave a
 * practice its last manager, so that this comes of entries that were written apart alone.
 */
export function noManagerLeft(db: Db): ConflictFacts | undefined {
  const manager = "SELECT 1 FROM accounts WHERE role = 'manager' AND deactivated_at IS NULL LIMIT 1";
  if (prepared(db, manager).get() !== undefined) return undefined;
  const endings = listEndings(db);
  const last = endings.filter((ending) => !endings.some((other) => saw(db, other, ending)));
  return last.length === 0 ? undefined : { what: "no-manager", sides: last.map(sideOf) };
}

/** Whether an account was a manager until the practice had none left: manager recovery takes it then (CONFLICT-5). */
export function isLastManager(db: Db, account: string): boolean {
  const left = noManagerLeft(db);
  return left?.what === "no-manager" && left.sides.some(({ value }) => value === account);
}

/** Managers who ended each other's role apart, as long as neither has it back. */
export function listDemotedEachOther(db: Db): readonly ConflictFacts[] {
  const endings = listEndings(db).filter(({ isManager }) => !isManager);
  return endings.flatMap((one) =>
    endings
      .filter((other) => one.actor === other.value && other.actor === one.value && one.value < other.value)
      .filter((other) => areApart(db, one, other))
      .map((other): ConflictFacts => ({ what: "demoted-each-other", sides: [sideOf(one), sideOf(other)] })),
  );
}

function areApart(db: Db, one: Written, other: Written): boolean {
  return !saw(db, one, other) && !saw(db, other, one);
}
