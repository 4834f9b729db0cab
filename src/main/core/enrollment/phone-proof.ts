import type { InputOf } from "../../../contract/inputs";
import type { NotNow, RecordsDamaged, SendRefusal, TokenRefusal } from "../../../contract/refusals";
import { type Result, refuse } from "../../../contract/result";
import type { TokenSent } from "../../../contract/views";
import { takeOwnCode } from "../authentication/own-codes";
import { tokenSentView } from "../authentication/tokens";
import { type Caller, ruleTime, type World } from "../context";
import { mustSetUp } from "../policy/enforcement";
import { recordRebound } from "../recovery/rebinding";
import { ownAccount } from "../session/own-account";
import type { Account } from "../store/accounts";
import { listCodes } from "../store/codes";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { numberRefusal } from "./changed-number";
import { confirmPhone, enrolmentRefusal, noteProven, sendProof } from "./two-factor-setup";

/** So long a code that could not be delivered stands for the phone that cannot be verified: then it is tried again. */
const FAILED_MS = 60 * 60_000;

/**
 * Sends a code to the cell phone in the profile, to verify it in the set-up of the app (product.md 2.5b) or to confirm a
 * changed number. While two-factor is on, only for whoever came in with a second factor of their own.
 */
export function sendPhoneProof(
  world: World,
  caller: Caller,
  { channel }: InputOf<"sendPhoneProof">,
): Result<TokenSent, SendRefusal | NotNow> {
  return immediately(world.db, () => {
    const account = ownAccount(world, caller);
    const early = proofRefusal(world, account);
    return early === null ? sendProof(world, account, channel) : refuse(early);
  });
}

/** The code of `sendPhoneProof`: from now on tokens go to this number. */
export function confirmPhoneProof(
  world: World,
  caller: Caller,
  { token }: InputOf<"confirmPhoneProof">,
): Promise<Result<null, TokenRefusal | NotNow | RecordsDamaged>> {
  return takeOwnCode(world, caller, {
    sort: "phone-proof",
    typed: token,
    notNow: (account) => proofRefusal(world, account),
    accept: (account, code) => {
      confirmPhone(world, account, code);
      if (account.twoFactor === "text") recordRebound(world, account, { factor: "text-token", code: code.id });
    },
    // Where tokens come by text, the number is the new phone: that is all that was to be set up.
    done: (account) => {
      const rebound = account.twoFactor === "text" && world.memory.session?.rebinding === "new-phone";
      if (rebound) noteProven(world, account, "text-token");
    },
  });
}

/**
 * Why the app cannot be set up before the phone is verified; null where it is, and where it cannot be: without a number, a
 * gateway, or a number that may be proven now, and for an hour once a code to it could not be delivered (product.md 2.5b).
 */
export function phoneToVerify(world: World, account: Account): NotNow | null {
  const { cellPhone, confirmedPhone } = account;
  if (cellPhone === null || cellPhone === confirmedPhone) return null;
  if (thePractice(world.db).gateway === null || proofRefusal(world, account) !== null) return null;
  const [newest] = listCodes(world.db, account.id, "phone-proof");
  const isNew = newest?.cellPhone === cellPhone && newest.issuedAt > ruleTime(world) - FAILED_MS;
  const sent = isNew ? tokenSentView(world, newest.id) : null;
  return sent?.failure == null && sent?.state !== "failed" ? { code: "not-now", because: "phone-to-verify" } : null;
}

function proofRefusal(world: World, account: Account): NotNow | null {
  // A number for tokens by text is no new authenticator.
  const byText = account.twoFactor === "text" && !mustSetUp(world, account);
  return numberRefusal(world, account) ?? (byText ? null : enrolmentRefusal(world, account));
}
