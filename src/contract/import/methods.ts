import { type InputsOf, method } from "../method";
import { actOnAccount } from "../reads";
import type { BadFile, Cancelled, ImportChanged, NotNow, PaperTrouble } from "../refusals";
import type { SavedFile } from "../session/views";
import { managers } from "../session-state";
import type { importInputs } from "./inputs";
import type { ChosenImport, ImportDryRun, ImportRowsPage, ImportSummary, ImportUndone } from "./views";

type Inputs = InputsOf<typeof importInputs>;

export const importMethods = {
  chooseImportFile: method<Inputs["chooseImportFile"], ChosenImport | null, NotNow | BadFile>()({
    callers: managers,
    password: "no",
    touches: ["listImportRows"],
  }),
  dryRunImport: method<Inputs["dryRunImport"], ImportDryRun, NotNow | BadFile | Cancelled>()({
    callers: managers,
    password: "no",
    touches: ["listImportRows"],
  }),
  listImportRows: method<Inputs["listImportRows"], ImportRowsPage, NotNow>()({
    callers: managers,
    password: "no",
    touches: [],
  }),
  saveImportProblems: method<Inputs["saveImportProblems"], SavedFile | null, NotNow | PaperTrouble>()({
    callers: managers,
    password: "no",
    touches: [],
  }),
  runImport: method<Inputs["runImport"], ImportSummary, NotNow | ImportChanged>()({
    callers: managers,
    password: "every-time",
    touches: [...actOnAccount, "listImports"],
  }),
  listImports: method<Inputs["listImports"], readonly ImportSummary[]>()({
    callers: managers,
    password: "no",
    touches: [],
  }),
  undoImport: method<Inputs["undoImport"], ImportUndone, NotNow | Cancelled>()({
    callers: managers,
    password: "every-time",
    touches: [...actOnAccount, "listImports"],
  }),
};
