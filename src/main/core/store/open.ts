import { statSync } from "node:fs";
import Database from "better-sqlite3";

export type Db = Database.Database;

/**
 * Opens the vault's file with its 32-byte key (ChaCha20-Poly1305 per page: file, WAL and every copy are ciphertext and a
 * flipped byte is an error). Throws what SQLite throws: SQLITE_NOTADB for a wrong key or a damaged first page.
 */
export function openDatabase(
  file: string,
  key: Uint8Array,
  options: { readonly?: boolean; mustExist?: boolean } = {},
): Db {
  const readonly = options.readonly === true;
  // SQLite takes an empty file for a new database, and writes to it.
  if (options.mustExist === true && statSync(file).size === 0) {
    throw corrupt("an empty file");
  }
  const db = new Database(file, { readonly, fileMustExist: readonly || options.mustExist === true });
  try {
    db.pragma("cipher = 'chacha20'");
    db.pragma(`key = 'raw:${Buffer.from(key).toString("hex")}'`);
    db.prepare("SELECT count(*) FROM sqlite_schema").get();
    applyPragmas(db, readonly);
    return db;
  } catch (broken) {
    db.close();
    throw broken;
  }
}

/** An empty database in memory, for replaying into. */
export function openInMemory(): Db {
  return new Database(":memory:");
}

function applyPragmas(db: Db, readonly: boolean): void {
  if (!readonly) {
    db.pragma("journal_mode = WAL");
    // A count of failures must not come back after a power cut.
    db.pragma("synchronous = FULL");
    db.pragma("secure_delete = ON");
  }
  db.pragma("foreign_keys = ON");
  db.pragma("trusted_schema = OFF");
  db.pragma("cell_size_check = ON");
  db.pragma("temp_store = MEMORY");
  // 32 MiB of decrypted pages: a search among 100,000 people then decrypts nothing anew with each keystroke.
  db.pragma("cache_size = -32768");
}

/** Prepared statements by their text, so that a function may name its SQL where it uses it. */
const statements = new WeakMap<Db, Map<string, Database.Statement>>();

export function prepared(db: Db, sql: string): Database.Statement {
  const known = statements.get(db) ?? new Map<string, Database.Statement>();
  statements.set(db, known);
  const found = known.get(sql);
  if (found !== undefined) return found;
  const made = db.prepare(sql);
  known.set(sql, made);
  return made;
}

/** Drops what is prepared, before tables are dropped and made again. */
export function forgetPrepared(db: Db): void {
  statements.delete(db);
}

/**
 * What goes with every commit: at the end `within` its transaction (`again`: though it holds no new entry), and `after` it is
 * on the disk, which must not throw.
 */
export type Sealing = { readonly within: (again: boolean) => void; readonly after: () => void };

const sealings = new WeakMap<Db, Sealing>();

/** From now on every decision on this connection is sealed before anybody hears of it. */
export function sealCommits(db: Db, sealing: Sealing): void {
  sealings.set(db, sealing);
}

const toSealAgain = new WeakSet<Db>();

/** The commit of the caller's transaction is sealed even if it holds no entry, and takes as long as if it did. */
export function sealAgain(db: Db): void {
  toSealAgain.add(db);
}

/** One write decision: BEGIN IMMEDIATE, so that what is read inside is what is decided on. */
export function immediately<T>(db: Db, decide: () => T): T {
  const sealing = db.inTransaction ? undefined : sealings.get(db);
  if (sealing === undefined) return db.transaction(decide).immediate();
  const sealed = () => {
    const decided = decide();
    sealing.within(toSealAgain.delete(db));
    return decided;
  };
  const decided = db.transaction(sealed).immediate();
  sealing.after();
  return decided;
}

/** Does something inside the caller's transaction and takes it back: the same work, and nothing comes of it. */
export function pretend(db: Db, act: () => void): void {
  db.exec("SAVEPOINT pretended");
  act();
  db.exec("ROLLBACK TO pretended; RELEASE pretended");
}

/** Keeps a lock file's exclusive lock until closed; undefined when another process (of any user) holds it. */
export function takeLock(file: string): Db | undefined {
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.pragma("journal_mode = DELETE");
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (taken) {
    lock.close();
    if (sqliteCode(taken)?.startsWith("SQLITE_BUSY") === true) return undefined;
    throw taken;
  }
}

/**
 * Keeps every process from taking a lock file that is there, until closed, and writes nothing; undefined when one has
 * taken it.
 */
export function shareLock(file: string): Db | undefined {
  const lock = new Database(file, { timeout: 0, readonly: true });
  try {
    lock.exec("BEGIN");
    lock.prepare("SELECT count(*) FROM sqlite_schema").get();
    return lock;
  } catch (taken) {
    lock.close();
    if (sqliteCode(taken)?.startsWith("SQLITE_BUSY") === true) return undefined;
    throw taken;
  }
}

/** As SQLite says it of a file that is not what it should be. */
function corrupt(what: string): Error {
  return new Database.SqliteError(what, "SQLITE_CORRUPT");
}

/** The code of an error that SQLite raised; undefined for any other. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined;
}
