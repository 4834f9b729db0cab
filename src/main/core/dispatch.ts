import { serialize } from "node:v8";
import type { z } from "zod";
import { inputs } from "../../contract/inputs";
import type { Row } from "../../contract/method";
import { contract, type Method } from "../../contract/methods";
import type { BadInput, FieldProblem, Incident, ProofRefused } from "../../contract/refusals";
import { type Refusal, type Result, refuse } from "../../contract/result";
import type { Asking, Given, Outcome } from "./asking";
import type { Paper } from "./ports";
import type { Pushes } from "./pushes";
import type { Caller } from "./session/session";
import { type Asked, createTickets, type Tickets } from "./tickets";

export type BridgeParts = {
  /** Runs the method itself; who calls and with what has been checked by then. */
  readonly answer: (method: Method, caller: Caller, input: unknown) => Promise<Answer | Asking> | Answer | Asking;
  readonly callerNow: () => Caller;
  readonly passwordIsRecent: () => boolean;
  /** Whether the records were found not to match the ledger. */
  readonly hasAlarm: () => boolean;
  /** Own password and token that go with an act; undefined where they hold. */
  readonly checkProof: (caller: Caller, proof: Proof, act: Method) => Promise<ProofRefused["because"] | undefined>;
  readonly pushes: Pushes;
  /** Writes what broke to the log and returns its number. */
  readonly incident: (method: string, broken: unknown) => Omit<Incident, "code">;
  /** Milliseconds that never run backwards. */
  readonly monotonic: () => number;
  /** A name for what waits for a person, that nobody guesses. */
  readonly newTicket: () => string;
};
type Answer = Result<unknown, Refusal>;
type Proof = { readonly password: string; readonly token: string | null };

/** More than a person's fast hands need; a page that floods is slowed, not served. */
const CALLS_PER_SECOND = 20;
const BURST = 60;
const LARGEST_INPUT = 64 * 1024;

/** What a host does for its session. */
export type Connection = {
  /** Calls a method: its answer, or what the host has to ask before there is one. */
  readonly call: (method: Method, input: unknown) => Promise<Answer | Asked>;
  /** Gives what leaves, recorded by then, once the person has said where to. */
  readonly commit: (ticket: string) => Promise<Result<string | Paper, Refusal>>;
  /** The method's answer to what the person chose. */
  readonly give: (ticket: string, given: Given) => Promise<Answer>;
  /** The method's answer to what came of it. Every ticket is closed, but one that was refused or took something in. */
  readonly close: (ticket: string, outcome: Outcome) => Promise<Answer>;
};

/** The walls between window and services, in order (PAGE-3): size and rate, session state, input, password, service. */
export function createBridge(parts: BridgeParts): Connection {
  const within = rateLimit(parts.monotonic);
  const tickets = createTickets(parts.callerNow, parts.newTicket);
  const masked = async <T>(method: string, work: () => Promise<T>) => {
    try {
      return await work();
    } catch (broken) {
      return refuse({ code: "incident", ...parts.incident(method, broken) });
    }
  };
  /** Goes on with a ticket, behind the walls that stand there still; what its method changes is told where it succeeds. */
  const goOn = async <V>(ticket: string, work: () => Result<V, Refusal> | Promise<Result<V, Refusal>>) => {
    const method = tickets.methodOf(ticket);
    if (method === undefined) return refuse({ code: "not-now", because: "session-over" });
    return masked(method, async () => {
      if (isClosedByAlarm(parts, method)) {
        tickets.close(ticket, { is: "canceled" });
        return refuse({ code: "closed-by-alarm" });
      }
      const answered = await work();
      parts.pushes.answered(answered.ok ? contract[method].touches : []);
      return answered;
    });
  };
  // What the window is told from here on is compared with this.
  parts.pushes.pushSessionState();
  return {
    call: (method, input) =>
      masked(method, async () => {
        if (!within(method)) return refuse({ code: "too-many-calls" });
        const answered = await admit(parts, tickets, method, input);
        parts.pushes.answered("ok" in answered && answered.ok ? contract[method].touches : []);
        return answered;
      }),
    commit: (ticket) => goOn(ticket, () => tickets.commit(ticket)),
    give: (ticket, given) => goOn(ticket, () => tickets.give(ticket, given)),
    close: async (ticket, outcome) => {
      const method = tickets.methodOf(ticket);
      if (method === undefined) return refuse({ code: "not-now", because: "session-over" });
      return masked(method, async () => {
        const isTakenBack = tickets.isCommitted(ticket) && outcome.is !== "out";
        const answered = tickets.close(ticket, outcome);
        parts.pushes.answered(isTakenBack ? contract[method].touches : []);
        return answered;
      });
    },
  };
}

