import type { ImportChoices, Verdict } from "../domain/import-judge";
import type { CheckedRow, Table } from "../domain/import-table";
export type Previewed = {
  /** What the rows were read for: phone numbers depend on it. */
  readonly region: string;
  readonly choices: ImportChoices;
  readonly rows: readonly CheckedRow[];
  /** One for each row, in the same order. */
  readonly verdicts: readonly Verdict[];
  /** The place of the first row that would give somebody a number, by the number. */
  readonly phones: ReadonlyMap<string, number>;
};

/** A list of people that somebody chose to import, and what the dry run found. */
export type ImportInHand = {
  /** Nobody goes on with what another manager chose. */
  readonly by: string;
  /** The file's name, without its path. */
  readonly file: string;
  readonly table: Table;
  previewed: Previewed | null;
};
