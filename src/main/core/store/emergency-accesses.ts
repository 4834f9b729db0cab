import type { Entry } from "../domain/events";
import { type LedgerRow, toEntry } from "./ledger/row";
import { type Db, prepared } from "./open";

/** One shift of emergency access. */
export type Opening = {
  readonly id: string;
  /** Who opened it. */
  readonly account: string;
  readonly number: number;
  readonly openedAt: number;
  readonly openedPlace: number;
  readonly untilAt: number;
  readonly reason: string;
  readonly reviewedBy: string | null;
  readonly reviewedAt: number | null;
  readonly note: string | null;
};

const columns = `id, owner AS account, number, opened_at AS openedAt, opened_place AS openedPlace, until_at AS untilAt,
  reason, reviewed_by AS reviewedBy, reviewed_at AS reviewedAt, note`;

/** Every shift, newest first. */
export function listAccesses(db: Db): readonly Opening[] {
  return prepared(
    db,
    `SELECT ${columns} FROM emergency_accesses ORDER BY opened_place DESC LIMIT 100`,
  ).all() as Opening[];
}

export function findAccess(db: Db, id: string): Opening | undefined {
  return prepared(db, `SELECT ${columns} FROM emergency_accesses WHERE id = ?`).get(id) as Opening | undefined;
}

/** How many shifts nobody has reviewed yet. */
export function countOwedReviews(db: Db): number {
  return (prepared(db, "SELECT count(*) AS n FROM emergency_accesses WHERE reviewed_at IS NULL").get() as { n: number })
    .n;
}

/**
 * What was done in a shift by whoever opened it, oldest first: from its access to the end of its session, which a later
 * sign-in marks too, where the app was not there to say so.
 */
export function listDoneIn(db: Db, { account, openedPlace }: Opening, limit: number): readonly Entry[] {
  const ends = `SELECT min(arrival) FROM ledger WHERE subject = @account AND arrival > @openedPlace
    AND kind IN ('signed-in', 'signed-out', 'session-ended')`;
  // Apart, so that each is answered by an index in order of arrival.
  const mine = `kind <> 'signed-in' AND arrival > @openedPlace AND arrival <= coalesce((${ends}), 9007199254740991)`;
  const sql = `SELECT * FROM ledger WHERE subject = @account AND actor = @account AND ${mine}
    UNION ALL SELECT * FROM ledger WHERE actor = @account AND actor IS NOT subject AND ${mine}
    ORDER BY arrival LIMIT @limit`;
  return (prepared(db, sql).all({ account, openedPlace, limit }) as LedgerRow[]).map(toEntry);
}
