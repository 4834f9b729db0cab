import type { BackupStep, BackupTrouble } from "../../../contract/vocabulary";
import type { BackupManifest, VaultFacts } from "./backup-file";
import type { Generations } from "./backup-generations";

/** Where backups go; `path` is as this computer has it. */
export type Folder = { readonly id: string; readonly path: string };

/** What a backup takes besides the vault's file: made by the app, carried out beside it. */
export type BackupJob = {
  readonly database: string;
  readonly key: Uint8Array;
  /** An empty folder of the vault's own, for what is not finished. */
  readonly scratch: string;
  readonly manifest: Omit<BackupManifest, keyof VaultFacts | "database">;
  /** The practice's private key (PEM). */
  readonly practiceKey: string;
  /** For whom it is encrypted: the kit, and the vault itself, whose `identity` verifies it. */
  readonly recipients: readonly string[];
  readonly identity: string;
  /** What its file is called, without ending. */
  readonly stem: string;
  readonly folders: readonly Folder[];
  /** The path of the one on this computer itself, which is made where it is not there. */
  readonly here: string;
  readonly generations: Generations;
};

/** A backup that lies in a folder and was verified there. */
export type Written = {
  readonly name: string;
  readonly bytes: number;
  readonly entries: number;
  readonly people: number;
};

export type BackupNews =
  | { readonly is: "step"; readonly step: BackupStep; readonly done: number; readonly of: number }
  | { readonly is: "folder"; readonly folder: string; readonly ended: Written | BackupTrouble };
