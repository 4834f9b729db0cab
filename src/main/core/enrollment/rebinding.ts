import { recordEvent, type VaultContext } from "../context";
import type { ProvenFactor } from "../domain/events";
import type { Session } from "../session/session";
import type { Account } from "../store/accounts";
import { type Authenticator, findAuthenticator } from "../store/authenticators";

/*
 * The session of whoever came back without the phone, until the new one works: an ordinary one begins then, as after any
 * sign-in with every factor that was due.
 */

/** The new phone works: completes the sign-in, inside the caller's transaction; nothing in any other session. */
export function recordRebound(
  context: VaultContext,
  { signedIn }: Session,
  { id }: Account,
  proven: ProvenFactor,
): void {
  if (signedIn?.account !== id || signedIn.rebinding === null) return;
  const factors = [{ factor: "password" }, proven] as const;
  recordEvent(context, id, { kind: "signed-in", subject: id, data: { factors } });
}

/**
 * The authenticator of the old phone, whose key may be shown once more for the new one: on the way back alone, for whoever
 * said that the old phone is still theirs.
 */
export function findKeyToKeep(
  context: VaultContext,
  { signedIn }: Session,
  { id }: Account,
): Authenticator | undefined {
  const keeps = signedIn?.account === id && signedIn.rebinding === "new-phone";
  return keeps ? findAuthenticator(context.db, id, "active") : undefined;
}
