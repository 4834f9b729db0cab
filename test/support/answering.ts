import type { Refusal, Result } from "../../src/contract/result";
import type { Asking, Destination, Outcome } from "../../src/main/core/asking";
import type { VaultContext } from "../../src/main/core/context";
import type { Paper, TableFile } from "../../src/main/core/ports";
import type { Caller, Session } from "../../src/main/core/session/session";
import { createTickets } from "../../src/main/core/tickets";

/* The person before the window, for tests of what leaves and comes in: they answer what a method asks for. */

/** What becomes of it once it is committed; `commit` gives what leaves, or ends it with the method's refusal. */
type PutOut<T> = (commit: () => T, name: string) => Promise<Outcome>;
export type Answering = {
  readonly file: PutOut<string>;
  readonly clipboard: PutOut<string>;
  readonly pdf: PutOut<Paper>;
  readonly printer: PutOut<Paper>;
  /** The list of people that is chosen; null cancels. */
  readonly table: () => Promise<TableFile | null>;
};

export const canceled: Outcome = { is: "canceled" };
export const out = (name: string): Outcome => ({ is: "out", name });

/** Ends what the person was about to do where the core does not let it out. */
class RefusedAtCommit extends Error {
  readonly refused: Result<never, Refusal>;
  constructor(refused: Result<never, Refusal>) {
    super("refused");
    this.refused = refused;
  }
}

export type AtWindow = VaultContext & { readonly session: Session; readonly answering: Answering };

/** The method's answer, once the person has answered what it asks for. */
export async function carriedOut<R extends Result<unknown, Refusal>>(
  context: AtWindow,
  called: R | Asking<R> | Promise<R | Asking<R>>,
): Promise<R> {
  const { session, answering } = context;
  const tickets = createTickets(
    () => callerAt(session),
    () => "the only one",
  );
  const asker = { caller: callerAt(session), signedIn: session.signedIn };
  const answered = await called;
  if ("ok" in answered) return answered;
  // Tickets carry the answers of all methods; this one is of the method that was called.
  const answer = (given: Result<unknown, Refusal>) => given as R;
  const asked = tickets.hold("exportEntries", asker, answered);
  if ("ok" in asked) return answer(asked);
  if ("choose" in asked.asks) {
    const file = await answering.table();
    if (file === null) return answer(tickets.close(asked.ticket, canceled));
    return answer(await tickets.give(asked.ticket, { is: "table", file }));
  }
  const commit = <T extends string | Paper>(): T => {
    const content = tickets.commit(asked.ticket);
    if (!content.ok) throw new RefusedAtCommit(content);
    return content.value as T;
  };
  try {
    return answer(tickets.close(asked.ticket, await putOut(answering, asked.asks, commit)));
  } catch (broken) {
    if (broken instanceof RefusedAtCommit) return answer(broken.refused);
    tickets.close(asked.ticket, { is: "broken" });
    throw broken;
  }
}

/** Who is at the window; tests move the clock by weeks under a session that goes on. */
function callerAt(session: Session): Caller {
  const { signedIn } = session;
  const isOpen = signedIn !== null && !signedIn.locked;
  const sessionState = isOpen ? "manager" : signedIn === null ? "signed-out" : "locked";
  return { session, sessionState, account: signedIn?.account ?? null, role: isOpen ? "manager" : null };
}

function putOut(answering: Answering, { to, name }: Destination, commit: <T extends string | Paper>() => T) {
  switch (to) {
    case "file":
    case "clipboard":
      return answering[to](() => commit<string>(), name);
    case "pdf":
    case "printer":
      return answering[to](() => commit<Paper>(), name);
  }
}
