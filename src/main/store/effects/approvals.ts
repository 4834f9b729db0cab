import { prepared } from "../open";
import { type Effects, run } from "./effect";

/** What is asked of a second manager. An approval belongs to the account that the act concerns, like the act itself. */
export const approvalEffects = {
  "approval-asked": (db, owner, { at, place, actor, data }) => {
    prepared(
      db,
      `INSERT INTO approvals (id, owner, asker, act, parameters, digest, asked_at, asked_place, proceeds_at, ends_at, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
    ).run(data.approval, owner, actor, data.act, data.parameters, data.digest, at, place, data.proceedsAt, data.endsAt);
  },
  "approval-given": (db, _owner, { place, actor, data }) =>
    run(
      db,
      "UPDATE approvals SET approved_by = ?, approved_until = ?, approved_place = ? WHERE id = ? AND state = 'open'",
      actor,
      data.until,
      place,
      data.approval,
    ),
  "approval-declined": (db, _owner, { actor, data }) =>
    run(
      db,
      `UPDATE approvals SET state = 'declined', declined_by = ?, declined_because = ? WHERE id = ? AND state = 'open'`,
      actor,
      data.reason,
      data.approval,
    ),
  "approval-used": (db, _owner, { data }) => run(db, "UPDATE approvals SET state = 'used' WHERE id = ?", data.approval),
} satisfies Effects;
