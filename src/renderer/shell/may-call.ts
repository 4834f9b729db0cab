import { contract, type Method } from "../../contract/contract";
import type { Stance } from "../../contract/vocabulary";
import { useSituation } from "./app-state-context";

/** Whether main lets a stance call this at all: the window offers nothing else. */
export function mayCall(stance: Stance, method: Method): boolean {
  return contract[method].who.includes(stance);
}

export function useMayCall(method: Method): boolean {
  return mayCall(useSituation().stance, method);
}
