import type { MisplacedCode, RecordsDamaged, TokenRefusal } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import { type SignInPoint, WINDOWS } from "../../../contract/vocabulary";
import type { VaultContext } from "../context";
import type { AttemptHint } from "../domain/attempt-hint";
import { storedDrift } from "../domain/clock";
import { recogniseCode } from "../domain/code-kinds";
import type { AttemptCause, ProvenFactor } from "../domain/events";
import { withoutSeparators } from "../domain/one-time-codes";
import { matchToken, type TokenVerdict } from "../domain/totp";
import { markDamaged } from "../integrity";
import type { Account } from "../store/accounts";
import { type Authenticator, findAuthenticator } from "../store/authenticators";
import { countCodes } from "../store/codes";
import { findClockCorrection } from "../store/practice";
import { readSecret } from "../store/secrets";
import { searchHint } from "./attempt-hints";
import { type Failed, refuseAttempt, wrongToken } from "./attempts";
import { type CodeVerdict, judgeCode } from "./codes";
import { learnedDriftOf } from "./learned-drift";
import { mayTextDespiteApp } from "./text-for-app";

/*
 * The second factor: an app's token, a token by text or call, a recovery code, a bypass code. Each function judges
 * what was typed, counts a failure, and gives the proven factor or the answer; all inside the caller's transaction.
 */

type Place = "sign-in" | "proof" | "approval" | "vault";
/** What it is typed for, and at which sign-in point its failures count. */
type Where = { readonly during: Place; readonly point: SignInPoint };
type Proven = Result<ProvenFactor, TokenRefusal | RecordsDamaged>;
type ProvenCode = Result<Extract<ProvenFactor, { code: string }>, TokenRefusal | RecordsDamaged>;

/** The app's token, or the one that was sent; a wrong one counts once, whichever of the two it was meant to be. */
export function proveToken(context: VaultContext, account: Account, typed: string, { during, point }: Where): Proven {
  const asked = account.twoFactor === "app" ? (askApp(context, account, typed) ?? "damaged") : undefined;
  const factor = asked === undefined ? "text-token" : "app";
  const misplaced = misplacedIn("token", typed);
  if (misplaced !== undefined)
    return refuseMisplacedToken(context, account, misplaced, typed, { point, factor, during });
  if (asked === "damaged") return refuseDamaged(context, account);
  if (asked?.verdict.kind === "accepted") return ok(appFactor(context, asked.authenticator.id, asked.verdict));
  const sent = judgeSent(context, account, typed, during);
  if (sent.kind === "damaged") return refuseDamaged(context, account);
  if (sent.kind === "right") return ok({ factor: "text-token", code: sent.code.id });
  if (asked?.verdict.kind === "repeated") return refuse({ code: "token-repeated" });

  const wasSent = sent.cause !== "wrong";
  if (asked === undefined && !wasSent && countCodes(context.db, account.id, "text-token", "open") === 0) {
    // Nothing is open that it could be right for: nothing was guessed at.
    return refuse({ code: "no-token-sent" });
  }
  const found = searchHint(context, account, typed, asked?.authenticator);
  return refuseCode(context, account, {
    point,
    factor: wasSent ? "text-token" : factor,
    during,
    cause: wasSent ? sent.cause : appCause(asked?.verdict),
    authenticator: asked?.authenticator,
    hint: hintOf(found, asked, wasSent),
  });
}

/** A token that was sent; where the app is set up and it does not stand in for that, it is as good as a replaced one. */
function judgeSent(context: VaultContext, account: Account, typed: string, during: Place): CodeVerdict {
  const sent = judgeCode(context, account.id, "text-token", typed);
  if (sent.kind !== "right" || account.twoFactor !== "app") return sent;
  const standsIn = during === "sign-in" && mayTextDespiteApp(context, account);
  return standsIn ? sent : { kind: "refused", cause: "replaced" };
}

/** A token by text that was right once was that, whatever else it fits; one that was used is no sign of another time. */
function hintOf(found: AttemptHint | undefined, asked: Asked | undefined, wasSent: boolean): AttemptHint | undefined {
  if (wasSent) return asked === undefined ? undefined : { is: "text-while-app" };
  return appCause(asked?.verdict) === "used" ? undefined : found;
}

/** One of the ten codes on paper, or a bypass code, in the place of the token. */
export function proveCode(
  context: VaultContext,
  account: Account,
  sort: "recovery-code" | "bypass-code",
  typed: string,
  during: "sign-in" | "new-phone" | "clock" | "vault" = "sign-in",
): ProvenCode {
  const misplaced = misplacedIn(sort, typed);
  if (misplaced !== undefined) return refuse(misplaced);
  const verdict: CodeVerdict = judgeCode(context, account.id, sort, typed);
  if (verdict.kind === "damaged") return refuseDamaged(context, account);
  if (verdict.kind === "right") return ok({ factor: sort, code: verdict.code.id });
  return refuseCode(context, account, { point: WINDOWS, factor: sort, during, cause: verdict.cause });
}

