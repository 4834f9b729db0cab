/** Dates (YYYY-MM-DD) in the practice's time zone, and the instants (epoch ms) they begin at. */

const DAY_MS = 86_400_000;
const SECOND_MS = 1000;
/** Longer than any zone is away from UTC, and than any change of it. */
const FAR_MS = 2 * DAY_MS;

/** Making one takes far longer than using it; lists ask for thousands of dates in one zone. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the name is one of the IANA time zones that this runtime knows. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    formatFor(zone);
    return true;
  } catch {
    return false;
  }
}

/** Whether the text is a day of the calendar, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateIn("UTC", midnightUtc(text)) === text;
}

/** The date in the zone at an instant (epoch ms, of the years 1 to 9999). */
export function dateIn(zone: string, at: number): string {
  const { year, month, day } = wallClock(zone, at);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/**
 * The first instant of a date in the zone. Where clocks skip midnight the day begins when they have; where they show
 * midnight twice, it begins the first time; a day that a zone left out begins with the next one. Throws on no date.
 */
export function startOfDayAt(zone: string, date: string): number {
  if (!isDate(date)) throw new Error(`Not a date: ${date}`);
  const midnight = midnightUtc(date);
  const offsets = [midnight - FAR_MS, midnight + FAR_MS].map((at) => offsetMs(zone, at));
  const midnights = offsets.map((offset) => midnight - offset).filter((at) => at + offsetMs(zone, at) === midnight);
  if (midnights.length > 0) return Math.min(...midnights);
  // No clock in the zone shows this midnight, so that dates only rise around it.
  return firstFrom(midnight - FAR_MS, midnight + FAR_MS, (at) => dateIn(zone, at) >= date);
}

/** The date so many days later (or earlier, if negative). */
export function addDays(date: string, days: number): string {
  return dateIn("UTC", midnightUtc(date) + days * DAY_MS);
}

/** The last so many dates in the zone up to today's, oldest first. */
export function recentDays(zone: string, now: number, days: number): string[] {
  const today = dateIn(zone, now);
  return Array.from({ length: days }, (_, index) => addDays(today, index - days + 1));
}

/**
 * The time from one instant to another (epoch ms) in stretches over which the zone's clocks stay as far ahead of UTC as
 * they are (`offset`, ms), in order.
 */
export function offsetsWithin(
  zone: string,
  from: number,
  to: number,
): readonly { readonly to: number; readonly offset: number }[] {
  const stretches: { to: number; offset: number }[] = [];
  for (let at = from; at < to; ) {
    const offset = offsetMs(zone, at);
    let until = at;
    while (until < to && offsetMs(zone, until) === offset) until += DAY_MS;
    // Clocks change once in the day before.
    const end = until < to ? firstFrom(until - DAY_MS, until, (instant) => offsetMs(zone, instant) !== offset) : to;
    stretches.push({ to: end, offset });
    at = end;
  }
  return stretches;
}

/** By halving, the first instant at which something is so that is not so at `before`, and from then on is, up to `from`. */
function firstFrom(before: number, from: number, isSo: (at: number) => boolean): number {
  if (from - before <= 1) return from;
  const middle = Math.floor((before + from) / 2);
  return isSo(middle) ? firstFrom(before, middle, isSo) : firstFrom(middle, from, isSo);
}

function midnightUtc(date: string): number {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split("-").map(Number);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; four hundred years are always as many days.
  return Date.UTC(year + 400, month - 1, day) - 146_097 * DAY_MS;
}

/** How far the zone's clocks are ahead of UTC. */
function offsetMs(zone: string, at: number): number {
  const { year, month, day, hour, minute, second } = wallClock(zone, at);
  const wall = midnightUtc(`${year}-${month}-${day}`) + ((hour * 60 + minute) * 60 + second) * SECOND_MS;
  return wall - Math.floor(at / SECOND_MS) * SECOND_MS;
}

function wallClock(zone: string, at: number) {
  const parts = new Map(
    formatFor(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN;
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
  };
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, "0");
}

/** When a practice is taken to be at work, by its own clocks: Monday to Friday, from the first hour to the second. */
export const OPENING_HOURS = { from: 7, to: 19 } as const;
