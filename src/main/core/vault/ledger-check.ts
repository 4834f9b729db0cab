import { isFullCheckDue } from "../audit/full-checks";
import { type LedgerCheck, recordEvent, type VaultContext } from "../context";
import type { EventData } from "../domain/events";
import type { CommitHead } from "../domain/head-signature";
import { isPracticeStream } from "../domain/streams";
import type { Installation, RunCheck } from "../installation";
import { takeAlarm } from "../integrity";
import { endSession } from "../session/sessions";
import type { VerifyJob, VerifyNews, WrongNews } from "../store/ledger/check-vault";
import { countEntries, findHead } from "../store/ledger/ledger";
import { listNewestOwn } from "../store/ledger/own-entries";
import { isRemoved } from "../store/ledger/removed";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { diskTroubleOf } from "../store/trouble";
import { readKeptHead } from "./heads";
import { rebuildFromLedger } from "./rebuild-tables";

/** A start has the processor to itself; whoever opens the clinic too. */
const FULL_AFTER_MS = 10 * 60_000;
/** A full check that was stopped or could not run is not begun again by itself before. */
const FULL_AGAIN_MS = 24 * 60 * 60_000;

/**
 * The checks of everything that is decided on: entries, tables, secrets. One of each start, begun a while after the window
 * stands, or by the first attempt at a sign-in, which waits for it. And a full one, of every week or at somebody's word,
 * for which nobody waits.
 */
export function createLedgerCheck(installation: Installation, contextNow: () => VaultContext): LedgerCheck {
  let running: Promise<boolean> | null = null;
  const begin = () => {
    running = (running ?? Promise.resolve(true)).then(() => check(installation, contextNow(), installation.runCheck));
    return running;
  };
  const full = createFullCheck(installation, contextNow);
  return { done: () => running ?? begin(), again: () => void begin(), ...full };
}

type Running = { readonly stop: AbortController; stoppedBy: string | null };

function createFullCheck(
  installation: Installation,
  contextNow: () => VaultContext,
): Pick<LedgerCheck, "beginFull" | "cancelFull" | "beginIfDue"> {
  const monotonic = () => installation.clock.monotonic();
  let notBefore = monotonic() + FULL_AFTER_MS;
  let running: Running | null = null;
  const beginFull = (by: string | null) => {
    if (running !== null) return;
    notBefore = monotonic() + FULL_AGAIN_MS;
    const now: Running = { stop: new AbortController(), stoppedBy: null };
    running = now;
    void runFull(installation, contextNow(), by, now).finally(() => {
      running = null;
    });
  };
  return {
    beginFull,
    cancelFull: (by) => {
      if (running === null) return;
      running.stoppedBy ??= by;
      running.stop.abort();
    },
    beginIfDue: () => {
      const context = contextNow();
      const isReady = context.memory.checked && context.memory.alarm === null && installation.now.vault.is === "open";
      if (running === null && isReady && monotonic() >= notBefore && isFullCheckDue(context)) beginFull(null);
    },
  };
}

/** Checks everything, and records how that ended: also that it was stopped, or could not run. */
async function runFull(
  installation: Installation,
  context: VaultContext,
  by: string | null,
  running: Running,
): Promise<void> {
  const job = jobOf(installation, context, "full");
  if (job === undefined) return;
  const { memory } = context;
  const show = (fullCheck: typeof memory.fullCheck) => {
    if (!context.db.open) return;
    memory.fullCheck = fullCheck;
    context.changed(["getFullCheck"]);
  };
  show({ done: 0, of: countEntries(context.db) });
  let result: EventData["vault-checked"]["result"] = "failed";
  const end = await installation
    .runCheck(
      job,
      (news) => {
        if (news.is === "checking") return show({ done: news.done, of: news.of });
        result = news.is === "verified" ? "intact" : "wrong";
        hear(installation, context, news);
      },
      running.stop.signal,
    )
    .catch(() => "failed" as const);
  const { done, of } = memory.fullCheck ?? { done: 0, of: 0 };
  const stopped = end === "stopped" && running.stoppedBy !== null;
  show(null);
  noteFull(context, stopped ? running.stoppedBy : by, {
    by: by === null ? "schedule" : "person",
    ...(stopped ? { result: "canceled", entries: done } : { result, entries: of }),
  });
  countOwnEntry(context);
}

