import { useEffect, useState } from "react";
import { useClock } from "./app-state-context";

/** Main's clock, drawn again every `everyMs`: for countdowns. */
export function useNow(everyMs = 1000): number {
  const clock = useClock();
  const [now, setNow] = useState(clock);
  useEffect(() => {
    setNow(clock());
    const timer = setInterval(() => setNow(clock()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
