import { prepared } from "../open";
import { type Effects, run } from "./effect";

/** What is asked of a second manager. An approval belongs to the account that the act concerns, like the act itself. */
export const approvalEffects = {
  "approval-asked": (db, owner, { h, workstation, seq, at, actor, data }) => {
    prepared(
      db,
      `INSERT OR IGNORE INTO approvals (id, owner, asker, act, parameters, digest, asked_at, asked_h, asked_workstation, asked_seq,
         ends_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
    ).run(data.approval, owner, actor, data.act, data.parameters, data.digest, at, h, workstation, seq, data.endsAt);
  },
  "approval-given": (db, owner, { h, workstation, seq, actor, data }) =>
    run(
      db,
      `UPDATE approvals SET approved_by = ?, approved_until = ?, approved_h = ?, approved_workstation = ?, approved_seq = ?
       WHERE owner = ? AND id = ? AND state IN ('open', 'declined')`,
      actor,
      data.until,
      h,
      workstation,
      seq,
      owner,
      data.approval,
    ),
  /** An objection takes back what was approved before it; whoever asked withdraws it for good. */
  "approval-declined": (db, owner, { h, workstation, seq, actor, data }) =>
    prepared(
      db,
      `UPDATE approvals SET state = CASE WHEN asker = @actor THEN 'void' ELSE 'declined' END, declined_by = @actor,
         declined_because = @reason, declined_h = @h, declined_workstation = @workstation, declined_seq = @seq,
         approved_by = NULL, approved_until = NULL, approved_h = NULL, approved_workstation = NULL, approved_seq = NULL
       WHERE owner = @owner AND id = @approval AND (state = 'open' OR (state = 'declined' AND asker = @actor))`,
    ).run({ owner, actor, h, workstation, seq, approval: data.approval, reason: data.reason }),
  "approval-used": (db, owner, { data }) =>
    run(db, "UPDATE approvals SET state = 'used' WHERE owner = ? AND id = ?", owner, data.approval),
} satisfies Effects;