/** Where the check's own entry is all that is newer, it goes on from what was checked, and is no news to anybody. */
function countOwnEntry({ db, workstation, memory }: VaultContext): void {
  const { ledgerState: state } = memory;
  if (!db.open || state.is !== "verified" || countEntries(db) !== state.entries + 1) return;
  const [newest] = listNewestOwn(db, workstation, "vault-checked", 1);
  if (newest !== undefined && newest.seq === findHead(db, workstation)?.seq)
    memory.ledgerState = { ...state, entries: state.entries + 1, headHash: newest.hash };
}

/** What was found counts all the same where the disk takes no entry, or a removed workstation writes none. */
function noteFull(context: VaultContext, actor: string | null, data: EventData["vault-checked"]): void {
  if (!context.db.open || isRemoved(context.db, context.workstation)) return;
  try {
    immediately(context.db, () => recordEvent(context, actor, { kind: "vault-checked", subject: null, data }));
  } catch (broken) {
    if (diskTroubleOf(broken) === undefined) throw broken;
  }
  context.changed(["getFullCheck", "listEntries", "getLedgerState"]);
}

/** False where what was found has closed the vault. */
async function check(installation: Installation, context: VaultContext, run: RunCheck): Promise<boolean> {
  const { vault } = installation.now;
  const job = jobOf(installation, context, "quick");
  if (job === undefined) return true;
  await run(job, (news) => hear(installation, context, news));
  return installation.now.vault === vault;
}

/** undefined where the vault is closed by now. */
function jobOf(installation: Installation, context: VaultContext, depth: VerifyJob["depth"]): VerifyJob | undefined {
  const { key } = installation.now;
  if (key === null || !context.db.open) return undefined;
  return { file: installation.folder.database, key, head: keptHead(installation, context), depth };
}

/** Fewer entries are checked in less than a second, which nobody needs to be told of. */
const SOON_CHECKED = 10_000;

/** How much of a long check that sign-ins wait for is done, in percent; null where none runs. */
export function checkedPercent({ memory }: VaultContext): number | null {
  const { checked, ledgerState: state } = memory;
  if (checked || state.is !== "checking" || state.of < SOON_CHECKED) return null;
  return Math.floor((100 * state.done) / state.of);
}

/**
 * The head outside was judged when the vault was opened: a key store that does not answer now keeps nobody from the rest of
 * the check.
 */
function keptHead(installation: Installation, { db, workstation }: VaultContext): CommitHead | undefined {
  try {
    return readKeptHead(db, workstation, installation.heads.read(thePractice(db).vaultId));
  } catch {
    return undefined;
  }
}

function hear(installation: Installation, context: VaultContext, news: VerifyNews): void {
  if (!context.db.open) return;
  const before = checkedPercent(context);
  note(installation, context, news);
  if (checkedPercent(context) !== before) context.changed(["getAppState"]);
}

function note(installation: Installation, context: VaultContext, news: VerifyNews): void {
  const at = context.clock.now();
  if (news.is === "checking") {
    context.memory.ledgerState = news;
    context.changed(["getLedgerState"]);
    return;
  }
  context.memory.checked = true;
  if (news.is === "verified") {
    context.memory.ledgerState = { ...news, newer: 0, at };
    context.changed(["getLedgerState"]);
    return;
  }
  takeAlarm(context, news);
  closeWhatItTouches(installation, context, news);
}

/**
 * What concerns the practice itself or a manager closes the vault: its tables are made anew where the ledger is whole;
 * where it is not, nobody signs in. What concerns others keeps them out, and closes acts on others (dispatch.ts).
 */
function closeWhatItTouches(
  installation: Installation,
  context: VaultContext,
  { what, owners, managers }: WrongNews,
): void {
  if (what === "file-damaged" || !(managers || owners.some(isPracticeStream))) return;
  if (what === "tables-differ") {
    rebuildFromLedger(installation, context);
    return;
  }
  for (const session of installation.sessions) endSession(context, session, "records-damaged");
  installation.now.vault = { is: "trouble", trouble: "changed" };
  context.changed(["getAppState"]);
}
