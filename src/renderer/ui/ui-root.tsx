import { CSPProvider } from "@base-ui/react/csp-provider";
import type { ReactNode } from "react";

/** Wraps the whole app once. No primitive may write a <style> element: the page's policy forbids them. */
export function UiRoot({ children }: { children: ReactNode }) {
  return <CSPProvider disableStyleElements>{children}</CSPProvider>;
}
