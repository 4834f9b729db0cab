import type { ApprovedAct } from "../../../contract/vocabulary";
import type { ApprovalRequest } from "../domain/approvals";
import { isKind } from "./ledger/lift";
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
  /** Of the entry with which it was asked, in the ledger. */
  readonly askedPlace: number;
  readonly declinedBy: string | null;
  readonly declinedBecause: string | null;
  readonly isSettled: boolean;
};

type Row = Omit<Approval, "isSettled"> & { readonly isSettled: number };
const toApproval = (row: Row): Approval => ({ ...row, isSettled: row.isSettled === 1 });

/** Whoever loses the role, or leaves, loses with it what they had asked and approved: also when they come back to it. */
const leftSince = (who: string, arrival: string) => `EXISTS (SELECT 1 FROM ledger l WHERE l.subject = ${who}
  AND l.kind IN ('role-changed', 'account-deactivated') AND l.arrival > ${arrival})`;
const askerLeft = leftSince("asker", "asked_place");
const giverLeft = leftSince("approved_by", "approved_place");
/** Kit and emergency codes gave whoever asked a way in after somebody objected: they own the practice. */
const settled = `EXISTS (SELECT 1 FROM ledger l WHERE l.subject = asker
  AND ${isKind("l.kind", "manager-recovery-finished")}  AND l.arrival > declined_place)`;
const waiting = "state IN ('open', 'declined')";

const columns = `id, iif(owner LIKE 'practice:%', NULL, owner) AS subject, asker, act, parameters, digest, asked_at AS askedAt,
  asked_place AS askedPlace, ends_at AS endsAt, CASE WHEN ${giverLeft} THEN NULL ELSE approved_by END AS approvedBy,
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
    AND NOT ${askerLeft} ORDER BY asked_at, rowid`;
  return (prepared(db, sql).all(now) as Row[]).map(toApproval);
}

/** Whether anything waits for an answer at `now`. */
export function hasOpenApprovals(db: Db, now: number): boolean {
  const sql = `SELECT 1 FROM approvals WHERE state = 'open' AND ends_at > ? AND NOT ${askerLeft} LIMIT 1`;
  return prepared(db, sql).get(now) !== undefined;
}

/** What somebody asked for exactly this act, the newest first. */
export function listApprovalsFor(db: Db, asker: string, digest: string): readonly Approval[] {
  const sql = `SELECT ${columns} FROM approvals WHERE asker = ? AND digest = ? ORDER BY asked_at DESC, rowid DESC`;
  return (prepared(db, sql).all(asker, digest) as Row[]).map(toApproval);
}
