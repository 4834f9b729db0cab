import { CSPProvider } from "@base-ui/react/csp-provider";
import type { ReactNode } from "react";
import { CapsLockWords } from "./caps-lock";

export interface UiRootProps {
  /** What a field for a password says while Caps Lock is on. */
  capsLock: string;
  children: ReactNode;
}

/** Wraps the whole app once. No primitive may write a <style> element: the page's policy forbids them. */
export function UiRoot({ capsLock, children }: UiRootProps) {
  return (
    <CSPProvider disableStyleElements>
      <CapsLockWords value={capsLock}>{children}</CapsLockWords>
    </CSPProvider>
  );
}
