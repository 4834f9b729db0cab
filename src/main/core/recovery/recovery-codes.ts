import type { InputOf } from "../../../contract/methods";
import { recoveryCodesText } from "../../../contract/recovery/recovery-code-messages";
import type { RecoveryCodes } from "../../../contract/recovery/views";
import type { NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { newCode } from "../authentication/codes";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import {
  RECOVERY_CODE_BYTES,
  RECOVERY_CODES_BYTES,
  recoveryCodeFrom,
  recoveryCodesFrom,
  shownRecoveryCode,
} from "../domain/recovery-codes";
import { bindingRefusal, unfinishedRefusal } from "../enrollment/binding";
import { ownAccount } from "../session/own-account";
import { keepPaper } from "../session/papers";
import type { Caller, Session } from "../session/session";
import type { Account } from "../store/accounts";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { dropClosedSecrets } from "../store/secrets";
import { findCodeToReplace } from "./recovery-code-state";

/**
 * Makes ten recovery codes, shown in this one reply and kept as digests alone; all earlier ones are void. Refused while
 * two-factor is off: there is nothing yet that they would help back into.
 */
export function makeRecoveryCodes(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"makeRecoveryCodes">,
): Result<RecoveryCodes, NotNow> {
  const plain = recoveryCodesFrom(context.random.bytes(RECOVERY_CODES_BYTES));
  const codes = plain.map(shownRecoveryCode);
  const made = immediately(context.db, () => {
    const account = ownAccount(context, caller);
    if (account.twoFactor === "none") return refuse({ code: "not-now", because: "two-factor-off" });
    const early = bindingRefusal(caller.session, account) ?? unfinishedRefusal(caller.session, account);
    if (early !== null) return refuse(early);
    const codesMade = plain.map((code) => newCode(context, account.id, "recovery-code", code));
    recordEvent(
      context,
      account.id,
      { kind: "recovery-codes-made", subject: account.id, data: { codes: codesMade.map(({ issued }) => issued) } },
      { secrets: codesMade.map(({ secret }) => secret) },
    );
    dropClosedSecrets(context.db, account.id, ruleTime(context));
    return ok({ codes });
  });
  if (made.ok) keepSheet(context, caller.session, ownAccount(context, caller), codes);
  return made;
}

/**
 * One new code in the place of the one that this session came in with, under its number, shown in this one reply (NIST SP
 * 800-63B-4 §4.2.1.1). Once: the session proved no more than that code.
 */
export function replaceRecoveryCode(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"replaceRecoveryCode">,
): Result<{ readonly code: string; readonly number: number }, NotNow> {
  const plain = recoveryCodeFrom(context.random.bytes(RECOVERY_CODE_BYTES));
  const code = shownRecoveryCode(plain);
  const replaced = immediately(context.db, () => {
    const account = ownAccount(context, caller);
    const spent = findCodeToReplace(context, caller.session, account);
    if (spent === undefined) return refuse({ code: "not-now", because: "no-code-to-replace" });
    const { issued, secret } = newCode(context, account.id, "recovery-code", plain);
    const data = { ...issued, replaces: spent.id };
    const event = { kind: "recovery-code-replaced", subject: account.id, data } as const;
    recordEvent(context, account.id, event, { secrets: [secret] });
    return ok({ code, number: spent.number });
  });
  if (replaced.ok) keepSheet(context, caller.session, ownAccount(context, caller), [code], replaced.value.number);
  return replaced;
}

/** `first`: the number of the first one on paper. */
function keepSheet(
  context: VaultContext,
  session: Session,
  { name }: Account,
  codes: readonly string[],
  first = 1,
): void {
  const { name: practice, stillStuck } = thePractice(context.db);
  const madeAt = context.clock.now();
  const text = recoveryCodesText({ practice, name, codes, first });
  keepPaper(
    context,
    session,
    "recovery-codes",
    (sheet) => context.papers.recoveryCodes({ practice, name, codes, first, madeAt, stillStuck }, sheet),
    text,
  );
}

/** "I have stored these": said by whoever still has them on the screen. They are at hand no longer from then on. */
export function storeRecoveryCodes(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"storeRecoveryCodes">,
): Result<null, NotNow> {
  const account = ownAccount(context, caller);
  if (!caller.session.papers.has("recovery-codes")) return refuse({ code: "not-now", because: "no-paper" });
  immediately(context.db, () =>
    recordEvent(context, account.id, { kind: "recovery-codes-stored", subject: account.id, data: {} }),
  );
  caller.session.papers.delete("recovery-codes");
  return ok(null);
}
