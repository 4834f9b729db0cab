import { type SignInPoint, WINDOWS } from "../../../../contract/vocabulary";
import type { Entry, ProvenFactor, SetupUse } from "../../domain/events";
import type { Failures } from "../../domain/lockout";
import type { CodeSort } from "../codes";
import { type Db, prepared } from "../open";
import { run } from "./effect";

/* What several kinds of entries do to codes, authenticators and failures. */

/** Entries that name no sign-in point are of the windows. */
export function saveFailures(db: Db, owner: string, failures: Failures, point: SignInPoint = WINDOWS): void {
  prepared(
    db,
    `INSERT INTO failures (owner, sign_in_point, value, locked_until, held) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (owner, sign_in_point) DO UPDATE
     SET value = excluded.value, locked_until = excluded.locked_until, held = excluded.held`,
  ).run(owner, point, JSON.stringify(failures), failures.lockedUntilAt, failures.held ? 1 : 0);
}

type IssuedCode = {
  code: string;
  secret: string;
  expiresAt?: number | null;
  for?: SetupUse;
  channel?: string;
  cellPhone?: string;
  signIns?: number;
};

export function openCode(
  db: Db,
  owner: string,
  sort: CodeSort,
  at: number,
  issued: IssuedCode,
  number: number | null = null,
): void {
  prepared(
    db,
    `INSERT OR IGNORE INTO codes (id, owner, secret, sort, good_for, channel, cell_phone, issued_at, expires_at, state, uses_left, number)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)`,
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
    issued.signIns ?? 1,
    number,
  );
}

export function closeCodes(db: Db, owner: string, sort: CodeSort, state: "replaced" | "revoked"): void {
  run(db, "UPDATE codes SET state = ? WHERE owner = ? AND sort = ? AND state = 'open'", state, owner, sort);
  if (sort !== "recovery-code") return;
  // The sheet has had its day: no number on it means anything any more.
  run(db, "UPDATE codes SET number = NULL WHERE owner = ? AND sort = 'recovery-code' AND number IS NOT NULL", owner);
  countRecoveryCodes(db, owner);
}

/** Once; a bypass code for several sign-ins is spent with the last of them. */
export function spendCode(db: Db, owner: string, id: string, at: number): void {
  const spent = prepared(
    db,
    `UPDATE codes SET uses_left = max(uses_left - 1, 0), spent_at = ?,
       state = CASE WHEN uses_left <= 1 THEN 'spent' ELSE state END WHERE owner = ? AND id = ? RETURNING sort`,
  ).get(at, owner, id) as { sort: CodeSort } | undefined;
  if (spent?.sort === "recovery-code") countRecoveryCodes(db, owner);
}

/** Kept beside the account: counting the codes of 100,000 accounts takes longer than a screen may. */
export function countRecoveryCodes(db: Db, owner: string): void {
  prepared(
    db,
    `UPDATE accounts SET recovery_codes_left =
       (SELECT count(*) FROM codes WHERE owner = @owner AND sort = 'recovery-code' AND state = 'open')
     WHERE owner = @owner`,
  ).run({ owner });
}

export function acceptStep(db: Db, owner: string, authenticator: string, step: number): void {
  const sql = "UPDATE authenticators SET last_step = max(coalesce(last_step, 0), ?) WHERE owner = ? AND id = ?";
  run(db, sql, step, owner, authenticator);
}

/** What a workstation has learned of a phone's clock: `steps` ahead of its own. */
export function learnDrift(db: Db, owner: string, workstation: string, authenticator: string, steps: number): void {
  const sql = `INSERT INTO drifts (owner, authenticator, workstation, steps) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET steps = excluded.steps WHERE steps <> excluded.steps`;
  run(db, sql, owner, authenticator, workstation, steps);
}

type Proof = Pick<Entry, "at" | "workstation">;

export function prove(db: Db, owner: string, factors: readonly ProvenFactor[], { at, workstation }: Proof): void {
  for (const proven of factors) {
    if (proven.factor === "app") {
      // Its own count is cleared by nothing but an accepted code of it.
      run(
        db,
        `UPDATE authenticators SET last_step = max(coalesce(last_step, 0), ?), last_used_at = ?, failures = 0
         WHERE owner = ? AND id = ?`,
        proven.step,
        at,
        owner,
        proven.authenticator,
      );
      learnDrift(db, owner, workstation, proven.authenticator, proven.drift);
    } else if ("code" in proven) {
      spendCode(db, owner, proven.code, at);
    }
  }
}

/** Why an authenticator is good for nothing any more. */
export type RevokedBecause = "replaced" | "lost-or-stolen" | "withdrawn" | "reset" | "too-many-failures";

export function revokeAuthenticators(db: Db, owner: string, at: number, because: RevokedBecause): void {
  const revoke = `UPDATE authenticators SET state = 'revoked', revoked_at = ?,
    revoked_because = CASE WHEN state = 'active' THEN ? ELSE 'withdrawn' END WHERE owner = ? AND state <> 'revoked'`;
  run(db, revoke, at, because, owner);
}

/** A key that is printed on a sheet: apart from what its owner sets up meanwhile. */
export function closeSealedKeys(db: Db, owner: string): void {
  withdraw(db, owner, "sealed");
}

export function withdrawOffers(db: Db, owner: string): void {
  withdraw(db, owner, "offered");
}

function withdraw(db: Db, owner: string, state: "sealed" | "offered"): void {
  const sql =
    "UPDATE authenticators SET state = 'revoked', revoked_because = 'withdrawn' WHERE owner = ? AND state = ?";
  run(db, sql, owner, state);
}

/** Whoever comes in under an e-mail is known by it from then on (PEOPLE-1). */
export function useEmail(db: Db, owner: string): void {
  const { changes } = prepared(db, "UPDATE accounts SET email_used = 1 WHERE owner = ? AND email_used = 0").run(owner);
  if (changes === 0) return;
  const sql = `INSERT INTO used_emails (owner, email_key) SELECT owner, email_key FROM accounts WHERE owner = ?
    ON CONFLICT (owner, email_key) DO UPDATE SET lifted_for = NULL`;
  run(db, sql, owner);
}

/** Another account may have an e-mail under which `owner` came in; `to`: which one, null: a new one. */
export function liftEmail(db: Db, owner: string, emailKey: string, to: string | null): void {
  run(db, "UPDATE used_emails SET lifted_for = ? WHERE owner = ? AND email_key = ?", to ?? "", owner, emailKey);
  run(db, "UPDATE accounts SET email_used = 0 WHERE owner = ? AND email_key = ?", owner, emailKey);
}

/** Support has nothing to do for them any more. */
export function closeHelp(db: Db, owner: string): void {
  run(db, "UPDATE accounts SET help_asked_at = NULL, help_about = NULL WHERE owner = ?", owner);
}
