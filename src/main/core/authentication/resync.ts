import type { SignInNext } from "../../../contract/authentication/views";
import type { InputOf } from "../../../contract/methods";
import type { RecordsDamaged, TokenRefusal } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { WINDOWS } from "../../../contract/vocabulary";
import { recordEvent, type VaultContext } from "../context";
import type { ProvenFactor } from "../domain/events";
import { matchPair } from "../domain/totp";
import type { Caller } from "../session/session";
import type { Account } from "../store/accounts";
import { findAuthenticator } from "../store/authenticators";
import { readSecret } from "../store/secrets";
import { learnedDriftOf } from "./learned-drift";
import { completeSignIn } from "./sign-in";
import { appFactor, refuseCode, refuseDamaged } from "./token-proof";

/**
 * Two codes, one after the other, set what is known of the phone's clock right, and are the token (RFC 6238 §6). Both must
 * be later than the last accepted one; anything else is one failure.
 */
export function resyncAuthenticator(
  context: VaultContext,
  { session }: Caller,
  pair: InputOf<"resyncAuthenticator">,
): Promise<Result<SignInNext, TokenRefusal | RecordsDamaged>> {
  return completeSignIn(context, session, (account) => provePair(context, account, pair));
}

function provePair(
  context: VaultContext,
  account: Account,
  pair: InputOf<"resyncAuthenticator">,
): Result<ProvenFactor, TokenRefusal | RecordsDamaged> {
  const authenticator = findAuthenticator(context.db, account.id, "active");
  if (authenticator === undefined) return refuse({ code: "sign-in-ended" });
  const { id, digits, lastStep, secret } = authenticator;
  const key = readSecret(context.db, context.keys.commitments, secret, account.id, "totp-key");
  if (key.is === "damaged") return refuseDamaged(context, account);
  const matched = matchPair({
    ...{ ...pair, secret: key.bytes, digits, now: context.clock.now(), lastAcceptedStep: lastStep },
    learnedDriftSteps: learnedDriftOf(context, id),
  });
  const where = { point: WINDOWS, factor: "app", during: "sign-in" } as const;
  if (matched === undefined) return refuseCode(context, account, { ...where, cause: "wrong", authenticator });
  const proven = appFactor(context, id, matched);
  const data = { authenticator: id, step: proven.step, drift: proven.drift };
  recordEvent(context, account.id, { kind: "authenticator-resynced", subject: account.id, data });
  return ok(proven);
}
