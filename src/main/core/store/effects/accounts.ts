import type { AccountFacts, EventData } from "../../domain/events";
import { searchTextOf } from "../../domain/search";
import { type AccountState, accountStateInForce, roleInForce } from "../../domain/settle";
import { type Db, prepared } from "../open";
import { claim, type Said } from "./claims";
import {
  closeCodes,
  closeHelp,
  closeSealedKeys,
  liftEmail,
  openCode,
  saveFailures,
  spendCode,
  useEmail,
  withdrawOffers,
} from "./codes";
import { type Effects, none, run } from "./effect";
import { noteDeparture, noteEdit, noteHelp, noteHelperStart, noteInPerson } from "./history";

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
  "account-edited": (db, owner, entry) => {
    const {
      at,
      actor,
      data: { before, after },
    } = entry;
    noteEdit(db, owner, entry);
    changeFacts(db, owner, after);
    if (before.cellPhone !== after.cellPhone) changeNumber(db, owner, { before: before.cellPhone, at, actor });
  },
  "role-changed": (db, owner, entry, knowing) => {
    const role = roleInForce(claim(db, { owner, field: "role" }, { entry, knowing, value: entry.data.after }));
    run(db, "UPDATE accounts SET role = ? WHERE owner = ?", role, owner);
    noteDeparture(db, owner, entry);
    noteHelperStart(db, owner, entry, entry.data);
    if (role !== "manager") endManagerRecovery(db, owner);
  },
  "account-deactivated": {
    changesMethod: (db, owner, entry, knowing) => {
      changeState(db, owner, { entry, knowing, value: "deactivated" });
      noteDeparture(db, owner, entry);
      endManagerRecovery(db, owner);
      closeCodes(db, owner, "setup-code", "revoked");
      closeCodes(db, owner, "bypass-code", "revoked");
      closeCodes(db, owner, "text-token", "revoked");
      closeCodes(db, owner, "phone-proof", "revoked");
      closeCodes(db, owner, "recovery-token", "revoked");
      closeCodes(db, owner, "remembered-sign-in", "revoked");
      closeSealedKeys(db, owner);
      withdrawOffers(db, owner);
      closeHelp(db, owner);
    },
  },
  "account-reactivated": {
    changesMethod: (db, owner, entry, knowing) => {
      if (hadPassword(db, owner)) noteHelp(db, owner, entry, "password");
      noteHelperStart(db, owner, entry, "came-back");
      changeState(db, owner, { entry, knowing, value: "active" });
      // Coming back takes a new setup code, whatever one before it had opened: the old password is gone.
      run(
        db,
        "UPDATE accounts SET password_secret = NULL, password_set_at = NULL, enrollment_open = 0 WHERE owner = ?",
        owner,
      );
    },
  },
  "email-lifted": (db, owner, { data }) => liftEmail(db, owner, data.emailKey, data.to),
  "account-unlocked": (db, owner, { data }) => saveFailures(db, owner, data.failures),
  "act-refused": none,
  "exemption-granted": (db, owner, { at, actor, data }) =>
    run(
      db,
      `UPDATE accounts SET exempt_until_at = ?, exempt_reason = ?, exempt_by = ?, exempt_at = ?
       WHERE owner = ?`,
      data.untilAt,
      data.reason,
      actor,
      at,
      owner,
    ),
  "exemption-ended": (db, owner) =>
    run(
      db,
      `UPDATE accounts SET exempt_until_at = NULL, exempt_reason = NULL, exempt_by = NULL,
         exempt_at = NULL WHERE owner = ?`,
      owner,
    ),
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
  "number-confirmed": (db, owner, entry) => {
    // Whoever says that it is theirs has a hand in where their tokens go.
    if (takesTokens(db, owner)) noteHelp(db, owner, entry, "second");
    confirmNumber(db, owner, entry.actor, entry.data);
  },
  "notice-queued": none,
  "notice-delivered": none,
  "notice-not-delivered": none,
  "backup-password-set": (db, owner, { at, data }) =>
    run(
      db,
      "UPDATE accounts SET backup_secret = ?, backup_set_at = ?, backup_skipped = 0 WHERE owner = ?",
      data.secret,
      at,
      owner,
    ),
  "backup-password-skipped": (db, owner) => run(db, "UPDATE accounts SET backup_skipped = 1 WHERE owner = ?", owner),
  "backup-password-removed": (db, owner) =>
    run(db, "UPDATE accounts SET backup_secret = NULL, backup_set_at = NULL WHERE owner = ?", owner),
  "setup-code-issued": (db, owner, entry) => {
    if (entry.data.for === "enrollment") noteHelp(db, owner, entry, "second");
    // A first code replaces nothing.
    else if (hadPassword(db, owner)) noteHelp(db, owner, entry, "password");
    closeCodes(db, owner, "setup-code", "replaced");
    // A key that was printed with the code before it ends with it.
    closeSealedKeys(db, owner);
    openCode(db, owner, "setup-code", entry.at, entry.data);
  },
  "setup-code-revoked": (db, owner, { data }) => {
    run(db, "UPDATE codes SET state = 'revoked' WHERE owner = ? AND id = ? AND state = 'open'", owner, data.code);
    closeSealedKeys(db, owner);
  },
  "setup-code-claimed": (db, owner, { at, data }) => {
    spendCode(db, owner, data.code, at);
    useEmail(db, owner);
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
  "bypass-code-issued": (db, owner, entry) => {
    closeCodes(db, owner, "bypass-code", "replaced");
    openCode(db, owner, "bypass-code", entry.at, entry.data);
    noteHelp(db, owner, entry, "second");
  },
  "password-set": (db, owner, { at, data }) => {
    const fits = data.fitsManager ? 1 : 0;
    run(
      db,
      "UPDATE accounts SET password_secret = ?, password_fits_manager = ? WHERE owner = ?",
      data.secret,
      fits,
      owner,
    );
    if (data.by === "rehash") return;
    run(db, "UPDATE accounts SET password_set_at = ? WHERE owner = ?", at, owner);
    closeCodes(db, owner, "remembered-sign-in", "revoked");
  },
} satisfies Effects;

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

