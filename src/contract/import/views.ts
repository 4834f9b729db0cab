import type { PersonRef } from "../person-ref";
import type { AccountType } from "../vocabulary";

export type ImportMapping = Readonly<
  Record<"name" | "firstName" | "lastName" | "email" | "cellPhone" | "accountType", number | null>
>;

/** A file that was read, with how it was understood. */
export type ChosenImport = {
  readonly file: string;
  readonly rows: number;
  readonly columns: readonly string[];
  /** The first rows, as they stand in the file. */
  readonly sample: readonly (readonly string[])[];
  readonly encoding: string;
  readonly separator: string;
  /** Remembered from the last file with such columns, else guessed from their names. */
  readonly mapping: ImportMapping;
};

export type ImportDryRun = Readonly<Record<"create" | "update" | "skip" | "problem", number>>;

export type ImportRow = {
  /** The line of the file that the row begins on, from 1. */
  readonly line: number;
  readonly name: string;
  readonly email: string;
  readonly cellPhone: string | null;
  readonly accountType: AccountType | null;
  /** What is wrong with it, or why it is skipped, in words; what would change for an update. */
  readonly notes: readonly string[];
};

export type ImportRowsPage = { readonly total: number; readonly rows: readonly ImportRow[] };

export type ImportSummary = {
  readonly id: string;
  readonly file: string;
  readonly at: number;
  readonly by: PersonRef | null;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly undone: boolean;
};

export type ImportUndone = {
  readonly deactivated: number;
  readonly restored: number;
  /** Who has changed since, and was left alone. */
  readonly skipped: readonly PersonRef[];
};
