import { codeField } from "../../domain/conflicts";
import type { Entry, ProvenFactor, SetupUse } from "../../domain/events";
import type { Knowing, Written } from "../../domain/order";
import { latest } from "../../domain/settle";
import { listClaims, readCodeField, type UsedCode } from "../claims";
import type { CodeSort } from "../codes";
import { type Db, prepared } from "../open";
import { claim, forget, forgetSeen, noteApart } from "./claims";
import { run } from "./effect";
import { clearAuthenticator } from "./failures";
import { type Revoked, sawRevocations } from "./revocations";

/* What several kinds of entries do to codes and authenticators. */

/** What of an account ends a code that was made without having it in sight. */
const endsWith: Readonly<Record<CodeSort, readonly Revoked[]>> = {
  "setup-code": ["account", "old-codes"],
  "bypass-code": ["account", "phone", "old-codes"],
  "recovery-code": ["paper", "old-codes"],
  "text-token": ["account", "phone", "old-codes"],
  "phone-proof": ["account", "phone", "old-codes"],
  "recovery-token": ["account", "phone", "old-codes"],
  "remembered-sign-in": ["account", "second-factor", "old-codes"],
  "emergency-first": [],
  "emergency-second": [],
};

type IssuedCode = {
  code: string;
  secret: string;
  expiresAt?: number | null;
  for?: SetupUse;
  channel?: string;
  cellPhone?: string;
  signIns?: number;
};

/** By whom and when a code was made, and its number on paper. `isReplaced`: another one that was made apart is in force. */
type Issuing = {
  readonly entry: Pick<Entry, "at">;
  readonly knowing: Knowing;
  readonly number?: number | null;
  readonly isReplaced?: boolean;
};

/** Who made the codes of a sort, of those that had not heard of each other. */
const madeApart = (owner: string, sort: CodeSort) => ({ owner, field: `codes:${sort}` });

/**
 * Whether codes take the place of all of their sort that were there: not of any that whoever made them had not heard of,
 * where those are later, and not where what they are for was revoked.
 */
export function replaceCodes(db: Db, owner: string, sort: CodeSort, { entry, knowing }: Known): boolean {
  if (!sawRevocations(db, owner, endsWith[sort], knowing)) return false;
  const [own, ...apart] = claim(db, madeApart(owner, sort), { entry, knowing, value: null });
  if (latest([own, ...apart]) !== own) return false;
  closeCodes(db, owner, sort, "replaced");
  return true;
}

type Known = { readonly entry: Entry; readonly knowing: Knowing };

