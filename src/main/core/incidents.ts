import type { Incident } from "../../contract/refusals";
import { diskTroubleOf } from "./store/trouble";

type Reported = Omit<Incident, "code">;

export type IncidentParts = {
  readonly newNumber: () => string;
  readonly write: (line: string) => void;
  /** Milliseconds that never run backwards. */
  readonly monotonic: () => number;
};

/** The log is kept to a size: a page that breaks one thing again and again must not push out what broke before. */
const WRITTEN_PER_HOUR = 3;
const HOUR_MS = 60 * 60_000;

type Hour = { readonly since: number; written: number; number: string };

/**
 * Writes what broke under a number that the screen shows too: a few times an hour for each method, and then it answers
 * with the number that was written last. Nothing that a person typed is ever in an error.
 */
export function incidentLog({
  newNumber,
  write,
  monotonic,
}: IncidentParts): (what: string, broken: unknown) => Reported {
  const hours = new Map<string, Hour>();
  const hourOf = (what: string): Hour => {
    const now = monotonic();
    const last = hours.get(what);
    const hour = last !== undefined && now - last.since < HOUR_MS ? last : { since: now, written: 0, number: "" };
    hours.set(what, hour);
    return hour;
  };
  return (what, broken) => {
    const hour = hourOf(what);
    if (hour.written < WRITTEN_PER_HOUR) {
      hour.written += 1;
      hour.number = newNumber();
      write(`incident ${hour.number} in ${what}: ${broken instanceof Error ? broken.stack : String(broken)}`);
    }
    const trouble = diskTroubleOf(broken);
    return { number: hour.number, what: trouble === "disk-full" || trouble === "read-only" ? trouble : "unknown" };
  };
}
