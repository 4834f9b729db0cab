import type { Commitment, SecretKind } from "../domain/events";
import { commitmentMac } from "../domain/keys";
import { practiceStream } from "../domain/streams";
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

/** SQL for the commitment of a secret: an account's own entries made it, or those of a part of the practice. */
const committed = `LEFT JOIN commitments c ON c.secret = s.id AND
  CASE WHEN coalesce(s.account, '') = '' THEN c.owner LIKE 'practice:%' ELSE c.owner = s.account END`;

type Committed = NewSecret & { readonly committedKind: SecretKind | null; readonly mac: string | null };
const columns = "s.id, s.account, s.kind, s.bytes, c.kind AS committedKind, c.mac";

function isIntact(key: Uint8Array, row: Committed): boolean {
  return row.mac !== null && row.kind === row.committedKind && commitmentMac(key, row) === row.mac;
}

/** Reads a secret and checks it against the commitment of its entry; swapped, changed or missing bytes are "damaged". */
export function readSecret(db: Db, key: Uint8Array, id: string, account: string | null, kind: SecretKind): SecretRead {
  const sql = `SELECT ${columns} FROM secrets s ${committed} WHERE s.id = ?`;
  const row = prepared(db, sql).get(id) as Committed | undefined;
  const fits = row !== undefined && row.account === account && row.kind === kind && isIntact(key, row);
  return fits ? { is: "intact", bytes: row.bytes } : { is: "damaged" };
}

/** True when every committed secret that is still stored for an account is what its entry committed to. */
export function secretsAreIntact(db: Db, key: Uint8Array, owner: string): boolean {
  const sql = `SELECT ${columns} FROM secrets s ${committed} WHERE s.account = ?`;
  return (prepared(db, sql).all(owner) as Committed[]).every((row) => isIntact(key, row));
}

/** Every stored secret that is not what an entry committed to: its id, and the stream that it belongs to. */
export function listChangedSecrets(db: Db, key: Uint8Array): readonly ChangedSecret[] {
  const whose = `coalesce(c.owner, nullif(s.account, ''), '${practiceStream("workstations")}') AS owner`;
  const statement = db.prepare(`SELECT ${columns}, ${whose} FROM secrets s ${committed} ORDER BY s.id`);
  const changed: ChangedSecret[] = [];
  for (const row of statement.iterate() as IterableIterator<Committed & ChangedSecret>) {
    if (!isIntact(key, row)) changed.push({ id: row.id, owner: row.owner, kind: row.kind });
  }
  return changed;
}

export type ChangedSecret = { readonly id: string; readonly owner: string; readonly kind: SecretKind };

/** The secrets of a stream on which something rests that lets in, or is used, and which are not here. */
export function listMissingSecrets(db: Db, owner: string): readonly string[] {
  const sql = `SELECT id FROM (
    SELECT password_secret AS id FROM accounts WHERE owner = @owner AND password_secret IS NOT NULL
    UNION SELECT backup_secret FROM accounts WHERE owner = @owner AND backup_secret IS NOT NULL
    UNION SELECT secret FROM codes WHERE owner = @owner AND state = 'open'
    UNION SELECT secret FROM authenticators WHERE owner = @owner AND state <> 'revoked'
    UNION SELECT secret FROM gateways WHERE owner = @owner) WHERE id NOT IN (SELECT id FROM secrets) ORDER BY id`;
  return (prepared(db, sql).all({ owner }) as { id: string }[]).map(({ id }) => id);
}

/** Forgets bytes that nothing can need again (a spent or replaced code, a revoked key). The commitment stays. */
export function dropSecret(db: Db, id: string): void {
  prepared(db, "DELETE FROM secrets WHERE id = ?").run(id);
}

/** Every secret that is here, for a copy of the vault that takes entries in from this one. */
export function listSecrets(db: Db): readonly NewSecret[] {
  return prepared(db, "SELECT id, account, kind, bytes FROM secrets ORDER BY id").all() as NewSecret[];
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
