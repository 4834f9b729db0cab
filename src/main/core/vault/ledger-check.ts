import type { LedgerCheck, VaultContext } from "../context";
import type { CommitHead } from "../domain/head-signature";
import { isPracticeStream } from "../domain/streams";
import type { Installation, RunCheck } from "../installation";
import { takeAlarm } from "../integrity";
import { endSession } from "../session/sessions";
import type { VerifyNews, WrongNews } from "../store/ledger/check-vault";
import { thePractice } from "../store/practice";
import { readKeptHead } from "./heads";
import { rebuildFromLedger } from "./rebuild-tables";

/**
 * The check of everything that is decided on, before anybody signs in: entries, tables, secrets. Begun a while after the
 * window stands, or by the first attempt at a sign-in, which waits for it.
 */
export function createLedgerCheck(installation: Installation, contextNow: () => VaultContext): LedgerCheck {
  let running: Promise<boolean> | null = null;
  const begin = () => {
    running = (running ?? Promise.resolve(true)).then(() => check(installation, contextNow(), installation.runCheck));
    return running;
  };
  return { done: () => running ?? begin(), again: () => void begin() };
}

/** False where what was found has closed the vault. */
async function check(installation: Installation, context: VaultContext, run: RunCheck): Promise<boolean> {
  const { key, vault } = installation.now;
  if (key === null || !context.db.open) return true;
  await run({ file: installation.folder.database, key, head: keptHead(installation, context) }, (news) =>
    hear(installation, context, news),
  );
  return installation.now.vault === vault;
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
  context.memory.ledgerState = { is: "wrong", alarm: { what: news.what, entries: null }, at };
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
