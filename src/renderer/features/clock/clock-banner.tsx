import { Clock } from "lucide-react";
import { clockStatusWords as words } from "../../../contract/clock/clock-doctor-messages";
import { useAppState } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { Notice } from "../../ui/notice";
import { StatusItem } from "../../ui/status-item";
import { TextLink } from "../../ui/text-link";

const PLACE = "#/settings/clock";

/** That the workstation's clock may be wrong: whoever corrects it has the way there, everybody else knows whom to tell. */
export function ClockBanner() {
  const { clock } = useAppState();
  const corrects = useMayCall("correctClock");
  if (clock.is === "fine") return null;
  const [title, body] =
    clock.is === "behind"
      ? [words.behindTitle, words.behindBody(clock.byMs)]
      : [words.offTitle(clock.byMs), words.offBody];
  return (
    <Notice
      banner
      tone="warn"
      icon={Clock}
      announce="status"
      title={title}
      action={corrects && <TextLink href={PLACE}>{words.show}</TextLink>}
    >
      {body} {!corrects && words.askManager}
    </Notice>
  );
}

/** How the clock stands, in the status bar, where it also says that all is well. */
export function ClockStatus() {
  const { clock } = useAppState();
  const corrects = useMayCall("correctClock");
  const said =
    clock.is === "fine" ? words.fine : clock.is === "behind" ? words.behind(clock.byMs) : words.off(clock.byMs);
  return (
    <StatusItem icon={Clock} tone={clock.is === "fine" ? "ok" : "warn"}>
      {corrects ? <TextLink href={PLACE}>{said}</TextLink> : said}
    </StatusItem>
  );
}
