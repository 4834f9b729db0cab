import type { InputOf } from "../../src/contract/methods";
import * as view from "../../src/main/core/approvals/approval-view";
import * as approvals from "../../src/main/core/approvals/approvals";
import * as approving from "../../src/main/core/approvals/approve-act";
import { askedActs } from "../../src/main/core/asked-acts";
import type { VaultContext } from "../../src/main/core/context";
import type { Caller } from "../../src/main/core/session/session";

/* The methods about approvals as the core's routes call them: with what is known of the acts that are asked about. */

export const listApprovals = (context: VaultContext, caller: Caller, input: InputOf<"listApprovals">) =>
  approvals.listApprovals(context, caller, input, askedActs);

export const getApproval = (context: VaultContext, caller: Caller, input: InputOf<"getApproval">) =>
  approvals.getApproval(context, caller, input, askedActs);

export const askApproval = (context: VaultContext, caller: Caller, input: InputOf<"askApproval">) =>
  approvals.askApproval(context, caller, input, askedActs);

export const approveAct = (context: VaultContext, caller: Caller, input: InputOf<"approveAct">) =>
  approving.approveAct(context, caller, input, askedActs);

export const waitingActs = (context: VaultContext, caller: Caller) => view.waitingActs(context, caller, askedActs);
