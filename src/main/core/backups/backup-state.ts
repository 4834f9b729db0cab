import type { BackupState, BackupsView, KitView, LastRestoreTest } from "../../../contract/backups/views";
import type { InputOf } from "../../../contract/methods";
import { ok, type Result } from "../../../contract/result";
import type { VaultContext } from "../context";
import { practiceFingerprint } from "../domain/backup-file";
import { keptGenerations } from "../domain/backup-generations";
import { parseBackupName } from "../domain/backup-names";
import type { Caller } from "../session/session";
import { findAccountName } from "../store/accounts";
import {
  findBackupKit,
  findGenerations,
  findKit,
  findLateSince,
  findPracticeKey,
  type LastBackup,
  listBackupFolders,
} from "../store/backups";
import { listOfKind } from "../store/ledger/entries-of-kinds";
import { thePractice } from "../store/practice";
import { foldersHere } from "./back-up";

/** Everything that Settings shows of backups. */
export function getBackups(context: VaultContext, _caller: Caller, _input: InputOf<"getBackups">): Result<BackupsView> {
  const { db, memory } = context;
  const practiceKey = findPracticeKey(db);
  const newest = newestBackup(context);
  const folders = foldersHere(context).map(({ id, path, last }) => ({
    ...{ id, path, isHere: id === context.workstation },
    last: last === null ? null : { at: last.at, file: last.file, bytes: last.bytes },
    trouble: memory.backups.troubles.get(id) ?? null,
    free: memory.backups.looks.get(id)?.free ?? null,
    sameDisk: isOnVaultsDisk(context, id),
  }));
  return ok({
    kit: kitView(context),
    fingerprint: practiceKey === undefined ? null : practiceFingerprint(practiceKey.publicKey),
    folders,
    lastGood: newest === undefined ? null : { at: newest.at, people: newest.people, entries: newest.entries },
    running: memory.backups.running?.progress ?? null,
    ended: memory.backups.ended,
    generations: findGenerations(db),
    kept: keptIn(context),
    lastTest: lastTestIn(context),
  });
}

function lastTestIn({ db }: VaultContext): LastRestoreTest | null {
  const [tested] = listOfKind(db, "restore-tested", 1);
  if (tested === undefined) return null;
  const { at, actor, data } = tested;
  const by = actor === null ? undefined : findAccountName(db, actor);
  return { at, by: by ?? null, problem: data.problem, tookMs: data.tookMs };
}

function kitView({ db }: VaultContext): KitView | null {
  const kit = findKit(db);
  if (kit === undefined) return null;
  return { number: kit.number, madeAt: kit.madeAt, takesBackups: findBackupKit(db) !== undefined };
}

/** What the squares show: the folder with the most backups in it. */
function keptIn(context: VaultContext): BackupsView["kept"] {
  const { db, memory } = context;
  const { vaultId } = thePractice(db);
  const looks = [...memory.backups.looks.values()];
  const fullest = looks.toSorted((one, other) => other.names.length - one.names.length)[0];
  if (fullest === undefined) return null;
  const backups = fullest.names.flatMap((name) => parseBackupName(name, vaultId) ?? []);
  const { daily, weekly, monthly } = keptGenerations(backups, findGenerations(db));
  const days = backups.map(({ on }) => on).sort();
  const counts = { daily: daily.length, weekly: weekly.length, monthly: monthly.length };
  return { ...counts, oldestOn: days[0] ?? null, bytes: fullest.bytes };
}

/** Whether a broken disk takes a folder with the vault; of one that was not seen yet nobody knows it. */
function isOnVaultsDisk({ memory, workstation }: VaultContext, folder: string): boolean {
  return folder === workstation || memory.backups.looks.get(folder)?.sameDisk === true;
}

/** The newest verified backup that this workstation has made. */
export function newestBackup({ db, workstation }: VaultContext): LastBackup | undefined {
  const made = listBackupFolders(db, workstation).flatMap(({ last }) => last ?? []);
  return made.toSorted((one, other) => other.at - one.at)[0];
}

/** Lets managers hear where what their screens say of backups is another than they were told; looked at every few seconds. */
export function pushBackupState(context: VaultContext): void {
  const { backups } = context.memory;
  const now = JSON.stringify(backupState(context));
  if (backups.said !== null && backups.said !== now) context.changedForManagers(["getAppState"]);
  backups.said = now;
}

/** What every screen of a manager says of backups; null before the practice is set up. */
export function backupState(context: VaultContext): BackupState | null {
  const { db, memory } = context;
  const { setUpAt } = thePractice(db);
  if (setUpAt === null) return null;
  if (findBackupKit(db) === undefined) return { is: "no-kit" };
  const newest = newestBackup(context);
  const because =
    memory.backups.troubles.get(null)?.because ?? [...memory.backups.troubles.values()][0]?.because ?? null;
  if (findLateSince(db) !== undefined) return { is: "late", since: newest?.at ?? null, because };
  if (newest === undefined) return { is: "none-yet" };
  const elsewhere = foldersHere(context).some(({ id, last }) => last !== null && !isOnVaultsDisk(context, id));
  return { is: "good", at: newest.at, onlyHere: !elsewhere };
}
