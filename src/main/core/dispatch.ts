import { serialize } from "node:v8";
import type { z } from "zod";
import { inputs } from "../../contract/inputs";
import type { Row } from "../../contract/method";
import { contract, type Method } from "../../contract/methods";
import type { BadInput, FieldProblem, Incident, ProofRefused } from "../../contract/refusals";
import { type Refusal, type Result, refuse } from "../../contract/result";
import type { Pushes } from "./pushes";
import type { Caller } from "./session/session";

export type BridgeParts = {
  /** Runs the method itself; who calls and with what has been checked by then. */
  readonly answer: (method: Method, caller: Caller, input: unknown) => Promise<Answer> | Answer;
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
};
type Answer = Result<unknown, Refusal>;
type Proof = { readonly password: string; readonly token: string | null };

/** More than a person's fast hands need; a page that floods is slowed, not served. */
const CALLS_PER_SECOND = 20;
const BURST = 60;
const LARGEST_INPUT = 64 * 1024;

/** A call of a session, with its answer. */
export type Call = (method: Method, input: unknown) => Promise<Answer>;

/** The walls between window and services, in order (PAGE-3): size and rate, session state, input, password, service. */
export function createBridge(parts: BridgeParts): Call {
  const within = rateLimit(parts.monotonic);
  // What the window is told from here on is compared with this.
  parts.pushes.pushSessionState();
  return async (method, input) => {
    try {
      if (!within(method)) return refuse({ code: "too-many-calls" });
      const answered = await admit(parts, method, input);
      parts.pushes.answered(answered.ok ? contract[method].touches : []);
      return answered;
    } catch (broken) {
      return refuse({ code: "incident", ...parts.incident(method, broken) });
    }
  };
}

async function admit(parts: BridgeParts, method: Method, input: unknown): Promise<Answer> {
  const row: Row = contract[method];
  if (!row.callers.includes(parts.callerNow().sessionState)) return refuse({ code: "not-allowed" });
  const parsed = parseInput(method, input);
  if (!parsed.ok) return parsed;
  if (row.password === "recent" && !parts.passwordIsRecent()) return refuse({ code: "step-up-needed" });
  if (row.password === "every-time" && parts.hasAlarm() && !openInAlarm.has(method))
    return refuse({ code: "closed-by-alarm" });
  if (row.password === "every-time") {
    const { proof } = parsed.value as { proof: Proof };
    const because = await parts.checkProof(parts.callerNow(), proof, method);
    if (because !== undefined) return refuse({ code: "proof-refused", because });
  }
  // Checking a proof takes time, in which a session can end: the caller is who it is now.
  const caller = parts.callerNow();
  if (!row.callers.includes(caller.sessionState)) return refuse({ code: "not-allowed" });
  return parts.answer(method, caller, parsed.value);
}

/** What stays open while the records do not match the ledger: keeping evidence, and making the tables anew. */
const openInAlarm: ReadonlySet<Method> = new Set<Method>(["exportEntries", "makeEvidencePack", "rebuildTables"]);

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
