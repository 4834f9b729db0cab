import type { Knowing, Written } from "../../domain/order";
import { type Db, prepared } from "../open";

/*
 * What was taken away stays so for whatever was recorded by somebody who had not heard of it, whenever that arrives, and
 * whatever its clock said.
 */

/**
 * What an entry took away: an account's way in as a whole, its password, or how it proves a second factor; with that the
 * phone, or what is on paper too. `held`: its way in until it is confirmed; `old-codes`: what it had of codes until then.
 */
export type Revoked = "account" | "password" | "second-factor" | "phone" | "paper" | "held" | "old-codes";

/** Notes that an entry took something away; those that its writer knew of say no more than it does. */
export function noteRevocation(
  db: Db,
  { owner, what }: { readonly owner: string; readonly what: Revoked },
  by: Written,
  knowing?: Knowing,
): void {
  if (knowing !== undefined) forgetRevocations(db, { owner, what }, knowing);
  const sql = "INSERT OR IGNORE INTO revocations (owner, what, workstation, seq) VALUES (?, ?, ?, ?)";
  prepared(db, sql).run(owner, what, by.workstation, by.seq);
}

/** What was taken away is given back, as far as whoever does that knew of it. */
export function forgetRevocations(
  db: Db,
  { owner, what }: { readonly owner: string; readonly what: Revoked },
  knowing: Knowing,
): void {
  const forget = prepared(db, "DELETE FROM revocations WHERE owner = ? AND what = ? AND workstation = ? AND seq = ?");
  for (const other of listRevocations(db, owner, what)) {
    if (knowing.saw(other)) forget.run(owner, what, other.workstation, other.seq);
  }
}

/** Whether the writer of an entry knew of all that had been taken away: what it sets up holds. */
export function sawRevocations(db: Db, owner: string, whats: readonly Revoked[], knowing: Knowing): boolean {
  return whats.every((what) => listRevocations(db, owner, what).every((revocation) => knowing.saw(revocation)));
}

function listRevocations(db: Db, owner: string, what: Revoked): readonly Written[] {
  const sql = "SELECT workstation, seq FROM revocations WHERE owner = ? AND what = ?";
  return prepared(db, sql).all(owner, what) as Written[];
}
