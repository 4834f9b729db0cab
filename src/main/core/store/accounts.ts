import type { AccountType, HelpTopic, Method, Role } from "../../../contract/vocabulary";
import type { ManagerFacts } from "../domain/may";
import { type Db, prepared } from "./open";
import { findEmailKeeperOf, listEmailHolders } from "./shared-names";

/** An account as the rules see it. Lists have their own reads (people.ts). */
export type Account = {
  readonly id: string;
  readonly twoFactorId: string;
  readonly name: string;
  readonly email: string;
  readonly emailKey: string;
  readonly cellPhone: string | null;
  /** The number that tokens go to. */
  readonly confirmedPhone: string | null;
  readonly accountType: AccountType;
  readonly role: Role;
  readonly createdAt: number;
  readonly deactivatedAt: number | null;
  /** Since when it is held: the vault went on from an older state, and nobody has confirmed the account yet (HELD-1). */
  readonly heldAt: number | null;
  /** The next sign-in hands out new recovery codes. */
  readonly codesDue: boolean;
  readonly passwordSecret: string | null;
  readonly passwordSetAt: number | null;
  /** As long as a manager's must be. */
  readonly passwordFitsManager: boolean;
  readonly twoFactor: Method;
  readonly twoFactorAt: number | null;
  readonly startedBy: string | null;
  /** Two-factor has to be set up before anything else is reachable. */
  readonly setupDue: boolean;
  readonly setupCodeNeeded: boolean;
  /** A setup code was typed: enrolling is open even where the account is overdue. */
  readonly enrollmentOpen: boolean;
  readonly recoveryStored: boolean;
  readonly firstSignInAt: number | null;
  /** First instant at which an exemption no longer holds. */
  readonly exemptUntilAt: number | null;
  readonly remindedAt: number | null;
  readonly lastSignInAt: number | null;
  readonly backupSecret: string | null;
  readonly backupSetAt: number | null;
  /** Its owner was asked for a backup password, and did without. */
  readonly backupSkipped: boolean;
  /** When support was asked for help at the sign-in, and about what. */
  readonly helpAskedAt: number | null;
  readonly helpAbout: HelpTopic | null;
  /** When the number was changed; null: as the account was created with. */
  readonly phoneSince: number | null;
  /** The changed number serves neither tokens nor call-backs yet. */
  readonly phoneWaits: boolean;
  /** There never was one before it. */
  readonly phoneFirst: boolean;
  /** Its owner was looked at when it was confirmed. */
  readonly phoneInPerson: boolean;
  /** The helper who changed it, or confirmed it first: another one has to. */
  readonly phoneHelper: string | null;
};

const columns = `owner AS id, two_factor_id AS twoFactorId, name, email, email_key AS emailKey, cell_phone AS cellPhone,
  confirmed_phone AS confirmedPhone, account_type AS accountType, role, created_at AS createdAt, deactivated_at AS deactivatedAt,
  iif(is_held = 1, held_at, NULL) AS heldAt, codes_due AS codesDue,
  password_secret AS passwordSecret, password_set_at AS passwordSetAt, password_fits_manager AS passwordFitsManager, two_factor AS twoFactor, two_factor_at AS twoFactorAt,
  started_by AS startedBy, setup_due AS setupDue, setup_code_needed AS setupCodeNeeded, recovery_stored AS recoveryStored,
  enrollment_open AS enrollmentOpen, first_sign_in_at AS firstSignInAt, exempt_until_at AS exemptUntilAt,
  reminded_at AS remindedAt, last_sign_in_at AS lastSignInAt, backup_secret AS backupSecret,
  backup_set_at AS backupSetAt, backup_skipped AS backupSkipped, help_asked_at AS helpAskedAt, help_about AS helpAbout,
  phone_since AS phoneSince, phone_waits AS phoneWaits, phone_first AS phoneFirst, phone_in_person AS phoneInPerson,
  phone_helper AS phoneHelper`;

const flags = [
  ...["passwordFitsManager", "setupDue", "setupCodeNeeded", "enrollmentOpen", "recoveryStored"],
  ...["backupSkipped", "codesDue", "phoneWaits", "phoneFirst", "phoneInPerson"],
] as const;

function toAccount(row: unknown): Account | undefined {
  if (row === undefined) return undefined;
  const raw = row as Record<string, unknown>;
  return { ...raw, ...Object.fromEntries(flags.map((flag) => [flag, raw[flag] !== 0])) } as Account;
}

export function findAccount(db: Db, id: string): Account | undefined {
  return toAccount(prepared(db, `SELECT ${columns} FROM accounts WHERE owner = ?`).get(id));
}

/**
 * The account that somebody comes in with by an e-mail, of which `emailKey` (domain/names.ts) is the folded form: the one
 * that holds it, before one that only had it. Nobody, where several hold it and none keeps it; or where whoever keeps it
 * has another one by now (store/shared-names.ts).
 */
