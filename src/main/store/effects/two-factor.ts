import type { EventData } from "../../domain/events";
import { type Db, prepared } from "../open";
import {
  acceptStep,
  closeCodes,
  closeSealedKeys,
  countRecoveryCodes,
  openCode,
  revokeAuthenticators,
  saveFailures,
  spendCode,
  withdrawOffers,
} from "./codes";
import { type Effects, run } from "./effect";

export const twoFactorEffects = {
  "recovery-codes-made": (db, owner, { at, data }) => {
    closeCodes(db, owner, "recovery-code", "replaced");
    for (const code of data.codes) openCode(db, owner, "recovery-code", at, code);
    countRecoveryCodes(db, owner);
    run(db, "UPDATE accounts SET recovery_stored = 0 WHERE owner = ?", owner);
  },
  "recovery-codes-stored": (db, owner) => run(db, "UPDATE accounts SET recovery_stored = 1 WHERE owner = ?", owner),
  "recovery-kit-used": (db, owner, { data }) => {
    spendCode(db, data.code);
    switchTwoFactorOff(db, owner);
    saveFailures(db, owner, data.failures);
    // Kit and recovery code have proven enough: there is no other manager who could give a set-up code.
    run(db, "UPDATE accounts SET set_up_due = 1, set_up_code_needed = 0, enrolment_open = 2 WHERE owner = ?", owner);
  },
  "two-factor-started": (db, owner, { actor }) =>
    run(db, "UPDATE accounts SET started_by = ?, set_up_due = 1 WHERE owner = ?", actor, owner),
  "two-factor-enabled": (db, owner, { at, data }) => switchTwoFactorOn(db, owner, data.method, at),
  "two-factor-disabled": (db, owner) => switchTwoFactorOff(db, owner),
  "two-factor-reset": (db, owner) => {
    switchTwoFactorOff(db, owner);
    run(
      db,
      "UPDATE accounts SET set_up_due = 1, set_up_code_needed = 1, confirmed_phone = NULL WHERE owner = ?",
      owner,
    );
  },
  "text-messages-chosen": (db, owner) => {
    revokeAuthenticators(db, owner);
    run(db, "UPDATE accounts SET two_factor = 'text' WHERE owner = ?", owner);
  },
  "phone-confirmed": (db, owner, { data }) => {
    spendCode(db, data.code);
    // What went to the number before this one is good no longer.
    closeCodes(db, owner, "text-token", "revoked");
    closeCodes(db, owner, "workstation", "revoked");
    run(db, "UPDATE accounts SET confirmed_phone = ? WHERE owner = ?", data.cellPhone, owner);
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
  "sealed-key-used": (db, _owner, { data }) =>
    run(db, "UPDATE authenticators SET state = 'revoked' WHERE id = ?", data.authenticator),
  "authenticator-enabled": (db, owner, { at, data }) => {
    run(
      db,
      "UPDATE authenticators SET state = 'revoked' WHERE owner = ? AND state = 'active' AND id <> ?",
      owner,
      data.authenticator,
    );
    run(
      db,
      `UPDATE authenticators SET state = 'active', digits = ?, enabled_at = ?, drift = ?, last_used_at = ?, phone_verified = ?
       WHERE id = ? AND state = 'offered'`,
      data.digits,
      at,
      data.drift,
      at,
      data.phoneVerified ? 1 : 0,
      data.authenticator,
    );
    acceptStep(db, data.authenticator, data.step);
    closeSealedKeys(db, owner);
    // A token by text that never expires must not outlive the weaker method it came with.
    closeCodes(db, owner, "text-token", "revoked");
    closeCodes(db, owner, "workstation", "revoked");
    switchTwoFactorOn(db, owner, "app", at);
  },
  "authenticator-revoked": (db, owner, { data }) => {
    run(db, "UPDATE authenticators SET state = 'revoked' WHERE id = ?", data.authenticator);
    if (data.cause === "too-many-failures") {
      // A confirmed phone still takes tokens; without one, the way back needs a set-up code.
      run(
        db,
        `UPDATE accounts SET two_factor = CASE WHEN confirmed_phone IS NULL THEN 'none' ELSE 'text' END,
           set_up_due = (confirmed_phone IS NULL), set_up_code_needed = (confirmed_phone IS NULL)
         WHERE owner = ? AND two_factor = 'app'`,
        owner,
      );
    }
  },
} satisfies Effects;

type NewAuthenticator = EventData["authenticator-offered"];

function addAuthenticator(
  db: Db,
  owner: string,
  state: "sealed" | "offered",
  at: number,
  { authenticator, secret, digits, expiresAt }: NewAuthenticator,
): void {
  prepared(
    db,
    "INSERT INTO authenticators (id, owner, secret, digits, state, offered_at, offer_ends_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
  ).run(authenticator, owner, secret, digits, state, at, expiresAt);
}

function switchTwoFactorOn(db: Db, owner: string, method: "text" | "app", at: number): void {
  run(
    db,
    `UPDATE accounts SET two_factor = ?, two_factor_at = coalesce(two_factor_at, ?), started_by = NULL, set_up_due = 0,
       set_up_code_needed = 0, enrolment_open = 0 WHERE owner = ?`,
    method,
    at,
    owner,
  );
}

function switchTwoFactorOff(db: Db, owner: string): void {
  revokeAuthenticators(db, owner);
  for (const sort of ["recovery-code", "bypass-code", "text-token", "phone-proof", "workstation"] as const)
    closeCodes(db, owner, sort, "revoked");
  run(
    db,
    "UPDATE accounts SET two_factor = 'none', two_factor_at = NULL, recovery_stored = 0, enrolment_open = 0 WHERE owner = ?",
    owner,
  );
}
