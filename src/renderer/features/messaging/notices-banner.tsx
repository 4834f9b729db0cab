import { useState } from "react";
import { formatDateTime } from "../../../contract/formats";
import { noticeWords } from "../../../contract/shell/messages";
import { usePractice } from "../../shell/app-state-context";
import { useRead } from "../../shell/wardkey";
import { Notice } from "../../ui/notice";

const SHOWN = 3;

/** What others did with one's account meanwhile. */
export function NoticesBanner() {
  const practice = usePractice();
  const notices = useRead("listMyNotices", {});
  const [dismissed, setDismissed] = useState(0);
  const fresh = (notices.value ?? []).filter(({ arrival }) => arrival > dismissed);
  if (fresh.length === 0) return null;
  return (
    <Notice
      banner
      tone="info"
      announce="status"
      title={noticeWords.title}
      dismissLabel={noticeWords.dismiss}
      onDismiss={() => setDismissed(Math.max(...fresh.map(({ arrival }) => arrival)))}
    >
      {fresh.slice(0, SHOWN).map(({ arrival, at, sentence }) => (
        <p key={arrival}>
          {formatDateTime(at, practice)}: {sentence}
        </p>
      ))}
      {fresh.length > SHOWN && <p>{noticeWords.more(fresh.length - SHOWN)}</p>}
    </Notice>
  );
}
