import { formatDateTime } from "../../contract/formats";
import { backgroundWords, unsealedWords } from "../../contract/shell/messages";
import { Notice } from "../ui/notice";
import { useAppState, useFormats } from "./app-state-context";
import { PreferencesNotice } from "./preferences-notice";

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
  const { beside } = useAppState();
  if (beside === null) return null;
  return (
    <Notice banner tone="bad" announce="alert" title={backgroundWords.title}>
      {backgroundWords.body(beside.what, beside.number)}
    </Notice>
  );
}
