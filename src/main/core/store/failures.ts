import type { SignInPoint } from "../../../contract/vocabulary";
import { type Failures, noFailures } from "../domain/lockout";
import { type Db, prepared } from "./open";

/**
 * The failures of an account, or of an e-mail that belongs to nobody (its keyed digest), at one sign-in point. A corrupt
 * count throws: it fails closed.
 */
export function readFailures(db: Db, owner: string, point: SignInPoint): Failures {
  const sql = "SELECT value FROM failures WHERE owner = ? AND sign_in_point = ?";
  const row = prepared(db, sql).get(owner, point) as { value: string } | undefined;
  return row === undefined ? noFailures : (JSON.parse(row.value) as Failures);
}
