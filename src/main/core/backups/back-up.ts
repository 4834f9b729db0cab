import type { InputOf } from "../../../contract/methods";
import type { BackupRefused } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { BackupTrouble } from "../../../contract/vocabulary";
import { recordEvent, type VaultContext } from "../context";
import type { BackupJob, BackupNews, Folder } from "../domain/backup-job";
import { backupStem } from "../domain/backup-names";
import { parseKeyEnvelope } from "../domain/key-envelope";
import type { Installation } from "../installation";
import type { Caller } from "../session/session";
import {
  type BackupFolder,
  findBackupKit,
  findGenerations,
  findPracticeKey,
  listBackupFolders,
} from "../store/backups";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { readPracticeKey } from "./practice-key";

/*
 * A backup is made beside the app by a worker, which only reads the vault; what became of it is recorded here. One runs at a
 * time, whoever asked for it.
 */

/** What a folder says when nothing has moved for so long (ms): a share that hangs must not look like work. */
export const SLOW_MS = 5 * 60_000;

/** The folders of this workstation: the one on the computer itself comes first, and is always there. */
export function foldersHere({ db, workstation, backups }: VaultContext): readonly BackupFolderHere[] {
  const known = listBackupFolders(db, workstation);
  const here = known.find(({ id }) => id === workstation) ?? { id: workstation, addedAt: 0, last: null };
  const others = known.flatMap((folder) => (folder.path === null ? [] : [{ ...folder, path: folder.path }]));
  return [{ ...here, path: backups.here }, ...others];
}

type BackupFolderHere = BackupFolder & { readonly path: string };

/** "Back up now": begins, and answers at once; the screen shows how far it is. */
export function backUpNow(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"backUpNow">,
): Result<null, BackupRefused> {
  return context.backups.start(foldersHere(context), caller.account);
}

/** Stops the backup that runs; what was not verified by then has no name, and goes. */
export function stopBackup(context: VaultContext, _caller: Caller, _input: InputOf<"stopBackup">): Result<null> {
  context.memory.backups.running?.stop();
  return ok(null);
}

/**
 * Begins a backup into these folders for `actor`, null for the app itself. Refused where one runs, where the records were
 * found not to match the audit log, and where no kit or practice key takes it.
 */
export function startBackup(
  installation: Installation,
  context: VaultContext,
  folders: readonly Folder[],
  actor: string | null,
): Result<null, BackupRefused> {
  const { memory } = context;
  if (memory.backups.running !== null) return refuse({ code: "backup-refused", because: "running" });
  if (memory.alarm !== null || !memory.checked) return refuse({ code: "backup-refused", because: "not-checked" });
  const job = jobFor(installation, context, folders);
  if (job === undefined) return refuse({ code: "backup-refused", because: "no-kit" });
  const run = installation.backups.run(job, (news) => hear(context, actor, job, news));
  memory.backups.running = {
    progress: { step: "copy", done: 0, of: 0 },
    movedAt: context.clock.monotonic(),
    ...{ good: 0, of: folders.length, left: folders.map(({ id }) => id) },
    stop: run.stop,
  };
  for (const { id } of folders) memory.backups.tried.set(id, context.clock.monotonic());
  context.changed(["getBackups"]);
  void run.done.then((ended) => end(installation, context, actor, ended));
  return ok(null);
}

function jobFor(installation: Installation, context: VaultContext, folders: readonly Folder[]): BackupJob | undefined {
  const { db, clock } = context;
  const { key } = installation.now;
  const [kit, practiceKey] = [findBackupKit(db), findPracticeKey(db)];
  const halves = practiceKey === undefined ? undefined : readPracticeKey(context, practiceKey);
  const keyEnvelope = parseKeyEnvelope(installation.folder.readKeyEnvelope() ?? "");
  if (kit === undefined || practiceKey === undefined || halves === undefined) return undefined;
  if (key === null || keyEnvelope === undefined) return undefined;
  const { vaultId: vault, name: practice, region, timeZone } = thePractice(db);
  const { number, madeAt, seal } = kit;
  const at = clock.now();
  return {
    database: installation.folder.database,
    key,
    scratch: installation.folder.scratch("backup"),
    manifest: {
      ...{
        format: 1,
        vault,
        practice,
        region,
        timeZone,
        madeAt: at,
        computer: installation.computerName,
        version: installation.version,
      },
      ...{ kit: { number, madeAt, seal }, practiceKey: practiceKey.publicKey },
      // The passphrase of this computer opens no backup: the kit does.
      keyEnvelope: { ...keyEnvelope, passphrase: null },
    },
    practiceKey: halves.privateKey,
    recipients: [kit.recipient, practiceKey.recipient],
    identity: halves.identity,
    stem: backupStem(vault, timeZone, at),
    folders: folders.map(({ id, path }) => ({ id, path })),
    here: installation.backups.here,
    generations: findGenerations(db),
  };
}

function hear(context: VaultContext, actor: string | null, job: BackupJob, news: BackupNews): void {
  if (!context.db.open) return;
  const { running, troubles } = context.memory.backups;
  if (running !== null) running.movedAt = context.clock.monotonic();
  if (news.is === "step") {
    const { step, done, of } = news;
    if (running !== null) running.progress = { step, done, of };
    context.changed(["getBackups"]);
    return;
  }
  const { folder, ended } = news;
  running?.left.splice(running.left.indexOf(folder), 1);
  if (typeof ended === "string") {
    noteTrouble(context, actor, folder, ended);
    return;
  }
  if (running !== null) running.good += 1;
  const { name: file, bytes, entries, people } = ended;
  const data = { folder, file, bytes, entries, people, kit: job.manifest.kit.number };
  immediately(context.db, () => recordEvent(context, actor, { kind: "backup-made", subject: null, data }));
  troubles.delete(folder);
  context.changed(["getBackups", "getOverview"]);
}

/** A trouble is recorded when it is new: a stick that is away all week is one entry. */
function noteTrouble(context: VaultContext, actor: string | null, folder: string | null, because: BackupTrouble): void {
  const { troubles, looks } = context.memory.backups;
  // Whatever was seen of it was before: the next look finds it anew.
  if (folder !== null && because === "vanished") looks.delete(folder);
  const known = troubles.get(folder);
  troubles.set(folder, { because, at: context.clock.now() });
  context.changed(["getBackups", "getOverview"]);
  if (known?.because === because) return;
  immediately(context.db, () =>
    recordEvent(context, actor, { kind: "backup-failed", subject: null, data: { folder, because } }),
  );
}

function end(
  installation: Installation,
  context: VaultContext,
  actor: string | null,
  because: BackupTrouble | null,
): void {
  installation.folder.dropScratch("backup");
  if (!context.db.open) return;
  const { backups } = context.memory;
  const { good = 0, of = 0, left = [], progress } = backups.running ?? {};
  backups.running = null;
  // What lies in the folders is another now.
  backups.lookedAt = null;
  backups.ended = { at: context.clock.now(), because, good, of };
  if (because === null) backups.troubles.delete(null);
  else if (because === "slow" && (progress?.step === "write" || progress?.step === "verify"))
    noteSlow(context, actor, left);
  else noteTrouble(context, actor, null, because);
  context.changed(["getBackups"]);
}

/** The folder at work is the one that hangs; those behind it are not kept waiting for it. */
function noteSlow(context: VaultContext, actor: string | null, [hanging, ...others]: readonly string[]): void {
  noteTrouble(context, actor, hanging ?? null, "slow");
  for (const id of others) context.memory.backups.tried.delete(id);
}
