import type {
  ChosenImport,
  ImportDryRun,
  ImportMapping,
  ImportSummary,
  ImportUndone,
} from "../../../contract/import/views";
import type { AccountType } from "../../../contract/vocabulary";
import { useKeptState } from "../../shell/kept-state";

export type ImportStep = "file" | "columns" | "check" | "run" | "done";
export type Outcome = keyof ImportDryRun;

/** How far an import has come. It is found again after a visit to another screen, and forgotten at a lock. */
export interface ImportView {
  readonly step: ImportStep;
  readonly chosen: ChosenImport | null;
  readonly mapping: ImportMapping;
  readonly known: "update" | "skip";
  readonly accountType: AccountType;
  readonly dryRun: ImportDryRun | null;
  /** Which rows of the dry run are looked at. */
  readonly outcome: Outcome;
  readonly result: ImportSummary | null;
  /** What came of taking an import back. */
  readonly undone: { readonly file: string; readonly value: ImportUndone } | null;
}

export const noMapping: ImportMapping = {
  name: null,
  firstName: null,
  lastName: null,
  email: null,
  cellPhone: null,
  accountType: null,
};

const start: ImportView = {
  step: "file",
  chosen: null,
  mapping: noMapping,
  known: "update",
  accountType: "staff",
  dryRun: null,
  outcome: "create",
  result: null,
  undone: null,
};

export type ChangeView = (next: Partial<ImportView>) => void;

export function useImportView(): [ImportView, ChangeView] {
  return useKeptState("import", start);
}

/** Another import begins where the last one did. */
export const afresh: Partial<ImportView> = { ...start };

/** What wants looking at first: what is wrong, else what would happen. */
export function firstOutcome({ create, update, skip, problem }: ImportDryRun): Outcome {
  if (problem > 0) return "problem";
  if (create > 0) return "create";
  return update > 0 || skip === 0 ? "update" : "skip";
}
