import { alarmWords } from "../../../contract/shell/messages";
import { useAppState } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { Notice } from "../../ui/notice";
import { TextLink } from "../../ui/text-link";

/** That the records do not agree with themselves. */
export function AlarmBanner() {
  const { alarm } = useAppState();
  const seesAuditLog = useMayCall("listEntries");
  if (alarm === null) return null;
  return (
    <Notice
      banner
      tone="bad"
      announce="alert"
      title={alarmWords.title}
      action={seesAuditLog && <TextLink href="#/audit-log">{alarmWords.show}</TextLink>}
    >
      {alarmWords.body(alarm)}
    </Notice>
  );
}
