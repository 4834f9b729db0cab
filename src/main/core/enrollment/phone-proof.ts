import type { TokenSent } from "../../../contract/messaging/views";
import type { InputOf } from "../../../contract/methods";
import type { NotNow, RecordsDamaged, SendRefusal, TokenRefusal } from "../../../contract/refusals";
import { type Result, refuse } from "../../../contract/result";
import { takeOwnCode } from "../authentication/own-codes";
import { tokenSentView } from "../authentication/tokens";
import { ruleTime, type VaultContext } from "../context";
import { mustSetup } from "../session/enforcement";
import { ownAccount } from "../session/own-account";
import type { Caller, Session } from "../session/session";
import type { Account } from "../store/accounts";
import { listCodes } from "../store/codes";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { numberRefusal } from "./changed-number";
import { recordRebound } from "./rebinding";
import { confirmPhone, enrollmentRefusal, noteProven, sendProof } from "./two-factor-setup";

/** For how long a code that could not be delivered means that the phone cannot be verified (SETUP-3). */
const FAILED_MS = 60 * 60_000;

/**
 * Sends a code to the cell phone in the profile, to verify it in the setup of the app (SETUP-3) or to confirm a
 * changed number. While two-factor is on, only for whoever came in with a second factor of their own.
 */
export function sendPhoneProof(
  context: VaultContext,
  caller: Caller,
  { channel }: InputOf<"sendPhoneProof">,
): Result<TokenSent, SendRefusal | NotNow> {
  return immediately(context.db, () => {
    const account = ownAccount(context, caller);
    const early = proofRefusal(context, caller.session, account);
    return early === null ? sendProof(context, account, channel) : refuse(early);
  });
}

/** The code of `sendPhoneProof`: from now on tokens go to this number. */
export function confirmPhoneProof(
  context: VaultContext,
  caller: Caller,
  { token }: InputOf<"confirmPhoneProof">,
): Promise<Result<null, TokenRefusal | NotNow | RecordsDamaged>> {
  return takeOwnCode(context, caller, {
    sort: "phone-proof",
    typed: token,
    notNow: (account) => proofRefusal(context, caller.session, account),
    accept: (account, code) => {
      confirmPhone(context, account, code);
      if (account.twoFactor === "text")
        recordRebound(context, caller.session, account, { factor: "text-token", code: code.id });
    },
    // Where tokens come by text, the number is the new phone: that is all that was to be set up.
    done: (account) => {
      const rebound = account.twoFactor === "text" && caller.session.signedIn?.rebinding === "new-phone";
      if (rebound) noteProven(context, caller.session, account, "text-token");
    },
  });
}

/**
 * Why the app cannot be set up before the phone is verified; null where it is, and where it cannot be: without a number, a
 * gateway, or a number that may be proven now, and for an hour once a code to it could not be delivered (SETUP-3).
 */
export function phoneToVerify(context: VaultContext, session: Session, account: Account): NotNow | null {
  const { cellPhone, confirmedPhone } = account;
  if (cellPhone === null || cellPhone === confirmedPhone) return null;
  if (thePractice(context.db).gateway === null || proofRefusal(context, session, account) !== null) return null;
  const [newest] = listCodes(context.db, account.id, "phone-proof");
  const isNew = newest?.cellPhone === cellPhone && newest.issuedAt > ruleTime(context) - FAILED_MS;
  const sent = isNew ? tokenSentView(context, newest.id) : null;
  return sent?.failure == null && sent?.state !== "failed" ? { code: "not-now", because: "phone-to-verify" } : null;
}

function proofRefusal(context: VaultContext, session: Session, account: Account): NotNow | null {
  // A number for tokens by text is no new authenticator.
  const byText = account.twoFactor === "text" && !mustSetup(context, account);
  return numberRefusal(context, session, account) ?? (byText ? null : enrollmentRefusal(context, session, account));
}