async function admit(parts: BridgeParts, tickets: Tickets, method: Method, input: unknown): Promise<Answer | Asked> {
  const row: Row = contract[method];
  if (!row.callers.includes(parts.callerNow().sessionState)) return refuse({ code: "not-allowed" });
  const parsed = parseInput(method, input);
  if (!parsed.ok) return parsed;
  if (row.password === "recent" && !parts.passwordIsRecent()) return refuse({ code: "step-up-needed" });
  if (isClosedByAlarm(parts, method)) return refuse({ code: "closed-by-alarm" });
  if (row.password === "every-time") {
    const { proof } = parsed.value as { proof: Proof };
    const because = await parts.checkProof(parts.callerNow(), proof, method);
    if (because !== undefined) return refuse({ code: "proof-refused", because });
  }
  // Checking a proof takes time, in which a session can end: the caller is who it is now.
  const caller = parts.callerNow();
  if (!row.callers.includes(caller.sessionState)) return refuse({ code: "not-allowed" });
  const asker = { caller, signedIn: caller.session.signedIn };
  const answered = await parts.answer(method, caller, parsed.value);
  return "ok" in answered ? answered : tickets.hold(method, asker, answered);
}

function isClosedByAlarm({ hasAlarm }: BridgeParts, method: Method): boolean {
  return contract[method].password === "every-time" && hasAlarm() && !openInAlarm.has(method);
}

/** What stays open while the records do not match the ledger: keeping evidence, and making the tables anew. */
const openInAlarm: ReadonlySet<Method> = new Set<Method>([
  "exportEntries",
  "makeEvidencePack",
  "saveEvidence",
  "rebuildTables",
]);

/** The input as its schema reads it; else every field's problem, under the field's path. */
export function parseInput(method: Method, input: unknown): Result<unknown, BadInput> {
  if (!isSmallPlainValue(input)) return refuse({ code: "bad-input", fields: { "": "invalid" } });
  const schema: z.ZodType = inputs[method];
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const fields: Record<string, FieldProblem> = {};
  for (const { path, message } of parsed.error.issues) fields[path.join(".")] ??= toProblem(message);
  return refuse({ code: "bad-input", fields });
}

const problems: ReadonlySet<string> = new Set<FieldProblem>([
  "missing",
  "too-long",
  "not-a-name",
  "not-an-email",
  "not-a-phone-number",
  "not-a-cell-phone",
  "phone-extension",
  "not-a-time-zone",
  "not-a-region",
  "not-an-address",
  "not-a-number",
  "not-a-date",
  "in-the-past",
  "out-of-range",
]);

/** Schemas word their issues as FieldProblems; zod's own sentences stay inside. */
function toProblem(message: string): FieldProblem {
  return problems.has(message) ? (message as FieldProblem) : "invalid";
}

function isSmallPlainValue(input: unknown): boolean {
  try {
    return serialize(input).byteLength <= LARGEST_INPUT;
  } catch {
    // What cannot be serialized (a function, a symbol) can be no input either.
    return false;
  }
}

/** A token bucket per method. */
function rateLimit(monotonic: () => number): (method: Method) => boolean {
  const buckets = new Map<Method, { left: number; at: number }>();
  return (method) => {
    const now = monotonic();
    const bucket = buckets.get(method) ?? { left: BURST, at: now };
    bucket.left = Math.min(BURST, bucket.left + ((now - bucket.at) / 1000) * CALLS_PER_SECOND) - 1;
    bucket.at = now;
    buckets.set(method, bucket);
    if (bucket.left >= 0) return true;
    bucket.left = 0;
    return false;
  };
}