/** A code of whoever had not heard of a revocation that concerns it opens nothing. */
export function openCode(
  db: Db,
  owner: string,
  sort: CodeSort,
  issued: IssuedCode,
  { entry, knowing, number = null, isReplaced = false }: Issuing,
): void {
  const isHeld = sawRevocations(db, owner, endsWith[sort], knowing);
  const state = isReplaced ? "replaced" : "open";
  prepared(
    db,
    `INSERT OR IGNORE INTO codes (id, owner, secret, sort, good_for, channel, cell_phone, issued_at, expires_at, state, uses_left, number)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    issued.code,
    owner,
    issued.secret,
    sort,
    issued.for ?? null,
    issued.channel ?? null,
    issued.cellPhone ?? null,
    entry.at,
    issued.expiresAt ?? null,
    isHeld ? state : "revoked",
    issued.signIns ?? 1,
    isHeld && !isReplaced ? number : null,
  );
}

export function closeCodes(db: Db, owner: string, sort: CodeSort, state: "replaced" | "revoked" | "outdated"): void {
  run(db, "UPDATE codes SET state = ? WHERE owner = ? AND sort = ? AND state = 'open'", state, owner, sort);
  // One that is void stands in the way of none that is made after that, by whoever had not heard of it.
  if (state !== "replaced") forget(db, madeApart(owner, sort));
  if (sort !== "recovery-code") return;
  // The sheet has had its day: no number on it means anything any more.
  run(db, "UPDATE codes SET number = NULL WHERE owner = ? AND sort = 'recovery-code' AND number IS NOT NULL", owner);
  countRecoveryCodes(db, owner);
}

/** By which entry a code was spent. */
export type Spending = Written & Pick<Entry, "at" | "actor">;

/**
 * Once; a bypass code for several sign-ins is spent with the last of them. One that two entries spent apart, beyond the uses
 * that it had, is noted, and of recovery codes none of the others is good any more: somebody else may have the sheet.
 * Gives back by which entries a code was used so.
 */
export function spendCode(db: Db, owner: string, id: string, by: Spending, knowing: Knowing): UsedTwice | undefined {
  const find =
    "SELECT sort, number, uses_left AS usesLeft, spent_at AS at, spent_workstation AS workstation, spent_seq AS seq";
  const code = prepared(db, `${find} FROM codes WHERE owner = ? AND id = ?`).get(owner, id) as SpentCode | undefined;
  if (code === undefined) return undefined;
  run(
    db,
    `UPDATE codes SET uses_left = max(uses_left - 1, 0), spent_at = ?, spent_workstation = ?, spent_seq = ?,
       state = CASE WHEN uses_left <= 1 THEN 'spent' ELSE state END WHERE owner = ? AND id = ?`,
    ...[by.at, by.workstation, by.seq, owner, id],
  );
  if (code.sort === "recovery-code") countRecoveryCodes(db, owner);
  const { usesLeft, at, workstation, seq } = code;
  if (usesLeft > 0 || at === null || workstation === null || seq === null) return undefined;
  const before = { at, workstation, seq, actor: owner };
  // One that is good for several sign-ins lets nobody in who knows that it is spent.
  if (code.sort !== "bypass-code" && knowing.saw(before)) return undefined;
  noteApart(db, { owner, field: codeField(id) }, [before, by], { sort: code.sort, number: code.number });
  if (code.sort === "recovery-code") closeCodes(db, owner, "recovery-code", "revoked");
  return { by: [before, by] };
}

/** What takes the place of codes that were used twice, or ends them, settles that. */
export function forgetUsedTwice(db: Db, owner: string, sorts: readonly CodeSort[], knowing: Knowing): void {
  const sql = "SELECT DISTINCT field FROM claims WHERE owner = ? AND apart = 1";
  for (const { field } of prepared(db, sql).all(owner) as { field: string }[]) {
    const [used] = readCodeField(field) === undefined ? [] : listClaims<UsedCode>(db, { owner, field });
    if (used !== undefined && sorts.includes(used.value.sort)) forgetSeen(db, { owner, field }, knowing);
  }
}

type UsedTwice = { readonly by: readonly [Spending, Spending] };

type SpentCode = {
  readonly sort: CodeSort;
  readonly number: number | null;
  readonly usesLeft: number;
  readonly at: number | null;
  readonly workstation: string | null;
  readonly seq: number | null;
};

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

export function prove(db: Db, owner: string, factors: readonly ProvenFactor[], by: Spending, knowing: Knowing): void {
  const { at, workstation } = by;
  for (const proven of factors) {
    if (proven.factor === "app") {
      run(
        db,
        `UPDATE authenticators SET last_step = max(coalesce(last_step, 0), ?), last_used_at = ?
         WHERE owner = ? AND id = ?`,
        proven.step,
        at,
        owner,
        proven.authenticator,
      );
      // Its own count is cleared by nothing but an accepted code of it.
      clearAuthenticator(db, owner, knowing, proven.authenticator);
      learnDrift(db, owner, workstation, proven.authenticator, proven.drift);
    } else if ("code" in proven) {
      spendCode(db, owner, proven.code, by, knowing);
    }
  }
}

/** Why an authenticator is good for nothing any more. */
export type RevokedBecause = "replaced" | "lost-or-stolen" | "withdrawn" | "reset" | "too-many-failures";

/** `but`: one that stays, as it was set up apart and is in force. */
export function revokeAuthenticators(
  db: Db,
  owner: string,
  at: number,
  because: RevokedBecause,
  but: string | null = null,
): void {
  const revoke = `UPDATE authenticators SET state = 'revoked', revoked_at = ?,
    revoked_because = CASE WHEN state = 'active' THEN ? ELSE 'withdrawn' END
    WHERE owner = ? AND state <> 'revoked' AND id IS NOT ?`;
  run(db, revoke, at, because, owner, but);
}

/** A key that is printed on a sheet: apart from what its owner sets up meanwhile. */
export function closeSealedKeys(db: Db, owner: string): void {
  const sql = `UPDATE authenticators SET state = 'revoked', revoked_because = 'withdrawn'
    WHERE owner = ? AND state = 'sealed'`;
  run(db, sql, owner);
}

/** All of them; or those that somebody had in sight (`knowing`): what is being set up elsewhere goes on. */
export function withdrawOffers(db: Db, owner: string, knowing?: Knowing): void {
  const find = `SELECT id, offered_workstation AS workstation, offered_seq AS seq FROM authenticators
    WHERE owner = ? AND state = 'offered'`;
  const withdraw = `UPDATE authenticators SET state = 'revoked', revoked_because = 'withdrawn' WHERE owner = ? AND id = ?`;
  for (const offer of prepared(db, find).all(owner) as (Written & { readonly id: string })[]) {
    if (knowing === undefined || knowing.saw(offer)) run(db, withdraw, owner, offer.id);
  }
}

/** Whoever comes in under an e-mail is known by it from then on (PEOPLE-1). */
export function useEmail(db: Db, owner: string, { workstation, seq }: Written): void {
  const { changes } = prepared(db, "UPDATE accounts SET email_used = 1 WHERE owner = ? AND email_used = 0").run(owner);
  if (changes === 0) return;
  const sql = `INSERT INTO used_emails (owner, email_key, workstation, seq)
    SELECT owner, email_key, ?, ? FROM accounts WHERE owner = ? ON CONFLICT (owner, email_key)
    DO UPDATE SET lifted_for = NULL, workstation = excluded.workstation, seq = excluded.seq`;
  run(db, sql, workstation, seq, owner);
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
