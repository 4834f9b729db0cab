import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { type AskPassword, StepUpContext } from "./step-up-context";

const StepUpDialog = lazy(async () => ({ default: (await import("./step-up-dialog")).StepUpDialog }));

/** Lets `useAct` ask for the person's password where main wants it fresh. Acts that ask at once share one dialog. */
export function StepUpProvider({ children }: { children: ReactNode }) {
  const waiting = useRef<((accepted: boolean) => void)[]>([]);
  const [open, setOpen] = useState(false);

  const ask = useCallback<AskPassword>(() => {
    setOpen(true);
    return new Promise((resolve) => waiting.current.push(resolve));
  }, []);
  const answer = useCallback((accepted: boolean) => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(accepted);
  }, []);
  // Locked in the middle of it: the act is not done.
  useEffect(() => () => answer(false), [answer]);

  return (
    <StepUpContext value={ask}>
      {children}
      <Suspense>{open && <StepUpDialog onAnswer={answer} />}</Suspense>
    </StepUpContext>
  );
}
