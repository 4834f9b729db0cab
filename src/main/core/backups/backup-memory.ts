import type { BackupEnd, BackupProgress } from "../../../contract/backups/views";
import type { BackupTrouble } from "../../../contract/vocabulary";
import type { FolderLook } from "../ports";

/** What is known of backups in this run. Times are monotonic but in `troubles`, where they are epoch ms. */
export type BackupMemory = {
  running: {
    progress: BackupProgress;
    movedAt: number;
    /** How many folders have it, of how many, and which were not come to yet, the one at work first. */
    good: number;
    readonly of: number;
    readonly left: string[];
    readonly stop: (because?: BackupTrouble) => void;
  } | null;
  ended: BackupEnd | null;
  /** By folder; null: before there was anything to put into one. */
  readonly troubles: Map<string | null, { readonly because: BackupTrouble; readonly at: number }>;
  /** When a folder was tried last. */
  readonly tried: Map<string, number>;
  openedAt: number | null;
  readonly looks: Map<string, FolderLook>;
  /** Folders that have not answered yet. */
  readonly looking: Set<string>;
  lookedAt: number | null;
  /** What managers were told last of the state that every screen of theirs shows. */
  said: string | null;
};
