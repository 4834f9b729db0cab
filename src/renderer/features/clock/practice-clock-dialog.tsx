import { useMemo, useRef, useState } from "react";
import { correctClockWords as words } from "../../../contract/clock/clock-doctor-messages";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useClock } from "../../shell/app-state-context";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";
import { TimeFields, useTypedTime } from "./time-fields";

export interface CorrectClockDialogProps {
  /** What is added to the computer's clock already, ms. */
  inForce: number;
  onClose: () => void;
}

function useCorrecting(said: string, onClose: () => void) {
  const toast = useToasts();
  return useAct("correctClock", {
    onDone: () => {
      toast({ title: said });
      onClose();
    },
  });
}

/** Says what the time is now; what is added to the computer's clock follows from it. */
export function CorrectClockDialog({ inForce, onClose }: CorrectClockDialogProps) {
  const { time, byMs } = useTypedDifference();
  const [lacks, setLacks] = useState(false);
  const correct = useCorrecting(words.done, onClose);
  const correctionMs = byMs === null ? undefined : inForce + byMs;
  const error = correct.fieldErrors["correctionMs"] ?? (lacks && byMs === null ? words.unchanged : undefined);
  return (
    <ActDialog
      title={words.title}
      effect={words.effect}
      confirmLabel={words.confirm}
      busy={correct.busy}
      refusal={correct.refusal}
      fieldErrors={correct.fieldErrors}
      approval={correctionMs === undefined ? undefined : { act: "correctClock", parameters: { correctionMs } }}
      onAct={(given) => {
        setLacks(true);
        if (correctionMs !== undefined) void correct.act({ correctionMs, ...given });
      }}
      onClose={onClose}
    >
      <TimeFields time={time} error={error} />
      {byMs !== null && <p>{words.goes(byMs)}</p>}
    </ActDialog>
  );
}

/** How far the typed time is ahead of the clock, as it was when it was typed; null until another one was typed. */
function useTypedDifference() {
  const clock = useClock();
  const time = useTypedTime();
  const first = useRef(time.typed);
  const { typed } = time;
  // biome-ignore lint/correctness/useExhaustiveDependencies: by the clock of that moment; a second manager approves it as it is
  const byMs = useMemo(() => {
    const to = isSame(typed, first.current) ? null : time.to();
    return to === null ? null : Math.round(to - clock());
  }, [typed]);
  return { time, byMs };
}

function isSame(one: Record<"date" | "time", string>, other: Record<"date" | "time", string>): boolean {
  return one.date === other.date && one.time === other.time;
}

/** The warning was a false one: the same correction once more says so. */
export function ClockIsRightDialog({ inForce: correctionMs, onClose }: CorrectClockDialogProps) {
  const confirm = useCorrecting(words.rightDone, onClose);
  return (
    <ActDialog
      title={words.rightTitle}
      effect={words.rightEffect}
      confirmLabel={words.rightConfirm}
      busy={confirm.busy}
      refusal={confirm.refusal}
      fieldErrors={confirm.fieldErrors}
      approval={{ act: "correctClock", parameters: { correctionMs } }}
      onAct={(given) => void confirm.act({ correctionMs, ...given })}
      onClose={onClose}
    />
  );
}
