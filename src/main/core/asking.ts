import type { Refusal, Result } from "../../contract/result";
import type { ChosenBackup, ChosenVault, Paper, TableFile } from "./ports";

/*
 * Nothing waits for a person inside a method. A method that needs a dialog, the printer or the clipboard prepares what it
 * can, and answers with what has to be asked. The host asks, and commits: only then is authority looked at again, what
 * leaves recorded and handed out, or what comes in read (tickets.ts). Texts, papers and bytes cross, never paths but of
 * folders for backups.
 */

/** Where a text or a paper is to go: a file that the person names, the printer, or the clipboard, which asks nobody. */
export type Destination = { readonly to: "file" | "pdf" | "printer" | "clipboard"; readonly name: string };
/** What the person is to choose. */
export type Source = { readonly choose: "table" | "vault" | "folder" | "backup" };
/** What the person chose. */
export type Given =
  | { readonly is: "table"; readonly file: TableFile }
  | { readonly is: "vault"; readonly vault: ChosenVault }
  | { readonly is: "folder"; readonly path: string }
  | { readonly is: "backup"; readonly backup: ChosenBackup };

/** Something that leaves, prepared by a method that answers with `R`. */
export type Outgoing<R> = Destination & {
  /** The answer where the person chose no place, or stopped the printer. */
  readonly canceled: R;
  /** Looks again at what allowed it, and records in one transaction what it gives: a paper for PDF and printer. */
  readonly commit: () => { readonly ok: true; readonly value: string | Paper } | Extract<R, { readonly ok: false }>;
  /** The answer once it is out, under this name. */
  readonly done: (name: string) => R;
  /** Takes back what was committed where nothing came out after all, and answers so. */
  readonly undo?: () => R;
};

/** Something that comes in. */
export type Incoming<R> = { readonly canceled: R } & (
  | { readonly choose: "table"; readonly commit: (file: TableFile) => R | Promise<R> }
  | { readonly choose: "vault"; readonly commit: (vault: ChosenVault) => R | Promise<R> }
  | { readonly choose: "folder"; readonly commit: (path: string) => R | Promise<R> }
  | { readonly choose: "backup"; readonly commit: (backup: ChosenBackup) => R | Promise<R> }
);

export type Asking<R = Result<unknown, Refusal>> = Outgoing<R> | Incoming<R>;

/** What came of it outside; `broken`: the host itself failed, and says so in its own words. */
export type Outcome =
  | { readonly is: "out"; readonly name: string }
  | { readonly is: "canceled" | "broken" }
  | { readonly is: "trouble"; readonly trouble: "no-printer" | "not-printed" | "not-written" };
