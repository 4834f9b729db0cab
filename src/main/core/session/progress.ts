import { setImmediate as otherWork } from "node:timers/promises";
import type { InputOf } from "../../../contract/methods";
import type { Cancelled } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { Progress } from "../../../contract/session/views";
import type { VaultContext } from "../context";
import type { Step } from "../ports";
import type { Caller, Session } from "./session";

/** Nobody sees more often than this how far it is. */
const REPORT_MS = 100;

/** Runs long work that can be watched and stopped; `canceled` where `work` says so by returning undefined. */
export async function withProgress<T>(
  { clock }: Pick<VaultContext, "clock">,
  session: Session,
  what: Progress["what"],
  work: (step: Step) => Promise<T | undefined>,
): Promise<Result<T, Cancelled>> {
  const job = { progress: { what, done: 0, of: 0 }, stop: new AbortController() };
  session.job?.stop.abort();
  session.job = job;
  let reportedAt = Number.NEGATIVE_INFINITY;
  const step: Step = async (done, of) => {
    job.progress = { what, done, of };
    const now = clock.monotonic();
    if (now - reportedAt >= REPORT_MS) {
      reportedAt = now;
      session.host.changed(["getProgress"]);
    }
    await otherWork();
    return !job.stop.signal.aborted;
  };
  try {
    const worked = await work(step);
    return worked === undefined ? refuse({ code: "cancelled" }) : ok(worked);
  } finally {
    if (session.job === job) session.job = null;
    session.host.changed(["getProgress"]);
  }
}

/** How far the long work is that is under way; null where there is none. */
export function getProgress(
  _installation: unknown,
  { session }: Caller,
  _input: InputOf<"getProgress">,
): Result<Progress | null> {
  return ok(session.job?.progress ?? null);
}

/** Stops the long work at its next step; what it had not finished does not happen. */
export function cancelProgress(
  _installation: unknown,
  { session }: Caller,
  _input: InputOf<"cancelProgress">,
): Result<null> {
  session.job?.stop.abort();
  return ok(null);
}
