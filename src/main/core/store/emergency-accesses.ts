import type { OrderKey } from "../domain/order";
import { type Db, prepared } from "./open";

/** One shift of emergency access. */
export type Opening = {
  readonly id: string;
  /** Who opened it. */
  readonly account: string;
  readonly number: number;
  readonly openedAt: number;
  /** The entry that opened it. */
  readonly opened: OrderKey;
  readonly untilAt: number;
  readonly reason: string;
  readonly reviewedBy: string | null;
  readonly reviewedAt: number | null;
  readonly note: string | null;
};

type Row = Omit<Opening, "opened"> & OrderKey;

function toOpening({ h, workstation, seq, ...row }: Row): Opening {
  return { ...row, opened: { h, workstation, seq } };
}

const columns = `id, owner AS account, number, opened_at AS openedAt, opened_h AS h, opened_workstation AS workstation,
  opened_seq AS seq, until_at AS untilAt, reason, reviewed_by AS reviewedBy, reviewed_at AS reviewedAt, note`;

/** Every shift, newest first. */
export function listAccesses(db: Db): readonly Opening[] {
  const sql = `SELECT ${columns} FROM emergency_accesses
    ORDER BY opened_h DESC, opened_workstation DESC, opened_seq DESC LIMIT 100`;
  return (prepared(db, sql).all() as Row[]).map(toOpening);
}

export function findAccess(db: Db, id: string): Opening | undefined {
  const row = prepared(db, `SELECT ${columns} FROM emergency_accesses WHERE id = ?`).get(id) as Row | undefined;
  return row === undefined ? undefined : toOpening(row);
}

/** How many shifts nobody has reviewed yet. */
export function countOwedReviews(db: Db): number {
  return (prepared(db, "SELECT count(*) AS n FROM emergency_accesses WHERE reviewed_at IS NULL").get() as { n: number })
    .n;
}
