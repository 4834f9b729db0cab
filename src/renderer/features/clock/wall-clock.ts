import { offsetAt } from "../../../contract/formats";
import { instantAt } from "../../shell/zone-days";

/** What a clock on the wall shows: "YYYY-MM-DD" and "HH:MM:SS". */
export interface WallClock {
  readonly date: string;
  readonly time: string;
}

/** What clocks in the zone show at an instant (epoch ms). */
export function wallClock(at: number, timeZone: string): WallClock {
  const wall = new Date(at + offsetAt(at, timeZone)).toISOString();
  return { date: wall.slice(0, 10), time: wall.slice(11, 19) };
}

/**
 * The instant (epoch ms) at which clocks in the zone show this; null where it is no date and time. The earlier one where
 * they show it twice; where they skip it, as if they had not.
 */
export function instantOf({ date, time }: WallClock, timeZone: string): number | null {
  const wall = Date.parse(`${date}T${time}Z`);
  return Number.isNaN(wall) ? null : instantAt(wall, timeZone);
}
