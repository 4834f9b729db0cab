import { pageWords as words } from "../../contract/shell/page-messages";
import { Notice } from "../ui/notice";
import { useAppState } from "./app-state-context";

/** The page stopped working and was opened anew: said until somebody is in again. */
export function ReopenedNotice() {
  if (!useAppState().reopened) return null;
  return (
    <Notice banner tone="warn" title={words.reopenedTitle}>
      {words.reopened}
    </Notice>
  );
}