/** The token that proves the phone on the way back, and nothing else: at the sign-in it is wrong, and another one here. */
export function proveRecoveryToken(context: VaultContext, account: Account, typed: string): ProvenCode {
  const where = { point: WINDOWS, factor: "text-token", during: "new-phone" } as const;
  const misplaced = misplacedIn("token", typed);
  if (misplaced !== undefined) return refuseMisplacedToken(context, account, misplaced, typed, where);
  const verdict = judgeCode(context, account.id, "recovery-token", typed);
  if (verdict.kind === "damaged") return refuseDamaged(context, account);
  if (verdict.kind === "right") return ok({ factor: "recovery-token", code: verdict.code.id });
  const { cause } = verdict;
  if (cause === "wrong" && countCodes(context.db, account.id, "recovery-token", "open") === 0) {
    return refuse({ code: "no-token-sent" });
  }
  return refuseCode(context, account, { ...where, cause });
}

/** The shape of another kind of code than the field asks for; undefined where it may be what was asked. */
export function misplacedIn(field: MisplacedCode["looksLike"], typed: string): MisplacedCode | undefined {
  const looksLike = recogniseCode(typed);
  return looksLike === "unknown" || looksLike === field ? undefined : { code: "misplaced-code", looksLike };
}

type Asked = { readonly authenticator: Authenticator; readonly verdict: TokenVerdict };

function askApp(context: VaultContext, account: Account, typed: string): Asked | "damaged" | undefined {
  const authenticator = findAuthenticator(context.db, account.id, "active");
  if (authenticator === undefined) return undefined;
  const key = readSecret(context.db, context.keys.commitments, authenticator.secret, account.id, "totp-key");
  if (key.is === "damaged") return "damaged";
  const { digits, lastStep } = authenticator;
  const verdict = matchToken({
    secret: key.bytes,
    digits,
    token: typed,
    // The phone's time is the real one: not the ledger's, which may be ahead of a clock that was set back.
    now: context.clock.now(),
    learnedDriftSteps: learnedDriftOf(context, authenticator.id),
    lastAcceptedStep: lastStep,
  });
  return { authenticator, verdict };
}

/** What an accepted token proves; its drift is kept against the computer's own clock. */
export function appFactor(
  context: VaultContext,
  authenticator: string,
  { step, drift }: { readonly step: number; readonly drift: number },
): Extract<ProvenFactor, { factor: "app" }> {
  const { ms } = findClockCorrection(context.db, context.workstation);
  return { factor: "app", authenticator, step, drift: storedDrift(drift, ms) };
}

function appCause(verdict: TokenVerdict | undefined): AttemptCause {
  return verdict?.kind === "refused" && verdict.because === "already-used" ? "used" : "wrong";
}

/** Digits alone could have been meant as a guess, so they count; letters never could. */
export function refuseMisplacedToken(
  context: VaultContext,
  account: Account,
  misplaced: MisplacedCode,
  typed: string,
  where: Pick<Failed, "point" | "factor" | "during">,
): Refused<TokenRefusal> {
  if (!/^[0-9]+$/.test(withoutSeparators(typed))) return refuse(misplaced);
  const counted = refuseAttempt(context, account, { ...where, cause: "misplaced" });
  return refuse(counted.code === "locked" ? counted : misplaced);
}

/** Counts a code that was not right, and says so; where it helps its owner, also that it was right once. */
export function refuseCode(context: VaultContext, account: Account, failed: Failed): Refused<TokenRefusal> {
  const counted = refuseAttempt(context, account, failed);
  if (counted.code === "locked") return refuse(counted);
  // Of the app's tokens nothing more is said than that this one was wrong.
  const ofApp = failed.factor === "app" || failed.authenticator !== undefined;
  const { cause } = failed;
  if (!ofApp && (cause === "used" || cause === "replaced" || cause === "outdated")) {
    return refuse({ code: "token-used", because: cause });
  }
  return failed.cause === "expired" ? refuse({ code: "token-expired" }) : wrongToken(counted);
}

/** Stored bytes are not what their entry committed to: the account stays out. */
export function refuseDamaged(context: VaultContext, account: Account): Refused<RecordsDamaged> {
  markDamaged(context, account.id);
  return refuse({ code: "records-damaged" });
}
