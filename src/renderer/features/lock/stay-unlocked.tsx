import { useEffect, useRef, useState } from "react";
import { formatCountdown } from "../../../preload/messages/formats";
import { frameWords } from "../../../preload/messages/frame";
import { lockWords } from "../../../preload/messages/lock";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { useAct } from "../../wardkey";
import { useSession, useSituationAgain, useSituationAnswers } from "../practice/situation-context";
import { useNow } from "../practice/use-now";

const WARNING_MS = 60_000;

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
  const again = useSituationAgain();
  const answers = useSituationAnswers();
  const now = useNow();
  const [answersThen, setAnswersThen] = useState<number | null>(null);
  const left = locksAt === null ? Number.POSITIVE_INFINITY : locksAt - now;
  const near = left <= WARNING_MS;
  if (!near && answersThen !== null) setAnswersThen(null);
  if (near && answersThen === null) setAnswersThen(answers);
  useEffect(() => {
    if (near) again();
  }, [near, again]);
  return near && answersThen !== null && answers > answersThen ? left : null;
}
