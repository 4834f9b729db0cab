import type { AccountType, Role } from "../../../contract/vocabulary";
import type { Search } from "../domain/search";
import { type Db, prepared } from "./open";

/** An account that was closed when the vault went on from an older state last. */
export type HeldRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly accountType: AccountType;
  readonly lastSignInAt: number | null;
  readonly deactivatedAt: number | null;
  readonly isHeld: boolean;
};

/** Closed, and not decided yet. */
const toDecide = "is_held = 1 AND deactivated_at IS NULL";
/** All of the newest time, and who waits since an earlier one. */
const concerned = `held_at IS NOT NULL
  AND (held_at >= (SELECT max(at) FROM restores) OR (${toDecide}))`;

/** When the vault went on from an older state last (epoch ms), and the backup that it was restored from, if it was one. */
export function findNewestRestore(db: Db): { readonly at: number; readonly backupMadeAt: number | null } | undefined {
  const sql = "SELECT at, backup_made_at AS backupMadeAt FROM restores ORDER BY at DESC, workstation LIMIT 1";
  return prepared(db, sql).get() as { at: number; backupMadeAt: number | null } | undefined;
}

/** How many are to be decided, and how many of them are no managers. */
export function countHeld(db: Db): { readonly toDecide: number; readonly members: number } {
  const sql = `SELECT count(*) AS toDecide, count(CASE WHEN role <> 'manager' THEN 1 END) AS members
    FROM accounts WHERE ${toDecide}`;
  return prepared(db, sql).get() as { toDecide: number; members: number };
}

/** How many were closed the newest time, decided or not. */
export function countConcerned(db: Db): number {
  return (prepared(db, `SELECT count(*) AS n FROM accounts WHERE ${concerned}`).get() as { n: number }).n;
}

/** The ids of all that are to be decided and are no managers, by name. */
export function listHeldMembers(db: Db): readonly string[] {
  const sql = `SELECT owner FROM accounts WHERE ${toDecide} AND role <> 'manager' ORDER BY search_text, owner`;
  return prepared(db, sql).pluck().all() as string[];
}

/** One page of who was closed the newest time: managers first, then by name; and how many fit. */
export function listConcerned(
  db: Db,
  { search, offset, limit }: { readonly search: Search; readonly offset: number; readonly limit: number },
): { readonly rows: readonly HeldRow[]; readonly found: number } {
  const values: Record<string, string | number> = {};
  const ways = search.map((terms, way) => {
    const all = terms.map((term, index) => {
      values[`term${way}_${index}`] = `*${term.replace(/[*?[]/g, "[$&]")}*`;
      return `search_text GLOB @term${way}_${index}`;
    });
    return `(${all.join(" AND ")})`;
  });
  const where = ways.length === 0 ? concerned : `${concerned} AND (${ways.join(" OR ")})`;
  const sql = `SELECT owner AS id, name, email, role, account_type AS accountType, last_sign_in_at AS lastSignInAt,
      deactivated_at AS deactivatedAt, is_held AS isHeld FROM accounts WHERE ${where}
    ORDER BY role <> 'manager', search_text, owner LIMIT @limit OFFSET @offset`;
  const rows = prepared(db, sql).all({ ...values, limit, offset }) as (Omit<HeldRow, "isHeld"> & { isHeld: number })[];
  const count = prepared(db, `SELECT count(*) AS n FROM accounts WHERE ${where} AND @any`);
  const found = (count.get({ ...values, any: 1 }) as { n: number }).n;
  return { rows: rows.map((row) => ({ ...row, isHeld: row.isHeld === 1 })), found };
}

/** Everybody who is not deactivated. */
export function listActive(db: Db): readonly string[] {
  const sql = "SELECT owner FROM accounts WHERE deactivated_at IS NULL ORDER BY search_text, owner";
  return prepared(db, sql).pluck().all() as string[];
}

/** How many are not deactivated. */
export function countActive(db: Db): number {
  return (prepared(db, "SELECT count(*) AS n FROM accounts WHERE deactivated_at IS NULL").get() as { n: number }).n;
}
