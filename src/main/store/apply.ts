import type { AccountFacts, Entry, EventKind, PracticeSettings, ProvenFactor, SetUpUse } from "../domain/events";
import { type Failures, noFailures } from "../domain/lockout";
import { searchTextOf } from "../domain/search";
import { type Db, prepared } from "./open";

/**
 * What each kind of entry does to the shadow tables: the only writer they have. An applier takes all that it needs from
 * its entry, never from the clock or dice, and touches rows of the entry's subject alone. What may only move one way
 * (accepted steps, spent codes, revocations) moves one way however often and late an entry is applied.
 */
export function apply(db: Db, entry: Entry): void {
  const owner = entry.subject ?? "";
  for (const commit of entry.commits) {
    prepared(db, "INSERT INTO commitments (secret, owner, kind, mac) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING").run(
      commit.secret,
      owner,
      commit.kind,
      commit.mac,
    );
  }
  effectOf(entry.kind)(db, owner, entry);
}

type Of<K extends EventKind> = Extract<Entry, { kind: K }>;
type Effect<K extends EventKind> = (db: Db, owner: string, entry: Of<K>) => void;

function effectOf(kind: EventKind): (db: Db, owner: string, entry: Entry) => void {
  return effects[kind] as (db: Db, owner: string, entry: Entry) => void;
}

const none = () => {};

