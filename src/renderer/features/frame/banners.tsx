import { useState } from "react";
import { formatDateTime } from "../../../preload/messages/formats";
import { alarmWords, noticeWords } from "../../../preload/messages/frame";
import { screensOf } from "../../screens";
import { Notice } from "../../ui/notice";
import { TextLink } from "../../ui/text-link";
import { useRead } from "../../wardkey";
import { usePractice, useSession, useSituation } from "../practice/situation-context";

/** What must be known on every screen: an alarm of the ledger, and what happened to one's own account meanwhile. */
export function Banners() {
  return (
    <>
      <AlarmBanner />
      <NoticesBanner />
    </>
  );
}

function AlarmBanner() {
  const { alarm } = useSituation();
  const { role } = useSession();
  if (alarm === null) return null;
  const seesLedger = screensOf(role).some(({ name }) => name === "ledger");
  return (
    <Notice
      banner
      tone="bad"
      announce="alert"
      title={alarmWords.title}
      action={seesLedger && <TextLink href="#/ledger">{alarmWords.show}</TextLink>}
    >
      {alarmWords.body(alarm)}
    </Notice>
  );
}

const SHOWN = 3;

function NoticesBanner() {
  const practice = usePractice();
  const notices = useRead("listMyNotices", {});
  const [dismissed, setDismissed] = useState(0);
  const fresh = (notices.value ?? []).filter(({ place }) => place > dismissed);
  if (fresh.length === 0) return null;
  return (
    <Notice
      banner
      tone="info"
      announce="status"
      title={noticeWords.title}
      dismissLabel={noticeWords.dismiss}
      onDismiss={() => setDismissed(Math.max(...fresh.map(({ place }) => place)))}
    >
      {fresh.slice(0, SHOWN).map(({ place, at, sentence }) => (
        <p key={place}>
          {formatDateTime(at, practice)}: {sentence}
        </p>
      ))}
      {fresh.length > SHOWN && <p>{noticeWords.more(fresh.length - SHOWN)}</p>}
    </Notice>
  );
}