export function findAccountByEmail(db: Db, emailKey: string): Account | undefined {
  const keeper = findEmailKeeperOf(db, emailKey);
  const sql = `SELECT ${columns} FROM accounts WHERE email_key = ? AND owner = coalesce(?, owner) LIMIT 1`;
  return keeper === null ? undefined : toAccount(prepared(db, sql).get(emailKey, keeper ?? null));
}

/**
 * Whether an account lets in whoever proves to be its owner: it is neither deactivated nor held until somebody confirms it.
 */
export function isActive({ deactivatedAt, heldAt }: Pick<Account, "deactivatedAt" | "heldAt">): boolean {
  return deactivatedAt === null && heldAt === null;
}

/** Whether somebody comes in with an account by its own e-mail: no other one has it that keeps it, or might. */
export function isOpenToSignIn(db: Db, account: Account): boolean {
  return isActive(account) && ownsEmail(db, account);
}

/** Whether an account has its e-mail alone, or keeps it from those that came to it too. */
export function ownsEmail(db: Db, { id, emailKey }: Account): boolean {
  return findEmailKeeperOf(db, emailKey) === id;
}

/** The account that has an e-mail now: an active one, or a closed one whose owner came in under it. */
export function findEmailHolder(db: Db, emailKey: string): string | undefined {
  const sql = `SELECT owner FROM accounts WHERE email_key = ? AND (deactivated_at IS NULL OR email_used = 1)
    ORDER BY deactivated_at IS NULL DESC, owner LIMIT 1`;
  return (prepared(db, sql).get(emailKey) as { owner: string } | undefined)?.owner;
}

/** Whether several accounts came to have an e-mail apart. */
export function isShared(db: Db, emailKey: string): boolean {
  return listEmailHolders(db, emailKey).length > 1;
}

/** Whether anybody ever came in with an account. */
export function cameIn(db: Db, account: string): boolean {
  return prepared(db, "SELECT 1 FROM used_emails WHERE owner = ?").get(account) !== undefined;
}

const keptFromAccount = "(lifted_for IS NULL OR lifted_for <> coalesce(@account, ''))";

/** Who came in under an e-mail, and keeps it from `account` (null: a new one). */
export function findEmailKeeper(db: Db, emailKey: string, account: string | null): string | undefined {
  const sql = `SELECT owner FROM used_emails WHERE email_key = @emailKey AND owner IS NOT @account
    AND ${keptFromAccount} ORDER BY owner LIMIT 1`;
  return (prepared(db, sql).get({ emailKey, account }) as { owner: string } | undefined)?.owner;
}

/** Whether one account, `owner`, came in under an e-mail and keeps it from `account`. */
export function keepsEmail(db: Db, owner: string, emailKey: string, account: string | null): boolean {
  const sql = `SELECT 1 FROM used_emails WHERE owner = @owner AND email_key = @emailKey AND ${keptFromAccount}`;
  return prepared(db, sql).get({ owner, emailKey, account }) !== undefined;
}

export function findAccountName(db: Db, id: string): string | undefined {
  return (prepared(db, "SELECT name FROM accounts WHERE owner = ?").get(id) as { name: string } | undefined)?.name;
}

/** The id of the first account in the order of ids from a text on: any account, always the same for the same text. */
export function findFirstAccount(db: Db, from: string): string | undefined {
  const sql = "SELECT owner FROM accounts WHERE owner >= ? ORDER BY owner LIMIT 1";
  return (prepared(db, sql).get(from) as { owner: string } | undefined)?.owner;
}

/** The practice's managers. Whoever is not deactivated is asked: neither the clock nor absence makes one of two the only one. */
export function readManagerFacts(db: Db): ManagerFacts {
  const sql = "SELECT count(*) AS activeManagers FROM accounts WHERE role = 'manager' AND deactivated_at IS NULL";
  return prepared(db, sql).get() as ManagerFacts;
}

export function twoFactorIdIsTaken(db: Db, twoFactorId: string): boolean {
  return prepared(db, "SELECT 1 FROM accounts WHERE two_factor_id = ?").get(twoFactorId) !== undefined;
}

/** How many active accounts other than `except` have this cell phone. */
export function countPhoneSharers(db: Db, cellPhone: string, except: string): number {
  const sql = "SELECT count(*) AS n FROM accounts WHERE cell_phone = ? AND owner <> ? AND deactivated_at IS NULL";
  return (prepared(db, sql).get(cellPhone, except) as { n: number }).n;
}

/** The active managers, by the numbers that they are told at. */
export function listManagers(
  db: Db,
): readonly { readonly id: string; readonly cellPhone: string | null; readonly confirmedPhone: string | null }[] {
  const sql = `SELECT owner AS id, cell_phone AS cellPhone, confirmed_phone AS confirmedPhone FROM accounts
    WHERE role = 'manager' AND deactivated_at IS NULL ORDER BY owner`;
  return prepared(db, sql).all() as { id: string; cellPhone: string | null; confirmedPhone: string | null }[];
}
