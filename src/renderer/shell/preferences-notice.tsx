import { preferencesWords as words } from "../../contract/shell/messages";
import { Notice } from "../ui/notice";
import { useAppState } from "./app-state-context";
import { useKeptState } from "./kept-state";

const unread = { read: null as string | null };

/** The file that remembers theme and window was damaged: what became of it, until somebody has put that away. */
export function PreferencesNotice() {
  const { preferences } = useAppState();
  const [{ read }, change] = useKeptState("preferences-notice", unread);
  if (preferences === null || preferences === read) return null;
  return (
    <Notice
      banner
      tone="warn"
      announce="status"
      title={words.title[preferences]}
      dismissLabel={words.dismiss}
      onDismiss={() => change({ read: preferences })}
    >
      {words.body[preferences]}
    </Notice>
  );
}
