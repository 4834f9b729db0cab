import { type InputsOf, method } from "../method";
import { auditReads } from "../reads";
import type { Cancelled, NotNow, PaperTrouble } from "../refusals";
import type { SavedFile } from "../session/views";
import { auditors, overseers } from "../session-state";
import type { reportingInputs } from "./inputs";
import type { Overview, Report } from "./views";

type Inputs = InputsOf<typeof reportingInputs>;

export const reportingMethods = {
  getOverview: method<Inputs["getOverview"], Overview>()({ callers: overseers, password: "no", touches: [] }),
  getReport: method<Inputs["getReport"], Report>()({ callers: overseers, password: "no", touches: [] }),
  exportReport: method<Inputs["exportReport"], SavedFile | null, NotNow | PaperTrouble | Cancelled>()({
    callers: overseers,
    password: "every-time",
    touches: auditReads,
  }),
  makeEvidencePack: method<Inputs["makeEvidencePack"], SavedFile | null, NotNow | PaperTrouble | Cancelled>()({
    callers: auditors,
    password: "every-time",
    touches: auditReads,
  }),
};
