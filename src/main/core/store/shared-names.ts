import type { ConflictFacts } from "../domain/conflicts";
import type { Written } from "../domain/order";
import { type Claims, latest, nameKeeper } from "../domain/settle";
import { listClaims } from "./claims";
import { findFirstOf } from "./ledger/entries-about";
import { saw } from "./ledger/order";
import { type Db, prepared } from "./open";

/*
 * Names that belong to one account alone: e-mails, and two-factor IDs. Where accounts came to share one apart, it stays with
 * the account under which somebody has signed in; where that is none or several, it lets nobody in (CONFLICT-4). Whoever looks
 * for an account by a name asks here.
 */

/** An account that has a name, or had it while somebody signed in under it. */
type Holder = { readonly account: string; readonly isUsed: boolean };

/** Who has an e-mail, by its folded form (domain/names.ts): one account; or those that came to it apart. */
export function listEmailHolders(db: Db, emailKey: string): readonly Holder[] {
  // As a sum, as the index has it.
  const sql = `SELECT owner AS account, email_used AS isUsed FROM accounts
    WHERE email_key = ? AND (deactivated_at IS NULL) + email_used > 0 ORDER BY owner`;
  const rows = prepared(db, sql).all(emailKey) as { account: string; isUsed: number }[];
  const holders = rows.map(({ account, isUsed }) => ({ account, isUsed: isUsed === 1 }));
  return [...holders, ...listFormerHolders(db, emailKey, holders)];
}

/** Who signed in under an e-mail before they got another one, unless whoever has it now came to it afterwards. */
function listFormerHolders(db: Db, emailKey: string, holders: readonly Holder[]): readonly Holder[] {
  const sql = `SELECT owner AS account, workstation, seq FROM used_emails
    WHERE email_key = ? AND lifted_for IS NULL ORDER BY owner`;
  const users = prepared(db, sql).all(emailKey) as (Written & { readonly account: string })[];
  const former = users.filter(({ account }) => holders.every((holder) => holder.account !== account));
  return former
    .filter((use) => holders.some((holder) => isApart(db, holder, use)))
    .map(({ account }) => ({ account, isUsed: true }));
}

function isApart(db: Db, { account }: Holder, use: Written): boolean {
  const taking = findTaking(db, account);
  return taking !== undefined && !saw(db, taking, use) && !saw(db, use, taking);
}

/** The entry by which an account came to its e-mail: the newest that changed it, else the one that made the account. */
function findTaking(db: Db, account: string): Written | undefined {
  const [claim, ...others] = listClaims<string>(db, { owner: account, field: "email" });
  if (claim !== undefined) return latest([claim, ...others] satisfies Claims<string>);
  return findFirstOf(db, account);
}

/** The account that an e-mail lets in; null where several share it and none keeps it, undefined where nobody has it. */
export function findEmailKeeperOf(db: Db, emailKey: string): string | null | undefined {
  const holders = listEmailHolders(db, emailKey);
  return holders.length === 0 ? undefined : nameKeeper(holders);
}

/** Accounts that share an e-mail, as a conflict; undefined where one alone has it. */
export function sharedEmail(db: Db, emailKey: string): ConflictFacts | undefined {
  return shared("same-email", emailKey, listEmailHolders(db, emailKey));
}

/** Accounts that share a two-factor ID, as a conflict; undefined where one alone has it. */
export function sharedTwoFactorId(db: Db, id: string): ConflictFacts | undefined {
  const sql = `SELECT owner AS account, first_sign_in_at IS NOT NULL AS isUsed FROM accounts
    WHERE two_factor_id = ? AND deactivated_at IS NULL ORDER BY owner`;
  const rows = prepared(db, sql).all(id) as { account: string; isUsed: number }[];
  const holders = rows.map(({ account, isUsed }) => ({ account, isUsed: isUsed === 1 }));
  return shared("same-two-factor-id", id, holders);
}

function shared(
  what: "same-email" | "same-two-factor-id",
  name: string,
  holders: readonly Holder[],
): ConflictFacts | undefined {
  if (holders.length < 2) return undefined;
  return { what, name, accounts: holders.map(({ account }) => account).sort(), keeper: nameKeeper(holders) };
}

/** The names that an account has, and had while somebody signed in under them. */
export function namesOf(
  db: Db,
  account: string,
): { readonly emails: readonly string[]; readonly ids: readonly string[] } {
  const emails = `SELECT email_key AS name FROM accounts WHERE owner = @account
    UNION SELECT email_key FROM used_emails WHERE owner = @account AND lifted_for IS NULL`;
  const ids = "SELECT two_factor_id AS name FROM accounts WHERE owner = @account";
  const all = (sql: string) => (prepared(db, sql).all({ account }) as { name: string }[]).map(({ name }) => name);
  return { emails: all(emails), ids: all(ids) };
}

/** All names that accounts share. */
export function listShared(db: Db): readonly ConflictFacts[] {
  const emails = `SELECT email_key AS name FROM accounts WHERE (deactivated_at IS NULL) + email_used > 0
      GROUP BY email_key HAVING count(*) > 1
    UNION SELECT u.email_key FROM used_emails u JOIN accounts a ON a.email_key = u.email_key AND a.owner <> u.owner
      WHERE u.lifted_for IS NULL`;
  const ids = "SELECT two_factor_id AS name FROM accounts GROUP BY two_factor_id HAVING count(*) > 1";
  const all = (sql: string) => (prepared(db, sql).all() as { name: string }[]).map(({ name }) => name);
  const found = [
    ...all(emails).map((name) => sharedEmail(db, name)),
    ...all(ids).map((name) => sharedTwoFactorId(db, name)),
  ];
  return found.filter((facts) => facts !== undefined);
}
