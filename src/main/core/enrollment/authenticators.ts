import type { AuthenticatorAnswer, AuthenticatorOffer } from "../../../contract/enrollment/views";
import type { InputOf } from "../../../contract/methods";
import type { ClockDiffers, NotNow, RecordsDamaged, TokenRefusal } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import { type Digits, WINDOWS } from "../../../contract/vocabulary";
import { otherTime } from "../authentication/attempt-hints";
import { guessWhileLocked } from "../authentication/attempts";
import { learnedDriftOf } from "../authentication/learned-drift";
import { appFactor, misplacedIn, refuseCode, refuseMisplacedToken } from "../authentication/token-proof";
import { newId, oneAtATime, recordEvent, ruleTime, type VaultContext } from "../context";
import type { AttemptHint } from "../domain/attempt-hint";
import { base32, inFours } from "../domain/base32";
import { isExpired } from "../domain/one-time-codes";
import { entryName, matchToken, noticeOtherDigits, otpauthUri, STEP_MS, type TokenVerdict } from "../domain/totp";
import { markDamaged } from "../integrity";
import { ownAccount } from "../session/own-account";
import type { Caller, Session } from "../session/session";
import type { Account } from "../store/accounts";
import { type Authenticator, countKeysUsed, findAuthenticator } from "../store/authenticators";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { dropClosedSecrets, readSecret } from "../store/secrets";
import { bindingRefusal } from "./binding";
import { phoneToVerify } from "./phone-proof";
import { findKeyToKeep, recordRebound } from "./rebinding";
import { enrollmentRefusal, noteProven } from "./two-factor-setup";

/** RFC 4226 §4 R6 recommends 160 bits. */
export const SECRET_BYTES = 20;
const OFFER_MS = 10 * 60_000;

/**
 * Offers a new authenticator: QR code and key, shown in this one reply. It counts only once a code of it was accepted,
 * within ten minutes; until then the one in use stays the one in use. With `key: "same"` it has the key of the phone whose
 * place it takes, for whoever proved that they may (`findKeyToKeep`).
 */
export function beginAuthenticator(
  context: VaultContext,
  caller: Caller,
  { key }: InputOf<"beginAuthenticator">,
): Result<AuthenticatorOffer, NotNow | RecordsDamaged> {
  const account = ownAccount(context, caller);
  const offered = immediately(context.db, (): Result<AuthenticatorOffer, NotNow | RecordsDamaged> => {
    const early = enrollmentRefusal(context, caller.session, account) ?? bindingRefusal(caller.session, account);
    const unproven = early ?? phoneToVerify(context, caller.session, account);
    if (unproven !== null) return refuse(unproven);
    return key === "same" ? offerKeptKey(context, caller.session, account) : ok(offerAuthenticator(context, account));
  });
  if (!offered.ok && offered.refusal.code === "records-damaged") markDamaged(context, account.id);
  return offered;
}

function offerKeptKey(
  context: VaultContext,
  session: Session,
  account: Account,
): Result<AuthenticatorOffer, NotNow | RecordsDamaged> {
  const kept = findKeyToKeep(context, session, account);
  if (kept === undefined) return refuse({ code: "not-now", because: "no-key-to-keep" });
  const key = readSecret(context.db, context.keys.commitments, kept.secret, account.id, "totp-key");
  if (key.is === "damaged") return refuse({ code: "records-damaged" });
  return ok(offerAuthenticator(context, account, { bytes: key.bytes, digits: kept.digits, sameAs: kept.id }));
}

/** A key that one of the person's phones has already. */
type KeptKey = { readonly bytes: Uint8Array; readonly digits: Digits; readonly sameAs: string };

/** A new key on offer, inside the caller's transaction, to be shown to its owner only; it replaces the one before it. */
export function offerAuthenticator(context: VaultContext, account: Account, kept?: KeptKey): AuthenticatorOffer {
  const practice = thePractice(context.db);
  const issuer = practice.name;
  const { bytes, digits, sameAs } = kept ?? {
    ...{ bytes: context.random.bytes(SECRET_BYTES), digits: practice.digits, sameAs: null },
  };
  const [authenticator, secret] = [newId(context), newId(context)];
  const expiresAt = ruleTime(context) + OFFER_MS;
  recordEvent(
    context,
    account.id,
    {
      kind: "authenticator-offered",
      subject: account.id,
      data: { authenticator, secret, digits, expiresAt, sameAs },
    },
    { secrets: [{ id: secret, account: account.id, kind: "totp-key", bytes }] },
  );
  dropClosedSecrets(context.db, account.id, 0);
  const before = countKeysUsed(context.db, account.id) - (sameAs === null ? 0 : 1);
  const entry = entryName(account.email, before);
  const qr = context.papers.qrSvgDataUri(otpauthUri({ issuer, account: entry, secret: bytes, digits }));
  const newEntry = before === 0 || sameAs !== null ? null : entry;
  return { qr, key: inFours(base32(bytes)), digits, expiresAt, newEntry, phoneVerified: phoneIsVerified(account) };
}

type Confirmed = Result<AuthenticatorAnswer, TokenRefusal | ClockDiffers | NotNow | RecordsDamaged>;

/**
 * Takes the first code of the offered authenticator. Right: it is in use, any older one is revoked, and two-factor is on.
 * Right with another number of digits than was asked for: told, and accepted once called again with these `digits`.
 * Anything else counts as a failure.
 */
