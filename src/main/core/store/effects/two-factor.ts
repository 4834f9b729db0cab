import type { EventData } from "../../domain/events";
import { type Db, prepared } from "../open";
import {
  acceptStep,
  closeCodes,
  closeSealedKeys,
  countRecoveryCodes,
  learnDrift,
  openCode,
  prove,
  type RevokedBecause,
  revokeAuthenticators,
  saveFailures,
  spendCode,
  withdrawOffers,
} from "./codes";
import { type Effects, type MethodDb, none, run } from "./effect";
import { noteHelp } from "./history";

export const twoFactorEffects = {
  "recovery-codes-made": (db, owner, { at, data }) => {
    closeCodes(db, owner, "recovery-code", "replaced");
    for (const [index, code] of data.codes.entries()) openCode(db, owner, "recovery-code", at, code, index + 1);
    countRecoveryCodes(db, owner);
    run(db, "UPDATE accounts SET recovery_stored = 0 WHERE owner = ?", owner);
  },
  "recovery-codes-stored": (db, owner) => run(db, "UPDATE accounts SET recovery_stored = 1 WHERE owner = ?", owner),
  "recovery-code-replaced": (db, owner, { at, data }) => {
    const spent = prepared(db, "SELECT number FROM codes WHERE id = ? AND owner = ?").get(data.replaces, owner);
    openCode(db, owner, "recovery-code", at, data, (spent as { number: number | null } | undefined)?.number ?? null);
    run(db, "UPDATE codes SET number = NULL WHERE id = ? AND owner = ?", data.replaces, owner);
    countRecoveryCodes(db, owner);
  },
  "recovery-kit-used": {
    changesMethod: (db, owner, entry) => {
      const { at, data } = entry;
      prove(db, owner, data.factors, entry);
      switchTwoFactorOff(db, owner, at, "reset");
      saveFailures(db, owner, data.failures);
      // Kit and recovery code have proven enough: there is no other manager who could give a setup code.
      run(db, "UPDATE accounts SET setup_due = 1, setup_code_needed = 0, enrollment_open = 2 WHERE owner = ?", owner);
    },
  },
  "two-factor-started": (db, owner, { actor }) =>
    run(db, "UPDATE accounts SET started_by = ?, setup_due = 1 WHERE owner = ?", actor, owner),
  "two-factor-enabled": { changesMethod: (db, owner, { at, data }) => switchTwoFactorOn(db, owner, data.method, at) },
  "two-factor-disabled": { changesMethod: (db, owner, { at }) => switchTwoFactorOff(db, owner, at, "reset") },
  "two-factor-reset": {
    changesMethod: (db, owner, entry) => {
      const { at, data } = entry;
      switchTwoFactorOff(db, owner, at, data.cause === "lost-or-stolen" ? "lost-or-stolen" : "reset");
      noteHelp(db, owner, entry, "second");
      run(
        db,
        "UPDATE accounts SET setup_due = 1, setup_code_needed = 1, confirmed_phone = NULL WHERE owner = ?",
        owner,
      );
    },
  },
  "text-messages-chosen": { changesMethod: (db, owner, { at }) => goBackToText(db, owner, at) },
  "text-fallback-given": {
    changesMethod: (db, owner, entry) => {
      goBackToText(db, owner, entry.at);
      // Whoever has the number now, or the tokens, does not thereby choose the next phone.
      run(db, "UPDATE accounts SET setup_code_needed = 1, enrollment_open = 0 WHERE owner = ?", owner);
      noteHelp(db, owner, entry, "second");
    },
  },
  "phone-replaced": {
    changesMethod: (db, owner, entry) => {
      const { at, data } = entry;
      takePhoneAway(db, owner, at, data.cause === "lost-or-stolen" ? "lost-or-stolen" : "replaced");
      run(db, "UPDATE accounts SET setup_due = 1, setup_code_needed = 1, enrollment_open = 0 WHERE owner = ?", owner);
      noteHelp(db, owner, entry, "second");
    },
  },
  "recovery-proven": none,
  "phone-recovered": {
    changesMethod: (db, owner, entry) => {
      const { at, data } = entry;
      prove(db, owner, data.factors, entry);
      // Where the old phone is still there, it works until the new one does.
      if (data.how === "new-phone") return;
      takePhoneAway(db, owner, at, "lost-or-stolen");
      // For the session that proved it, the code is not needed. Should that one end first, the password alone, which is all
      // that is left, must not be enough for anybody's phone.
      run(db, "UPDATE accounts SET setup_due = 1, setup_code_needed = 1, enrollment_open = 0 WHERE owner = ?", owner);
    },
  },
  "phone-confirmed": (db, owner, { at, data }) => {
    spendCode(db, owner, data.code, at);
    // What went to the number before this one is good no longer.
    closeCodes(db, owner, "text-token", "revoked");
    closeCodes(db, owner, "recovery-token", "revoked");
    closeCodes(db, owner, "remembered-sign-in", "revoked");
    const confirm = `UPDATE accounts SET confirmed_phone = @number,
      phone_waits = CASE WHEN cell_phone = @number THEN 0 ELSE phone_waits END WHERE owner = @owner`;
    prepared(db, confirm).run({ number: data.cellPhone, owner });
  },
  "authenticator-offered": (db, owner, { at, data }) => {
    withdrawOffers(db, owner);
    addAuthenticator(db, owner, "offered", at, data);
  },
  "authenticator-withdrawn": (db, owner) => withdrawOffers(db, owner),
  "sealed-key-issued": (db, owner, { at, data }) => {
    closeSealedKeys(db, owner);
    addAuthenticator(db, owner, "sealed", at, data);
  },
  "sealed-key-used": (db, owner, { at, data }) => revoke(db, owner, data.authenticator, at, "withdrawn"),
  "authenticator-enabled": {
    changesMethod: (db, owner, { at, workstation, data }) => {
      run(
        db,
        `UPDATE authenticators SET state = 'revoked', revoked_at = ?, revoked_because = 'replaced'
       WHERE owner = ? AND state = 'active' AND id <> ?`,
        at,
        owner,
        data.authenticator,
      );
      run(
        db,
        `UPDATE authenticators SET state = 'active', digits = ?, enabled_at = ?, last_used_at = ?, phone_verified = ?
       WHERE owner = ? AND id = ? AND state = 'offered'`,
        data.digits,
        at,
        at,
        data.phoneVerified ? 1 : 0,
        owner,
        data.authenticator,
      );
      acceptStep(db, owner, data.authenticator, data.step);
      learnDrift(db, owner, workstation, data.authenticator, data.drift);
      closeSealedKeys(db, owner);
      // A token by text that never expires must not outlive the weaker method it came with.
      closeCodes(db, owner, "text-token", "revoked");
      closeCodes(db, owner, "remembered-sign-in", "revoked");
      switchTwoFactorOn(db, owner, "app", at);
    },
  },
  "authenticator-resynced": (db, owner, { workstation, data }) => {
    acceptStep(db, owner, data.authenticator, data.step);
    learnDrift(db, owner, workstation, data.authenticator, data.drift);
  },
  "authenticator-revoked": {
    changesMethod: (db, owner, { at, data }) => {
      revoke(db, owner, data.authenticator, at, data.cause);
      if (data.cause === "too-many-failures") {
        closeCodes(db, owner, "remembered-sign-in", "revoked");
        // Whatever is left, it alone binds no new authenticator.
        run(
          db,
          `UPDATE accounts SET two_factor = left, setup_due = (left = 'none'), setup_code_needed = 1, enrollment_open = 0
         FROM (SELECT coalesce(?, iif(confirmed_phone IS NULL, 'none', 'text')) AS left FROM accounts WHERE owner = ?)
         WHERE owner = ? AND two_factor = 'app'`,
          data.left ?? null,
          owner,
          owner,
        );
      }
    },
  },
} satisfies Effects;

