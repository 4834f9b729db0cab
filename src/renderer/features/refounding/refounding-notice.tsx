import type { ReactNode } from "react";
import { refoundingWords as words } from "../../../preload/messages/refounding";
import { Notice } from "../../ui/notice";
import { useFormats, useSituation } from "../practice/situation-context";

/** That a manager is to be founded anew with kit and envelope: everybody sees it, on every screen. */
export function RefoundingNotice({ action }: { action?: ReactNode }) {
  const { refounding } = useSituation();
  const formats = useFormats();
  if (refounding === null) return null;
  const { name, proceedsAt } = refounding;
  return (
    <Notice banner tone="bad" announce="status" title={words.title} action={action}>
      <p>
        {words.body(name)} {proceedsAt <= formats.now ? words.now : words.from(proceedsAt, formats)}
      </p>
    </Notice>
  );
}
