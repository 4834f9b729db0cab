import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { copyFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ChosenVault, Scratch, VaultFolder } from "../core/ports";
import { claim } from "./processes";

const DATABASE = "vault.db";
const KEY_ENVELOPE = "vault.json";

/** The vault's folder on disk: only the person who runs the app may look inside. */
export function vaultFolder(folder: string): VaultFolder {
  const database = join(folder, DATABASE);
  const keyEnvelope = join(folder, KEY_ENVELOPE);
  const newDatabase = join(folder, NEW_DATABASE);
  const tries = `${folder}.tries`;
  const scratchOf = (what: Scratch) => join(folder, `unfinished-${what}`);
  const dropScratch = (what: Scratch) => rmSync(scratchOf(what), { recursive: true, force: true });
  return {
    database,
    newDatabase,
    lockFile: () => join(existsSync(database) ? dirname(realpathSync(database)) : folder, "vault.lock"),
    prepare: () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // Said before anybody types a passphrase: every sign-in has to be recorded.
      accessSync(folder, constants.W_OK);
      if (existsSync(database)) accessSync(database, constants.R_OK | constants.W_OK);
    },
    tidy: () => {
      finishExchange(folder);
      // A note about what was not exchanged would make the vault that stays here a restored one.
      if (existsSync(newDatabase)) rmSync(join(folder, NOTE), { force: true });
      removeDatabase(newDatabase);
      rmSync(join(folder, NEW_KEY_ENVELOPE), { force: true });
      for (const what of ["backup", "restore"] as const) dropScratch(what);
    },
    hasDatabase: () => existsSync(database),
    hasTwoNames: () => existsSync(database) && statSync(database).nlink > 1,
    readWrongTries: () => (existsSync(tries) ? readCount(tries) : 0),
    writeWrongTries: (wrong) => (wrong === 0 ? rmSync(tries, { force: true }) : writeDurably(tries, `${wrong}\n`)),
    claimTries: () => claim(`${tries}.claim`),
    readKeyEnvelope: () => (existsSync(keyEnvelope) ? readFileSync(keyEnvelope, "utf8") : undefined),
    writeKeyEnvelope: (text) => writeDurably(keyEnvelope, text),
    dropOldDatabase: () => {
      for (const file of [underNewKey(database), underOldKey(database)]) removeDatabase(file);
    },
    adopt: (text) => {
      // The key envelope alone is no vault yet; the database's rename makes it one.
      writeDurably(keyEnvelope, text);
      chmodSync(newDatabase, 0o600);
      for (const suffix of ["-wal", "-shm"]) rmSync(newDatabase + suffix, { force: true });
      renameSync(newDatabase, database);
      syncFolder(folder);
    },
    keepEvidence: (stamp) => {
      const name = `evidence-${stamp}.db`;
      // What is not folded in yet lies beside the real file, wherever a link to it lies.
      const found = existsSync(database) ? realpathSync(database) : database;
      for (const suffix of ["", "-wal"]) {
        // Of one moment the first copy is the one as it was found.
        if (existsSync(found + suffix) && !existsSync(join(folder, name + suffix)))
          copyFileSync(found + suffix, join(folder, name + suffix));
      }
      syncFolder(folder);
      return name;
    },
    copyEvidence: async (evidence, into, texts) => {
      const name = freeName(into, `wardkey-${basename(evidence, ".db")}`);
      const unfinished = join(into, `${name}.unfinished`);
      try {
        mkdirSync(unfinished, { mode: 0o700 });
        const files = [evidence, `${evidence}-wal`, KEY_ENVELOPE].filter((file) => existsSync(join(folder, file)));
        for (const file of files) await copyFile(join(folder, file), join(unfinished, file));
        for (const [file, text] of Object.entries(texts)) writeDurably(join(unfinished, file), text);
        for (const file of files) syncFile(join(unfinished, file));
        renameSync(unfinished, join(into, name));
        return name;
      } catch (broken) {
        rmSync(unfinished, { recursive: true, force: true });
        throw broken;
      }
    },
    scratch: (what) => {
      dropScratch(what);
      const scratch = scratchOf(what);
      mkdirSync(scratch, { mode: 0o700 });
      return scratch;
    },
    dropScratch,
    exchange: ({ database: restored, keyEnvelope: text, stamp, note }) => {
      const kept = freeName(folder, `vault-before-${stamp}`);
      renameSync(restored, newDatabase);
      chmodSync(newDatabase, 0o600);
      writeDurably(join(folder, NEW_KEY_ENVELOPE), text);
      writeDurably(join(folder, NOTE), note(kept));
      // From here on it happens: a start that finds this file goes on with it.
      writeDurably(join(folder, EXCHANGE), kept);
      finishExchange(folder);
      return kept;
    },
    readNote: () => (existsSync(join(folder, NOTE)) ? readFileSync(join(folder, NOTE), "utf8") : undefined),
    dropNote: () => {
      rmSync(join(folder, NOTE), { force: true });
      syncFolder(folder);
    },
    keptDatabase: (kept) => {
      const file = join(folder, basename(kept), DATABASE);
      return existsSync(file) ? file : undefined;
    },
  };
}

