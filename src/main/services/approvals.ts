import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function listApprovals(
  _world: World,
  _caller: Caller,
  _input: InputOf<"listApprovals">,
): Promise<Answer<"listApprovals">> {
  throw new Error("NOT-BUILT (approvals)");
}

export async function getApproval(
  _world: World,
  _caller: Caller,
  _input: InputOf<"getApproval">,
): Promise<Answer<"getApproval">> {
  throw new Error("NOT-BUILT (approvals)");
}

export async function askApproval(
  _world: World,
  _caller: Caller,
  _input: InputOf<"askApproval">,
): Promise<Answer<"askApproval">> {
  throw new Error("NOT-BUILT (approvals)");
}

export async function approveAct(
  _world: World,
  _caller: Caller,
  _input: InputOf<"approveAct">,
): Promise<Answer<"approveAct">> {
  throw new Error("NOT-BUILT (approvals)");
}

export async function declineAct(
  _world: World,
  _caller: Caller,
  _input: InputOf<"declineAct">,
): Promise<Answer<"declineAct">> {
  throw new Error("NOT-BUILT (approvals)");
}
