import { type Failures, noFailures } from "../domain/lockout";
import { type Db, prepared } from "./open";

/** The failures of an account, or of an e-mail that belongs to nobody (its keyed digest). A corrupt count throws: it fails closed. */
export function readFailures(db: Db, owner: string): Failures {
  const row = prepared(db, "SELECT value FROM failures WHERE owner = ?").get(owner) as { value: string } | undefined;
  return row === undefined ? noFailures : (JSON.parse(row.value) as Failures);
}
