import { createContext, type ReactNode, useContext } from "react";

export const PublicNoticesContext = createContext<ReactNode>(null);

/** What everybody who stands at the workstation is told, signed in or not, as the features have registered it. */
export function PublicNotices(): ReactNode {
  return useContext(PublicNoticesContext);
}
