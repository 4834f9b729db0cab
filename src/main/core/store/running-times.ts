import type { MovedTimes } from "../domain/clock";
import { marks, movedEnd, movedPast } from "./effects/clock";
import { type Db, prepared } from "./open";

/** By so much a clock that was slow may have been, and nobody's days are counted anew. */
const HARDLY_MS = 60 * 60_000;
/** The rules about numbers and grace count days within so much. */
const DAYS_MS = 120 * 24 * 60 * 60_000;

/** SQL for who is locked, at sign-in or on the way back by recovery kit, by a lock that a workstation itself has set. */
const ownLocks = ["locked_until", "recovery_locked_until"]
  .map((end) => `SELECT owner FROM failures WHERE ${end} > @least AND workstation = @workstation`)
  .join(" UNION ");

const running = [
  "SELECT owner FROM codes WHERE state = 'open' AND expires_at > @least AND sort NOT LIKE 'emergency-%'",
  ownLocks,
  "SELECT owner FROM authenticators WHERE state IN ('offered', 'sealed') AND offer_ends_at > @least",
  "SELECT owner FROM authenticators WHERE last_used_at > @to OR revoked_at > @to",
  "SELECT owner FROM approvals WHERE state IN ('open', 'declined') AND ends_at > @least",
  "SELECT owner FROM vouchings WHERE state = 'open' AND until_at > @least",
  "SELECT owner FROM manager_recoveries WHERE state = 'open' AND ends_at > @least",
  "SELECT owner FROM emergency_accesses WHERE reviewed_at IS NULL AND until_at > @least",
  "SELECT owner FROM method_changes WHERE at > @to",
  `SELECT owner FROM accounts WHERE max(${marks.map((mark) => `coalesce(${mark}, 0)`).join(", ")}) > @to`,
  "SELECT owner FROM accounts WHERE max(created_at, coalesce(first_sign_in_at, 0), coalesce(phone_since, 0)) > @days",
].join(" UNION ");

/** The accounts of whom something runs, or seems to come, that a correction of a workstation's clock moves. */
export function listAccountsToMove(db: Db, workstation: string, { from, to }: MovedTimes): readonly string[] {
  if (from === to) return [];
  const days = to < from ? to : to - from < HARDLY_MS ? Number.MAX_SAFE_INTEGER : from - DAYS_MS;
  const sql = `SELECT owner FROM accounts WHERE owner IN (${running}) ORDER BY owner`;
  const rows = prepared(db, sql).all({ workstation, to, least: Math.min(from, to), days }) as { owner: string }[];
  return rows.map(({ owner }) => owner);
}

/** E-mails that belong to nobody (by their digest) whose lock a correction moves. */
export function listStrangersToMove(db: Db, workstation: string, { from, to }: MovedTimes): readonly string[] {
  if (from === to) return [];
  const sql = `SELECT owner FROM (${ownLocks}) WHERE owner NOT IN (SELECT owner FROM accounts)
    ORDER BY owner`;
  const rows = prepared(db, sql).all({ workstation, least: Math.min(from, to) }) as { owner: string }[];
  return rows.map(({ owner }) => owner);
}

/** Messages that wait go out when they would have, and end when they would have. */
export function moveMessages(db: Db, { from, to, rightUntil }: MovedTimes): void {
  const sql = `UPDATE outbox SET next_at = ${movedEnd("next_at", "at")}, expires_at = ${movedEnd("expires_at", "at")},
    at = ${movedPast("at")} WHERE state = 'waiting' OR at > @to`;
  prepared(db, sql).run({ from, to, rightUntil });
}
