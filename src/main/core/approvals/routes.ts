import type { approvalsMethods } from "../../../contract/approvals/methods";
import { onVault, type RoutesOf } from "../route";
import { askApproval, declineAct, getApproval, listApprovals } from "./approvals";
import { approveAct } from "./approve-act";

export const approvalsRoutes = {
  listApprovals: onVault(listApprovals),
  getApproval: onVault(getApproval),
  askApproval: onVault(askApproval),
  approveAct: onVault(approveAct),
  declineAct: onVault(declineAct),
} satisfies RoutesOf<typeof approvalsMethods>;
