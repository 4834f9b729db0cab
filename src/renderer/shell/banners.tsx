import { useState } from "react";
import { daysUntil, formatDateTime, formatDeadline } from "../../contract/formats";
import { daysLeft } from "../../contract/people/messages";
import { alarmWords, deadlineWords, noticeWords } from "../../contract/shell/messages";
import { WaitingBanner } from "../features/approvals/waiting-banner";
import { ClockBanner } from "../features/clock/clock-banner";
import { EmergencyBanner } from "../features/emergency/emergency-banner";
import { RecoveryCodesBanner } from "../features/recovery/codes-banner";
import { ManagerRecoveryNotice } from "../features/recovery/manager-recovery-notice";
import { Notice } from "../ui/notice";
import { TextLink } from "../ui/text-link";
import { useAppState, useFormats, usePractice, useSession } from "./app-state-context";
import { useMayCall } from "./may-call";
import { TroubleBanners } from "./trouble-banners";
import { useRead } from "./wardkey";

/** What must be known on every screen: emergency access, an alarm, what waits, what is due, and what others did meanwhile. */
export function Banners() {
  return (
    <>
      <EmergencyBanner />
      <AlarmBanner />
      <TroubleBanners />
      <ManagerRecoveryNotice />
      <ClockBanner />
      <WaitingBanner />
      <DeadlineBanner />
      <RecoveryCodesBanner />
      <NoticesBanner />
    </>
  );
}

function AlarmBanner() {
  const { alarm } = useAppState();
  const seesLedger = useMayCall("listEntries");
  if (alarm === null) return null;
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

/** In the grace of the 2FA policy: by when, and the way there. */
function DeadlineBanner() {
  const formats = useFormats();
  const { deadlineAt, twoFactor } = useSession();
  const setsUp = useMayCall("enableTwoFactor");
  if (deadlineAt === null || !setsUp) return null;
  const urgent = daysUntil(deadlineAt, formats) <= 1;
  return (
    <Notice
      banner
      tone={urgent ? "bad" : "warn"}
      announce="status"
      title={deadlineWords.title(daysLeft(deadlineAt, formats))}
      action={<TextLink href="#/account/security">{deadlineWords.setUp}</TextLink>}
    >
      {deadlineWords.body(formatDeadline(deadlineAt, formats), twoFactor === "text")}
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
