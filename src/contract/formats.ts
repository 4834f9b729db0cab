/** Dates and times as the practice writes them: English words, the region's order, the practice's time zone. */

export interface Place {
  /** ISO 3166, e.g. "US". */
  readonly region: string;
  /** IANA, e.g. "America/Chicago". */
  readonly timeZone: string;
}

/** A place, and main's clock: what a sentence needs to say when. */
export interface Formats extends Place {
  readonly now: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(place: Place, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([place.region, place.timeZone, style]);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(`en-${place.region}`, { ...style, timeZone: place.timeZone });
  formatters.set(key, made);
  return made;
}

const DAY_MS = 86_400_000;

/** How far the zone's clocks are ahead of UTC at an instant, both in ms. */
export function offsetAt(at: number, timeZone: string): number {
  const parts = new Map(
    formatter({ region: "GB-u-ca-gregory-nu-latn", timeZone }, wallParts)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return wall - Math.floor(at / 1000) * 1000;
}

const wallParts: Intl.DateTimeFormatOptions = {
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
};

/** Days by the clocks on the wall, begun ones included: one of them may have 23 hours, another 25. */
export function daysUntil(at: number, { now, timeZone }: Formats): number {
  const wall = (instant: number) => instant + offsetAt(instant, timeZone);
  return Math.max(0, Math.ceil((wall(at) - wall(now)) / DAY_MS));
}

/** How many midnights lie between an instant and now: 0 today, 1 yesterday. */
export function daysAgo(at: number, { now, timeZone }: Formats): number {
  const day = (instant: number) => Math.floor((instant + offsetAt(instant, timeZone)) / DAY_MS);
  return day(now) - day(at);
}

/** "2 Nov 2026, 14:05". */
export function formatDateTime(at: number, place: Place): string {
  return formatter(place, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

/** "2 Nov 2026". */
export function formatDate(at: number, place: Place): string {
  return formatter(place, { dateStyle: "medium" }).format(at);
}

/** "Monday, November 2": a day that is expected, not an instant. */
export function formatDay(at: number, place: Place): string {
  return formatter(place, { weekday: "long", month: "long", day: "numeric" }).format(at);
}

/** "today, 14:05", "yesterday, 14:05", else "2 Nov 2026, 14:05". */
export function formatRecent(at: number, formats: Formats): string {
  const day = ["today", "yesterday"][daysAgo(at, formats)];
  return day === undefined ? formatDateTime(at, formats) : `${day}, ${formatTime(at, formats)}`;
}

/** "14:05". */
export function formatTime(at: number, place: Place): string {
  return formatter(place, { timeStyle: "short" }).format(at);
}

/** "2 Nov 2026, 14:05:09": to be held against another clock. */
export function formatTimeOfDay(at: number, place: Place): string {
  return formatter(place, { dateStyle: "medium", timeStyle: "medium" }).format(at);
}

/** The last day on which one can act before `deadlineAt`, "1 Nov 2026" where it is the midnight after it. */
export function formatLastDay(deadlineAt: number, place: Place): string {
  return formatDate(deadlineAt - 1, place);
}

/** "the end of 1 Nov 2026" for the midnight after it, else "2 Nov 2026, 14:05". */
export function formatDeadline(deadlineAt: number, place: Place): string {
  const lastDay = formatLastDay(deadlineAt, place);
  return lastDay === formatDate(deadlineAt, place) ? formatDateTime(deadlineAt, place) : `the end of ${lastDay}`;
}

/** "14:35" today, "2 Nov 2026, 14:35" on any other day. */
export function formatUntil(at: number, formats: Formats): string {
  const sameDay = formatDate(at, formats) === formatDate(formats.now, formats);
  return sameDay ? formatTime(at, formats) : formatDateTime(at, formats);
}

/** "1:05" for 65 seconds, "1:00:05" from an hour on; never below zero. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** "about 4 minutes", whichever of two clocks is ahead by so many ms. */
export function formatApart(byMs: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(byMs) / 60_000));
  return minutes === 1 ? "about a minute" : `about ${minutes} minutes`;
}

const relatives = new Map<string, Intl.RelativeTimeFormat>();

/** "3 minutes ago", "2 days ago"; for a tooltip beside the full date. */
export function formatAgo(at: number, formats: Formats): string {
  const { region } = formats;
  const relative = relatives.get(region) ?? new Intl.RelativeTimeFormat(`en-${region}`, { numeric: "auto" });
  relatives.set(region, relative);
  const seconds = (at - formats.now) / 1000;
  const units = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ] as const;
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return "just now";
}

/** Making one takes far longer than using it; lists word thousands of numbers. */
const numbers = new Map<string, Intl.NumberFormat>();

/** "12,408". */
export function formatNumber(count: number, { region }: Place): string {
  const format = numbers.get(region) ?? new Intl.NumberFormat(`en-${region}`);
  numbers.set(region, format);
  return format.format(count);
}

const sizes = [
  ["terabyte", 1e12],
  ["gigabyte", 1e9],
  ["megabyte", 1e6],
  ["kilobyte", 1e3],
] as const;

/** "212 GB", as disks are sold; rounded down, so that no disk is said to have more room than it has. */
export function formatBytes(bytes: number, { region }: Place): string {
  const [unit, size] = sizes.find(([, least]) => bytes >= least) ?? ["byte", 1];
  const fractionDigits = bytes / size < 10 && unit !== "byte" ? 1 : 0;
  return new Intl.NumberFormat(`en-${region}`, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: fractionDigits,
  }).format(Math.floor((bytes / size) * 10 ** fractionDigits) / 10 ** fractionDigits);
}

/** "90.4%", rounded down, so that nothing is called whole that is not; a dash where there is nobody. */
export const shareOf = (part: number, all: number, place: Place) => inPercent(Math.floor((part * 1000) / all), place);

/** The share of those who are not protected, rounded up, so that it and `shareOf` of the others make a whole. */
export const shareLeftOf = (part: number, all: number, place: Place) =>
  inPercent(Math.ceil((part * 1000) / all), place);

function inPercent(thousandths: number, place: Place): string {
  if (!Number.isFinite(thousandths)) return "\u2013";
  const format = new Intl.NumberFormat(`en-${place.region}`, { style: "percent", maximumFractionDigits: 1 });
  return format.format(thousandths / 1000);
}

/** A right-to-left name between isolates (UAX #9 §2.4), so that it cannot rearrange the sentence around it. */
export function nameInSentence(name: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u.test(name) ? `\u2068${name}\u2069` : name;
}
