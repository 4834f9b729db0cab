import type { AccountFacts } from "../../domain/events";
import { searchTextOf } from "../../domain/search";
import { type Db, prepared } from "../open";
import { closeCodes, closeSealedKeys, openCode, saveFailures, spendCode, withdrawOffers } from "./codes";
import { type Effects, none, run } from "./effect";

export const accountEffects = {
  "account-created": (db, owner, { at, data }) => {
    prepared(
      db,
      `INSERT INTO accounts (owner, two_factor_id, name, email, email_key, cell_phone, kind, role, created_at, import, search_text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      owner,
      data.twoFactorId,
      data.name,
      data.email,
      data.emailKey,
      data.cellPhone,
      data.kind,
      data.role,
      at,
      data.import,
      searchTextOf(data, data.twoFactorId),
    );
  },
  "account-edited": (db, owner, { data: { before, after } }) => {
    // A proof that is under way is for the number it was sent to.
    if (before.cellPhone !== after.cellPhone) {
      closeCodes(db, owner, "phone-proof", "revoked");
      closeCodes(db, owner, "workstation", "revoked");
    }
    changeFacts(db, owner, after);
  },
  "role-changed": (db, owner, { data }) => run(db, "UPDATE accounts SET role = ? WHERE owner = ?", data.after, owner),
  "account-deactivated": (db, owner, { at }) => {
    run(db, "UPDATE accounts SET deactivated_at = ? WHERE owner = ?", at, owner);
    closeCodes(db, owner, "set-up-code", "revoked");
    closeCodes(db, owner, "bypass-code", "revoked");
    closeCodes(db, owner, "text-token", "revoked");
    closeCodes(db, owner, "phone-proof", "revoked");
    closeCodes(db, owner, "workstation", "revoked");
    closeSealedKeys(db, owner);
    withdrawOffers(db, owner);
  },
  "account-reactivated": (db, owner) => {
    // Coming back takes a new set-up code, whatever one before it had opened: the old password is gone.
    run(
      db,
      `UPDATE accounts SET deactivated_at = NULL, password_secret = NULL, password_set_at = NULL, enrolment_open = 0
       WHERE owner = ?`,
      owner,
    );
  },
  "account-unlocked": (db, owner, { data }) => saveFailures(db, owner, data.failures),
  "act-refused": none,
  "exemption-granted": (db, owner, { at, actor, data }) =>
    run(
      db,
      `UPDATE accounts SET exempt_until_at = ?, exempt_until_on = ?, exempt_reason = ?, exempt_by = ?, exempt_at = ?
       WHERE owner = ?`,
      data.untilAt,
      data.untilOn,
      data.reason,
      actor,
      at,
      owner,
    ),
  "exemption-ended": (db, owner) =>
    run(
      db,
      `UPDATE accounts SET exempt_until_at = NULL, exempt_until_on = NULL, exempt_reason = NULL, exempt_by = NULL,
         exempt_at = NULL WHERE owner = ?`,
      owner,
    ),
  "reminder-queued": (db, owner, { at }) => run(db, "UPDATE accounts SET reminded_at = ? WHERE owner = ?", at, owner),
  "reminder-delivered": none,
  "reminder-not-delivered": none,
  "set-up-code-issued": (db, owner, entry) => {
    closeCodes(db, owner, "set-up-code", "replaced");
    // A key that was printed with the code before it ends with it.
    closeSealedKeys(db, owner);
    openCode(db, owner, "set-up-code", entry.at, entry.data);
  },
  "set-up-code-revoked": (db, owner, { data }) => {
    run(db, "UPDATE codes SET state = 'revoked' WHERE id = ? AND state = 'open'", data.code);
    closeSealedKeys(db, owner);
  },
  "set-up-code-claimed": (db, owner, { data }) => {
    spendCode(db, data.code);
    // A code for a first password opens the enrolment too: nobody has proven more than its holder. After a reset it does not.
    run(
      db,
      "UPDATE accounts SET enrolment_open = ?, set_up_code_needed = 0 WHERE owner = ? AND (? OR set_up_code_needed = 0)",
      data.for === "enrolment" ? 2 : 1,
      owner,
      data.for === "enrolment" ? 1 : 0,
    );
  },
  "bypass-code-issued": (db, owner, entry) => {
    closeCodes(db, owner, "bypass-code", "replaced");
    openCode(db, owner, "bypass-code", entry.at, entry.data);
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
    closeCodes(db, owner, "workstation", "revoked");
  },
} satisfies Effects;

function changeFacts(db: Db, owner: string, facts: AccountFacts): void {
  const changed = prepared(
    db,
    `UPDATE accounts SET name = ?, email = ?, email_key = ?, cell_phone = ?, kind = ? WHERE owner = ?
     RETURNING two_factor_id AS twoFactorId`,
  ).get(facts.name, facts.email, facts.emailKey, facts.cellPhone, facts.kind, owner);
  if (changed === undefined) return;
  const { twoFactorId } = changed as { twoFactorId: string };
  run(db, "UPDATE accounts SET search_text = ? WHERE owner = ?", searchTextOf(facts, twoFactorId), owner);
}
