import type { Ref } from "react";
import { clockFieldWords as words } from "../../../contract/clock/messages";
import { useClock, useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { DateField } from "../../ui/date-field";
import { Grid } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import { instantOf, type WallClock, wallClock } from "./wall-clock";

export interface TypedTime {
  readonly typed: WallClock;
  readonly change: (change: Partial<WallClock>) => void;
  /** How far main's clock was behind what was typed, when it was typed: whole ms; null where it is no time. */
  readonly byMs: number | null;
  /** The instant now (epoch ms), by what was typed and what has passed since; null where it is no time. */
  readonly to: () => number | null;
}

/** The right time as somebody types it, beginning with the one that is in force. */
export function useTypedTime(): TypedTime {
  const { timeZone } = useFormats();
  const clock = useClock();
  const [{ typed, byMs }, setTyped] = useDraft<{ typed: WallClock; byMs: number | null }>("right time", () => ({
    typed: wallClock(clock(), timeZone),
    byMs: 0,
  }));
  const change = (part: Partial<WallClock>) => {
    const next = { ...typed, ...part };
    const at = instantOf(next, timeZone);
    // What was typed was right when it was typed; the other fields take their time.
    setTyped({ typed: next, byMs: at === null ? null : Math.round(at - clock()) });
  };
  return { typed, byMs, change, to: () => (byMs === null ? null : Math.round(clock() + byMs)) };
}

export interface TimeFieldsProps {
  time: TypedTime;
  error?: string | undefined;
  autoFocus?: boolean | undefined;
  timeRef?: Ref<HTMLInputElement> | undefined;
}

/** Date and time, in the practice's time zone. */
export function TimeFields({ time: { typed, change }, error, autoFocus, timeRef }: TimeFieldsProps) {
  const { timeZone } = useFormats();
  return (
    <Grid gap={16} column={150}>
      <DateField label={words.date} value={typed.date} onChange={(date) => change({ date })} />
      <TextField
        ref={timeRef}
        label={words.time}
        hint={words.zone(timeZone)}
        type="time"
        step={1}
        autoFocus={autoFocus}
        value={typed.time}
        onChange={(event) => change({ time: event.target.value })}
        error={error}
      />
    </Grid>
  );
}
