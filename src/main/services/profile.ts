import type { InputOf } from "../../preload/inputs";
import type { EmailTaken } from "../../preload/refusals";
import { ok, type Result, refuse } from "../../preload/result";
import type { Profile, ProfileSaved } from "../../preload/views";
import type { AccountFacts } from "../domain/events";
import { emailKey } from "../domain/names";
import { type Account, countPhoneSharers, findAccountByEmail } from "../store/accounts";
import { immediately } from "../store/open";
import { ownAccount } from "./own-account";
import { type Caller, recordEvent, type World } from "./world";

/** One's own profile, as Provider Settings / Staff Settings show it. */
export function getMyProfile(world: World, caller: Caller, _input: InputOf<"getMyProfile">): Result<Profile> {
  const { name, email, cellPhone, kind, role, twoFactorId } = ownAccount(world, caller);
  return ok({ name, email, cellPhone, kind, role, twoFactorId });
}

/**
 * Update Entire Profile: saves name, e-mail and cell phone at once, or nothing. Refuses an e-mail that another account
 * has in any spelling. While two-factor is on, tokens keep going to the number confirmed last until a changed one is.
 */
export function updateMyProfile(
  world: World,
  caller: Caller,
  { name, email, cellPhone }: InputOf<"updateMyProfile">,
): Result<ProfileSaved, EmailTaken> {
  return immediately(world.db, () => {
    const account = ownAccount(world, caller);
    const before = factsOf(account);
    const after = { ...before, name, email, emailKey: emailKey(email), cellPhone };
    const other = findAccountByEmail(world.db, after.emailKey);
    if (other !== undefined && other.id !== account.id) return refuse({ code: "email-taken" });
    if (!isSame(before, after)) {
      const data = { before, after, reason: null };
      recordEvent(world, account.id, { kind: "account-edited", subject: account.id, data });
    }
    return ok({
      phoneSharedWith: cellPhone === null ? 0 : countPhoneSharers(world.db, cellPhone, account.id),
      numberToConfirm: account.twoFactor !== "none" && cellPhone !== null && cellPhone !== account.confirmedPhone,
    });
  });
}

function factsOf({ name, email, emailKey, cellPhone, kind }: Account): AccountFacts {
  return { name, email, emailKey, cellPhone, kind };
}

function isSame(a: AccountFacts, b: AccountFacts): boolean {
  return a.name === b.name && a.email === b.email && a.cellPhone === b.cellPhone;
}
