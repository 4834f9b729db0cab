import type { Profile, ProfileSaved } from "../../../contract/enrollment/views";
import type { InputOf } from "../../../contract/methods";
import type { BadInput, EmailTaken } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { recordEvent, type VaultContext } from "../context";
import { factsOf, readFacts, sameFacts } from "../people/account-facts";
import { emailRefusal } from "../people/emails";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { countPhoneSharers } from "../store/accounts";
import { immediately } from "../store/open";

/** One's own profile, as Provider Settings / Staff Settings show it. */
export function getMyProfile(context: VaultContext, caller: Caller, _input: InputOf<"getMyProfile">): Result<Profile> {
  const { name, email, cellPhone, accountType, role, twoFactorId } = ownAccount(context, caller);
  return ok({ name, email, cellPhone, accountType, role, twoFactorId });
}

/**
 * Update Entire Profile: saves name, e-mail and cell phone at once, or nothing. Refuses an e-mail that another account
 * has in any spelling, or that somebody else came in under, whose name members are not told. While two-factor is on, tokens
 * keep going to the number confirmed last until a changed one is.
 */
export function updateMyProfile(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"updateMyProfile">,
): Result<ProfileSaved, EmailTaken | BadInput> {
  return immediately(context.db, () => {
    const account = ownAccount(context, caller);
    const before = factsOf(account);
    const facts = readFacts({ ...input, accountType: account.accountType });
    if (!facts.ok) return facts;
    const after = facts.value;
    const { cellPhone } = after;
    const taken = emailRefusal(context, after.emailKey, account.id);
    if (taken !== null) return refuse(taken.code === "email-used" ? { ...taken, owner: null } : taken);
    if (!sameFacts(before, after)) {
      const data = { before, after, reason: null };
      recordEvent(context, account.id, { kind: "account-edited", subject: account.id, data });
    }
    return ok({
      phoneSharedWith: cellPhone === null ? 0 : countPhoneSharers(context.db, cellPhone, account.id),
      numberToConfirm: account.twoFactor !== "none" && cellPhone !== null && cellPhone !== account.confirmedPhone,
    });
  });
}
