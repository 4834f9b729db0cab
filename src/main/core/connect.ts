import { contract, type Method } from "../../contract/methods";
import { ownReads } from "../../contract/reads";
import { noteShown } from "./approvals/notice-period";
import { checkProof } from "./authentication/proof";
import type { VaultContext } from "./context";
import { type Connection, createBridge } from "./dispatch";
import { idFrom } from "./domain/base32";
import type { Installation } from "./installation";
import type { Pushes } from "./pushes";
import { type Routes, routes } from "./routes";
import type { Caller, Session } from "./session/session";
import { callerNow } from "./session/session-state";
import { passwordIsRecent } from "./session/sessions";
import { diskTroubleOf } from "./store/trouble";

/** Who calls in a session; without an opened vault nobody is anybody. */
export function callerIn(installation: Installation, session: Session): Caller {
  const { now } = installation;
  const caller = now.context !== null && now.vault.is === "open" ? callerOf(installation, now.context, session) : null;
  if (caller !== null) return caller;
  const sessionState = now.vault.is === "none" ? "practice-setup" : "sealed";
  return { session, sessionState, account: null, role: null };
}

/** null where the file cannot be read any more: it says so on a screen of its own, before anything else is asked. */
function callerOf({ now }: Installation, context: VaultContext, session: Session): Caller | null {
  try {
    noteShown(context);
    return callerNow(context, session);
  } catch (broken) {
    if (diskTroubleOf(broken) !== "damaged") throw broken;
    now.vault = { is: "trouble", trouble: "damaged" };
    return null;
  }
}

type Host = {
  readonly pushes: Pushes;
  /** Writes what broke to the log and returns its number. */
  readonly incident: Parameters<typeof createBridge>[0]["incident"];
};

/** dispatch.ts has read the input by the method's own schema, so that it is what its route takes. */
const answer = (method: Method) =>
  routes[method] as (installation: Installation, caller: Caller, input: unknown) => ReturnType<Routes[Method]>;

/** What a host does for one session, through all walls (dispatch.ts); limits on calls are the session's own. */
export function connect(installation: Installation, session: Session, { pushes, incident }: Host): Connection {
  const contextNow = () => installation.now.context;
  return createBridge({
    answer: (method, caller, input) => answer(method)(installation, caller, input),
    callerNow: () => callerIn(installation, session),
    hasAlarm: () => contextNow()?.memory.alarm != null,
    passwordIsRecent: () => {
      const context = contextNow();
      return context !== null && passwordIsRecent(context, session);
    },
    checkProof: async (caller, proof, act) => {
      const context = contextNow();
      const checked = context === null ? undefined : await checkProof(context, caller, proof, act);
      if (checked === undefined) return { code: "sign-in-ended" };
      return checked.ok ? undefined : checked.refusal;
    },
    pushes: {
      ...pushes,
      answered: (touches) => {
        pushToOthers(installation, session, touches);
        pushes.answered(touches);
      },
    },
    incident,
    monotonic: installation.clock.monotonic,
    newTicket: () => idFrom(installation.random.bytes(16)),
  });
}

/**
 * Lets the other sessions hear what a call has changed for them: everything, where it is the same person or no vault is
 * open; else what they may see of others. An app state counts what waits in lists: whoever hears of no list has no change
 * in it, and learns of nobody else's sign-ins (PAGE-6). Whose own state is another by now hears that in any case.
 */
function pushToOthers(installation: Installation, session: Session, touches: readonly Method[]): void {
  if (touches.length === 0) return;
  const { account } = callerIn(installation, session);
  const isOwnChange = ownReads.every((read) => touches.includes(read));
  const shared = isOwnChange ? touches.filter((read) => !ownReads.some((own) => own === read)) : touches;
  for (const other of installation.sessions) {
    if (other === session) continue;
    const there = callerIn(installation, other);
    const isShut = there.sessionState === "sealed" || there.sessionState === "practice-setup";
    const seen = shared.filter((read) => contract[read].callers.includes(there.sessionState));
    if (isShut || (account !== null && there.account === account)) other.host.changed(touches);
    else other.host.changed(seen.some((read) => read !== "getAppState") ? seen : []);
  }
}
