import { type InputsOf, method } from "../method";
import { auditReads } from "../reads";
import type { MayNot, NotNow } from "../refusals";
import { auditors, managers } from "../session-state";
import type { conflictsInputs } from "./inputs";
import type { Conflicts } from "./views";

type Inputs = InputsOf<typeof conflictsInputs>;

export const conflictsMethods = {
  listConflicts: method<Inputs["listConflicts"], Conflicts>()({ callers: auditors, password: "no", touches: [] }),
  settleConflict: method<Inputs["settleConflict"], null, MayNot | NotNow>()({
    callers: managers,
    password: "recent",
    touches: ["getAppState", ...auditReads],
  }),
};
