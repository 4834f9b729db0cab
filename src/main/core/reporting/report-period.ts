import type { BadInput } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { ruleTime, type VaultContext } from "../context";
import { addDays, dateIn, startOfDayAt } from "../domain/calendar";
import { newestArrival } from "../store/ledger/entries";
import { findBeginningAt, type Span } from "../store/ledger/entries-of-kinds";
import { thePractice } from "../store/practice";

/** The days that a report is about, as far as anything is known of them. */
export type Period = {
  /** As it was asked for. */
  readonly fromOn: string;
  readonly toOn: string;
  /** The days (YYYY-MM-DD) from the first entry to today's that are in it, in order; none where it lies elsewhere. */
  readonly days: readonly string[];
  /** The day of the first entry. */
  readonly beginningOn: string;
  /** Entries that were there when the report was begun, in the whole of what was asked for. */
  readonly span: Span;
  readonly now: number;
  readonly timeZone: string;
};

/** Reads a period; refused where it ends before it begins. */
export function readPeriod(
  context: VaultContext,
  { fromOn, toOn }: { readonly fromOn: string; readonly toOn: string },
): Result<Period, BadInput> {
  if (toOn < fromOn) return refuse({ code: "bad-input", fields: { toOn: "out-of-range" } });
  const { timeZone } = thePractice(context.db);
  const now = ruleTime(context);
  const todayOn = dateIn(timeZone, now);
  const beginningOn = dateIn(timeZone, findBeginningAt(context.db) ?? now);
  const first = fromOn < beginningOn ? beginningOn : fromOn;
  const last = toOn > todayOn ? todayOn : toOn;
  const span = {
    from: fromOn <= beginningOn ? 0 : startOfDayAt(timeZone, fromOn),
    to: toOn >= todayOn ? Number.MAX_SAFE_INTEGER : startOfDayAt(timeZone, addDays(toOn, 1)),
    upTo: newestArrival(context.db),
  };
  return ok({ fromOn, toOn, days: daysBetween(first, last), beginningOn, span, now, timeZone });
}

/** The instants (epoch ms) at which days end. */
export function endsOf({ timeZone }: Pick<Period, "timeZone">, days: readonly string[]): readonly number[] {
  return days.map((day) => startOfDayAt(timeZone, addDays(day, 1)));
}

/** The first days of the months that a period's days are in. */
export function monthsOf({ days }: Pick<Period, "days">): readonly string[] {
  return [...new Set(days.map((day) => `${day.slice(0, 7)}-01`))];
}

function daysBetween(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
