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
  const last = useRef<Conflicts>(undefined);
  const toast = useToasts();
  useEffect(() => {
    const before = last.current;
    last.current = conflicts ?? before;
    if (before === undefined || conflicts === undefined) return;
    const gone = before.open.filter(({ id }) => isSettled(id, conflicts));
    for (const { title } of gone) toast({ title: words.settledNow(title) });
    if (gone.length > 0 && !isOnSomething()) heading.current?.focus();
  });
  return heading;
}

/** Of many that are open not all are listed: one that is not may have made room for a newer one. */
function isSettled(id: string, { open, openCount, settled }: Conflicts): boolean {
  if (open.some((conflict) => conflict.id === id)) return false;
  return open.length === openCount || settled.some((conflict) => conflict.id === id);
}

function isOnSomething(): boolean {
  return document.activeElement !== null && document.activeElement !== document.body;
}
