import type { EnvelopeHalf } from "../../../preload/words";
import { type Db, prepared } from "../open";
import { openCode, saveFailures } from "./codes";
import { type Effects, run } from "./effect";

/** The break-glass envelope, the shifts it opened, and managers who are founded anew. */
export const emergencyEffects = {
  "envelope-half-made": (db, owner, { at, actor, data }) => {
    if (data.half === "first") {
      voidOthers(db, owner, data.envelope);
      run(
        db,
        `INSERT INTO envelopes (id, owner, number, ends_on, ends_at, state) VALUES (?, ?, ?, ?, ?, 'open')`,
        data.envelope,
        owner,
        data.number,
        data.endsOn,
        data.expiresAt,
      );
    }
    const made = {
      first: "UPDATE envelopes SET first_by = ?, first_at = ? WHERE id = ?",
      second: "UPDATE envelopes SET second_by = ?, second_at = ? WHERE id = ?",
    } as const satisfies Record<EnvelopeHalf, string>;
    run(db, made[data.half], actor, at, data.envelope);
    openCode(db, owner, `envelope-${data.half}`, at, data);
  },
  "envelope-voided": (db, owner, { data }) => closeEnvelope(db, owner, data.envelope, "void"),
  "envelope-opened": (db, owner, { data }) => closeEnvelope(db, owner, data.envelope, "opened"),
  "break-glass-opened": (db, owner, { at, place, data }) =>
    run(
      db,
      `INSERT INTO openings (id, owner, envelope, number, opened_at, opened_place, until_at, reason)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      data.opening,
      owner,
      data.envelope,
      data.number,
      at,
      place,
      data.until,
      data.reason,
    ),
  "break-glass-reviewed": (db, _owner, { at, actor, data }) =>
    run(
      db,
      "UPDATE openings SET reviewed_by = ?, reviewed_at = ?, note = ? WHERE id = ? AND reviewed_at IS NULL",
      actor,
      at,
      data.note,
      data.opening,
    ),
  "refounding-asked": (db, owner, { at, data }) =>
    run(
      db,
      `INSERT INTO refoundings (id, owner, envelope, asked_at, proceeds_at, ends_at, state)
       VALUES (?, ?, ?, ?, ?, ?, 'open')`,
      data.refounding,
      owner,
      data.envelope,
      at,
      data.proceedsAt,
      data.endsAt,
    ),
  "refounding-stopped": (db, _owner, { data }) =>
    run(db, "UPDATE refoundings SET state = 'stopped' WHERE id = ? AND state = 'open'", data.refounding),
  "manager-refounded": (db, owner, { data }) => {
    run(db, "UPDATE refoundings SET state = 'done' WHERE id = ?", data.refounding);
    saveFailures(db, owner, data.failures);
  },
} satisfies Effects;

/** There is one envelope at a time; its halves belong to the practice. */
function voidOthers(db: Db, owner: string, id: string): void {
  run(db, "UPDATE envelopes SET state = 'void' WHERE owner = ? AND state = 'open' AND id <> ?", owner, id);
  revokeHalves(db, owner);
}

function closeEnvelope(db: Db, owner: string, id: string, state: "void" | "opened"): void {
  run(db, "UPDATE envelopes SET state = ? WHERE id = ? AND state = 'open'", state, id);
  revokeHalves(db, owner);
}

function revokeHalves(db: Db, owner: string): void {
  prepared(
    db,
    "UPDATE codes SET state = 'revoked' WHERE owner = ? AND sort IN ('envelope-first', 'envelope-second') AND state = 'open'",
  ).run(owner);
}
