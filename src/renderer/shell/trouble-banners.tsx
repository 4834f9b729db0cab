import { formatDateTime } from "../../contract/formats";
import { backgroundWords, unsealedWords, preferencesWords as words } from "../../contract/shell/messages";
import { pageWords } from "../../contract/shell/page-messages";
import { Notice } from "../ui/notice";
import { useAppState, useFormats } from "./app-state-context";
import { useKeptState } from "./kept-state";

/** What does not work, said on every screen: the ledger's seal, what runs in the background, the preferences. */
export function TroubleBanners() {
  return (
    <>
      <UnsealedBanner />
      <BackgroundBanner />
      <PreferencesNotice />
    </>
  );
}

/** Without the seal, what is done now could be undone by putting an older folder back. */
function UnsealedBanner() {
  const formats = useFormats();
  const { unsealed } = useAppState();
  if (unsealed === null) return null;
  return (
    <Notice banner tone="bad" announce="alert" title={unsealedWords.title}>
      {unsealedWords.body(unsealed.because, formatDateTime(unsealed.since, formats))}
    </Notice>
  );
}

/** Something that runs beside has failed, and goes on being tried. */
function BackgroundBanner() {
  const { backgroundTrouble } = useAppState();
  if (backgroundTrouble === null) return null;
  return (
    <Notice banner tone="bad" announce="alert" title={backgroundWords.title}>
      {backgroundWords.body(backgroundTrouble.what, backgroundTrouble.number)}
    </Notice>
  );
}

const unread = { read: null as string | null };

/** The file that remembers theme and window was damaged: what became of it, until somebody has put that away. */
function PreferencesNotice() {
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

/** The page stopped working and was opened anew: said until somebody is in again. */
export function ReopenedNotice() {
  if (!useAppState().reopened) return null;
  return (
    <Notice banner tone="warn" title={pageWords.reopenedTitle}>
      {pageWords.reopened}
    </Notice>
  );
}
