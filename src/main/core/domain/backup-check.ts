import type { BackupProblem } from "../../../contract/vocabulary";
import type { BackupManifest } from "./backup-file";

/** How far checking a backup is. */
export type CheckProgress = { readonly step: "unpack" | "verify"; readonly done: number; readonly of: number };

/**
 * What became of checking a backup as a restore does, before anything is touched: its manifest, the key of the vault in it,
 * and that vault's file, which nobody else needs; or the first thing that is wrong with it.
 */
export type CheckedBackup =
  | {
      readonly is: "good";
      readonly manifest: BackupManifest;
      readonly key: Uint8Array;
      readonly database: string;
      readonly tookMs: number;
    }
  | { readonly is: BackupProblem };
