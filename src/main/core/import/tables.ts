import type { Waiting } from "../../../contract/refusals";
import type { Result } from "../../../contract/result";
import type { CheckedRow, Mapping, TableRead, TableRow } from "../domain/import-table";
import type { Step } from "../session/progress";

/** What rows are checked against besides the rules themselves. */
export type TableCheck = {
  readonly columns: number;
  readonly rows: readonly TableRow[];
  readonly mapping: Mapping;
  /** The column of kinds says them outright, and holds no job titles. */
  readonly saysKind: boolean;
  readonly region: string;
};

/** Lists of people in files: chosen, read and checked beside the app. */
export type Tables = {
  /** Asks for a file with the system's dialog; its path, which never goes to the window. Null when canceled. */
  readonly choose: () => Promise<Result<string | null, Waiting>>;
  readonly read: (file: string) => Promise<TableRead>;
  /** Undefined: it was stopped. */
  readonly check: (check: TableCheck, step: Step) => Promise<readonly CheckedRow[] | undefined>;
};
