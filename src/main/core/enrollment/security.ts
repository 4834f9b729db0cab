import type { InputOf } from "../../../contract/inputs";
import { ok, type Result } from "../../../contract/result";
import type { AuthenticatorView, Security } from "../../../contract/views";
import { rememberedView } from "../authentication/remembered";
import { pendingTokenView } from "../authentication/tokens";
import type { Caller, World } from "../context";
import { RECOVERY_CODE_COUNT } from "../domain/recovery-codes";
import { requirementOf } from "../policy/account-policy";
import { needsSetUpCodeNow } from "../policy/enforcement";
import { findKeyToKeep } from "../recovery/rebinding";
import { ownAccount } from "../session/own-account";
import { type Account, findAccountName } from "../store/accounts";
import { findAuthenticator } from "../store/authenticators";
import { codesOnSheet } from "../store/codes";
import { thePractice } from "../store/practice";
import { phoneToVerify } from "./phone-proof";
import { hasSealedSheet } from "./sealed-sheets";

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
    phoneToVerify: phoneToVerify(world, account) !== null,
    textTokenMinutes: practice.textTokenMinutes,
    digits: practice.digits,
    authenticator: authenticatorView(world, account),
    recoveryCodes: recoveryCodesView(world, account),
    backupPassword: { setAt: account.backupSetAt, skipped: account.backupSkipped },
    numberWaits: account.phoneWaits,
    mayKeepKey: findKeyToKeep(world, account) !== undefined,
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
  const sheet = codesOnSheet(world.db, account.id);
  const left = sheet.filter(({ state }) => state === "open").length;
  const list = sheet.map(({ number, spentAt }) => ({ number, usedAt: spentAt }));
  return { left, total: sheet.length > 0 ? RECOVERY_CODE_COUNT : 0, stored: account.recoveryStored, list };
}
