import { useState } from "react";
import { clockFieldWords as words } from "../../../preload/messages/clock";
import { DateField } from "../../ui/date-field";
import { Grid } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import { useClock, useFormats } from "../practice/situation-context";
import { instantOf, type WallClock, wallClock } from "./wall-clock";

export interface TypedTime {
  readonly typed: WallClock;
  readonly change: (change: Partial<WallClock>) => void;
  /** The instant now (epoch ms), by what was typed and what has passed since; null where it is no time. */
  readonly to: () => number | null;
}

/** The right time as somebody types it, beginning with the one that is in force. */
export function useTypedTime(): TypedTime {
  const { timeZone } = useFormats();
  const clock = useClock();
  const [{ typed, since }, setTyped] = useState(() => ({
    typed: wallClock(clock(), timeZone),
    since: performance.now(),
  }));
  const to = () => {
    const at = instantOf(typed, timeZone);
    // What was typed was right when it was typed; the other fields take their time.
    return at === null ? null : Math.round(at + performance.now() - since);
  };
  const change = (part: Partial<WallClock>) => setTyped({ typed: { ...typed, ...part }, since: performance.now() });
  return { typed, change, to };
}

export interface TimeFieldsProps {
  time: TypedTime;
  error?: string | undefined;
  autoFocus?: boolean | undefined;
}

/** Date and time, in the practice's time zone. */
export function TimeFields({ time: { typed, change }, error, autoFocus }: TimeFieldsProps) {
  const { timeZone } = useFormats();
  return (
    <Grid gap={16} column={150}>
      <DateField label={words.date} value={typed.date} onChange={(date) => change({ date })} />
      <TextField
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