const effects: { readonly [K in EventKind]: Effect<K> } = {
  "practice-founded": (db, owner, { data, workstation }) => {
    prepared(
      db,
      `INSERT INTO practice (owner, vault_id, workstation, public_key, name, region, time_zone, digits, idle_minutes, text_token_minutes)
       VALUES (?, ?, ?, ?, ?, ?, ?, 7, 10, 10)`,
    ).run(owner, data.vaultId, workstation, data.publicKey, data.name, data.region, data.timeZone);
  },
  "founding-finished": (db, owner, { at }) => run(db, "UPDATE practice SET founded_at = ? WHERE owner = ?", at, owner),
  "recovery-kit-made": (db, owner, { data }) =>
    run(db, "UPDATE practice SET kit = ?, kit_confirmed = 0 WHERE owner = ?", data.kit, owner),
  "recovery-kit-confirmed": (db, owner, { data }) =>
    run(db, "UPDATE practice SET kit_confirmed = 1 WHERE owner = ? AND kit = ?", owner, data.kit),
  "settings-changed": (db, owner, { data }) => changeSettings(db, owner, data.after),
  "gateway-changed": (db, owner, { data: { after } }) =>
    run(
      db,
      "UPDATE practice SET gateway_url = ?, gateway_sid = ?, gateway_sender = ?, gateway_secret = ? WHERE owner = ?",
      after?.baseUrl ?? null,
      after?.accountSid ?? null,
      after?.sender ?? null,
      after?.secret ?? null,
      owner,
    ),
  "delivery-tested": none,
  "vault-opened": none,
  "vault-closed": none,
  "ledger-exported": none,
  "trouble-found": none,

  "account-created": (db, owner, { at, data }) => {
    prepared(
      db,
      `INSERT INTO accounts (owner, two_factor_id, name, email, email_key, cell_phone, kind, role, created_at, search_text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
      searchTextOf(data, data.twoFactorId),
    );
  },
  "account-edited": (db, owner, { data: { before, after } }) => {
    // A proof that is under way is for the number it was sent to.
    if (before.cellPhone !== after.cellPhone) closeCodes(db, owner, "phone-proof", "revoked");
    changeFacts(db, owner, after);
  },
  "role-changed": (db, owner, { data }) => run(db, "UPDATE accounts SET role = ? WHERE owner = ?", data.after, owner),
  "account-deactivated": (db, owner, { at }) => {
    run(db, "UPDATE accounts SET deactivated_at = ? WHERE owner = ?", at, owner);
    closeCodes(db, owner, "set-up-code", "revoked");
    closeCodes(db, owner, "bypass-code", "revoked");
    closeCodes(db, owner, "text-token", "revoked");
    closeCodes(db, owner, "phone-proof", "revoked");
    withdrawOffers(db, owner);
  },
  "account-reactivated": (db, owner) => {
    // Coming back takes a new set-up code: the old password is gone.
    run(
      db,
      "UPDATE accounts SET deactivated_at = NULL, password_secret = NULL, password_set_at = NULL WHERE owner = ?",
      owner,
    );
  },
  "account-unlocked": (db, owner, { data }) => saveFailures(db, owner, data.failures),
  "act-refused": none,

  "set-up-code-issued": (db, owner, entry) => {
    closeCodes(db, owner, "set-up-code", "replaced");
    openCode(db, owner, "set-up-code", entry.at, entry.data);
  },
  "set-up-code-claimed": (db, owner, { data }) => {
    spendCode(db, data.code);
    if (data.for === "enrolment") run(db, "UPDATE accounts SET set_up_code_needed = 0 WHERE owner = ?", owner);
  },
  "bypass-code-issued": (db, owner, entry) => {
    closeCodes(db, owner, "bypass-code", "replaced");
    openCode(db, owner, "bypass-code", entry.at, entry.data);
  },
  "recovery-codes-made": (db, owner, { at, data }) => {
    closeCodes(db, owner, "recovery-code", "replaced");
    for (const code of data.codes) openCode(db, owner, "recovery-code", at, code);
    run(db, "UPDATE accounts SET recovery_stored = 0 WHERE owner = ?", owner);
  },
  "recovery-codes-stored": (db, owner) => run(db, "UPDATE accounts SET recovery_stored = 1 WHERE owner = ?", owner),
  "recovery-kit-used": (db, owner, { data }) => {
    spendCode(db, data.code);
    switchTwoFactorOff(db, owner);
    saveFailures(db, owner, data.failures);
    run(db, "UPDATE accounts SET set_up_due = 1, set_up_code_needed = 0 WHERE owner = ?", owner);
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
    if (data.by !== "rehash") run(db, "UPDATE accounts SET password_set_at = ? WHERE owner = ?", at, owner);
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
    run(db, "UPDATE accounts SET confirmed_phone = ? WHERE owner = ?", data.cellPhone, owner);
  },
  "authenticator-offered": (db, owner, { at, data }) => {
    withdrawOffers(db, owner);
    prepared(
      db,
      `INSERT INTO authenticators (id, owner, secret, digits, state, offered_at, offer_ends_at) VALUES (?, ?, ?, ?, 'offered', ?, ?)`,
    ).run(data.authenticator, owner, data.secret, data.digits, at, data.expiresAt);
  },
  "authenticator-withdrawn": (db, owner) => withdrawOffers(db, owner),
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
    // A token by text that never expires must not outlive the weaker method it came with.
    closeCodes(db, owner, "text-token", "revoked");
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

  "token-issued": (db, owner, entry) => {
    closeCodes(db, owner, entry.data.use, "replaced");
    openCode(db, owner, entry.data.use, entry.at, entry.data);
  },
  "token-delivered": none,
  "token-not-delivered": none,

  "attempt-refused": (db, owner, { data }) => {
    saveFailures(db, owner, data.failures);
    if (data.authenticator !== null) {
      run(
        db,
        "UPDATE authenticators SET failures = ? WHERE id = ?",
        data.authenticator.failures,
        data.authenticator.id,
      );
    }
  },
  "account-locked": none,
  "stranger-refused": (db, _owner, { data }) => saveFailures(db, data.stranger, data.failures),
  "signed-in": (db, owner, { at, data }) => {
    saveFailures(db, owner, noFailures);
    run(db, "UPDATE accounts SET last_sign_in_at = ? WHERE owner = ?", at, owner);
    prove(db, data.factors, at);
    run(db, "UPDATE authenticators SET failures = 0 WHERE owner = ? AND failures > 0", owner);
  },
  "proof-accepted": (db, _owner, { at, data }) => prove(db, data.factors, at),
  "signed-out": none,
  "session-ended": none,
  "session-locked": none,
  "session-unlocked": none,
};

function run(db: Db, sql: string, ...values: readonly (string | number | null)[]): void {
  prepared(db, sql).run(...values);
}

function changeSettings(db: Db, owner: string, after: PracticeSettings): void {
  run(
    db,
    `UPDATE practice SET name = ?, region = ?, time_zone = ?, still_stuck = ?, text_token_minutes = ?, digits = ?,
       idle_minutes = ?, text_tokens_chosen = 1 WHERE owner = ?`,
    after.name,
    after.region,
    after.timeZone,
    after.stillStuck,
    after.textTokenMinutes === "never" ? null : after.textTokenMinutes,
    after.digits,
    after.idleMinutes,
    owner,
  );
}

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

function saveFailures(db: Db, owner: string, failures: Failures): void {
  prepared(
    db,
    `INSERT INTO failures (owner, value, locked_until, held) VALUES (?, ?, ?, ?)
     ON CONFLICT (owner) DO UPDATE SET value = excluded.value, locked_until = excluded.locked_until, held = excluded.held`,
  ).run(owner, JSON.stringify(failures), failures.lockedUntilAt, failures.held ? 1 : 0);
}

type IssuedCode = {
  code: string;
  secret: string;
  expiresAt?: number | null;
  for?: SetUpUse;
  channel?: string;
  cellPhone?: string;
};

function openCode(db: Db, owner: string, sort: string, at: number, issued: IssuedCode): void {
  prepared(
    db,
    `INSERT INTO codes (id, owner, secret, sort, good_for, channel, cell_phone, issued_at, expires_at, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
  ).run(
    issued.code,
    owner,
    issued.secret,
    sort,
    issued.for ?? null,
    issued.channel ?? null,
    issued.cellPhone ?? null,
    at,
    issued.expiresAt ?? null,
  );
}

function closeCodes(db: Db, owner: string, sort: string, state: "replaced" | "revoked"): void {
  run(db, "UPDATE codes SET state = ? WHERE owner = ? AND sort = ? AND state = 'open'", state, owner, sort);
}

function spendCode(db: Db, id: string): void {
  run(db, "UPDATE codes SET state = 'spent' WHERE id = ?", id);
}

function acceptStep(db: Db, authenticator: string, step: number): void {
  run(db, "UPDATE authenticators SET last_step = max(coalesce(last_step, 0), ?) WHERE id = ?", step, authenticator);
}

function prove(db: Db, factors: readonly ProvenFactor[], at: number): void {
  for (const proven of factors) {
    if (proven.factor === "app") {
      acceptStep(db, proven.authenticator, proven.step);
      run(
        db,
        "UPDATE authenticators SET drift = ?, last_used_at = ? WHERE id = ?",
        proven.drift,
        at,
        proven.authenticator,
      );
    } else if (proven.factor !== "password") {
      spendCode(db, proven.code);
    }
  }
}

function switchTwoFactorOn(db: Db, owner: string, method: "text" | "app", at: number): void {
  run(
    db,
    `UPDATE accounts SET two_factor = ?, two_factor_at = coalesce(two_factor_at, ?), started_by = NULL, set_up_due = 0,
       set_up_code_needed = 0 WHERE owner = ?`,
    method,
    at,
    owner,
  );
}

function switchTwoFactorOff(db: Db, owner: string): void {
  revokeAuthenticators(db, owner);
  for (const sort of ["recovery-code", "bypass-code", "text-token", "phone-proof"])
    closeCodes(db, owner, sort, "revoked");
  run(db, "UPDATE accounts SET two_factor = 'none', two_factor_at = NULL, recovery_stored = 0 WHERE owner = ?", owner);
}

function revokeAuthenticators(db: Db, owner: string): void {
  run(db, "UPDATE authenticators SET state = 'revoked' WHERE owner = ? AND state <> 'revoked'", owner);
}

function withdrawOffers(db: Db, owner: string): void {
  run(db, "UPDATE authenticators SET state = 'revoked' WHERE owner = ? AND state = 'offered'", owner);
}
