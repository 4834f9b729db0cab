import { noteShown } from "./approvals/notice-period";
import { forgetOldKeys } from "./authentication/attempt-hints";
import { sumUpGuesses } from "./authentication/guesses";
import { pushBackupState } from "./backups/backup-state";
import { lookIntoFolders } from "./backups/look";
import { backUpWhenDue } from "./backups/nightly";
import { watchClock } from "./clock/clock";
import type { VaultContext } from "./context";
import type { Background, Installation } from "./installation";
import { pumpOutbox } from "./messaging/outbox";
import { tick } from "./session/sessions";
import { diskTroubleOf } from "./store/trouble";

const TICK_MS = 5000;
const SWEEP_MS = 60 * 60_000;
const CHECK_DELAY_MS = 2000;

/** The number under which the log has what broke. */
type Report = (what: string, broken: unknown) => { readonly number: string };

/** A vault that waits to be confirmed, or is being checked, is neither looked after nor copied. */
function tendBackups(installation: Installation, context: VaultContext): void {
  if (installation.now.vault.is !== "open" || !context.memory.checked) return;
  lookIntoFolders(context);
  backUpWhenDue(context);
  pushBackupState(context);
}

/** Starts what runs beside an opened vault. */
export function startBackground(installation: Installation, context: VaultContext, report: Report): Background {
  const watched = watchFailures(context, report);
  // A gateway's address is nobody's word before it was checked.
  const pump = () =>
    watched("outbox", async () => {
      if (context.memory.checked && installation.now.vault.is === "open") await pumpOutbox(context);
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
    watched("session", () => {
      for (const session of installation.sessions) {
        noteShown(context);
        tick(context, session);
      }
    });
    watched("clock", () => watchClock(context));
    watched("guesses", () => sumUpGuesses(context));
    watched("backups", () => tendBackups(installation, context));
    watched("head", () => installation.now.seal?.tryAgain());
    watched("full-check", () => context.ledgerCheck.beginIfDue());
    pump();
  }, TICK_MS);
  // The whole ledger is checked once the window stands: its start has the processor to itself.
  setTimeout(() => watched("ledger", () => context.ledgerCheck.done()), CHECK_DELAY_MS).unref();
  const sweeping = setInterval(() => watched("old-keys", () => forgetOldKeys(context)), SWEEP_MS);
  const stop = () => {
    clearInterval(ticking);
    clearInterval(sweeping);
    context.memory.backups.running?.stop();
    installation.now.seal?.tryAgain();
  };
  return { soon, stop };
}

/**
 * Runs what nobody waits for. A failure becomes a state on every screen and a line in the log, once, and goes away when the
 * same work succeeds again; it never ends the process.
 */
function watchFailures(context: VaultContext, report: Report) {
  const failing = new Map<string, NonNullable<VaultContext["memory"]["backgroundTrouble"]>>();
  const say = () => {
    context.memory.backgroundTrouble = [...failing.values()][0] ?? null;
    context.changed(["getAppState"]);
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
