import { contract, type Method } from "../../contract/contract";
import type { SessionState } from "../../contract/vocabulary";
import { useAppState } from "./app-state-context";

/** Whether main lets a stance call this at all: the window offers nothing else. */
export function mayCall(sessionState: SessionState, method: Method): boolean {
  return contract[method].who.includes(sessionState);
}

export function useMayCall(method: Method): boolean {
  return mayCall(useAppState().sessionState, method);
}
