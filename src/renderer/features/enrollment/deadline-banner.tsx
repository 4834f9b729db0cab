import { daysUntil, formatDeadline } from "../../../contract/formats";
import { daysLeft } from "../../../contract/people/messages";
import { deadlineWords } from "../../../contract/shell/messages";
import { useFormats, useSession } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { Notice } from "../../ui/notice";
import { TextLink } from "../../ui/text-link";

/** In the grace of the 2FA policy: by when, and the way there. */
export function DeadlineBanner() {
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
