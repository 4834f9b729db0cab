const DAY_MS = 86_400_000;

/** The first instant (epoch ms) of a day (YYYY-MM-DD) in the zone; where clocks skip midnight, when they have. */
export function startOfDay(date: string, timeZone: string): number {
  return instantAt(Date.parse(`${date}T00:00Z`), timeZone);
}

/**
 * The instant at which clocks in the zone show what UTC's do at `wall`, both epoch ms: the earlier one where they show it
 * twice, on the far side where they skip it.
 */
export function instantAt(wall: number, timeZone: string): number {
  // The zone's offset changes at most once in the days around: one of the two is the one at this moment.
  const guesses = [wall - DAY_MS, wall + DAY_MS].map((at) => wall - offsetAt(at, timeZone));
  const right = guesses.filter((at) => at + offsetAt(at, timeZone) === wall);
  return right.length > 0 ? Math.min(...right) : Math.max(...guesses);
}

/** The first instant after a day in the zone. */
export function endOfDay(date: string, timeZone: string): number {
  const next = new Date(Date.parse(`${date}T00:00Z`) + DAY_MS);
  return startOfDay(next.toISOString().slice(0, 10), timeZone);
}

/** How far the zone's clocks are ahead of UTC, in ms. */
export function offsetAt(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return wall - Math.floor(at / 1000) * 1000;
}

/** The day (YYYY-MM-DD) that it is in the zone at an instant (epoch ms). */
export function dayIn(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 10);
}
