import type { Digits } from "../../preload/words";
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
  readonly drift: number;
  readonly failures: number;
  readonly lastUsedAt: number | null;
  readonly phoneVerified: boolean;
};

const columns = `id, owner AS account, secret, digits, state, offered_at AS offeredAt, offer_ends_at AS offerEndsAt,
  enabled_at AS enabledAt, last_step AS lastStep, drift, failures, last_used_at AS lastUsedAt, phone_verified AS phoneVerified`;

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
