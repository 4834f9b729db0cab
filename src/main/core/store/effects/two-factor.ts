import type { Method } from "../../../../contract/vocabulary";
import type { Entry, EventData } from "../../domain/events";
import { afterRecovery } from "../../domain/lockout";
import type { Knowing, Written } from "../../domain/order";
import { type SecondFactor, secondFactorInForce } from "../../domain/settle";
import { listClaims } from "../claims";
import { type Db, prepared } from "../open";
import { amendClaims, claim } from "./claims";
import {
  acceptStep,
  closeCodes,
  closeSealedKeys,
  countRecoveryCodes,
  forgetUsedTwice,
  learnDrift,
  openCode,
  prove,
  type RevokedBecause,
  replaceCodes,
  revokeAuthenticators,
  spendCode,
  withdrawOffers,
} from "./codes";
import { type Effects, type MethodDb, none, run } from "./effect";
import { clearFailures, setFailures } from "./failures";
import { noteHelp } from "./history";
import { noteRevocation, sawRevocations } from "./revocations";

export const twoFactorEffects = {
  "recovery-codes-made": (db, owner, entry, knowing) => {
    const isReplaced = !replaceCodes(db, owner, "recovery-code", { entry, knowing });
    forgetUsedTwice(db, owner, ["recovery-code"], knowing);
    for (const [index, code] of entry.data.codes.entries()) {
      openCode(db, owner, "recovery-code", code, { entry, knowing, number: index + 1, isReplaced });
    }
    countRecoveryCodes(db, owner);
    if (!isReplaced) run(db, "UPDATE accounts SET recovery_stored = 0 WHERE owner = ?", owner);
  },
  "recovery-codes-stored": (db, owner) => run(db, "UPDATE accounts SET recovery_stored = 1 WHERE owner = ?", owner),
  "recovery-code-replaced": (db, owner, entry, knowing) => {
    const { data } = entry;
    const spent = prepared(db, "SELECT number FROM codes WHERE id = ? AND owner = ?").get(data.replaces, owner);
    const number = (spent as { number: number | null } | undefined)?.number ?? null;
    openCode(db, owner, "recovery-code", data, { entry, knowing, number });
    run(db, "UPDATE codes SET number = NULL WHERE id = ? AND owner = ?", data.replaces, owner);
    countRecoveryCodes(db, owner);
  },
  "recovery-kit-used": {
    changesMethod: (db, owner, entry, knowing) => {
      const { data } = entry;
      prove(db, owner, data.factors, entry, knowing);
      switchTwoFactorOff(db, owner, { entry, knowing }, "reset");
      if (data.inAll === undefined) clearFailures(db, owner, knowing, afterRecovery);
      else setFailures(db, owner, entry, data.inAll);
      // Kit and recovery code have proven enough: there is no other manager who could give a setup code.
      run(db, "UPDATE accounts SET setup_due = 1, setup_code_needed = 0, enrollment_open = 2 WHERE owner = ?", owner);
    },
  },
  "two-factor-started": (db, owner, { actor }) =>
    run(db, "UPDATE accounts SET started_by = ?, setup_due = 1 WHERE owner = ?", actor, owner),
  "two-factor-enabled": {
    changesMethod: (db, owner, entry, knowing) => {
      const { method } = entry.data;
      const authenticator = method === "app" ? findActive(db, owner) : null;
      const { isInForce } = setUp(db, owner, { entry, knowing }, { method, authenticator, weighs: method });
      if (isInForce) switchTwoFactorOn(db, owner, method, entry.at);
    },
  },
  "two-factor-disabled": {
    changesMethod: (db, owner, entry, knowing) => switchTwoFactorOff(db, owner, { entry, knowing }, "reset"),
  },
  "two-factor-reset": {
    changesMethod: (db, owner, entry, knowing) => {
      const { data } = entry;
      const because = data.cause === "lost-or-stolen" ? "lost-or-stolen" : "reset";
      switchTwoFactorOff(db, owner, { entry, knowing }, because);
      noteHelp(db, owner, entry, "second");
      run(
        db,
        "UPDATE accounts SET setup_due = 1, setup_code_needed = 1, confirmed_phone = NULL WHERE owner = ?",
        owner,
      );
    },
  },
  "text-messages-chosen": {
    changesMethod: (db, owner, entry, knowing) => {
      const chosen = { method: "text", authenticator: null, weighs: "app" } as const;
      const { isInForce, inForce } = setUp(db, owner, { entry, knowing }, chosen);
      // An app that was set up apart goes before text messages.
      revokeAuthenticators(db, owner, entry.at, "replaced", inForce.authenticator);
      closeCodes(db, owner, "remembered-sign-in", "revoked");
      if (isInForce) run(db, "UPDATE accounts SET two_factor = 'text' WHERE owner = ?", owner);
    },
  },
  "text-fallback-given": {
    changesMethod: (db, owner, entry, knowing) => {
      revokeAuthenticators(db, owner, entry.at, "replaced");
      closeCodes(db, owner, "remembered-sign-in", "revoked");
      takeFactor(db, owner, { entry, knowing }, "text");
      // Whoever has the number now, or the tokens, does not thereby choose the next phone.
      run(db, "UPDATE accounts SET setup_code_needed = 1, enrollment_open = 0 WHERE owner = ?", owner);
      noteHelp(db, owner, entry, "second");
    },
  },
  "phone-replaced": {
    changesMethod: (db, owner, entry, knowing) => {
      const { at, data } = entry;
      takePhoneAway(db, owner, at, data.cause === "lost-or-stolen" ? "lost-or-stolen" : "replaced");
      takeFactor(db, owner, { entry, knowing }, "none");
      run(db, "UPDATE accounts SET setup_due = 1, setup_code_needed = 1, enrollment_open = 0 WHERE owner = ?", owner);
      noteHelp(db, owner, entry, "second");
    },
  },
  "recovery-proven": none,
  "phone-recovered": {
    changesMethod: (db, owner, entry, knowing) => {
      const { at, data } = entry;
      prove(db, owner, data.factors, entry, knowing);
      // Where the old phone is still there, it works until the new one does.
      if (data.how === "new-phone") return;
      takePhoneAway(db, owner, at, "lost-or-stolen");
      takeFactor(db, owner, { entry, knowing }, "none");
      // For the session that proved it, the code is not needed. Should that one end first, the password alone, which is all
      // that is left, must not be enough for anybody's phone.
      run(db, "UPDATE accounts SET setup_due = 1, setup_code_needed = 1, enrollment_open = 0 WHERE owner = ?", owner);
    },
  },
  "phone-confirmed": (db, owner, entry, knowing) => {
    const { data } = entry;
    spendCode(db, owner, data.code, entry);
    // What went to the number before this one is good no longer.
    closeCodes(db, owner, "text-token", "revoked");
    closeCodes(db, owner, "recovery-token", "revoked");
    closeCodes(db, owner, "remembered-sign-in", "revoked");
    if (!sawRevocations(db, owner, ["second-factor"], knowing)) return;
    const confirm = `UPDATE accounts SET confirmed_phone = @number,
      phone_waits = CASE WHEN cell_phone = @number THEN 0 ELSE phone_waits END WHERE owner = @owner`;
    prepared(db, confirm).run({ number: data.cellPhone, owner });
  },
  "authenticator-offered": (db, owner, entry, knowing) => {
    withdrawOffers(db, owner, knowing);
    addAuthenticator(db, owner, "offered", entry);
    if (!sawRevocations(db, owner, ["second-factor"], knowing)) withdrawOffers(db, owner);
  },
  "authenticator-withdrawn": (db, owner, _entry, knowing) => withdrawOffers(db, owner, knowing),
  "sealed-key-issued": (db, owner, entry, knowing) => {
    closeSealedKeys(db, owner);
    addAuthenticator(db, owner, "sealed", entry);
    if (!sawRevocations(db, owner, ["account", "second-factor"], knowing)) closeSealedKeys(db, owner);
  },
  "sealed-key-used": (db, owner, { at, data }) => revoke(db, owner, data.authenticator, at, "withdrawn"),
  "authenticator-enabled": {
    changesMethod: (db, owner, entry, knowing) => {
      const { at, workstation, data } = entry;
      const factor = { method: "app", authenticator: data.authenticator, weighs: "app" } as const;
      const { isInForce } = setUp(db, owner, { entry, knowing }, factor, isRevoked(db, owner, data.authenticator));
      if (!isInForce) {
        // Another one that was set up apart is in force, or what it is for was revoked: nothing was proven with it.
        revoke(db, owner, data.authenticator, at, "replaced");
        return;
      }
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
        // One whose offer was withdrawn apart is none the worse.
        `UPDATE authenticators SET state = 'active', revoked_at = NULL, revoked_because = NULL, digits = ?, enabled_at = ?, last_used_at = ?, phone_verified = ?
       WHERE owner = ? AND id = ? AND (state = 'offered' OR revoked_because = 'withdrawn')`,
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
    changesMethod: (db, owner, entry, knowing) => {
      const { at, data } = entry;
      revoke(db, owner, data.authenticator, at, data.cause);
      if (data.cause !== "too-many-failures") return;
      closeCodes(db, owner, "remembered-sign-in", "revoked");
      if (methodOf(db, owner) !== "app") return;
      const left = takeFactor(db, owner, { entry, knowing }, data.left ?? leftWithoutApp(db, owner));
      // Whatever is left, it alone binds no new authenticator.
      const close = "UPDATE accounts SET setup_due = ?, setup_code_needed = 1, enrollment_open = 0 WHERE owner = ?";
      run(db, close, left === "none" ? 1 : 0, owner);
    },
  },
} satisfies Effects;

type NewAuthenticator = Written &
  Pick<Entry, "at"> & { readonly data: EventData["sealed-key-issued"] & { readonly sameAs?: string | null } };

function addAuthenticator(
  db: Db,
  owner: string,
  state: "sealed" | "offered",
  { at, workstation, seq, data: { authenticator, secret, digits, expiresAt, sameAs = null } }: NewAuthenticator,
): void {
  prepared(
    db,
    `INSERT OR IGNORE INTO authenticators (id, owner, secret, digits, state, offered_at, offered_workstation, offered_seq,
       offer_ends_at, same_as) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(authenticator, owner, secret, digits, state, at, workstation, seq, expiresAt, sameAs);
}

function revoke(db: Db, owner: string, authenticator: string, at: number, because: RevokedBecause): void {
  const sql = `UPDATE authenticators SET state = 'revoked', revoked_at = coalesce(revoked_at, ?),
    revoked_because = coalesce(revoked_because, ?) WHERE owner = ? AND id = ?`;
  run(db, sql, at, because, owner, authenticator);
}

type Known = { readonly entry: Entry; readonly knowing: Knowing };
const factorOf = (owner: string) => ({ owner, field: "two-factor" });

/** Whether what an entry sets up is in force: the way in, or another authenticator, may have been revoked or set up apart. */
function setUp(
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

/** Takes away what was set up by whoever had not heard of it; gives back how tokens come now. */
function takeFactor(db: MethodDb, owner: string, { entry, knowing }: Known, left: Method): Method {
  noteRevocation(db, { owner, what: "second-factor" }, entry, knowing);
  const value = { method: left, authenticator: null, weighs: left, revokes: true, isVoid: false };
  const claims = claim<SecondFactor>(db, factorOf(owner), { entry, knowing, value });
  for (const { value: apart } of claims) {
    if (apart.authenticator !== null) revoke(db, owner, apart.authenticator, entry.at, "replaced");
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
export function voidFactors(db: MethodDb, owner: string): void {
  amendClaims<SecondFactor>(db, factorOf(owner), ({ value }) => ({ ...value, isVoid: !value.revokes }));
}

function methodOf(db: Db, owner: string): Method | undefined {
  const sql = "SELECT two_factor AS method FROM accounts WHERE owner = ?";
  return (prepared(db, sql).get(owner) as { method: Method } | undefined)?.method;
}

function leftWithoutApp(db: Db, owner: string): Method {
  const sql = "SELECT 1 FROM accounts WHERE owner = ? AND confirmed_phone IS NOT NULL";
  return prepared(db, sql).get(owner) === undefined ? "none" : "text";
}

function isRevoked(db: Db, owner: string, authenticator: string): boolean {
  const sql = `SELECT 1 FROM authenticators WHERE owner = ? AND id = ? AND state = 'revoked'
    AND revoked_because <> 'withdrawn'`;
  return prepared(db, sql).get(owner, authenticator) !== undefined;
}

function findActive(db: Db, owner: string): string | null {
  const sql = "SELECT id FROM authenticators WHERE owner = ? AND state = 'active' ORDER BY id LIMIT 1";
  return (prepared(db, sql).get(owner) as { id: string } | undefined)?.id ?? null;
}

/** What stands for the phone, or came to it. */
const withPhone = ["bypass-code", "text-token", "phone-proof", "recovery-token", "remembered-sign-in"] as const;

/** The phone alone: codes on paper and the backup password stay, and go on with the next one. */
export function takePhoneAway(db: MethodDb, owner: string, at: number, because: RevokedBecause): void {
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
export function switchTwoFactorOff(db: MethodDb, owner: string, known: Known, because: RevokedBecause): void {
  revokeAuthenticators(db, owner, known.entry.at, because);
  takeFactor(db, owner, known, "none");
  forgetUsedTwice(db, owner, ["recovery-code", "bypass-code", "text-token"], known.knowing);
  for (const sort of ["recovery-code", ...withPhone] as const) closeCodes(db, owner, sort, "revoked");
  run(
    db,
    `UPDATE accounts SET two_factor = 'none', two_factor_at = NULL, recovery_stored = 0, enrollment_open = 0,
       backup_secret = NULL, backup_set_at = NULL, backup_skipped = 0 WHERE owner = ?`,
    owner,
  );
}