/** Of a database that is being exchanged: where the one that was there goes. */
const EXCHANGE = "exchange";
const NOTE = "restored.json";
const NEW_DATABASE = "new-vault.db";
const NEW_KEY_ENVELOPE = "new-vault.json";

/**
 * Carries out an exchange that was decided on, or goes on with one that was interrupted; nothing where there is none. What is
 * here goes first, with what is not folded into it yet; a file that was moved already is not moved again.
 */
function finishExchange(folder: string): void {
  const decided = join(folder, EXCHANGE);
  if (!existsSync(decided)) return;
  const kept = join(folder, basename(readFileSync(decided, "utf8").trim()));
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  syncFolder(folder);
  if (existsSync(join(folder, NEW_DATABASE))) {
    for (const name of [`${DATABASE}-wal`, `${DATABASE}-shm`, DATABASE, KEY_ENVELOPE]) moveOnce(folder, kept, name);
    syncFolder(kept);
    syncFolder(folder);
    takeNewKeyEnvelope(folder);
    renameSync(join(folder, NEW_DATABASE), join(folder, DATABASE));
    syncFolder(folder);
  }
  // Where the disk kept the second rename and lost the first.
  takeNewKeyEnvelope(folder);
  rmSync(decided);
  syncFolder(folder);
}

/** The key envelope alone is no vault yet; the database's rename makes it one. */
function takeNewKeyEnvelope(folder: string): void {
  if (!existsSync(join(folder, NEW_KEY_ENVELOPE))) return;
  renameSync(join(folder, NEW_KEY_ENVELOPE), join(folder, KEY_ENVELOPE));
  syncFolder(folder);
}

function moveOnce(from: string, to: string, name: string): void {
  if (existsSync(join(from, name)) && !existsSync(join(to, name))) renameSync(join(from, name), join(to, name));
}

function freeName(folder: string, wished: string): string {
  let name = wished;
  for (let count = 2; existsSync(join(folder, name)); count += 1) name = `${wished}-${count}`;
  return name;
}

/** Where a database is written under a new key, beside the real one, wherever links to it lie. */
export function underNewKey(database: string): string {
  return join(dirname(realpathSync(database)), "under-new-key.db");
}

/** Where the database lies that one under a new key has replaced, until the vault was opened with that key. */
export function underOldKey(database: string): string {
  return join(dirname(realpathSync(database)), "under-old-key.db");
}

/** The vault that lies in another folder: its database `file`, and its key envelope there. */
export function chosenVault(file: string): ChosenVault {
  return {
    name: basename(file),
    copyTo: (target) => {
      const keyEnvelope = join(dirname(file), KEY_ENVELOPE);
      if (!existsSync(keyEnvelope)) return undefined;
      removeDatabase(target);
      copyFileSync(file, target, constants.COPYFILE_EXCL);
      if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${target}-wal`);
      return readFileSync(keyEnvelope, "utf8");
    },
  };
}

/** What is no count is taken for more than any. */
function readCount(file: string): number {
  const text = readFileSync(file, "utf8").trim();
  return /^\d{1,6}$/.test(text) ? Number(text) : 999;
}

export function removeDatabase(file: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
}

/** Written beside, flushed, renamed: a power cut leaves the old text or the new one. */
export function writeDurably(file: string, content: string | Uint8Array): void {
  const aside = `${file}.new`;
  const handle = openSync(aside, "w", 0o600);
  writeFileSync(handle, content);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(aside, file);
  syncFolder(dirname(file));
}

function syncFile(file: string): void {
  const handle = openSync(file, "r+");
  fsyncSync(handle);
  closeSync(handle);
}

export function syncFolder(folder: string): void {
  // Windows can neither open nor flush a folder; its rename is durable by itself.
  if (process.platform === "win32") return;
  const handle = openSync(folder, constants.O_RDONLY);
  fsyncSync(handle);
  closeSync(handle);
}
