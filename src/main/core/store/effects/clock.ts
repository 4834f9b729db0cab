import type { MovedTimes } from "../../domain/clock";
import { LONGEST_LOCK_MS } from "../../domain/lockout";
import { type Db, prepared } from "../open";
import type { Effects } from "./effect";

/** Approvals and vouchings that were given are good for so long. */
const GIVEN_MS = 15 * 60_000;
/** No rule looks farther back than the longest grace after the latest day on which it begins. */
const LOOKED_BACK_MS = 120 * 24 * 60 * 60_000;

/** What a correction of the clock does to times: to the practice's own, and to those of one account. */
export const clockEffects = {
  "clock-trouble": (db, owner, { workstation, seq, at, behindMs, data: { is, byMs } }) => {
    const sql =
      "INSERT OR IGNORE INTO clock_troubles (workstation, seq, owner, sort, by_ms, at) VALUES (?, ?, ?, ?, ?, ?)";
    // An older Wardkey dated it by the clock that stood behind.
    const latest = at + (is === "behind" && behindMs === 0 ? byMs : 0);
    prepared(db, sql).run(workstation, seq, owner, is, byMs, latest);
  },
  "clock-corrected": (db, owner, { at, workstation, seq, data: { before, after, from, rightUntil = null } }) => {
    noteCorrection(db, {
      ...{ workstation, seq, owner, after },
      ...(from === undefined ? { from: at, to: at - before + after, datedAfter: 0 } : { from, to: at, datedAfter: 1 }),
    });
    const sql = "INSERT OR REPLACE INTO clocks (owner, workstation, correction, corrected_at) VALUES (?, ?, ?, ?)";
    prepared(db, sql).run(owner, workstation, after, at);
    if (from === undefined) return;
    moveTimes(db, owner, { from, to: at, rightUntil });
  },
  "deadlines-moved": (db, owner, { workstation, data }) => {
    moveTimes(db, owner, data);
    moveLocks(db, owner, workstation, data);
  },
} satisfies Effects;

type Correction = {
  readonly workstation: string;
  readonly seq: number;
  readonly owner: string;
  readonly after: number;
  readonly from: number;
  readonly to: number;
  readonly datedAfter: 0 | 1;
};

function noteCorrection(db: Db, correction: Correction): void {
  const sql = `INSERT OR IGNORE INTO clock_corrections (workstation, seq, owner, after, from_at, to_at, dated_after)
    VALUES (@workstation, @seq, @owner, @after, @from, @to, @datedAfter)`;
  prepared(db, sql).run(correction);
}

/**
 * SQL for where an end of something goes that was set at `setAt`: what runs keeps what remained of it, what had run out stays
 * out, and what a clock that went right had set stays as it is.
 */
export function movedEnd(end: string, setAt: string): string {
  return `CASE WHEN @rightUntil IS NOT NULL AND ${setAt} <= @rightUntil THEN ${end}
    WHEN ${end} > @from THEN ${end} + @to - @from ELSE min(${end}, @to) END`;
}

/** SQL for when something was: never in the future, and no longer ago than it seemed to a clock that was slow. */
export function movedPast(at: string): string {
  return `CASE WHEN @to < @from THEN min(${at}, @to)
    WHEN ${at} > @from - ${LOOKED_BACK_MS} THEN ${at} + @to - @from ELSE ${at} END`;
}

const sets = (columns: readonly string[]) => columns.map((column) => `${column} = ${movedPast(column)}`).join(", ");

/** When something was, of an account. */
export const marks = [
  "created_at",
  "first_sign_in_at",
  "last_sign_in_at",
  "password_set_at",
  "two_factor_at",
  "backup_set_at",
  "phone_since",
  "reminded_at",
  "help_asked_at",
];

const updates = [
  `UPDATE codes SET expires_at = ${movedEnd("expires_at", "issued_at")}, ${sets(["issued_at"])}
   WHERE owner = @owner AND state = 'open' AND sort NOT LIKE 'emergency-%'`,
  `UPDATE authenticators SET offer_ends_at = ${movedEnd("offer_ends_at", "offered_at")}, ${sets(["offered_at"])}
   WHERE owner = @owner AND state IN ('offered', 'sealed')`,
  `UPDATE authenticators SET ${sets(["last_used_at", "revoked_at"])} WHERE owner = @owner`,
  `UPDATE approvals SET ends_at = ${movedEnd("ends_at", "asked_at")},
     approved_until = ${movedEnd("approved_until", `approved_until - ${GIVEN_MS}`)}, ${sets(["asked_at"])}
   WHERE owner = @owner AND state IN ('open', 'declined')`,
  `UPDATE vouchings SET until_at = ${movedEnd("until_at", `until_at - ${GIVEN_MS}`)}
   WHERE owner = @owner AND state = 'open'`,
  `UPDATE manager_recoveries SET ends_at = ${movedEnd("ends_at", "asked_at")}, ${sets(["asked_at"])}
   WHERE owner = @owner AND state = 'open'`,
  `UPDATE emergency_accesses SET until_at = ${movedEnd("until_at", "opened_at")}, ${sets(["opened_at"])}
   WHERE owner = @owner AND reviewed_at IS NULL`,
  `UPDATE method_changes SET ${sets(["at"])} WHERE owner = @owner`,
  `UPDATE accounts SET ${sets(marks)} WHERE owner = @owner`,
];

function moveTimes(db: Db, owner: string, { from, to, rightUntil }: MovedTimes): void {
  for (const sql of updates) prepared(db, sql).run({ owner, from, to, rightUntil });
}

/**
 * Locks that its own workstation set. No lock began earlier than the longest one would have: for e-mails that belong to
 * nobody no more is known, and they are moved alike.
 */
function moveLocks(db: Db, owner: string, workstation: string, { from, to, rightUntil }: MovedTimes): void {
  const ends = ["locked_until", "recovery_locked_until"];
  const moved = ends.map((end) => `${end} = ${movedEnd(end, `${end} - ${LONGEST_LOCK_MS}`)}`);
  // One that had not begun by the time that is right now would lock nobody.
  const sql = `UPDATE failures SET locked_from = min(locked_from, @to), ${moved.join(", ")}
    WHERE owner = @owner AND workstation = @workstation`;
  prepared(db, sql).run({ owner, workstation, from, to, rightUntil });
}
