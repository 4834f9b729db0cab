import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, realpathSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import type { KeyChangeTrouble } from "../../contract/vocabulary";
import type { NewKeyJob, NewKeyNews } from "../core/domain/new-key-job";
import { type Db, openDatabase } from "../core/store/open";
import { diskTroubleOf } from "../core/store/trouble";
import { type Verdict, verifyCopy } from "../core/vault/verify-copy";
import { removeDatabase, syncFolder, underNewKey, underOldKey } from "./vault-folder";

type Report = (news: NewKeyNews) => void;

/** Runs it in a worker thread; one that breaks off has left the vault under one of its two keys. */
export function newKeyInWorker(worker: string, report: (what: string, broken: unknown) => void) {
  return (job: NewKeyJob, hear: Report): Promise<void> =>
    new Promise((resolve) => {
      let ended = false;
      const thread = new Worker(worker, { workerData: job });
      thread.on("message", (news: NewKeyNews) => {
        ended = news.is === "ended";
        hear(news);
      });
      thread.on("error", (broken) => report("new-key", broken));
      thread.on("exit", () => {
        if (!ended) hear({ is: "ended", because: "interrupted" });
        resolve();
      });
    });
}

/**
 * Writes a closed vault's database under a new key: a copy beside it, checked as a start of the app checks a vault, and then
 * renamed over it. Until that rename the vault is under its old key, and from then on under the new one; a copy of it under
 * the old key stays beside it until somebody takes that away.
 */
export function putUnderNewKey(job: NewKeyJob, report: Report): void {
  report({ is: "ended", because: troubleIn(() => writeAndExchange(job, report)) });
}

function writeAndExchange(job: NewKeyJob, report: Report): KeyChangeTrouble | null {
  const [file, fresh, old] = [realpathSync(job.database), underNewKey(job.database), underOldKey(job.database)];
  for (const left of [fresh, old]) removeDatabase(left);
  const rows = copyInto(file, fresh, job.key);
  changeKey(fresh, job);
  const checked = verifyCopy({ file: fresh, key: job.newKey, vaultId: job.vaultId }, job.heads, report);
  if (checked.is !== "intact" || !holdsAll(fresh, job.newKey, rows)) return whyNot(checked);
  flush(fresh);
  copyFileSync(file, old);
  flush(old);
  // What lies beside the database belongs to the one under the old key: SQLite would play it into the other one.
  if (["-wal", "-journal"].some((suffix) => existsSync(file + suffix) || existsSync(fresh + suffix)))
    return "not-intact";
  renameSync(fresh, file);
  syncFolder(dirname(file));
  return null;
}

function whyNot(verdict: Verdict): KeyChangeTrouble {
  const trouble = verdict.is === "trouble" ? verdict.trouble : undefined;
  return trouble === "disk-full" || trouble === "read-only" ? trouble : "not-intact";
}

type Rows = Readonly<Record<string, number>>;

/** Folds everything into the one file, and copies it; how many rows each of its tables has. */
function copyInto(file: string, fresh: string, key: Uint8Array): Rows {
  const db = openDatabase(file, key, { mustExist: true });
  try {
    db.pragma("wal_checkpoint(TRUNCATE)");
    db.pragma("journal_mode = DELETE");
    db.prepare("VACUUM INTO ?").run(fresh);
    return countRows(db);
  } finally {
    db.close();
  }
}

/** A crash in here leaves a copy that nobody needs, so that it takes no journal. */
function changeKey(fresh: string, { key, newKey }: NewKeyJob): void {
  const db = openDatabase(fresh, key, { mustExist: true });
  try {
    db.pragma("journal_mode = MEMORY");
    db.pragma(`rekey = 'raw:${Buffer.from(newKey).toString("hex")}'`);
  } finally {
    db.close();
  }
}

function holdsAll(fresh: string, newKey: Uint8Array, rows: Rows): boolean {
  const db = openDatabase(fresh, newKey, { mustExist: true });
  try {
    const found = countRows(db);
    db.pragma("wal_checkpoint(TRUNCATE)");
    return Object.entries(rows).every(([table, count]) => found[table] === count);
  } finally {
    db.close();
  }
}

function countRows(db: Db): Rows {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  const count = (table: string) => db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number;
  return Object.fromEntries(tables.map((table) => [table, count(table)]));
}

function flush(file: string): void {
  const handle = openSync(file, "r+");
  fsyncSync(handle);
  closeSync(handle);
}

function troubleIn(work: () => KeyChangeTrouble | null): KeyChangeTrouble | null {
  try {
    return work();
  } catch (broken) {
    const trouble = diskTroubleOf(broken);
    if (trouble === "disk-full" || trouble === "read-only") return trouble;
    if (trouble === undefined) throw broken;
    return "not-intact";
  }
}
