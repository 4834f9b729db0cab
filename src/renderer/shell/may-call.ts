import { contract, type Method } from "../../contract/methods";
import type { SessionState } from "../../contract/session-state";
import { useAppState } from "./app-state-context";

/** Whether main lets a session state call this at all: the window offers nothing else. */
export function mayCall(sessionState: SessionState, method: Method): boolean {
  return contract[method].callers.includes(sessionState);
}

export function useMayCall(method: Method): boolean {
  return mayCall(useAppState().sessionState, method);
}
