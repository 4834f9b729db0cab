import type { Method } from "../../../../contract/vocabulary";
import type { Entry } from "../../domain/events";
import type { Knowing } from "../../domain/order";
import { type SecondFactor, secondFactorInForce } from "../../domain/settle";
import { listClaims } from "../claims";
import { type Db, prepared } from "../open";
import { amendClaims, claim } from "./claims";
import { closeCodes, forgetUsedTwice, type RevokedBecause, revokeAuthenticators } from "./codes";
import { type MethodDb, run } from "./effect";
import { noteRevocation, type Revoked, sawRevocations } from "./revocations";

/*
 * How an account proves its second factor: what was set up, and what was taken away. Both have a claim (claims.ts); what was
 * taken away stays so for whatever was set up by somebody who had not heard of it (CONFLICT-3).
 */

export type Known = { readonly entry: Entry; readonly knowing: Knowing };
const factorOf = (owner: string) => ({ owner, field: "two-factor" });

/** Whether what an entry sets up is in force: the way in, or another authenticator, may have been revoked or set up apart. */
export function setUp(
  db: MethodDb,
  owner: string,
  { entry, knowing }: Known,
  factor: Pick<SecondFactor, "method" | "authenticator" | "weighs">,
  isRevoked = false,
): { readonly isInForce: boolean; readonly inForce: SecondFactor } {
  const isVoid = isRevoked || !sawRevocations(db, owner, ["second-factor"], knowing);
  const value = { ...factor, revokes: false, isVoid };
  const inForce = secondFactorInForce(claim(db, factorOf(owner), { entry, knowing, value }));
  if (inForce.method === "none") closeUntilSetUp(db, owner);
  return { isInForce: inForce.method === factor.method && inForce.authenticator === factor.authenticator, inForce };
}

/**
 * Takes away what was set up by whoever had not heard of it; gives back how tokens come now. `also`: what else of the account
 * goes.
 */
export function takeFactor(
  db: MethodDb,
  owner: string,
  { entry, knowing }: Known,
  { left, also = [] }: { readonly left: Method; readonly also?: readonly Revoked[] },
): Method {
  for (const what of ["second-factor", ...also] as const) noteRevocation(db, { owner, what }, entry, knowing);
  const value = { method: left, authenticator: null, weighs: left, revokes: true, isVoid: false };
  const claims = claim<SecondFactor>(db, factorOf(owner), { entry, knowing, value });
  for (const { value: apart } of claims) {
    if (apart.authenticator !== null) revokeAuthenticator(db, owner, apart.authenticator, entry.at, "replaced");
  }
  voidFactors(db, owner);
  const [own, ...others] = listClaims<SecondFactor>(db, factorOf(owner));
  const { method } = own === undefined ? value : secondFactorInForce([own, ...others]);
  run(db, "UPDATE accounts SET two_factor = ? WHERE owner = ?", method, owner);
  if (method === "none" && others.length > 0) closeUntilSetUp(db, owner);
  return method;
}

/** Nothing that was set up holds: the password alone reaches nothing before there is a setup code. */
function closeUntilSetUp(db: MethodDb, owner: string): void {
  const close = `UPDATE accounts SET two_factor = 'none', setup_due = 1, setup_code_needed = 1, enrollment_open = 0
    WHERE owner = ?`;
  run(db, close, owner);
}

/** What was set up stays void, whatever comes after its revocation. */
function voidFactors(db: MethodDb, owner: string): void {
  amendClaims<SecondFactor>(db, factorOf(owner), ({ value }) => ({ ...value, isVoid: !value.revokes }));
}

export function methodOf(db: Db, owner: string): Method | undefined {
  const sql = "SELECT two_factor AS method FROM accounts WHERE owner = ?";
  return (prepared(db, sql).get(owner) as { method: Method } | undefined)?.method;
}

export function leftWithoutApp(db: Db, owner: string): Method {
  const sql = "SELECT 1 FROM accounts WHERE owner = ? AND confirmed_phone IS NOT NULL";
  return prepared(db, sql).get(owner) === undefined ? "none" : "text";
}

export function isRevoked(db: Db, owner: string, authenticator: string): boolean {
  const sql = `SELECT 1 FROM authenticators WHERE owner = ? AND id = ? AND state = 'revoked'
    AND revoked_because <> 'withdrawn'`;
  return prepared(db, sql).get(owner, authenticator) !== undefined;
}

export function findActive(db: Db, owner: string): string | null {
  const sql = "SELECT id FROM authenticators WHERE owner = ? AND state = 'active' ORDER BY id LIMIT 1";
  return (prepared(db, sql).get(owner) as { id: string } | undefined)?.id ?? null;
}

/** What stands for the phone, or came to it. */
const withPhone = ["bypass-code", "text-token", "phone-proof", "recovery-token", "remembered-sign-in"] as const;

/** The phone alone: codes on paper and the backup password stay, and go on with the next one. */
export function takePhoneAway(db: MethodDb, owner: string, known: Known, because: RevokedBecause): void {
  revokeAuthenticators(db, owner, known.entry.at, because);
  for (const sort of withPhone) closeCodes(db, owner, sort, "revoked");
  takeFactor(db, owner, known, { left: "none", also: ["phone"] });
}

export function switchTwoFactorOn(db: MethodDb, owner: string, method: "text" | "app", at: number): void {
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
export function switchTwoFactorOff(db: MethodDb, owner: string, known: Known, because: RevokedBecause): void {
  revokeAuthenticators(db, owner, known.entry.at, because);
  takeFactor(db, owner, known, { left: "none", also: ["phone", "paper"] });
  forgetUsedTwice(db, owner, ["recovery-code", "bypass-code", "text-token"], known.knowing);
  for (const sort of ["recovery-code", ...withPhone] as const) closeCodes(db, owner, sort, "revoked");
  run(
    db,
    `UPDATE accounts SET two_factor = 'none', two_factor_at = NULL, recovery_stored = 0, enrollment_open = 0,
       backup_secret = NULL, backup_set_at = NULL, backup_skipped = 0 WHERE owner = ?`,
    owner,
  );
}

export function revokeAuthenticator(
  db: Db,
  owner: string,
  authenticator: string,
  at: number,
  because: RevokedBecause,
): void {
  const sql = `UPDATE authenticators SET state = 'revoked', revoked_at = coalesce(revoked_at, ?),
    revoked_because = coalesce(revoked_because, ?) WHERE owner = ? AND id = ?`;
  run(db, sql, at, because, owner, authenticator);
}
