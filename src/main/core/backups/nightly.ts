import { recordEvent, type VaultContext } from "../context";
import { isBackupDue, LATE_MS } from "../domain/backup-due";
import { findBackupKit, findLateSince } from "../store/backups";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { foldersHere, SLOW_MS } from "./back-up";
import { newestBackup } from "./backup-state";

const MINUTE_MS = 60_000;
/** The start has the processor to itself. */
const AFTER_START_MS = MINUTE_MS / 2;
/** A folder that did not take it is tried again after this; one that is away, once it has been seen again. */
const AGAIN_MS = 15 * MINUTE_MS;
/** A backup that is overdue at the start gets a chance before anybody is told that it is late. */
const LATE_AFTER_START_MS = 10 * MINUTE_MS;

/** Looked at every few seconds: begins a backup where a night has passed since the last one, and tells of none in two days. */
export function backUpWhenDue(context: VaultContext): void {
  const { memory, clock } = context;
  const run = clock.monotonic();
  memory.backups.openedAt ??= run;
  const openFor = run - memory.backups.openedAt;
  stopWhatHangs(context);
  if (openFor > LATE_AFTER_START_MS) noteLate(context);
  if (memory.backups.running !== null || openFor < AFTER_START_MS || findBackupKit(context.db) === undefined) return;
  const { timeZone, setUpAt } = thePractice(context.db);
  if (setUpAt === null) return;
  const due = foldersHere(context).filter(({ id, last }) => {
    const triedAt = memory.backups.tried.get(id);
    const waits = triedAt !== undefined && run - triedAt < AGAIN_MS;
    const missedOne = memory.backups.troubles.has(id);
    return !waits && !isAway(context, id) && (missedOne || isBackupDue(last?.at ?? null, clock.now(), timeZone));
  });
  if (due.length > 0) context.backups.start(due, null);
}

/** Known to be away, and not seen since: a copy of the whole vault is not made to find that out every time. */
function isAway({ memory, workstation }: VaultContext, folder: string): boolean {
  const { troubles, looks } = memory.backups;
  return folder !== workstation && troubles.get(folder)?.because === "vanished" && !looks.has(folder);
}

/** A share that hangs holds its worker for good: what it was told is said, and the next try is another worker's. */
function stopWhatHangs({ memory, clock }: VaultContext): void {
  const { running } = memory.backups;
  if (running !== null && clock.monotonic() - running.movedAt > SLOW_MS) running.stop("slow");
}

/** Recorded once, until there is a good one again. */
function noteLate(context: VaultContext): void {
  const { db, clock } = context;
  const { setUpAt } = thePractice(db);
  const since = newestBackup(context)?.at ?? null;
  if (setUpAt === null || clock.now() - (since ?? setUpAt) < LATE_MS || findLateSince(db) !== undefined) return;
  immediately(db, () => recordEvent(context, null, { kind: "backups-late", subject: null, data: { since } }));
  context.changed(["getBackups"]);
}
