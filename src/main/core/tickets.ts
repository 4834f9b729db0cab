import type { Method } from "../../contract/methods";
import { type Refusal, type Result, refuse } from "../../contract/result";
import type { Asking, Destination, Given, Outcome, Source } from "./asking";
import type { Paper } from "./ports";
import type { Caller } from "./session/session";

type Answer = Result<unknown, Refusal>;

/** What a host is to ask, and the ticket with which it goes on. */
export type Asked = { readonly ticket: string; readonly asks: Destination | Source };

/** Who called when the method began. */
type Asker = { readonly caller: Caller; readonly signedIn: Caller["session"]["signedIn"] };
type Held = Asker & { readonly method: Method; readonly asking: Asking };

export type Tickets = {
  /** Holds what a method has prepared; refused where whoever asked is gone by then. */
  readonly hold: (method: Method, asker: Asker, asking: Asking) => Asked | Answer;
  /** Whose ticket it is; undefined for one that is used up. */
  readonly methodOf: (ticket: string) => Method | undefined;
  /** Whether something has left with it that was not answered for yet. */
  readonly isCommitted: (ticket: string) => boolean;
  /**
   * Gives what leaves, recorded by then. Works once, as `give` does, and only where the session that asked is open still,
   * with the rights that it had.
   */
  readonly commit: (ticket: string) => Result<string | Paper, Refusal>;
  /** The method's answer to what the person chose. */
  readonly give: (ticket: string, given: Given) => Answer | Promise<Answer>;
  /** The method's answer to what came of it outside. What was committed and did not come out is taken back. */
  readonly close: (ticket: string, outcome: Outcome) => Answer;
};

/** A host asks one thing at a time; what it forgot to close makes room for what is newer. */
const HELD_AT_ONCE = 8;

const over = refuse({ code: "not-now", because: "session-over" });

/** The tickets of one session: no other one reaches what it has prepared. */
export function createTickets(callerNow: () => Caller, newTicket: () => string): Tickets {
  const prepared = new Map<string, Held>();
  const committed = new Map<string, Held>();
  const isThere = ({ caller, signedIn }: Asker) => {
    const now = callerNow();
    return now.session.signedIn === signedIn && now.sessionState === caller.sessionState;
  };
  return {
    hold: (method, asker, asking) => {
      // What was made ready for long may come too late for the question itself.
      if (!isThere(asker)) return over;
      const ticket = newTicket();
      prepared.set(ticket, { ...asker, method, asking });
      const [oldest] = prepared.keys();
      if (prepared.size > HELD_AT_ONCE && oldest !== undefined) prepared.delete(oldest);
      return { ticket, asks: "to" in asking ? { to: asking.to, name: asking.name } : { choose: asking.choose } };
    },
    methodOf: (ticket) => (prepared.get(ticket) ?? committed.get(ticket))?.method,
    isCommitted: (ticket) => committed.has(ticket),
    commit: (ticket) => {
      const held = take(prepared, ticket);
      if (held === undefined || !isThere(held)) return over;
      if (!("to" in held.asking)) throw new Error("a host was asked for something, and gave nothing");
      const out = held.asking.commit();
      if (out.ok) committed.set(ticket, held);
      return out;
    },
    give: (ticket, given) => {
      const held = take(prepared, ticket);
      return held === undefined || !isThere(held) ? over : takeIn(held.asking, given);
    },
    close: (ticket, outcome) => {
      const out = take(committed, ticket);
      const held = out ?? take(prepared, ticket);
      return held === undefined ? over : answerTo(held.asking, outcome, out !== undefined);
    },
  };
}

function take(tickets: Map<string, Held>, ticket: string): Held | undefined {
  const held = tickets.get(ticket);
  tickets.delete(ticket);
  return held;
}

function takeIn(asking: Asking, given: Given): Answer | Promise<Answer> {
  if ("choose" in asking && asking.choose === "table" && given.is === "table") return asking.commit(given.file);
  if ("choose" in asking && asking.choose === "vault" && given.is === "vault") return asking.commit(given.vault);
  if ("choose" in asking && asking.choose === "backup" && given.is === "backup") return asking.commit(given.backup);
  if ("choose" in asking && asking.choose === "folder" && given.is === "folder") return asking.commit(given.path);
  throw new Error(`a host gave a ${given.is} that it was not asked for`);
}

function answerTo(asking: Asking, outcome: Outcome, isCommitted: boolean): Answer {
  if (outcome.is === "out") {
    if (!isCommitted || !("to" in asking)) throw new Error("something came out that was not committed");
    return asking.done(outcome.name);
  }
  if (isCommitted && "to" in asking && asking.undo !== undefined) return asking.undo();
  return outcome.is === "trouble" ? refuse({ code: "paper-trouble", trouble: outcome.trouble }) : asking.canceled;
}
