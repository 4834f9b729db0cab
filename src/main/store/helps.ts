import { type Db, prepared } from "./open";

/** Which factors a helper has replaced for an account since `from` (epoch ms). */
export function listReplaced(
  db: Db,
  account: string,
  helper: string,
  from: number,
): readonly ("password" | "second")[] {
  const sql = "SELECT DISTINCT factor FROM helps WHERE owner = ? AND helper = ? AND at > ?";
  return (prepared(db, sql).all(account, helper, from) as { factor: "password" | "second" }[]).map(
    ({ factor }) => factor,
  );
}
