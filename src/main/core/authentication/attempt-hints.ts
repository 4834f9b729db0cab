import { ruleTime, type VaultContext } from "../context";
import type { AttemptHint } from "../domain/attempt-hint";
import { matchToken, searchStep, stepAt } from "../domain/totp";
import type { Account } from "../store/accounts";
import { type Authenticator, listOtherAuthenticators, listOthersLikely } from "../store/authenticators";
import { dropOldKeys, KEPT_KEYS_MS, readSecret } from "../store/secrets";
import { learnedDriftOf } from "./learned-drift";

/*
 * What a refused token was right for: looked for after a correct password, for support alone. It never lets anybody in, and
 * everything is looked at whatever is found, so that neither answer nor time tells whoever typed it.
 */

/** `asked`: the authenticator that it was compared with; undefined where tokens come by text. */
export function searchHint(
  context: VaultContext,
  account: Account,
  typed: string,
  asked: Authenticator | undefined,
): AttemptHint | undefined {
  const own = asked === undefined ? undefined : otherTime(context, asked, typed);
  const others = listOtherAuthenticators(context.db, account.id, ruleTime(context) - KEPT_KEYS_MS);
  const fitting = others.filter((other) => search(context, { ...other, account: account.id }, typed) !== undefined);
  const state = fitting[0]?.state;
  const ofOthers = isOfAnother(context, account, typed) ? ({ is: "other-account" } as const) : undefined;
  return own ?? (state === undefined ? ofOthers : { is: "other-authenticator", state });
}

/** Whether it is the code that another account's app shows now: of a few who are likely, all of them looked at. */
function isOfAnother(context: VaultContext, { id }: Account, typed: string): boolean {
  const now = context.clock.now();
  const fitting = listOthersLikely(context.db, id).filter((other) => {
    const key = readSecret(context.db, context.keys.commitments, other.secret, other.account, "totp-key");
    if (key.is === "damaged") return false;
    const asked = { secret: key.bytes, digits: other.digits, token: typed, now, lastAcceptedStep: null };
    return matchToken({ ...asked, learnedDriftSteps: learnedDriftOf(context, other.id) }).kind === "accepted";
  });
  return fitting.length > 0;
}

/** At which other time a token is right for its own authenticator. */
export function otherTime(context: VaultContext, authenticator: Authenticator, typed: string): AttemptHint | undefined {
  const step = search(context, authenticator, typed);
  if (step === undefined) return undefined;
  const fromClock = step - stepAt(context.clock.now());
  return { is: "other-time", periods: fromClock - learnedDriftOf(context, authenticator.id), fromClock };
}

type Searched = Pick<Authenticator, "id" | "account" | "secret" | "digits">;

function search(context: VaultContext, authenticator: Searched, typed: string): number | undefined {
  const { secret, account, digits } = authenticator;
  const key = readSecret(context.db, context.keys.commitments, secret, account, "totp-key");
  if (key.is === "damaged") return undefined;
  const learnedDriftSteps = learnedDriftOf(context, authenticator.id);
  return searchStep({ secret: key.bytes, digits, token: typed, now: context.clock.now(), learnedDriftSteps });
}

/** Forgets the keys of phones that were replaced or lost more than thirty days ago: at start, and now and then. */
export function forgetOldKeys(context: VaultContext): void {
  dropOldKeys(context.db, ruleTime(context) - KEPT_KEYS_MS);
}
