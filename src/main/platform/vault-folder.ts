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
import { basename, dirname, join } from "node:path";
import type { ChosenVault, VaultFolder } from "../core/ports";
import { claim } from "./processes";

const DATABASE = "vault.db";
const KEY_ENVELOPE = "vault.json";

/** The vault's folder on disk: only the person who runs the app may look inside. */
export function vaultFolder(folder: string): VaultFolder {
  const database = join(folder, DATABASE);
  const keyEnvelope = join(folder, KEY_ENVELOPE);
  const newDatabase = join(folder, "new-vault.db");
  const tries = `${folder}.tries`;
  const scratch = join(folder, "unfinished");
  const dropScratch = () => rmSync(scratch, { recursive: true, force: true });
  return {
    database,
    newDatabase,
    lockFile: () => join(existsSync(database) ? dirname(realpathSync(database)) : folder, "vault.lock"),
    prepare: () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // Said before anybody types a passphrase: every sign-in has to be recorded.
      accessSync(folder, constants.W_OK);
      if (existsSync(database)) accessSync(database, constants.R_OK | constants.W_OK);
      removeDatabase(newDatabase);
      dropScratch();
    },
    hasDatabase: () => existsSync(database),
    hasTwoNames: () => existsSync(database) && statSync(database).nlink > 1,
    readWrongTries: () => (existsSync(tries) ? readCount(tries) : 0),
    writeWrongTries: (wrong) => (wrong === 0 ? rmSync(tries, { force: true }) : writeDurably(tries, `${wrong}\n`)),
    claimTries: () => claim(`${tries}.claim`),
    readKeyEnvelope: () => (existsSync(keyEnvelope) ? readFileSync(keyEnvelope, "utf8") : undefined),
    writeKeyEnvelope: (text) => writeDurably(keyEnvelope, text),
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
    scratch: () => {
      dropScratch();
      mkdirSync(scratch, { mode: 0o700 });
      return scratch;
    },
    dropScratch,
  };
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

function removeDatabase(file: string): void {
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

function syncFolder(folder: string): void {
  // Windows can neither open nor flush a folder; its rename is durable by itself.
  if (process.platform === "win32") return;
  const handle = openSync(folder, constants.O_RDONLY);
  fsyncSync(handle);
  closeSync(handle);
}
