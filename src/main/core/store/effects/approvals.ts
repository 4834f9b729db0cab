import { prepared } from "../open";
import { type Effects, run } from "./effect";

/** What is asked of a second manager. An approval belongs to the account that the act concerns, like the act itself. */
export const approvalEffects = {
  "approval-asked": (db, owner, { at, arrival, actor, data }) => {
    prepared(
      db,
      `INSERT INTO approvals (id, owner, asker, act, parameters, digest, asked_at, asked_place, ends_at, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
    ).run(data.approval, owner, actor, data.act, data.parameters, data.digest, at, arrival, data.endsAt);
  },
  "approval-given": (db, _owner, { arrival, actor, data }) =>
    run(
      db,
      `UPDATE approvals SET approved_by = ?, approved_until = ?, approved_place = ?
       WHERE id = ? AND state IN ('open', 'declined')`,
      actor,
      data.until,
      arrival,
      data.approval,
    ),
  /** An objection takes back what was approved before it; whoever asked withdraws it for good. */
  "approval-declined": (db, _owner, { arrival, actor, data }) =>
    prepared(
      db,
      `UPDATE approvals SET state = CASE WHEN asker = @actor THEN 'void' ELSE 'declined' END, declined_by = @actor,
         declined_because = @reason, declined_place = @arrival, approved_by = NULL, approved_until = NULL,
         approved_place = NULL
       WHERE id = @approval AND (state = 'open' OR (state = 'declined' AND asker = @actor))`,
    ).run({ actor, arrival, approval: data.approval, reason: data.reason }),
  "approval-used": (db, _owner, { data }) => run(db, "UPDATE approvals SET state = 'used' WHERE id = ?", data.approval),
} satisfies Effects;
