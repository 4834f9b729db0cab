import type { Caller } from "./session";
import { type Step } from "../ports";
import { setImmediate as otherWork } from "node:timers/promises";
import type { InputOf } from "../../../contract/methods";
import type { Cancelled } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { Progress } from "../../../contract/session/views";
import type { VaultContext } from "../context";

/** Nobody sees more often than this how far it is. */
const REPORT_MS = 100;

/** Runs long work that can be watched and stopped; `canceled` where `work` says so by returning undefined. */
export async function withProgress<T>(
  context: VaultContext,
  what: Progress["what"],
  work: (step: Step) => Promise<T | undefined>,
): Promise<Result<T, Cancelled>> {
  const job = { progress: { what, done: 0, of: 0 }, stop: new AbortController() };
  context.memory.job?.stop.abort();
  context.memory.job = job;
  let toldAt = Number.NEGATIVE_INFINITY;
  const step: Step = async (done, of) => {
    job.progress = { what, done, of };
    const now = context.clock.monotonic();
    if (now - toldAt >= REPORT_MS) {
      toldAt = now;
      context.changed(["getProgress"]);
    }
    await otherWork();
    return !job.stop.signal.aborted;
  };
  try {
    const worked = await work(step);
    return worked === undefined ? refuse({ code: "cancelled" }) : ok(worked);
  } finally {
    if (context.memory.job === job) context.memory.job = null;
    context.changed(["getProgress"]);
  }
}

/** How far the long work is that is under way; null where there is none. */
export function getProgress(
  context: VaultContext,
  _caller: Caller,
  _input: InputOf<"getProgress">,
): Result<Progress | null> {
  return ok(context.memory.job?.progress ?? null);
}

/** Stops the long work at its next step; what it had not finished does not happen. */
export function cancelProgress(
  context: VaultContext,
  _caller: Caller,
  _input: InputOf<"cancelProgress">,
): Result<null> {
  context.memory.job?.stop.abort();
  return ok(null);
}
