import type { ApprovedAct } from "../../../contract/vocabulary";
import type { ApprovalRequest } from "../domain/approvals";
import type { OrderKey } from "../domain/order";
import { type Db, prepared } from "./open";

/** What was asked of a second manager; times in epoch ms. */
export type Approval = ApprovalRequest & {
  readonly id: string;
  /** The account that the act concerns; null for the practice itself. */
  readonly subject: string | null;
  readonly act: ApprovedAct;
  /** The act's input without its proof, as canonical JSON. */
  readonly parameters: string;
  readonly askedAt: number;
  /** The entry with which it was asked. */
  readonly asked: OrderKey;
  readonly declinedBy: string | null;
  readonly declinedBecause: string | null;
  readonly isSettled: boolean;
};

type Row = Omit<Approval, "isSettled" | "asked"> &
  OrderKey & {
    readonly isSettled: number;
  };

function toApproval({ h, workstation, seq, isSettled, ...row }: Row): Approval {
  return { ...row, asked: { h, workstation, seq }, isSettled: isSettled === 1 };
}

/** Whoever loses the role, or leaves, loses with it what they had asked and approved: also when they come back to it. */
const leftSince = (who: string, since: string) => `EXISTS (SELECT 1 FROM departures d WHERE d.owner = ${who}
  AND (d.h, d.workstation, d.seq) > ${since})`;
const askerLeft = leftSince("asker", "(asked_h, asked_workstation, asked_seq)");
const giverLeft = leftSince("approved_by", "(approved_h, approved_workstation, approved_seq)");
/** Kit and emergency codes gave whoever asked a way in after somebody objected: they own the practice. */
const settled = `EXISTS (SELECT 1 FROM manager_recoveries r WHERE r.owner = asker
  AND (r.done_h, r.done_workstation, r.done_seq) > (declined_h, declined_workstation, declined_seq))`;
const waiting = "state IN ('open', 'declined')";

const columns = `id, iif(owner LIKE 'practice:%', NULL, owner) AS subject, asker, act, parameters, digest, asked_at AS askedAt,
  asked_h AS h, asked_workstation AS workstation, asked_seq AS seq, ends_at AS endsAt, CASE WHEN ${giverLeft} THEN NULL ELSE approved_by END AS approvedBy,
  approved_until AS approvedUntil, declined_by AS declinedBy, declined_because AS declinedBecause,
  ${settled} AS isSettled,
  CASE WHEN ${waiting} AND ${askerLeft} THEN 'void' ELSE state END AS state`;

export function findApproval(db: Db, id: string): Approval | undefined {
  const row = prepared(db, `SELECT ${columns} FROM approvals WHERE id = ?`).get(id) as Row | undefined;
  return row === undefined ? undefined : toApproval(row);
}

/** What waits at `now`, oldest first. What somebody asked who has lost the role or left since waits for nothing. */
export function listOpenApprovals(db: Db, now: number): readonly Approval[] {
  const sql = `SELECT ${columns} FROM approvals WHERE ${waiting} AND ends_at > ?
    AND NOT ${askerLeft} ORDER BY asked_at, asked_h, asked_workstation, asked_seq`;
  return (prepared(db, sql).all(now) as Row[]).map(toApproval);
}

/** Whether anything waits for an answer at `now`. */
export function hasOpenApprovals(db: Db, now: number): boolean {
  const sql = `SELECT 1 FROM approvals WHERE state = 'open' AND ends_at > ? AND NOT ${askerLeft} LIMIT 1`;
  return prepared(db, sql).get(now) !== undefined;
}

/** What somebody asked for exactly this act, the newest first. */
export function listApprovalsFor(db: Db, asker: string, digest: string): readonly Approval[] {
  const sql = `SELECT ${columns} FROM approvals WHERE asker = ? AND digest = ?
    ORDER BY asked_at DESC, asked_h DESC, asked_workstation DESC, asked_seq DESC`;
  return (prepared(db, sql).all(asker, digest) as Row[]).map(toApproval);
}
