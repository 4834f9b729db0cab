import type { InputOf } from "../../preload/inputs";
import { ok, type Result } from "../../preload/result";
import type { AuthenticatorView, Security } from "../../preload/views";
import { RECOVERY_CODE_COUNT } from "../domain/recovery-codes";
import { type Account, findAccountName } from "../store/accounts";
import { findAuthenticator } from "../store/authenticators";
import { countCodes, listCodes } from "../store/codes";
import { thePractice } from "../store/practice";
import { needsSetUpCodeNow } from "./enforcement";
import { ownAccount } from "./own-account";
import { requirementOf } from "./person-requirement";
import { rememberedView } from "./remembered";
import { hasSealedSheet } from "./sealed-sheets";
import { pendingTokenView } from "./tokens";
import type { Caller, World } from "./world";

/** What the tab Security shows of one's own two-factor authentication. */
export function getMySecurity(world: World, caller: Caller, _input: InputOf<"getMySecurity">): Result<Security> {
  const account = ownAccount(world, caller);
  const practice = thePractice(world.db);
  const { email, cellPhone, confirmedPhone, twoFactor, twoFactorAt, startedBy } = account;
  return ok({
    email,
    cellPhone,
    confirmedPhone,
    twoFactor,
    twoFactorSince: twoFactorAt,
    hasGateway: practice.gateway !== null,
    textTokenMinutes: practice.textTokenMinutes,
    digits: practice.digits,
    authenticator: authenticatorView(world, account),
    recoveryCodes: recoveryCodesView(world, account),
    backupPassword: { setAt: account.backupSetAt, skipped: account.backupSkipped },
    numberWaits: account.phoneWaits,
    mayKeepKey: false, // NOT-BUILT (recovery)
    startedBy: startedBy === null ? null : (findAccountName(world.db, startedBy) ?? null),
    setUpCodeNeeded: needsSetUpCodeNow(world, account),
    pendingToken: pendingTokenView(world, account.id),
    sealedSheet: hasSealedSheet(world, account.id),
    workstation: rememberedView(world, account.id),
    requirement: requirementOf(world, account),
  });
}

/** The authenticator in use, without its secret; null where there is none. */
export function authenticatorView(world: World, account: Account): AuthenticatorView | null {
  const active = findAuthenticator(world.db, account.id, "active");
  if (active === undefined || active.enabledAt === null) return null;
  const { digits, enabledAt, lastUsedAt, phoneVerified } = active;
  return { digits, enabledAt, lastUsedAt, phoneVerified };
}

/** `total` is 0 until codes were made for the two-factor authentication that is on now. */
function recoveryCodesView(world: World, account: Account): Security["recoveryCodes"] {
  const since = account.twoFactorAt;
  const isOfNow = ({ issuedAt }: { issuedAt: number }) => since !== null && issuedAt >= since;
  const left = countCodes(world.db, account.id, "recovery-code", "open");
  const made = left > 0 || listCodes(world.db, account.id, "recovery-code", "spent").some(isOfNow);
  // NOT-BUILT (recovery): the list by numbers.
  return { left, total: made ? RECOVERY_CODE_COUNT : 0, stored: account.recoveryStored, list: [] };
}