/** Whoever has ever signed in had one, though a reactivation may have taken it away. */
function hadPassword(db: Db, owner: string): boolean {
  const sql = `SELECT 1 FROM accounts
    WHERE owner = ? AND (password_secret IS NOT NULL OR first_sign_in_at IS NOT NULL)`;
  return prepared(db, sql).get(owner) !== undefined;
}

function takesTokens(db: Db, owner: string): boolean {
  const sql = "SELECT 1 FROM accounts WHERE owner = ? AND confirmed_phone IS NOT NULL";
  return prepared(db, sql).get(owner) !== undefined;
}

type NumberChange = { readonly before: string | null; readonly at: number; readonly actor: string | null };

/** A changed number waits: whoever could change it must not at once get the tokens and the call-backs (SETUP-10). */
function changeNumber(db: Db, owner: string, { before, at, actor }: NumberChange): void {
  // A proof that is under way is for the number it was sent to.
  closeCodes(db, owner, "phone-proof", "revoked");
  closeCodes(db, owner, "recovery-token", "revoked");
  closeCodes(db, owner, "remembered-sign-in", "revoked");
  // Whoever gave their word, or approved, meant the number before it.
  for (const table of ["vouchings", "approvals"]) {
    run(db, `UPDATE ${table} SET state = 'void' WHERE owner = ? AND act = 'confirmNumber' AND state = 'open'`, owner);
  }
  prepared(
    db,
    // One that was taken off before makes no other one the first.
    `UPDATE accounts SET phone_first = (@first AND phone_since IS NULL), phone_since = @at, phone_in_person = 0, phone_helper = @helper,
       phone_waits = (cell_phone IS NOT NULL AND cell_phone IS NOT confirmed_phone) WHERE owner = @owner`,
  ).run({ at, first: before === null ? 1 : 0, helper: actor === owner ? null : actor, owner });
}

function confirmNumber(
  db: Db,
  owner: string,
  actor: string | null,
  { cellPhone, inPerson, complete }: EventData["number-confirmed"],
): void {
  const number = { owner, actor, cellPhone };
  if (!complete) {
    const first = "UPDATE accounts SET phone_helper = @actor WHERE owner = @owner AND cell_phone = @cellPhone";
    prepared(db, first).run(number);
    return;
  }
  // What went to the number before this one is good no longer.
  closeCodes(db, owner, "text-token", "revoked");
  closeCodes(db, owner, "recovery-token", "revoked");
  prepared(
    db,
    `UPDATE accounts SET phone_waits = 0, phone_in_person = @inPerson,
       confirmed_phone = CASE WHEN confirmed_phone IS NULL THEN NULL ELSE @cellPhone END
     WHERE owner = @owner AND cell_phone = @cellPhone`,
  ).run({ owner, cellPhone, inPerson: inPerson ? 1 : 0 });
}

function changeFacts(db: Db, owner: string, facts: AccountFacts): void {
  const { name, email, emailKey, cellPhone, accountType } = facts;
  const changed = prepared(
    db,
    `UPDATE accounts SET name = @name, email = @email, email_key = @emailKey, cell_phone = @cellPhone, account_type = @accountType,
       email_used = EXISTS (SELECT 1 FROM used_emails u
         WHERE u.owner = @owner AND u.email_key = @emailKey AND u.lifted_for IS NULL)
     WHERE owner = @owner RETURNING two_factor_id AS twoFactorId`,
  ).get({ name, email, emailKey, cellPhone, accountType, owner });
  if (changed === undefined) return;
  const { twoFactorId } = changed as { twoFactorId: string };
  run(db, "UPDATE accounts SET search_text = ? WHERE owner = ?", searchTextOf(facts, twoFactorId), owner);
}
