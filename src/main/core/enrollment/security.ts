import type { Security } from "../../../contract/enrollment/views";
import type { InputOf } from "../../../contract/methods";
import { ok, type Result } from "../../../contract/result";
import { rememberedView } from "../authentication/remembered";
import { pendingTokenView } from "../authentication/tokens";
import type { VaultContext } from "../context";
import { RECOVERY_CODE_COUNT } from "../domain/recovery-codes";
import { authenticatorView } from "../people/person-view";
import { policyOf } from "../policy/account-policy";
import { needsSetupCodeNow } from "../session/enforcement";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { type Account, findAccountName } from "../store/accounts";
import { codesOnSheet } from "../store/codes";
import { thePractice } from "../store/practice";
import { phoneToVerify } from "./phone-proof";
import { findKeyToKeep } from "./rebinding";
import { hasSealedSheet } from "./sealed-sheets";

/** What the tab Security shows of one's own two-factor authentication. */
export function getMySecurity(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"getMySecurity">,
): Result<Security> {
  const account = ownAccount(context, caller);
  const practice = thePractice(context.db);
  const { email, cellPhone, confirmedPhone, twoFactor, twoFactorAt, startedBy } = account;
  return ok({
    email,
    cellPhone,
    confirmedPhone,
    twoFactor,
    twoFactorSince: twoFactorAt,
    hasGateway: practice.gateway !== null,
    phoneToVerify: phoneToVerify(context, caller.session, account) !== null,
    textTokenMinutes: practice.textTokenMinutes,
    digits: practice.digits,
    authenticator: authenticatorView(context, account),
    recoveryCodes: recoveryCodesView(context, account),
    backupPassword: { setAt: account.backupSetAt, skipped: account.backupSkipped },
    numberWaits: account.phoneWaits,
    mayKeepKey: findKeyToKeep(context, caller.session, account) !== undefined,
    startedBy: startedBy === null ? null : (findAccountName(context.db, startedBy) ?? null),
    setupCodeNeeded: needsSetupCodeNow(context, caller.session, account),
    pendingToken: pendingTokenView(context, account.id),
    sealedSheet: hasSealedSheet(context, account.id),
    workstation: rememberedView(context, account.id),
    policy: policyOf(context, account),
  });
}

/** `total` is 0 until codes were made for the two-factor authentication that is on now. */
function recoveryCodesView(context: VaultContext, account: Account): Security["recoveryCodes"] {
  const sheet = codesOnSheet(context.db, account.id);
  const left = sheet.filter(({ state }) => state === "open").length;
  const list = sheet.map(({ number, spentAt }) => ({ number, usedAt: spentAt }));
  return { left, total: sheet.length > 0 ? RECOVERY_CODE_COUNT : 0, stored: account.recoveryStored, list };
}
