import { clockNoticeWords as words } from "../../../contract/clock/messages";
import { useAppState, useFormats } from "../../shell/app-state-context";
import { useNow } from "../../shell/use-now";
import { Notice } from "../../ui/notice";
import { TextLink } from "../../ui/text-link";

/** Where this computer's clock was found wrong: what it shows, and the way to correct it. */
export function ClockNotice({ onCorrect }: { onCorrect: () => void }) {
  const { clock } = useAppState();
  const formats = useFormats();
  const now = useNow();
  if (clock.is === "fine") return null;
  return (
    <Notice tone="warn" title={words.title} action={<TextLink onClick={onCorrect}>{words.correct}</TextLink>}>
      {words.shows(now, formats)} {clock.is === "behind" ? words.behind : words.off(clock.byMs)} {words.effect}
    </Notice>
  );
}
