import type { sessionMethods } from "../../../contract/session/methods";
import { onInstallation, onVault, type RoutesOf } from "../route";
import { keepDrafts, takeDrafts } from "./drafts";
import { printPaper, savePaper } from "./papers";
import { cancelProgress, getProgress } from "./progress";
import { lock, signOut, stayUnlocked, switchUser } from "./sessions";

/** Without `getAppState`, in which many capabilities have their part (core/app-state.ts). */
export const sessionRoutes = {
  printPaper: onVault(printPaper),
  savePaper: onVault(savePaper),
  lock: onVault(lock),
  stayUnlocked: onVault(stayUnlocked),
  keepDrafts: onVault(keepDrafts),
  takeDrafts: onVault(takeDrafts),
  switchUser: onVault(switchUser),
  signOut: onVault(signOut),
  getProgress: onInstallation(getProgress),
  cancelProgress: onInstallation(cancelProgress),
} satisfies RoutesOf<Omit<typeof sessionMethods, "getAppState">>;
