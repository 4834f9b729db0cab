import { type InputsOf, method } from "../method";
import { approvalReads, auditReads } from "../reads";
import type { MayNot, NotNow, PaperTrouble } from "../refusals";
import type { SavedFile } from "../session/views";
import { auditors } from "../session-state";
import type { auditInputs } from "./inputs";
import type { EntriesPage, FullCheckView, LedgerState, SignOffAnswer } from "./views";

type Inputs = InputsOf<typeof auditInputs>;

export const auditMethods = {
  listEntries: method<Inputs["listEntries"], EntriesPage>()({ callers: auditors, password: "no", touches: [] }),
  getLedgerState: method<Inputs["getLedgerState"], LedgerState>()({ callers: auditors, password: "no", touches: [] }),
  verifyLedger: method<Inputs["verifyLedger"], null>()({
    callers: auditors,
    password: "no",
    touches: ["getLedgerState", "getFullCheck"],
  }),
  cancelFullCheck: method<Inputs["cancelFullCheck"], null>()({
    callers: auditors,
    password: "no",
    touches: auditReads,
  }),
  getFullCheck: method<Inputs["getFullCheck"], FullCheckView>()({ callers: auditors, password: "no", touches: [] }),
  makeSignOffSheet: method<Inputs["makeSignOffSheet"], SavedFile | null, NotNow | PaperTrouble>()({
    callers: auditors,
    password: "no",
    touches: auditReads,
  }),
  checkSignOffSheet: method<Inputs["checkSignOffSheet"], SignOffAnswer>()({
    callers: auditors,
    password: "no",
    touches: [],
  }),
  exportEntries: method<Inputs["exportEntries"], SavedFile | null, NotNow | MayNot | PaperTrouble>()({
    callers: auditors,
    password: "every-time",
    touches: [...auditReads, ...approvalReads],
  }),
};
