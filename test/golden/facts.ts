import { toEntryView } from "../../src/main/core/audit/entry-view";
import type { VaultContext } from "../../src/main/core/context";
import { findAccount, findAccountName } from "../../src/main/core/store/accounts";
import { readFailures } from "../../src/main/core/store/failures";
import { findHead, ledgerRows } from "../../src/main/core/store/ledger/ledger";
import { toEntry } from "../../src/main/core/store/ledger/row";
import type { Db } from "../../src/main/core/store/open";
import { findClockCorrection, thePractice } from "../../src/main/core/store/practice";

/** What expected.json holds: also what somebody at the practice would have at hand, for tests that sign in. */
export type Expected = ReturnType<typeof expectedOf> & {
  readonly recoveryKit: string;
  /** The key in each phone, in base32, by first name. */
  readonly phones: Readonly<Record<string, string>>;
};

/** What is kept beside a golden vault: how it stood when it was closed, what its audit log said, and its newest entry. */
export function expectedOf(context: VaultContext) {
  const { db, workstation, clock } = context;
  const entries = [...ledgerRows(db)].map(toEntry);
  return {
    closedAt: clock.now(),
    entries: entries.length,
    head: findHead(db, workstation),
    state: factsOf(context),
    auditLog: auditLogOf(context),
  };
}

/**
 * The state of a vault as facts that anybody at the practice would understand: no ids, no columns. It is what a golden
 * vault keeps to compare with, so that tables may change while what they mean stays.
 */
export function factsOf({ db, workstation }: Pick<VaultContext, "db" | "workstation">) {
  const accounts = (db.prepare("SELECT owner FROM accounts ORDER BY email_key, owner").pluck().all() as string[]).map(
    (id) => accountFacts(db, id),
  );
  return {
    practice: practiceFacts(db, workstation),
    accounts,
    strangers: failuresOf(db, "owner NOT IN (SELECT owner FROM accounts)"),
    approvals: approvalFacts(db),
    emergencyCodes: rows(
      db,
      `SELECT number, ends_on AS endsOn, ends_at AS endsAt, first_by AS firstBy, second_by AS secondBy, state
       FROM emergency_codes ORDER BY number`,
    ),
    emergencyAccesses: rows(
      db,
      `SELECT owner AS account, number, opened_at AS openedAt, until_at AS untilAt, reason, reviewed_by AS reviewedBy, note
       FROM emergency_accesses ORDER BY opened_at`,
    ),
    managerRecoveries: rows(
      db,
      "SELECT owner AS account, asked_at AS askedAt, ends_at AS endsAt, state FROM manager_recoveries ORDER BY asked_at",
    ),
    vouchings: rows(
      db,
      "SELECT owner AS account, helper, voucher, act, until_at AS untilAt, state FROM vouchings ORDER BY until_at, act",
    ),
  };
}

/** What is in force for the practice itself; the gateway without its token. */
function practiceFacts(db: Db, workstation: string) {
  const { gateway, policy, vaultId: _id, workstation: _creator, publicKey: _key, ...settings } = thePractice(db);
  const { ms, at } = findClockCorrection(db, workstation);
  const ofGateway = gateway === null ? null : [gateway.baseUrl, gateway.accountSid, gateway.sender];
  const rules = policy.map(({ applies, ...rule }) => ({
    ...rule,
    applies: applies.to === "people" ? applies.people.map((id) => findAccountName(db, id)) : applies,
  }));
  return {
    ...settings,
    hasKit: rows(db, "SELECT kit FROM kits").length > 0,
    gateway: ofGateway,
    clockCorrection: { ms, at },
    policy: rules,
  };
}

function accountFacts(db: Db, id: string) {
  const account = findAccount(db, id);
  if (account === undefined) throw new Error("an account that is not there");
  const { name, email, cellPhone, confirmedPhone, role, accountType, twoFactor, twoFactorId, ...rest } = account;
  const { createdAt, deactivatedAt, firstSignInAt, lastSignInAt, passwordSetAt, backupSetAt, twoFactorAt } = rest;
  const { exemptUntilAt, remindedAt, helpAskedAt, helpAbout, setupDue, setupCodeNeeded, recoveryStored } = rest;
  const exemption = exemptUntilAt === null ? null : { untilAt: exemptUntilAt, ...exemptionOf(db, id) };
  return {
    ...{ name, email, cellPhone, confirmedPhone, role, accountType, twoFactor, twoFactorId },
    ...{ hasPassword: rest.passwordSecret !== null, passwordFitsManager: rest.passwordFitsManager },
    ...{ hasBackupPassword: rest.backupSecret !== null, backupSkipped: rest.backupSkipped },
    ...{ setupDue, setupCodeNeeded, recoveryStored, phoneWaits: rest.phoneWaits, enrollmentOpen: rest.enrollmentOpen },
    ...{ startedBy: rest.startedBy === null ? null : findAccountName(db, rest.startedBy), helpAbout, exemption },
    at: {
      ...{ created: createdAt, deactivated: deactivatedAt, firstSignIn: firstSignInAt, lastSignIn: lastSignInAt },
      ...{ passwordSet: passwordSetAt, backupSet: backupSetAt, twoFactor: twoFactorAt, reminded: remindedAt },
      helpAsked: helpAskedAt,
    },
    failures: failuresOf(db, "owner = ?", id),
    openCodes: openCodes(db, id),
    authenticators: authenticatorFacts(db, id),
  };
}

