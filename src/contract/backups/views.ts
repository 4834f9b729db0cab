import type { BackupProblem, BackupStep, BackupTrouble } from "../vocabulary";

/** How many backups are kept of the last days, weeks and months. */
export type BackupGenerations = { readonly daily: number; readonly weekly: number; readonly monthly: number };

/** A recovery kit as people tell one from another; `takesBackups`: not one that was printed before there were backups. */
export type KitView = { readonly number: number; readonly madeAt: number; readonly takesBackups: boolean };

export type BackupFolderView = {
  readonly id: string;
  /** As this computer has it. */
  readonly path: string;
  /** The one that is always there, and cannot be removed. */
  readonly isHere: boolean;
  /** The newest verified backup in it: when (epoch ms), under which name, and how large, in bytes. */
  readonly last: { readonly at: number; readonly file: string; readonly bytes: number } | null;
  readonly trouble: { readonly because: BackupTrouble; readonly at: number } | null;
  /** Bytes; null where it has not been seen since the start, or is away. */
  readonly free: number | null;
  /** On the disk on which the vault lies, as far as the folder has been seen. */
  readonly sameDisk: boolean;
};

export type BackupsView = {
  readonly kit: KitView | null;
  /** The practice key's fingerprint, as it stands on the kit. */
  readonly fingerprint: string | null;
  readonly folders: readonly BackupFolderView[];
  /** The newest verified one of all. */
  readonly lastGood: { readonly at: number; readonly people: number; readonly entries: number } | null;
  readonly running: BackupProgress | null;
  readonly lastTest: LastRestoreTest | null;
  /** How the last one ended since the start; null before one has. */
  readonly ended: BackupEnd | null;
  readonly generations: BackupGenerations;
  /** Of the folder that has most: how many stand for a day, a week and a month, since when, and their size together. */
  readonly kept: (BackupGenerations & { readonly oldestOn: string | null; readonly bytes: number }) | null;
};

/** `because`: what kept it from going on, null where it went to its end; it is in `good` of the `of` folders then. */
export type BackupEnd = {
  readonly at: number;
  readonly because: BackupTrouble | null;
  readonly good: number;
  readonly of: number;
};

/** The newest test of a restore: whether everything came back, and how long a real one takes, ms. */
export type LastRestoreTest = {
  readonly at: number;
  readonly by: string | null;
  readonly problem: BackupProblem | null;
  readonly tookMs: number | null;
};

export type BackupProgress = {
  readonly step: BackupStep;
  readonly done: number;
  /** 0: not known yet. */
  readonly of: number;
};

/** What every screen of a manager says of backups. `lateSince`: there is none since then, which is too long. */
export type BackupState =
  | { readonly is: "good"; readonly at: number; readonly onlyHere: boolean }
  /** Nobody can make one: the kit was printed before there were backups. */
  | { readonly is: "no-kit" }
  | { readonly is: "none-yet" }
  | { readonly is: "late"; readonly since: number | null; readonly because: BackupTrouble | null };
