import { useState } from "react";
import { formatDateTime } from "../../../preload/messages/formats";
import { alarmWords, deadlineWords, noticeWords } from "../../../preload/messages/frame";
import { daysLeft } from "../../../preload/messages/people";
import { screensOf } from "../../screens";
import { Notice } from "../../ui/notice";
import { TextLink } from "../../ui/text-link";
import { useRead } from "../../wardkey";
import { WaitingBanner } from "../approvals/waiting-banner";
import { useFormats, usePractice, useSession, useSituation } from "../practice/situation-context";

/** What must be known on every screen: an alarm, what waits for two managers, what is due, and what others did meanwhile. */
export function Banners() {
  return (
    <>
      <AlarmBanner />
      <WaitingBanner />
      <DeadlineBanner />
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

const DAY_MS = 86_400_000;

/** In the grace of the requirement: by when, and the way there. */
function DeadlineBanner() {
  const formats = useFormats();
  const { deadlineAt, twoFactor } = useSession();
  if (deadlineAt === null) return null;
  const urgent = deadlineAt - formats.now <= DAY_MS;
  return (
    <Notice
      banner
      tone={urgent ? "bad" : "warn"}
      announce="status"
      title={deadlineWords.title(daysLeft(deadlineAt, formats))}
      action={<TextLink href="#/account/security">{deadlineWords.setUp}</TextLink>}
    >
      {deadlineWords.body(formatDateTime(deadlineAt, formats), twoFactor === "text")}
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
