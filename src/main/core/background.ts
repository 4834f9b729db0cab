import { Worker } from "node:worker_threads";
import { forgetOldKeys } from "./authentication/attempt-hints";
import { watchClock } from "./clock/clock";
import type { VaultContext } from "./context";
import type { Installation } from "./installation";
import { pumpOutbox } from "./messaging/outbox";
import { tick } from "./session/sessions";
import type { VerifyNews } from "./store/ledger/check-vault";
import { diskTroubleOf } from "./store/trouble";
import type { RunCheck } from "./vault/ledger-check";

const TICK_MS = 5000;
const SWEEP_MS = 60 * 60_000;

/** The number under which the log has what broke. */
type Report = (what: string, broken: unknown) => { readonly number: string };

/** What runs beside an opened vault. `soon` is called after every commit; `stop` once, at quit. */
export type Background = { readonly soon: () => void; readonly stop: () => void };

export function startBackground(installation: Installation, worldNow: () => VaultContext, report: Report): Background {
  const watched = watchFailures(worldNow, report);
  // A gateway's address is nobody's word before it was checked.
  const pump = () =>
    watched("outbox", async () => {
      if (worldNow().memory.checked && installation.now.vault.is === "open") await pumpOutbox(worldNow());
    });
  // An import records thousands of entries in one go.
  let pumping = false;
  const soon = () => {
    if (pumping) return;
    pumping = true;
    setImmediate(() => {
      pumping = false;
      pump();
    });
  };
  const ticking = setInterval(() => {
    watched("session", () => tick(worldNow()));
    watched("clock", () => watchClock(worldNow()));
    watched("head", () => installation.now.seal?.tryAgain());
    pump();
  }, TICK_MS);
  const sweeping = setInterval(() => watched("old-keys", () => forgetOldKeys(worldNow())), SWEEP_MS);
  const stop = () => {
    clearInterval(ticking);
    clearInterval(sweeping);
    installation.now.seal?.tryAgain();
  };
  return { soon, stop };
}

/**
 * Runs what nobody waits for. A failure becomes a state on every screen and a line in the log, once, and goes away when the
 * same work succeeds again; it never ends the process.
 */
function watchFailures(worldNow: () => VaultContext, report: Report) {
  const failing = new Map<string, NonNullable<VaultContext["memory"]["beside"]>>();
  const say = () => {
    worldNow().memory.beside = [...failing.values()][0] ?? null;
    worldNow().changed(["getAppState"]);
  };
  const failed = (what: string, broken: unknown) => {
    if (failing.has(what)) return;
    const { number } = report(what, broken);
    const trouble = diskTroubleOf(broken);
    const known = trouble === "disk-full" || trouble === "read-only" ? trouble : "unknown";
    failing.set(what, { what: known, number });
    say();
  };
  const worked = (what: string) => {
    if (failing.delete(what)) say();
  };
  return (what: string, work: () => unknown): void => {
    const attempt = async () => work();
    void attempt().then(
      () => worked(what),
      (broken: unknown) => failed(what, broken),
    );
  };
}

/** Runs a check of the vault in a worker thread; one that breaks off is a file that cannot be read. */
export function checkInWorker(worker: string, report: Report): RunCheck {
  return (job, hear) =>
    new Promise((resolve) => {
      const verifying = new Worker(worker, { workerData: job });
      verifying.on("message", (news: VerifyNews) => hear(news));
      verifying.on("error", (broken) => {
        report("verify-ledger", broken);
        hear({ is: "wrong", what: "file-damaged", owners: [], managers: false });
      });
      verifying.on("exit", () => resolve());
    });
}
