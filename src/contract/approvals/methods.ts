import { type InputsOf, method } from "../method";
import { approvalReads, auditReads } from "../reads";
import type { MayNot, NoSuchPerson, NotNow, RecordsDamaged, TokenRefusal, WrongCredentials } from "../refusals";
import { auditors, fullySignedIn, overseers } from "../session-state";
import type { approvalsInputs } from "./inputs";
import type { ApprovalState, ApprovalView } from "./views";

type Inputs = InputsOf<typeof approvalsInputs>;

export const approvalsMethods = {
  listApprovals: method<Inputs["listApprovals"], readonly ApprovalView[]>()({
    callers: auditors,
    password: "no",
    touches: [],
  }),
  getApproval: method<Inputs["getApproval"], ApprovalState>()({ callers: overseers, password: "no", touches: [] }),
  askApproval: method<Inputs["askApproval"], ApprovalView, NoSuchPerson | MayNot | NotNow | RecordsDamaged>()({
    callers: auditors,
    password: "recent",
    touches: [...approvalReads, ...auditReads],
  }),
  approveAct: method<
    Inputs["approveAct"],
    ApprovalView,
    WrongCredentials | TokenRefusal | MayNot | NotNow | RecordsDamaged
  >()({ callers: auditors, password: "no", touches: [...approvalReads, ...auditReads] }),
  declineAct: method<Inputs["declineAct"], null, MayNot | NotNow>()({
    callers: fullySignedIn,
    password: "recent",
    touches: [...approvalReads, ...auditReads],
  }),
};
