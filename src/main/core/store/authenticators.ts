import type { Digits, OtherPhone } from "../../../contract/vocabulary";
import type { ClockSign } from "../domain/clock";
import { type Db, prepared } from "./open";

export type Authenticator = {
  readonly id: string;
  readonly account: string;
  readonly secret: string;
  readonly digits: Digits;
  readonly state: "sealed" | "offered" | "active" | "revoked";
  readonly offeredAt: number;
  readonly offerEndsAt: number;
  readonly enabledAt: number | null;
  readonly lastStep: number | null;
  /** Since a code of it was accepted, at all workstations. */
  readonly failures: number;
  readonly lastUsedAt: number | null;
  readonly phoneVerified: boolean;
  /** The authenticator whose key it has; null: a key of its own. */
  readonly sameAs: string | null;
};

/** A phone whose codes are known when they are typed, and never let anybody in. */
export type OtherAuthenticator = Pick<Authenticator, "id" | "secret" | "digits"> & {
  readonly state: OtherPhone;
};

/** The one on offer, and the newest of those that were replaced or lost after `since` (epoch ms). */
export function listOtherAuthenticators(db: Db, account: string, since: number): readonly OtherAuthenticator[] {
  const sql = `SELECT id, secret, digits, coalesce(revoked_because, 'offered') AS state FROM authenticators
    WHERE owner = @account AND (state = 'offered' OR
      (state = 'revoked' AND revoked_because IN ('replaced', 'lost-or-stolen') AND revoked_at >= @since))
    ORDER BY state = 'offered' DESC, revoked_at DESC, id LIMIT 5`;
  return prepared(db, sql).all({ account, since }) as OtherAuthenticator[];
}

/** How many other accounts' apps a wrong code is compared with: the same work in a practice of five and of five thousand. */
const LIKELY = 40;

/**
 * Apps in use of other active accounts, whose code somebody is likely to have typed: first of those with the same number on
 * file, who may share a phone, then of those used last.
 */
export function listOthersLikely(db: Db, account: string): readonly (OtherAuthenticator & { account: string })[] {
  const sql = `SELECT p.id, p.owner AS account, p.secret, p.digits, 'replaced' AS state FROM authenticators p
    JOIN accounts a ON a.owner = p.owner AND a.deactivated_at IS NULL
    LEFT JOIN accounts me ON me.owner = @account
    WHERE p.state = 'active' AND p.owner <> @account
    ORDER BY a.cell_phone IS NOT me.cell_phone, p.last_used_at DESC, p.id LIMIT ${LIKELY}`;
  return prepared(db, sql).all({ account }) as (OtherAuthenticator & { account: string })[];
}

/**
 * Phones in use since `since` (epoch ms), by how far a workstation has learned them to be from `corrected` (steps), the
 * farthest first.
 */
export function listPhonesAhead(
  db: Db,
  workstation: string,
  { corrected, since, limit }: { readonly corrected: number; readonly since: number; readonly limit: number },
): readonly ClockSign[] {
  const sql = `SELECT p.owner AS account, p.last_used_at AS at, d.steps FROM authenticators p
    JOIN drifts d ON d.owner = p.owner AND d.authenticator = p.id AND d.workstation = ?
    JOIN accounts a ON a.owner = p.owner AND a.deactivated_at IS NULL
    WHERE p.state = 'active' AND p.last_used_at >= ? ORDER BY abs(d.steps - ?) DESC, p.last_used_at DESC LIMIT ?`;
  return prepared(db, sql).all(workstation, since, corrected, limit) as ClockSign[];
}

const columns = `id, owner AS account, secret, digits, state, offered_at AS offeredAt, offer_ends_at AS offerEndsAt,
  enabled_at AS enabledAt, last_step AS lastStep,
  (SELECT coalesce(sum(f.count), 0) FROM authenticator_failures f
    WHERE f.owner = authenticators.owner AND f.authenticator = authenticators.id) AS failures, last_used_at AS lastUsedAt, phone_verified AS phoneVerified,
  same_as AS sameAs`;

/** The account's authenticator in use, the one that waits for its first code, or the one on its sealed sheet. */
export function findAuthenticator(
  db: Db,
  account: string,
  state: "active" | "offered" | "sealed",
): Authenticator | undefined {
  const sql = `SELECT ${columns} FROM authenticators WHERE owner = ? AND state = ? ORDER BY offered_at DESC LIMIT 1`;
  const row = prepared(db, sql).get(account, state) as
    | (Omit<Authenticator, "phoneVerified"> & { phoneVerified: number })
    | undefined;
  return row === undefined ? undefined : { ...row, phoneVerified: row.phoneVerified === 1 };
}

/** The account's authenticators, but for revoked ones, with at least so many wrong codes since one was accepted. */
export function listFailedAuthenticators(db: Db, account: string, failures: number): readonly string[] {
  const sql = `SELECT f.authenticator FROM authenticator_failures f
    JOIN authenticators a ON a.owner = f.owner AND a.id = f.authenticator AND a.state <> 'revoked'
    WHERE f.owner = ? GROUP BY f.authenticator HAVING sum(f.count) >= ? ORDER BY f.authenticator`;
  return prepared(db, sql).pluck().all(account, failures) as string[];
}

/** The account's authenticators, but for revoked ones. */
export function listUsableAuthenticators(db: Db, account: string): readonly string[] {
  const sql = "SELECT id FROM authenticators WHERE owner = ? AND state <> 'revoked' ORDER BY id";
  return prepared(db, sql).pluck().all(account) as string[];
}

/** How many keys of the account have ever been in use: a phone may still hold an entry of each. */
export function countKeysUsed(db: Db, account: string): number {
  const sql =
    "SELECT count(*) AS count FROM authenticators WHERE owner = ? AND enabled_at IS NOT NULL AND same_as IS NULL";
  return (prepared(db, sql).get(account) as { count: number }).count;
}

/** How often a vault may have been copied or restored for what was learned before to be remembered. */
const GENERATIONS = 100;

/**
 * By how many steps a phone's clock is ahead of a workstation's own, uncorrected one, as that workstation has learned it;
 * undefined where it was never used there. One that goes on from another begins with what that one had learned.
 */
export function findDrift(db: Db, workstation: string, authenticator: string): number | undefined {
  const sql = `WITH RECURSIVE lineage (id, generation) AS (SELECT ?, 0 UNION ALL
      SELECT w.goes_on_from, generation + 1 FROM workstations w JOIN lineage l ON w.id = l.id
      WHERE w.goes_on_from IS NOT NULL AND generation < ${GENERATIONS})
    SELECT d.steps FROM lineage l JOIN drifts d ON d.authenticator = ? AND d.workstation = l.id
    ORDER BY l.generation LIMIT 1`;
  return (prepared(db, sql).get(workstation, authenticator) as { steps: number } | undefined)?.steps;
}
