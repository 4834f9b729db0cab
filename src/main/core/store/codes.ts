import type { Channel } from "../../../contract/vocabulary";
import type { SetupUse } from "../domain/events";
import { practiceStream } from "../domain/streams";
import { type Db, prepared } from "./open";

export type CodeSort =
  | "setup-code"
  | "bypass-code"
  | "recovery-code"
  | "text-token"
  | "phone-proof"
  | "recovery-token"
  | "emergency-first"
  | "emergency-second"
  | "remembered-sign-in";
/** `outdated`: void since the vault went on from an older state. */
export type CodeState = "open" | "spent" | "replaced" | "revoked" | "outdated";

export type Code = {
  readonly id: string;
  readonly account: string;
  readonly secret: string;
  readonly sort: CodeSort;
  /** What a setup code is good for; null for other codes. */
  readonly use: SetupUse | null;
  readonly channel: Channel | null;
  readonly cellPhone: string | null;
  readonly issuedAt: number;
  /** null: never expires. */
  readonly expiresAt: number | null;
  readonly state: CodeState;
  /** How often it still works. */
  readonly usesLeft: number;
  /** Of a recovery code: its number on paper, from 1; null for other codes. */
  readonly number: number | null;
  readonly spentAt: number | null;
  /** Of a remembered sign-in: at which workstation alone it is good; null for other codes. */
  readonly workstation: string | null;
};

const columns = `id, owner AS account, secret, sort, good_for AS use, channel, cell_phone AS cellPhone, issued_at AS issuedAt,
  expires_at AS expiresAt, state, uses_left AS usesLeft, number, spent_at AS spentAt, workstation`;

export function findCode(db: Db, id: string): Code | undefined {
  return prepared(db, `SELECT ${columns} FROM codes WHERE id = ?`).get(id) as Code | undefined;
}

/**
 * Codes of one sort, newest first; in any state where none is given. The halves of the emergency codes are nobody's: they
 * are found under "".
 */
export function listCodes(db: Db, account: string, sort: CodeSort, state?: CodeState): readonly Code[] {
  const owner = account === "" ? practiceStream("emergency") : account;
  const only = state === undefined ? "" : "AND state = @state";
  const sql = `SELECT ${columns} FROM codes WHERE owner = @owner AND sort = @sort ${only} ORDER BY issued_at DESC, id LIMIT 200`;
  return prepared(db, sql).all(state === undefined ? { owner, sort } : { owner, sort, state }) as Code[];
}

export type CodeOnSheet = Code & { readonly number: number };

/** The recovery codes of the sheet that is in force, by their numbers on it; of a spent one that was replaced, the new. */
export function codesOnSheet(db: Db, account: string): readonly CodeOnSheet[] {
  const sql = `SELECT ${columns} FROM codes WHERE owner = ? AND sort = 'recovery-code' AND number IS NOT NULL ORDER BY number`;
  return prepared(db, sql).all(account) as CodeOnSheet[];
}

export function countCodes(db: Db, account: string, sort: CodeSort, state: CodeState): number {
  const sql = "SELECT count(*) AS n FROM codes WHERE owner = ? AND sort = ? AND state = ?";
  return (prepared(db, sql).get(account, sort, state) as { n: number }).n;
}

/** When the first of the secrets was issued that remember the same workstation until the same instant as `code`. */
export function findSeriesStart(db: Db, { account, workstation, expiresAt }: Code): number {
  const sql = `SELECT min(issued_at) AS at FROM codes
    WHERE owner = ? AND sort = 'remembered-sign-in' AND workstation = ? AND expires_at = ?`;
  return (prepared(db, sql).get(account, workstation, expiresAt) as { at: number }).at;
}

/** When tokens by text or call were issued to an account since `from`, for the limit of five an hour. */
export function listTokenTimes(db: Db, account: string, from: number): readonly number[] {
  const sql =
    "SELECT issued_at AS at FROM codes WHERE owner = ? AND sort IN ('text-token', 'phone-proof', 'recovery-token') AND issued_at > ?";
  return (prepared(db, sql).all(account, from) as { at: number }[]).map(({ at }) => at);
}
