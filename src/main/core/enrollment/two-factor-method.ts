import type { InputOf } from "../../../contract/methods";
import type { NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import { numberForTokens } from "../domain/phones";
import { forbids } from "../session/enforcement";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import type { Account } from "../store/accounts";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { dropClosedSecrets } from "../store/secrets";

/** Goes back from the app to tokens by text message, for which there must be a confirmed phone and a gateway. */
export function chooseTextMessages(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"chooseTextMessages">,
): Result<null, NotNow> {
  return immediately(context.db, () => {
    const account = ownAccount(context, caller);
    const early = textObstacle(context, account) ?? forbids(context, account, "text");
    if (early !== null) return refuse(early);
    recordEvent(context, account.id, { kind: "text-messages-chosen", subject: account.id, data: {} });
    dropClosedSecrets(context.db, account.id, 0);
    return ok(null);
  });
}

/** After a revocation, turning two-factor off and on again would bind a new app by password and token by text. */
function resetNeeded({ setupCodeNeeded }: Account): NotNow | null {
  return setupCodeNeeded ? { code: "not-now", because: "reset-needed" } : null;
}

function textObstacle(context: VaultContext, account: Account): NotNow | null {
  const { twoFactor } = account;
  const notNow = (because: NotNow["because"]) => ({ code: "not-now", because }) as const;
  if (twoFactor === "none") return notNow("two-factor-off");
  if (twoFactor === "text") return notNow("already-text");
  if (numberForTokens(account) === null) return notNow("no-phone");
  return thePractice(context.db).gateway === null ? notNow("no-gateway") : null;
}

/** Turns two-factor off where no rule forbids it: the authenticator and every code that went with it are void. */
export function disableTwoFactor(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"disableTwoFactor">,
): Result<null, NotNow> {
  const disabled = immediately(context.db, () => {
    const account = ownAccount(context, caller);
    if (account.twoFactor === "none") return refuse({ code: "not-now", because: "two-factor-off" });
    const forbidden = forbids(context, account, "none") ?? resetNeeded(account);
    if (forbidden !== null) return refuse(forbidden);
    recordEvent(context, account.id, { kind: "two-factor-disabled", subject: account.id, data: {} });
    dropClosedSecrets(context.db, account.id, ruleTime(context));
    return ok(null);
  });
  if (disabled.ok) caller.session.papers.delete("recovery-codes");
  return disabled;
}
