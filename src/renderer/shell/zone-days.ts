import { offsetAt } from "../../contract/formats";

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
  return startOfDay(addDays(date, 1), timeZone);
}

/** The day so many days later, or earlier where negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day (YYYY-MM-DD) that it is in the zone at an instant (epoch ms). */
export function dayIn(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 10);
}