type NewAuthenticator = EventData["sealed-key-issued"] & { readonly sameAs?: string | null };

function addAuthenticator(
  db: Db,
  owner: string,
  state: "sealed" | "offered",
  at: number,
  { authenticator, secret, digits, expiresAt, sameAs = null }: NewAuthenticator,
): void {
  prepared(
    db,
    `INSERT OR IGNORE INTO authenticators (id, owner, secret, digits, state, offered_at, offer_ends_at, same_as)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(authenticator, owner, secret, digits, state, at, expiresAt, sameAs);
}

function revoke(db: Db, owner: string, authenticator: string, at: number, because: RevokedBecause): void {
  const sql = `UPDATE authenticators SET state = 'revoked', revoked_at = coalesce(revoked_at, ?),
    revoked_because = coalesce(revoked_because, ?) WHERE owner = ? AND id = ?`;
  run(db, sql, at, because, owner, authenticator);
}

function goBackToText(db: MethodDb, owner: string, at: number): void {
  revokeAuthenticators(db, owner, at, "replaced");
  closeCodes(db, owner, "remembered-sign-in", "revoked");
  run(db, "UPDATE accounts SET two_factor = 'text' WHERE owner = ?", owner);
}

/** What stands for the phone, or came to it. */
const withPhone = ["bypass-code", "text-token", "phone-proof", "recovery-token", "remembered-sign-in"] as const;

/** The phone alone: codes on paper and the backup password stay, and go on with the next one. */
function takePhoneAway(db: MethodDb, owner: string, at: number, because: RevokedBecause): void {
  revokeAuthenticators(db, owner, at, because);
  for (const sort of withPhone) closeCodes(db, owner, sort, "revoked");
  run(db, "UPDATE accounts SET two_factor = 'none' WHERE owner = ?", owner);
}

function switchTwoFactorOn(db: MethodDb, owner: string, method: "text" | "app", at: number): void {
  run(
    db,
    `UPDATE accounts SET two_factor = ?, two_factor_at = coalesce(two_factor_at, ?), started_by = NULL, setup_due = 0,
       setup_code_needed = 0, enrollment_open = 0 WHERE owner = ?`,
    method,
    at,
    owner,
  );
}

/** Everything by which an account proved a second factor is good no longer. */
export function switchTwoFactorOff(db: MethodDb, owner: string, at: number, because: RevokedBecause): void {
  revokeAuthenticators(db, owner, at, because);
  for (const sort of ["recovery-code", ...withPhone] as const) closeCodes(db, owner, sort, "revoked");
  run(
    db,
    `UPDATE accounts SET two_factor = 'none', two_factor_at = NULL, recovery_stored = 0, enrollment_open = 0,
       backup_secret = NULL, backup_set_at = NULL, backup_skipped = 0 WHERE owner = ?`,
    owner,
  );
}
