import type { ApprovedAct } from "../../preload/words";
import type { ApprovalRequest } from "../domain/approvals";
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
  readonly declinedBy: string | null;
  readonly declinedBecause: string | null;
};

/** Whoever loses the role, or leaves, loses with it what they had asked and approved: also when they come back to it. */
const leftSince = (who: string, place: string) => `EXISTS (SELECT 1 FROM ledger l WHERE l.subject = ${who}
  AND l.kind IN ('role-changed', 'account-deactivated') AND l.place > ${place})`;
const askerLeft = leftSince("asker", "asked_place");
const giverLeft = leftSince("approved_by", "approved_place");

const columns = `id, nullif(owner, '') AS subject, asker, act, parameters, digest, asked_at AS askedAt,
  proceeds_at AS proceedsAt, ends_at AS endsAt, CASE WHEN ${giverLeft} THEN NULL ELSE approved_by END AS approvedBy,
  approved_until AS approvedUntil, declined_by AS declinedBy, declined_because AS declinedBecause,
  CASE WHEN state = 'open' AND ${askerLeft} THEN 'void' ELSE state END AS state`;

export function findApproval(db: Db, id: string): Approval | undefined {
  return prepared(db, `SELECT ${columns} FROM approvals WHERE id = ?`).get(id) as Approval | undefined;
}

/** What waits at `now`, oldest first. What somebody asked who has lost the role or left since waits for nothing. */
export function listOpenApprovals(db: Db, now: number): readonly Approval[] {
  const sql = `SELECT ${columns} FROM approvals WHERE state = 'open' AND ends_at > ?
    AND NOT ${askerLeft} ORDER BY asked_at, rowid`;
  return prepared(db, sql).all(now) as Approval[];
}

/** What somebody asked for exactly this act, the newest first. */
export function listApprovalsFor(db: Db, asker: string, digest: string): readonly Approval[] {
  const sql = `SELECT ${columns} FROM approvals WHERE asker = ? AND digest = ? ORDER BY asked_at DESC, rowid DESC`;
  return prepared(db, sql).all(asker, digest) as Approval[];
}
