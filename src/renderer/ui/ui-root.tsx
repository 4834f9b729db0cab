import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { Toasts } from "./toasts";

export interface UiRootProps {
  /** Name of the region of toasts. */
  toastsLabel: string;
  /** Name of the cross on a toast. */
  closeLabel: string;
  children: ReactNode;
}

/** Wraps the whole app once. No primitive may write a <style> element: the page's policy forbids them. */
export function UiRoot({ toastsLabel, closeLabel, children }: UiRootProps) {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider>
        <Toasts label={toastsLabel} closeLabel={closeLabel}>
          {children}
        </Toasts>
      </Tooltip.Provider>
    </CSPProvider>
  );
}