export function confirmAuthenticator(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"confirmAuthenticator">,
): Promise<Confirmed> {
  const { id } = ownAccount(context, caller);
  return oneAtATime(context, id, async () => {
    const outcome = immediately(context.db, () => judgeFirstCode(context, caller, input));
    if (!outcome.ok && outcome.refusal.code === "records-damaged") markDamaged(context, id);
    if (outcome.ok && outcome.value.answer === "accepted")
      noteProven(context, caller.session, ownAccount(context, caller), "app");
    return outcome;
  });
}

function judgeFirstCode(context: VaultContext, caller: Caller, input: InputOf<"confirmAuthenticator">): Confirmed {
  const account = ownAccount(context, caller);
  const early =
    enrollmentRefusal(context, caller.session, account) ??
    bindingRefusal(caller.session, account) ??
    guessWhileLocked(context, account, WINDOWS);
  if (early !== null) return refuse(early);
  const offer = findAuthenticator(context.db, account.id, "offered");
  if (offer === undefined) return refuse({ code: "not-now", because: "wrong-step" });
  if (isExpired(offer.offerEndsAt, ruleTime(context))) {
    withdraw(context, account, offer);
    return refuse({ code: "not-now", because: "set-up-expired" });
  }
  const secret = readSecret(context.db, context.keys.commitments, offer.secret, account.id, "totp-key");
  if (secret.is === "damaged") return refuse({ code: "records-damaged" });
  const digits = input.digits ?? offer.digits;
  // A key that is in use already goes on from where it is, so that no code of it works twice.
  const kept = offer.sameAs === null ? undefined : findAuthenticator(context.db, account.id, "active");
  if (kept?.id !== (offer.sameAs ?? undefined)) return refuse({ code: "not-now", because: "no-key-to-keep" });
  const learnedDriftSteps = kept === undefined ? 0 : learnedDriftOf(context, kept.id);
  const attempt = { secret: secret.bytes, digits, token: input.token, now: context.clock.now(), learnedDriftSteps };
  const verdict = matchToken({ ...attempt, lastAcceptedStep: kept?.lastStep ?? null });
  if (verdict.kind === "accepted") return ok(enable(context, caller.session, account, offer, digits, verdict));
  if (verdict.kind === "repeated") return refuse({ code: "token-repeated" });
  const shown = noticeOtherDigits(attempt);
  if (shown !== null) return ok({ answer: "other-digits", digits: shown });
  return refuseFirstCode(context, account, { ...offer, digits }, { token: input.token, because: verdict.because });
}

type Typed = { readonly token: string; readonly because: Extract<TokenVerdict, { kind: "refused" }>["because"] };

function refuseFirstCode(
  context: VaultContext,
  account: Account,
  offer: Authenticator,
  { token, because }: Typed,
): Refused<TokenRefusal | ClockDiffers> {
  const where = { point: WINDOWS, factor: "app", during: "enrollment" } as const;
  const misplaced = misplacedIn("token", token);
  if (misplaced !== undefined) return refuseMisplacedToken(context, account, misplaced, token, where);
  if (because === "already-used") return refuseCode(context, account, { ...where, cause: "used" });
  return refuseWrong(context, account, otherTime(context, offer, token));
}

/** A code of one's own new key that is right for another time is a failure too, and it is said how far apart clocks are. */
function refuseWrong(
  context: VaultContext,
  account: Account,
  hint: AttemptHint | undefined,
): Refused<TokenRefusal | ClockDiffers> {
  const refused = refuseCode(context, account, {
    point: WINDOWS,
    factor: "app",
    during: "enrollment",
    cause: "wrong",
    hint,
  });
  if (refused.refusal.code === "locked" || hint?.is !== "other-time") return refused;
  return refuse({ code: "clock-differs", byMs: hint.fromClock * STEP_MS });
}

function enable(
  context: VaultContext,
  session: Session,
  account: Account,
  { id: authenticator }: Authenticator,
  digits: Digits,
  accepted: Extract<TokenVerdict, { kind: "accepted" }>,
): AuthenticatorAnswer {
  const { id: subject } = account;
  const before = findAuthenticator(context.db, subject, "active");
  const { step, drift } = appFactor(context, authenticator, accepted);
  const data = { authenticator, digits, step, drift, phoneVerified: phoneIsVerified(account) };
  const cause = recordEvent(context, subject, { kind: "authenticator-enabled", subject, data });
  if (before !== undefined) {
    const replaced = { authenticator: before.id, cause: "replaced" } as const;
    recordEvent(context, subject, { kind: "authenticator-revoked", subject, data: replaced }, { cause });
  }
  dropClosedSecrets(context.db, subject, 0);
  recordRebound(context, session, account, { factor: "app", authenticator, step, drift });
  return { answer: "accepted" };
}

/** Ends an unfinished setup. Whatever was in use before still is. */
export function cancelAuthenticator(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"cancelAuthenticator">,
): Result<null> {
  immediately(context.db, () => {
    const account = ownAccount(context, caller);
    const offer = findAuthenticator(context.db, account.id, "offered");
    if (offer !== undefined) withdraw(context, account, offer);
  });
  return ok(null);
}

function withdraw(context: VaultContext, { id }: Account, { id: authenticator }: Authenticator): void {
  recordEvent(context, id, { kind: "authenticator-withdrawn", subject: id, data: { authenticator } });
  dropClosedSecrets(context.db, id, 0);
}

function phoneIsVerified({ cellPhone, confirmedPhone }: Account): boolean {
  return cellPhone !== null && cellPhone === confirmedPhone;
}