function exemptionOf(db: Db, id: string) {
  const sql = "SELECT exempt_reason AS reason, exempt_by AS grantedBy FROM accounts WHERE owner = ?";
  const { reason, grantedBy } = db.prepare(sql).get(id) as { reason: string; grantedBy: string };
  return { reason, grantedBy: findAccountName(db, grantedBy) };
}

/** What is counted, and until when what is closed, at each sign-in point at which anything is. */
function failuresOf(db: Db, where: string, ...values: readonly string[]) {
  const sql = `SELECT DISTINCT owner, sign_in_point AS point FROM failures WHERE ${where} ORDER BY owner, sign_in_point`;
  const counted = db.prepare(sql).all(...values) as { owner: string; point: "windows" }[];
  return counted.flatMap(({ owner, point }) => {
    const { count, lockedUntilAt, held, recovery = null } = readFailures(db, owner, point, Number.MAX_SAFE_INTEGER);
    return count === 0 && recovery === null ? [] : [{ point, count, lockedUntilAt, held, recovery }];
  });
}

/** How many codes of each sort still work, expired or not, and until when the last of them does. */
function openCodes(db: Db, id: string) {
  const sql = `SELECT sort, count(*) AS count, max(expires_at) AS expiresAt, sum(uses_left) AS uses FROM codes
    WHERE owner = ? AND state = 'open' GROUP BY sort ORDER BY sort`;
  return db.prepare(sql).all(id);
}

function authenticatorFacts(db: Db, id: string) {
  const sql = `SELECT state, revoked_because AS revokedBecause, digits, last_step AS lastStep, coalesce(steps, 0) AS drift,
    (SELECT coalesce(sum(count), 0) FROM authenticator_failures f WHERE f.owner = a.owner AND f.authenticator = a.id) AS failures,
    enabled_at AS enabledAt, last_used_at AS lastUsedAt, phone_verified AS phoneVerified
    FROM authenticators a LEFT JOIN drifts d ON d.authenticator = a.id WHERE a.owner = ?
    ORDER BY offered_at, offer_ends_at, digits, d.workstation`;
  return db.prepare(sql).all(id);
}

function approvalFacts(db: Db) {
  const sql = `SELECT owner AS account, asker, act, parameters, asked_at AS askedAt, ends_at AS endsAt,
    approved_by AS approvedBy, approved_until AS approvedUntil, declined_by AS declinedBy,
    declined_because AS declinedBecause, state FROM approvals ORDER BY asked_at`;
  return rows(db, sql).map(({ parameters, ...approval }) => {
    const withdrawn = approval["declinedBy"] !== null && approval["declinedBy"] === approval["asker"];
    const { account: _account, ...asked } = JSON.parse(String(parameters)) as Record<string, unknown>;
    return { ...approval, parameters: asked, ...(withdrawn ? { state: "withdrawn" } : {}) };
  });
}

const people = [
  "account",
  "asker",
  "approvedBy",
  "declinedBy",
  "firstBy",
  "secondBy",
  "reviewedBy",
  "helper",
  "voucher",
];

/** Rows with the names of people in the place of their ids. */
function rows(db: Db, sql: string): Record<string, unknown>[] {
  const nameOf = (id: unknown) => (typeof id === "string" ? (findAccountName(db, id) ?? null) : null);
  return (db.prepare(sql).all() as Record<string, unknown>[]).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([field, value]) => [field, people.includes(field) ? nameOf(value) : value]),
    ),
  );
}

/** The kinds of all entries, as they are stored. */
export function storedKinds({ db }: Pick<VaultContext, "db">, upTo = Number.MAX_SAFE_INTEGER): readonly string[] {
  return db.prepare("SELECT DISTINCT kind FROM ledger WHERE seq <= ? ORDER BY kind").pluck().all(upTo) as string[];
}

/** The audit log as people read it, oldest first: when, who, the sentence, and what it changed. */
export function auditLogOf(context: VaultContext): readonly string[] {
  return [...ledgerRows(context.db)].map(toEntry).map((entry) => {
    const { at, actor, sentence, changes } = toEntryView(context, entry);
    const changed = changes.map(({ what, before, after }) => `${what}: ${before} > ${after}`);
    return [new Date(at).toISOString(), actor?.name ?? "-", sentence, ...changed].join(" | ");
  });
}
