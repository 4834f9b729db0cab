import { type RefObject, useEffect, useRef } from "react";

/** Where another sheet has come and nothing on it took the focus, its heading does: keyboard and screen reader go on from there. */
export function useEntryFocus(sheet: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another sheet
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, [sheet]);
  return heading;
}
