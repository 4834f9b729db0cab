import { createContext, useContext } from "react";

/** Asks for the person's own password; true once main has accepted it, false when the person turned away. */
export type AskPassword = () => Promise<boolean>;

export const StepUpContext = createContext<AskPassword>(() => Promise.resolve(false));

export function useStepUp(): AskPassword {
  return useContext(StepUpContext);
}
