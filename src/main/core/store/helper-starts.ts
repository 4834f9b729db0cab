import { knownAt } from "./ledger/ledger";
import { type Db, prepared } from "./open";

/** `by`: the account that did it; null: nobody known. `isNew`: it was no helper before. `at`: epoch ms. */
export type HelperStart = { readonly by: string | null; readonly isNew: boolean; readonly at: number };

/** Whoever can help: managers and support who have signed in and are not deactivated. */
export function listActiveHelpers(db: Db): readonly string[] {
  const sql = `SELECT owner FROM accounts
    WHERE role IN ('manager', 'support') AND deactivated_at IS NULL AND first_sign_in_at IS NOT NULL`;
  return (prepared(db, sql).all() as { owner: string }[]).map(({ owner }) => owner);
}

/** Each time when an account was given a helper's role, or was brought back, whatever the clock was set to. */
export function listHelperStarts(db: Db, account: string): readonly HelperStart[] {
  const sql = `SELECT made_by AS by, ${knownAt("s")} AS at, is_new AS isNew FROM helper_starts s WHERE owner = ?`;
  const rows = prepared(db, sql).all(account) as { by: string | null; at: number; isNew: number }[];
  return rows.map(({ by, at, isNew }) => ({ by, at, isNew: isNew === 1 }));
}

/** Each time when an account opened emergency access since `from` (epoch ms), with whoever had printed its halves. */
export function listEmergencyStarts(db: Db, account: string, from: number): readonly HelperStart[] {
  const sql = `SELECT by, opened_at AS at FROM emergency_accesses o JOIN (SELECT id, first_by AS by FROM emergency_codes
      UNION SELECT id, second_by FROM emergency_codes) e ON e.id = o.emergency_codes WHERE o.owner = ? AND opened_at > ?`;
  const rows = prepared(db, sql).all(account, from) as { by: string | null; at: number }[];
  return rows.map((row) => ({ ...row, isNew: true }));
}
