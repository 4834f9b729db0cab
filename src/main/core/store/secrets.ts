import type { Commitment, SecretKind } from "../domain/events";
import { commitmentMac } from "../domain/keys";
import { isPracticeStream } from "../domain/streams";
import { type Db, prepared } from "./open";

/** Bytes that must never be in the ledger: TOTP keys, hashes of passwords and codes, credentials. */
export type NewSecret = {
  readonly id: string;
  readonly account: string | null;
  readonly kind: SecretKind;
  readonly bytes: Uint8Array;
};

export type SecretRead = { readonly is: "intact"; readonly bytes: Uint8Array } | { readonly is: "damaged" };

/** Stores the bytes and returns what the entry of the same transaction commits to. */
export function putSecret(db: Db, key: Uint8Array, secret: NewSecret): Commitment {
  prepared(db, "INSERT INTO secrets (id, account, kind, bytes) VALUES (?, ?, ?, ?)").run(
    secret.id,
    secret.account,
    secret.kind,
    secret.bytes,
  );
  return { secret: secret.id, kind: secret.kind, mac: commitmentMac(key, secret) };
}

/** Reads a secret and checks it against the commitment of its entry; swapped, changed or missing bytes are "damaged". */
export function readSecret(db: Db, key: Uint8Array, id: string, account: string | null, kind: SecretKind): SecretRead {
  const row = prepared(db, "SELECT id, account, kind, bytes FROM secrets WHERE id = ?").get(id) as
    | NewSecret
    | undefined;
  const commitment = prepared(db, "SELECT owner, kind, mac FROM commitments WHERE secret = ?").get(id) as
    | { owner: string; kind: string; mac: string }
    | undefined;
  const fits =
    row !== undefined &&
    commitment !== undefined &&
    row.account === account &&
    row.kind === kind &&
    isOf(commitment.owner, account) &&
    commitment.kind === kind &&
    commitmentMac(key, row) === commitment.mac;
  return fits ? { is: "intact", bytes: row.bytes } : { is: "damaged" };
}

/** True when every committed secret that is still stored for an account is what its entry committed to. */
export function secretsAreIntact(db: Db, key: Uint8Array, owner: string): boolean {
  const rows = prepared(
    db,
    `SELECT s.id, s.account, s.kind, s.bytes, c.mac FROM secrets s LEFT JOIN commitments c ON c.secret = s.id
     WHERE s.account = ?`,
  ).all(owner) as (NewSecret & { mac: string | null })[];
  return rows.every((row) => row.mac !== null && commitmentMac(key, row) === row.mac);
}

/** A secret of no account was committed to by a part of the practice. */
function isOf(owner: string, account: string | null): boolean {
  return account === null || account === "" ? isPracticeStream(owner) : owner === account;
}

/** Every stored secret that is not what an entry committed to: its id, and the stream that it belongs to. */
export function listChangedSecrets(db: Db, key: Uint8Array): readonly ChangedSecret[] {
  const statement = db.prepare(
    `SELECT s.id, s.account, s.kind, s.bytes, c.mac, coalesce(c.owner, nullif(s.account, ''), 'practice:workstations') AS owner,
       s.kind IS c.kind AS fits
     FROM secrets s LEFT JOIN commitments c ON c.secret = s.id ORDER BY s.id`,
  );
  const changed: ChangedSecret[] = [];
  for (const row of statement.iterate() as IterableIterator<
    NewSecret & ChangedSecret & { mac: string; fits: number }
  >) {
    if (row.fits === 0 || !isOf(row.owner, row.account) || commitmentMac(key, row) !== row.mac)
      changed.push({ id: row.id, owner: row.owner });
  }
  return changed;
}

export type ChangedSecret = { readonly id: string; readonly owner: string };

/** Forgets bytes that nothing can need again (a spent or replaced code, a revoked key). The commitment stays. */
export function dropSecret(db: Db, id: string): void {
  prepared(db, "DELETE FROM secrets WHERE id = ?").run(id);
}

/** For so long the key of a replaced or lost phone is kept: to know a code of it when one is typed, and for nothing else. */
export const KEPT_KEYS_MS = 30 * 24 * 60 * 60_000;

/** Forgets the keys of phones that were replaced or lost before `before` (epoch ms). */
export function dropOldKeys(db: Db, before: number): void {
  prepared(
    db,
    `DELETE FROM secrets WHERE id IN (SELECT secret FROM authenticators
       WHERE revoked_because IN ('replaced', 'lost-or-stolen') AND revoked_at < ?)`,
  ).run(before);
}

/**
 * Forgets what an account can need no more: keys of revoked authenticators (of replaced and lost ones see `dropOldKeys`),
 * backup passwords that went with the second factor, and digests of codes that were closed and issued before `before`
 * (epoch ms; until then they tell support "used twice" from "wrong"). Spent recovery codes stay known: the sheet they stand
 * on is kept for years; so do old secrets of workstations while a copy of one could come back.
 */
export function dropClosedSecrets(db: Db, account: string, before: number): void {
  prepared(
    db,
    `DELETE FROM secrets WHERE account = @account AND id IN (
       SELECT secret FROM authenticators WHERE owner = @account AND state = 'revoked'
         AND revoked_because NOT IN ('replaced', 'lost-or-stolen')
       UNION ALL
       SELECT secret FROM commitments WHERE owner = @account AND kind = 'backup-password'
         AND secret IS NOT (SELECT backup_secret FROM accounts WHERE owner = @account)
       UNION ALL
       SELECT secret FROM codes WHERE owner = @account AND state <> 'open' AND issued_at < @before
         AND NOT (sort = 'recovery-code' AND state = 'spent')
         AND NOT (sort = 'remembered-sign-in' AND state <> 'revoked' AND expires_at >= @before))`,
  ).run({ account, before });
}
