import { formatDateTime } from "../../contract/formats";
import { besideWords, unsealedWords } from "../../contract/shell/messages";
import { Notice } from "../ui/notice";
import { useFormats, useSituation } from "./app-state-context";

/** What does not work beside the screens, on every one of them: the ledger's seal, and what runs in the background. */
export function TroubleBanners() {
  return (
    <>
      <UnsealedBanner />
      <BesideBanner />
    </>
  );
}

/** Without the seal, what is done now could be undone by putting an older folder back. */
function UnsealedBanner() {
  const formats = useFormats();
  const { unsealed } = useSituation();
  if (unsealed === null) return null;
  return (
    <Notice banner tone="bad" announce="alert" title={unsealedWords.title}>
      {unsealedWords.body(unsealed.because, formatDateTime(unsealed.since, formats))}
    </Notice>
  );
}

/** Something that runs beside has failed, and goes on being tried. */
function BesideBanner() {
  const { beside } = useSituation();
  if (beside === null) return null;
  return (
    <Notice banner tone="bad" announce="alert" title={besideWords.title}>
      {besideWords.body(beside.what, beside.number)}
    </Notice>
  );
}
