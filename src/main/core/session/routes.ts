import type { sessionMethods } from "../../../contract/session/methods";
import { onInstallation, onVault, type RoutesOf } from "../route";
import { getAppState } from "./app-state";
import { keepDrafts, takeDrafts } from "./drafts";
import { printPaper, savePaper } from "./papers";
import { cancelProgress, getProgress } from "./progress";
import { lock, signOut, stayUnlocked, switchUser } from "./sessions";

export const sessionRoutes = {
  getAppState: onInstallation(getAppState),
  printPaper: onVault(printPaper),
  savePaper: onVault(savePaper),
  lock: onVault(lock),
  stayUnlocked: onVault(stayUnlocked),
  keepDrafts: onVault(keepDrafts),
  takeDrafts: onVault(takeDrafts),
  switchUser: onVault(switchUser),
  signOut: onVault(signOut),
  getProgress: onVault(getProgress),
  cancelProgress: onVault(cancelProgress),
} satisfies RoutesOf<typeof sessionMethods>;
