import { useLayoutEffect, useRef, useState } from "react";

/**
 * One function for all drawings, which does what the one of the last drawing does: whoever is given it need not be
 * drawn again for it. For handlers only, never while drawing.
 */
export function useStable<Args extends readonly unknown[], Result>(
  act: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  const [same] = useState(
    () =>
      (...args: Args) =>
        latest.current(...args),
  );
  return same;
}
