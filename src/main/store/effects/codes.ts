import type { ProvenFactor, SetUpUse } from "../../domain/events";
import type { Failures } from "../../domain/lockout";
import type { CodeSort } from "../codes";
import { type Db, prepared } from "../open";
import { run } from "./effect";

/* What several kinds of entries do to codes, authenticators and failures. */

export function saveFailures(db: Db, owner: string, failures: Failures): void {
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

export function openCode(db: Db, owner: string, sort: CodeSort, at: number, issued: IssuedCode): void {
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

export function closeCodes(db: Db, owner: string, sort: CodeSort, state: "replaced" | "revoked"): void {
  run(db, "UPDATE codes SET state = ? WHERE owner = ? AND sort = ? AND state = 'open'", state, owner, sort);
  if (sort === "recovery-code") countRecoveryCodes(db, owner);
}

export function spendCode(db: Db, id: string): void {
  const spent = prepared(db, "UPDATE codes SET state = 'spent' WHERE id = ? RETURNING owner, sort").get(id);
  const { owner, sort } = (spent ?? {}) as { owner?: string; sort?: CodeSort };
  if (owner !== undefined && sort === "recovery-code") countRecoveryCodes(db, owner);
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

export function acceptStep(db: Db, authenticator: string, step: number): void {
  run(db, "UPDATE authenticators SET last_step = max(coalesce(last_step, 0), ?) WHERE id = ?", step, authenticator);
}

export function prove(db: Db, factors: readonly ProvenFactor[], at: number): void {
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

export function revokeAuthenticators(db: Db, owner: string): void {
  run(db, "UPDATE authenticators SET state = 'revoked' WHERE owner = ? AND state <> 'revoked'", owner);
}

/** A key that is printed on a sheet: apart from what its owner sets up meanwhile. */
export function closeSealedKeys(db: Db, owner: string): void {
  run(db, "UPDATE authenticators SET state = 'revoked' WHERE owner = ? AND state = 'sealed'", owner);
}

export function withdrawOffers(db: Db, owner: string): void {
  run(db, "UPDATE authenticators SET state = 'revoked' WHERE owner = ? AND state = 'offered'", owner);
}
