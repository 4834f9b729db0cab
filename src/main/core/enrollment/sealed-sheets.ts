import { sealedSheetWords } from "../../../contract/documents/messages";
import type { AuthenticatorOffer } from "../../../contract/enrollment/views";
import type { InputOf } from "../../../contract/methods";
import type { NotNow, RecordsDamaged, TokenRefusal } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { type Digits, WINDOWS } from "../../../contract/vocabulary";
import { guessWhileLocked } from "../authentication/attempts";
import { misplacedIn, refuseCode, refuseMisplacedToken } from "../authentication/token-proof";
import { newId, oneAtATime, recordEvent, ruleTime, type VaultContext } from "../context";
import { base32, inFours } from "../domain/base32";
import type { Entry } from "../domain/events";
import { isExpired } from "../domain/one-time-codes";
import { matchToken, noticeOtherDigits, otpauthUri } from "../domain/totp";
import { markDamaged } from "../integrity";
import type { SheetPerson } from "../ports";
import { ownAccount } from "../session/own-account";
import type { Caller, Session } from "../session/session";
import type { Account } from "../store/accounts";
import { type Authenticator, findAuthenticator } from "../store/authenticators";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { readSecret } from "../store/secrets";
import { offerAuthenticator, SECRET_BYTES } from "./authenticators";
import { bindingRefusal } from "./binding";
import { phoneToVerify } from "./phone-proof";
import { enrollmentRefusal } from "./two-factor-setup";

/*
 * The key that is printed on a sealed enrollment sheet (SETUP-14). It signs nobody in and is nobody's second
 * factor: one code of it shows that the phone has read the sheet, and a new key takes its place in the same transaction.
 */

/** A key that was drawn, and is good for nothing before `giveSealedKey`. */
export type SealedKey = { readonly bytes: Uint8Array; readonly digits: Digits };

export function drawSealedKey(context: VaultContext): SealedKey {
  return { bytes: context.random.bytes(SECRET_BYTES), digits: thePractice(context.db).digits };
}

/** The key as it stands on the person's paper. In the app it is named after the sheet, so that it can be told apart. */
export function sealedOnPaper(
  context: VaultContext,
  email: string,
  { bytes, digits }: SealedKey,
): SheetPerson["sealed"] {
  const issuer = sealedSheetWords.inApp(thePractice(context.db).name);
  const uri = otpauthUri({ issuer, account: email, secret: bytes, digits });
  return { qr: context.papers.qrSvgDataUri(uri), key: inFours(base32(bytes)) };
}

type Given = { readonly actor: string; readonly cause: Entry; readonly key: SealedKey; readonly expiresAt: number };

/** Records the printed key inside the caller's transaction, after the setup code of the same sheet (epoch ms). */
export function giveSealedKey(context: VaultContext, account: string, { actor, cause, key, expiresAt }: Given): void {
  const [authenticator, secret] = [newId(context), newId(context)];
  const { bytes, digits } = key;
  const data = { authenticator, secret, digits, expiresAt };
  const secrets = [{ id: secret, account, kind: "totp-key", bytes } as const];
  recordEvent(context, actor, { kind: "sealed-key-issued", subject: account, data }, { cause, secrets });
}

/** Whether the account has a sealed sheet whose key was not used, replaced or too old. */
export function hasSealedSheet(context: VaultContext, account: string): boolean {
  return openKey(context, account) !== undefined;
}

function openKey(context: VaultContext, account: string): Authenticator | undefined {
  const printed = findAuthenticator(context.db, account, "sealed");
  return printed === undefined || isExpired(printed.offerEndsAt, ruleTime(context)) ? undefined : printed;
}

type Taken = Result<AuthenticatorOffer, TokenRefusal | NotNow | RecordsDamaged>;

/**
 * Takes a code of the printed key, in whatever number of digits the app shows. Right: that key is revoked for good, and
 * a new one is offered in the same transaction, to be scanned from the screen. Anything else counts as a failure.
 */
export function redeemSealedSheet(
  context: VaultContext,
  caller: Caller,
  { token }: InputOf<"redeemSealedSheet">,
): Promise<Taken> {
  const { id } = ownAccount(context, caller);
  return oneAtATime(context, id, async () => {
    const outcome = immediately(context.db, () => judge(context, caller.session, ownAccount(context, caller), token));
    if (!outcome.ok && outcome.refusal.code === "records-damaged") markDamaged(context, id);
    return outcome;
  });
}

function judge(context: VaultContext, session: Session, account: Account, token: string): Taken {
  const early =
    enrollmentRefusal(context, session, account) ??
    bindingRefusal(session, account) ??
    guessWhileLocked(context, account, WINDOWS);
  const unproven = early ?? phoneToVerify(context, session, account);
  if (unproven !== null) return refuse(unproven);
  const printed = openKey(context, account.id);
  if (printed === undefined) return refuse({ code: "not-now", because: "sheet-over" });
  const secret = readSecret(context.db, context.keys.commitments, printed.secret, account.id, "totp-key");
  if (secret.is === "damaged") return refuse({ code: "records-damaged" });
  if (isOfKey(context, secret.bytes, printed.digits, token)) return ok(replace(context, account, printed));
  const where = { point: WINDOWS, factor: "app", during: "enrollment" } as const;
  const misplaced = misplacedIn("token", token);
  if (misplaced !== undefined) return refuseMisplacedToken(context, account, misplaced, token, where);
  return refuseCode(context, account, { ...where, cause: "wrong" });
}

function isOfKey(context: VaultContext, secret: Uint8Array, digits: Digits, token: string): boolean {
  const attempt = { secret, digits, token, now: context.clock.now(), learnedDriftSteps: 0 };
  if (matchToken({ ...attempt, lastAcceptedStep: null }).kind === "accepted") return true;
  return noticeOtherDigits(attempt) !== null;
}

function replace(context: VaultContext, account: Account, { id: authenticator }: Authenticator): AuthenticatorOffer {
  recordEvent(context, account.id, { kind: "sealed-key-used", subject: account.id, data: { authenticator } });
  return offerAuthenticator(context, account);
}
