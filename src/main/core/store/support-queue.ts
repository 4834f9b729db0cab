import type { HelpTopic } from "../../../contract/vocabulary";
import { LOW_CODES } from "../domain/recovery-codes";
import { lockedOut, lockedUntil } from "./failures";
import { countEntriesAbout, findNewestAbout } from "./ledger/entries-about";
import { type Db, prepared } from "./open";

/* Who waits for support. Each list is read from an index of those who are in it, however many accounts there are. */

export type Waiting = { readonly id: string; readonly since: number | null; readonly about: HelpTopic | null };
export type WaitingList = { readonly total: number; readonly rows: readonly Waiting[] };

const asking = "SELECT owner FROM accounts INDEXED BY accounts_asking WHERE help_asked_at IS NOT NULL";

/** Who is locked out at `now` (epoch ms), the longest lock first: since when, by the entry of the lock. */
export function listLocked(db: Db, now: number, limit: number): WaitingList {
  const from = `FROM (${lockedOut}) l CROSS JOIN accounts a ON a.owner = l.owner WHERE a.deactivated_at IS NULL`;
  const page = `SELECT a.owner AS id, ${lockedUntil("a.owner")} AS until
    ${from} ORDER BY until IS NOT NULL, until DESC, a.owner LIMIT @limit`;
  const ids = (prepared(db, page).all({ now, limit }) as { id: string }[]).map(({ id }) => id);
  const rows = ids.map((id) => ({ id, since: findNewestAbout(db, id, "account-locked")?.at ?? null, about: null }));
  return { total: count(db, `SELECT count(*) AS n ${from}`, { now }), rows };
}

/** Who asked for help and is not locked out, whoever waits longest first. */
export function listAsking(db: Db, now: number, limit: number): WaitingList {
  const from = `FROM accounts WHERE help_asked_at IS NOT NULL AND deactivated_at IS NULL AND owner NOT IN (${lockedOut})`;
  const rows = prepared(
    db,
    `SELECT owner AS id, help_asked_at AS since, help_about AS about ${from} ORDER BY help_asked_at, owner LIMIT @limit`,
  ).all({ now, limit }) as Waiting[];
  return { total: count(db, `SELECT count(*) AS n ${from}`, { now }), rows };
}

const low = `two_factor <> 'none' AND recovery_codes_left <= ${LOW_CODES} AND deactivated_at IS NULL`;

/** Who runs low on recovery codes and stands in neither of the other lists, the fewest first, then by name. */
export function listLowOnCodes(db: Db, now: number, limit: number): WaitingList {
  const others = `owner NOT IN (${lockedOut}) AND owner NOT IN (${asking})`;
  const rows = prepared(
    db,
    `SELECT owner AS id, NULL AS since, NULL AS about FROM accounts INDEXED BY accounts_low
     WHERE ${low} AND ${others} ORDER BY recovery_codes_left, search_text, owner LIMIT @limit`,
  ).all({ now, limit }) as Waiting[];
  const all = count(db, `SELECT count(*) AS n FROM accounts INDEXED BY accounts_low WHERE ${low}`, {});
  const elsewhere = `SELECT count(*) AS n FROM (${lockedOut} UNION ${asking}) o CROSS JOIN accounts a ON a.owner = o.owner
    WHERE ${low}`;
  return { total: all - count(db, elsewhere, { now }), rows };
}

function count(db: Db, sql: string, values: object): number {
  return (prepared(db, sql).get(values) as { n: number }).n;
}

/** How often help was asked for an account since `from` (epoch ms). */
export function countHelpAsked(db: Db, account: string, from: number): number {
  return countEntriesAbout(db, account, "help-asked", from);
}

/** Notes when help was last asked for, by whomever: asking writes, also for an e-mail that belongs to nobody. */
export function noteAsking(db: Db, at: number): void {
  const sql = `INSERT INTO working (name, value) VALUES ('help-asked-at', ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
  prepared(db, sql).run(String(at));
}
