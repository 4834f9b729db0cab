import { afterUnlock } from "../../domain/lockout";
import type { Knowing, Written } from "../../domain/order";
import { searchTextOf } from "../../domain/search";
import {
  type AccountState,
  accountStateInForce,
  type Exemption,
  exemptionInForce,
  passwordInForce,
  roleInForce,
  type SetPassword,
} from "../../domain/settle";
import { type Db, prepared } from "../open";
import { claim, forget, type Said } from "./claims";
import {
  closeCodes,
  closeHelp,
  closeSealedKeys,
  forgetUsedTwice,
  liftEmail,
  openCode,
  replaceCodes,
  spendCode,
  useEmail,
  withdrawOffers,
} from "./codes";
import { type Effects, type MethodDb, none, run } from "./effect";
import { clearFailures, setFailures } from "./failures";
import { noteDeparture, noteHelp, noteHelperStart, noteInPerson } from "./history";
import { noteRevocation, sawRevocations } from "./revocations";
import { type Known, takePhoneAway } from "./second-factor";

export const accountEffects = {
  "account-created": {
    changesMethod: (db, owner, entry) => {
      const { at, data } = entry;
      noteHelperStart(db, owner, entry, { before: null, after: data.role });
      prepared(
        db,
        `INSERT OR IGNORE INTO accounts (owner, two_factor_id, name, email, email_key, cell_phone, account_type, role, created_at, import, search_text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        owner,
        data.twoFactorId,
        data.name,
        data.email,
        data.emailKey,
        data.cellPhone,
        data.accountType,
        data.role,
        at,
        data.import,
        searchTextOf(data, data.twoFactorId),
      );
    },
  },
  "role-changed": (db, owner, entry, knowing) => {
    const role = roleInForce(claim(db, { owner, field: "role" }, { entry, knowing, value: entry.data.after }));
    run(db, "UPDATE accounts SET role = ? WHERE owner = ?", role, owner);
    noteDeparture(db, owner, entry, entry.data.before === "manager");
    noteHelperStart(db, owner, entry, entry.data);
    if (role !== "manager") endManagerRecovery(db, owner);
  },
  "account-deactivated": {
    changesMethod: (db, owner, entry, knowing) => {
      changeState(db, owner, { entry, knowing, value: "deactivated" });
      noteRevocation(db, { owner, what: "account" }, entry, knowing);
      noteDeparture(db, owner, entry, isManager(db, owner));
      endManagerRecovery(db, owner);
      closeCodes(db, owner, "setup-code", "revoked");
      closeCodes(db, owner, "bypass-code", "revoked");
      closeCodes(db, owner, "text-token", "revoked");
      closeCodes(db, owner, "phone-proof", "revoked");
      closeCodes(db, owner, "recovery-token", "revoked");
      closeCodes(db, owner, "remembered-sign-in", "revoked");
      closeSealedKeys(db, owner);
      withdrawOffers(db, owner, knowing);
      closeHelp(db, owner);
    },
  },
  "account-reactivated": {
    changesMethod: (db, owner, entry, knowing) => {
      if (hadPassword(db, owner)) noteHelp(db, owner, entry, "password");
      noteHelperStart(db, owner, entry, "came-back");
      changeState(db, owner, { entry, knowing, value: "active" });
      // Coming back takes a new setup code, whatever one before it had opened: the old password is gone.
      revokePassword(db, owner, entry, knowing);
      run(
        db,
        "UPDATE accounts SET password_secret = NULL, password_set_at = NULL, enrollment_open = 0 WHERE owner = ?",
        owner,
      );
    },
  },
  "email-lifted": (db, owner, { data }) => liftEmail(db, owner, data.emailKey, data.to),
  "account-unlocked": (db, owner, entry, knowing) => {
    if (entry.data.inAll === undefined) clearFailures(db, owner, knowing, afterUnlock);
    else setFailures(db, owner, entry, entry.data.inAll);
  },
  "act-refused": none,
  "exemption-granted": (db, owner, entry, knowing) => {
    const { untilAt, reason } = entry.data;
    exempt(db, owner, { entry, knowing, value: { untilAt, reason, by: entry.actor, at: entry.at } });
  },
  "exemption-ended": (db, owner, entry, knowing) => exempt(db, owner, { entry, knowing, value: null }),
  "reminder-queued": (db, owner, { at }) => run(db, "UPDATE accounts SET reminded_at = ? WHERE owner = ?", at, owner),
  "reminder-delivered": none,
  "reminder-not-delivered": none,
  "help-asked": (db, owner, { at, data }) =>
    run(db, "UPDATE accounts SET help_asked_at = ?, help_about = ? WHERE owner = ?", at, data.about, owner),
  "help-closed": closeHelp,
  "identity-proven": (db, owner, entry) => {
    const { identity } = entry.data;
    if (identity.kind === "photo-id") noteInPerson(db, owner, entry);
    if (identity.kind !== "voucher") return;
    run(db, "UPDATE vouchings SET state = 'used' WHERE owner = ? AND id = ?", owner, identity.vouching);
  },
  "identity-vouched": (db, owner, { actor, data }) =>
    run(
      db,
      `INSERT OR IGNORE INTO vouchings (id, owner, helper, voucher, act, digest, until_at, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'open')`,
      data.vouching,
      owner,
      data.helper,
      actor,
      data.act,
      data.digest,
      data.until,
    ),
  "notice-queued": none,
  "notice-delivered": none,
  "notice-not-delivered": none,
  "backup-password-set": (db, owner, { at, data }, knowing) => {
    if (!sawRevocations(db, owner, ["paper"], knowing)) return;
    const set = "UPDATE accounts SET backup_secret = ?, backup_set_at = ?, backup_skipped = 0 WHERE owner = ?";
    run(db, set, data.secret, at, owner);
  },
  "backup-password-skipped": (db, owner) => run(db, "UPDATE accounts SET backup_skipped = 1 WHERE owner = ?", owner),
  "backup-password-removed": (db, owner) =>
    run(db, "UPDATE accounts SET backup_secret = NULL, backup_set_at = NULL WHERE owner = ?", owner),
  "setup-code-issued": (db, owner, entry, knowing) => {
    if (entry.data.for === "enrollment") noteHelp(db, owner, entry, "second");
    // A first code replaces nothing.
    else if (hadPassword(db, owner)) noteHelp(db, owner, entry, "password");
    const isReplaced = !replaceCodes(db, owner, "setup-code", { entry, knowing });
    forgetUsedTwice(db, owner, ["setup-code"], knowing);
    // A key that was printed with the code before it ends with it.
    closeSealedKeys(db, owner);
    openCode(db, owner, "setup-code", entry.data, { entry, knowing, isReplaced });
  },
  "setup-code-revoked": (db, owner, { data }) => {
    run(db, "UPDATE codes SET state = 'revoked' WHERE owner = ? AND id = ? AND state = 'open'", owner, data.code);
    closeSealedKeys(db, owner);
  },
  "setup-code-claimed": {
    changesMethod: (db, owner, entry, knowing) => {
      const { data } = entry;
      useEmail(db, owner, entry);
      const usedTwice = spendCode(db, owner, data.code, entry, knowing);
      if (usedTwice !== undefined) closeToBoth(db, owner, usedTwice.by, { entry, knowing });
      if (!sawRevocations(db, owner, ["account", "password"], knowing)) return;
      // A code for a first password opens the enrollment too: nobody has proven more than its holder. After a reset it
      // does not.
      run(
        db,
        "UPDATE accounts SET enrollment_open = ?, setup_code_needed = 0 WHERE owner = ? AND (? OR setup_code_needed = 0)",
        data.for === "enrollment" ? 2 : 1,
        owner,
        data.for === "enrollment" ? 1 : 0,
      );
    },
  },
  "bypass-code-issued": (db, owner, entry, knowing) => {
    const isReplaced = !replaceCodes(db, owner, "bypass-code", { entry, knowing });
    openCode(db, owner, "bypass-code", entry.data, { entry, knowing, isReplaced });
    noteHelp(db, owner, entry, "second");
  },
  "password-set": (db, owner, entry, knowing) => {
    const { at, data } = entry;
    // One for an account that was closed meanwhile, or with a code that somebody else used too, opens nothing.
    if (!sawRevocations(db, owner, ["account", "password"], knowing)) return;
    const claims = claim<SetPassword>(db, { owner, field: "password" }, { entry, knowing, value: data });
    const { secret, fitsManager } = passwordInForce(claims);
    const set = "UPDATE accounts SET password_secret = ?, password_fits_manager = ? WHERE owner = ?";
    run(db, set, secret, fitsManager ? 1 : 0, owner);
    if (data.by === "rehash") return;
    if (secret === data.secret) run(db, "UPDATE accounts SET password_set_at = ? WHERE owner = ?", at, owner);
    closeCodes(db, owner, "remembered-sign-in", "revoked");
  },
} satisfies Effects;

function exempt(db: Db, owner: string, said: Said<Exemption>): void {
  const exemption = exemptionInForce(claim(db, { owner, field: "exemption" }, said));
  run(
    db,
    "UPDATE accounts SET exempt_until_at = ?, exempt_reason = ?, exempt_by = ?, exempt_at = ? WHERE owner = ?",
    ...[exemption?.untilAt ?? null, exemption?.reason ?? null, exemption?.by ?? null, exemption?.at ?? null, owner],
  );
}

/**
 * A setup code that two people used, each without the other in sight: neither's password or phone opens anything, and the
 * account's owner needs another code.
 */
function closeToBoth(db: MethodDb, owner: string, both: readonly Written[], known: Known): void {
  for (const by of both) {
    revokePassword(db, owner, by);
    for (const what of ["second-factor", "phone"] as const) noteRevocation(db, { owner, what }, by);
  }
  takePhoneAway(db, owner, known, "reset");
  run(
    db,
    `UPDATE accounts SET password_secret = NULL, password_set_at = NULL, setup_due = 1, setup_code_needed = 1,
       enrollment_open = 0 WHERE owner = ?`,
    owner,
  );
}

/** No password that somebody chose without having it in sight comes back. */
function revokePassword(db: Db, owner: string, by: Written, knowing?: Knowing): void {
  noteRevocation(db, { owner, what: "password" }, by, knowing);
  forget(db, { owner, field: "password" });
}

/** Of several deactivations the first one says since when; one that was written apart from a return holds. */
function changeState(db: Db, owner: string, said: Said<AccountState>): void {
  const claims = claim(db, { owner, field: "status" }, said);
  const since = claims.filter(({ value }) => value === "deactivated").map(({ at }) => at);
  const at = accountStateInForce(claims) === "active" ? null : Math.min(...since);
  run(db, "UPDATE accounts SET deactivated_at = ? WHERE owner = ?", at, owner);
}

/** Manager recovery dies with the role, also for whoever gets it again: nobody would have seen it meanwhile. */
function endManagerRecovery(db: Db, owner: string): void {
  run(db, "UPDATE manager_recoveries SET state = 'stopped' WHERE owner = ? AND state = 'open'", owner);
}

function isManager(db: Db, owner: string): boolean {
  return prepared(db, "SELECT 1 FROM accounts WHERE owner = ? AND role = 'manager'").get(owner) !== undefined;
}

/** Whoever has ever signed in had one, though a reactivation may have taken it away. */
function hadPassword(db: Db, owner: string): boolean {
  const sql = `SELECT 1 FROM accounts
    WHERE owner = ? AND (password_secret IS NOT NULL OR first_sign_in_at IS NOT NULL)`;
  return prepared(db, sql).get(owner) !== undefined;
}
