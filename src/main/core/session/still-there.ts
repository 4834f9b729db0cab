import type { Waiting } from "../../../contract/refusals";
import { type Result, refuse } from "../../../contract/result";
import type { VaultContext } from "../context";
import type { Session } from "./session";
import { callerNow } from "./session-state";

const over = refuse({ code: "not-now", because: "session-over" });

/**
 * Asks a person for something outside of the window, and looks again once they have answered: only where the same
 * session is open, with the same rights, is there still somebody to whom the answer belongs.
 */
export async function askWhileThere<T, R extends { readonly code: string }>(
  context: VaultContext,
  session: Session,
  ask: () => Promise<Result<T, R>>,
): Promise<Result<T, R | Waiting>> {
  const { sessionState } = callerNow(context, session);
  const { signedIn } = session;
  // What was made ready for long may come too late for the question itself.
  if (signedIn === null || signedIn.locked) return over;
  const answer = await ask();
  const same = callerNow(context, session).sessionState === sessionState && session.signedIn === signedIn;
  return same || !answer.ok ? answer : over;
}
