import type { approvalsMethods } from "../../../contract/approvals/methods";
import { onVault, type RoutesOf } from "../route";
import { askApproval, declineAct, getApproval, listApprovals } from "./approvals";
import { approveAct } from "./approve-act";
import type { AskedActs } from "./asked-act";

export const approvalsRoutes = (acts: AskedActs) =>
  ({
    listApprovals: onVault((context, caller, input) => listApprovals(context, caller, input, acts)),
    getApproval: onVault((context, caller, input) => getApproval(context, caller, input, acts)),
    askApproval: onVault((context, caller, input) => askApproval(context, caller, input, acts)),
    approveAct: onVault((context, caller, input) => approveAct(context, caller, input, acts)),
    declineAct: onVault(declineAct),
  }) satisfies RoutesOf<typeof approvalsMethods>;
