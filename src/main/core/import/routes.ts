import type { importMethods } from "../../../contract/import/methods";
import { onVault, type RoutesOf } from "../route";
import { listImports, undoImport } from "./imports";
import { chooseImportFile, dryRunImport, listImportRows, saveImportProblems } from "./prepare-import";
import { runImport } from "./run-import";

export const importRoutes = {
  chooseImportFile: onVault(chooseImportFile),
  dryRunImport: onVault(dryRunImport),
  listImportRows: onVault(listImportRows),
  saveImportProblems: onVault(saveImportProblems),
  runImport: onVault(runImport),
  listImports: onVault(listImports),
  undoImport: onVault(undoImport),
} satisfies RoutesOf<typeof importMethods>;
