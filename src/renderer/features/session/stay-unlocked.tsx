import { type RefObject, useEffect, useRef, useState } from "react";
import { formatCountdown } from "../../../contract/formats";
import { lockWords } from "../../../contract/session/messages";
import { frameWords } from "../../../contract/shell/messages";
import { useAppStateAgain, useAppStateReads, useClock, useSession } from "../../shell/app-state-context";
import { useNow } from "../../shell/use-now";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";

const LONGEST_WARNING_MS = 60_000;

/** A minute before the idle lock: somebody who only reads can stay (WCAG 2.2.1). */
export function StayUnlocked() {
  const left = useTimeLeft();
  const stay = useAct("stayUnlocked");
  const lock = useAct("lock");
  const stayButton = useRef<HTMLButtonElement>(null);
  if (left === null) return null;
  return (
    <Dialog
      open
      size="small"
      title={lockWords.idleTitle}
      description={lockWords.idleBody(formatCountdown(left))}
      closeLabel={frameWords.close}
      onClose={() => void stay.act({})}
      initialFocus={stayButton}
      footer={
        <>
          <Button onClick={() => void lock.act({})}>{lockWords.lockNow}</Button>
          <Button ref={stayButton} variant="primary" busy={stay.busy} onClick={() => void stay.act({})}>
            {lockWords.stay}
          </Button>
        </>
      }
    />
  );
}

/** Ms until the lock once it is near; null before. What the window remembers may be old, so main is asked first. */
function useTimeLeft(): number | null {
  const { locksAt } = useSession();
  const again = useAppStateAgain();
  const reads = useAppStateReads();
  const now = useNow();
  const warningMs = useWarningMs();
  const [readsThen, setReadsThen] = useState<number | null>(null);
  const left = locksAt === null ? Number.POSITIVE_INFINITY : locksAt - now;
  const near = left <= warningMs;
  const over = left <= 0;
  if (!near && readsThen !== null) setReadsThen(null);
  if (near && readsThen === null) setReadsThen(reads);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the time is over: main may have seen a mouse move
  useEffect(() => {
    if (near) again();
  }, [near, over, again]);
  return near && readsThen !== null && reads > readsThen ? left : null;
}

/** A minute; half the idle time where the practice locks so soon that a minute would be all of it. */
function useWarningMs(): number {
  const { locksAt } = useSession();
  const reads = useAppStateReads();
  const lastInput = useLastInput();
  const [warningMs, setWarningMs] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer tells anew when main would lock
  useEffect(() => {
    if (locksAt !== null) setWarningMs(Math.min(LONGEST_WARNING_MS, (locksAt - lastInput.current) / 2));
  }, [locksAt, reads]);
  return warningMs;
}

const inputs = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** When a key or the mouse was last used in the window, by main's clock. Main counts idle time by the same. */
function useLastInput(): RefObject<number> {
  const clock = useClock();
  const last = useRef(clock());
  useEffect(() => {
    const note = () => {
      last.current = clock();
    };
    for (const name of inputs) window.addEventListener(name, note, { passive: true, capture: true });
    return () => {
      for (const name of inputs) window.removeEventListener(name, note, { capture: true });
    };
  }, [clock]);
  return last;
}
