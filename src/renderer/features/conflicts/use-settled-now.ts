import { type RefObject, useEffect, useRef } from "react";
import { conflictsWords as words } from "../../../contract/conflicts/screen-messages";
import type { Conflicts } from "../../../contract/conflicts/views";
import { useToasts } from "../../ui/toasts";

/**
 * Says which conflict is settled once it is gone from the list, by whatever act. What had the focus may have gone with it:
 * keyboard and screen reader go on from the heading that is given back.
 */
export function useSettledNow(conflicts: Conflicts | undefined): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(conflicts);
  const toast = useToasts();
  useEffect(() => {
    const before = last.current;
    last.current = conflicts;
    if (before === undefined || conflicts === undefined) return;
    const settled = new Set(conflicts.settled.map(({ id }) => id));
    const gone = before.open.filter(({ id }) => settled.has(id));
    for (const { title } of gone) toast({ title: words.settledNow(title) });
    if (gone.length > 0 && !isOnSomething()) heading.current?.focus();
  });
  return heading;
}

function isOnSomething(): boolean {
  return document.activeElement !== null && document.activeElement !== document.body;
}
