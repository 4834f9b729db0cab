import { type InputsOf, method } from "../method";
import { approvalReads, auditReads } from "../reads";
import type { MayNot, NotNow, PaperTrouble } from "../refusals";
import type { SavedFile } from "../session/views";
import { auditors } from "../session-state";
import type { auditInputs } from "./inputs";
import type { EntriesPage, LedgerState } from "./views";

type Inputs = InputsOf<typeof auditInputs>;

export const auditMethods = {
  listEntries: method<Inputs["listEntries"], EntriesPage>()({ callers: auditors, password: "no", touches: [] }),
  getLedgerState: method<Inputs["getLedgerState"], LedgerState>()({ callers: auditors, password: "no", touches: [] }),
  verifyLedger: method<Inputs["verifyLedger"], null>()({
    callers: auditors,
    password: "no",
    touches: ["getLedgerState"],
  }),
  exportEntries: method<Inputs["exportEntries"], SavedFile | null, NotNow | MayNot | PaperTrouble>()({
    callers: auditors,
    password: "every-time",
    touches: [...auditReads, ...approvalReads],
  }),
};
