import type { TokenSent } from "../../../contract/messaging/views";
import type { InputOf } from "../../../contract/methods";
import type {
  LockedUntil,
  MisplacedCode,
  NotNow,
  RecordsDamaged,
  SendRefusal,
  TokenRefusal,
  WrongSetupCode,
} from "../../../contract/refusals";
import { type Refused, type Result, refuse } from "../../../contract/result";
import { takeOwnCode } from "../authentication/own-codes";
import { issueToken, sentView } from "../authentication/tokens";
import { recordEvent, type VaultContext } from "../context";
import type { ProvenFactor } from "../domain/events";
import { forbids, mustSetup, needsSetupCodeNow } from "../session/enforcement";
import { ownAccount } from "../session/own-account";
import type { Caller, Session } from "../session/session";
import type { Account } from "../store/accounts";
import type { Code } from "../store/codes";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { numberRefusal } from "./changed-number";
import { recordRebound } from "./rebinding";

/**
 * Enable Two-Factor (SETUP-1): sends a token to the cell phone at once. Nothing is on before it was typed in.
 * Refused without gateway or phone, where the way is straight to the app.
 */
export function enableTwoFactor(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"enableTwoFactor">,
): Result<TokenSent, SendRefusal | NotNow> {
  return immediately(context.db, () => {
    const account = ownAccount(context, caller);
    const early = textRefusal(context, caller.session, account);
    if (early !== null) return refuse(early);
    return sendProof(context, account, "text");
  });
}

/** Sends a proof of the phone in the profile, inside the caller's transaction. */
export function sendProof(
  context: VaultContext,
  account: Account,
  channel: "text" | "call",
): Result<TokenSent, SendRefusal | NotNow> {
  if (account.cellPhone === null) return refuse({ code: "not-now", because: "no-phone" });
  if (thePractice(context.db).gateway === null) return refuse({ code: "not-now", because: "no-gateway" });
  const issued = issueToken(context, account, { use: "phone-proof", channel, cellPhone: account.cellPhone });
  return issued.ok ? sentView(context, issued.value) : issued;
}

/** The token of Enable Two-Factor: proves the number and, in the same transaction, turns two-factor on by text. */
export function confirmTextToken(
  context: VaultContext,
  caller: Caller,
  { token }: InputOf<"confirmTextToken">,
): Promise<Result<null, TokenRefusal | NotNow | RecordsDamaged>> {
  const { session } = caller;
  return takeOwnCode(context, caller, {
    sort: "phone-proof",
    typed: token,
    notNow: (account) => textRefusal(context, session, account),
    accept: (account, code) => {
      confirmPhone(context, account, code);
      const data = { method: "text" } as const;
      recordEvent(context, account.id, { kind: "two-factor-enabled", subject: account.id, data });
      recordRebound(context, session, account, { factor: "text-token", code: code.id });
    },
    done: (account) => noteProven(context, session, account, "text-token"),
  });
}

/** Records that a number was proven by the token sent to it; from then on tokens go there. */
export function confirmPhone(context: VaultContext, { id }: Account, { id: code, cellPhone, channel }: Code): void {
  if (cellPhone === null || channel === null) throw new Error("a token without the number it was sent to");
  recordEvent(context, id, { kind: "phone-confirmed", subject: id, data: { cellPhone, channel, code } });
}

/** After a reset, and for whoever is overdue, enrolling takes a setup code from a manager besides the password. */
export async function redeemSetupCode(
  context: VaultContext,
  caller: Caller,
  { code: typed }: InputOf<"redeemSetupCode">,
): Promise<Result<null, WrongSetupCode | MisplacedCode | LockedUntil | NotNow | RecordsDamaged>> {
  const outcome = await takeOwnCode(context, caller, {
    sort: "setup-code",
    typed,
    notNow: (account) =>
      needsSetupCodeNow(context, caller.session, account) ? null : { code: "not-now", because: "wrong-step" },
    accept: ({ id }, code) => {
      const data = { code: code.id, for: "enrollment" } as const;
      recordEvent(context, id, { kind: "setup-code-claimed", subject: id, data });
    },
  });
  return outcome.ok ? outcome : asSetupCode(outcome);
}

type OfTokens = TokenRefusal | NotNow | RecordsDamaged;

/** A setup code that is wrong, used or too old gets one answer: it is typed from paper by whoever holds the paper. */
function asSetupCode({
  refusal,
}: Refused<OfTokens>): Refused<WrongSetupCode | MisplacedCode | LockedUntil | NotNow | RecordsDamaged> {
  switch (refusal.code) {
    case "locked":
    case "not-now":
    case "misplaced-code":
    case "records-damaged":
      return refuse(refusal);
    default:
      return refuse({ code: "wrong-set-up-code" });
  }
}

/**
 * Why nothing may be enrolled on an account now; null where it may. Whose app was revoked, and who gets in by text, types a
 * setup code after a reset by support: password and token by text bind no new app.
 */
export function enrollmentRefusal(context: VaultContext, session: Session, account: Account): NotNow | null {
  if (!needsSetupCodeNow(context, session, account)) return null;
  return { code: "not-now", because: mustSetup(context, account) ? "setup-code-needed" : "reset-needed" };
}

function textRefusal(context: VaultContext, session: Session, account: Account): NotNow | null {
  const early = enrollmentRefusal(context, session, account);
  if (early !== null) return early;
  if (account.twoFactor !== "none") return { code: "not-now", because: "two-factor-on" };
  return forbids(context, account, "text") ?? numberRefusal(context, session, account);
}

/** The session's person has proven a second factor just now, and two-factor is on: the rest of the app opens to them. */
export function noteProven(
  context: VaultContext,
  { signedIn }: Session,
  { id }: Account,
  factor: ProvenFactor["factor"],
): void {
  if (signedIn?.account !== id) return;
  signedIn.factors = [...signedIn.factors, factor];
  signedIn.setupOnly = false;
  signedIn.rebinding = null;
  signedIn.factorsRevoked = context.memory.factorsRevoked.get(id) ?? 0;
}
