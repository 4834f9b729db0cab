import { addDays, dateIn, startOfDayAt } from "./calendar";

const HOUR_MS = 60 * 60_000;

/** Backups are made at this hour of the practice's night, or at the next start. */
const BACKUP_HOUR = 2;

/** After so long without a good backup every screen of a manager says so, and the audit log. */
export const LATE_MS = 48 * HOUR_MS;

/** The newest night, at the practice's time, that is over at `now`; epoch ms. */
export function newestNight(now: number, timeZone: string): number {
  const at = (date: string) => startOfDayAt(timeZone, date) + BACKUP_HOUR * HOUR_MS;
  const today = dateIn(timeZone, now);
  return at(today) <= now ? at(today) : at(addDays(today, -1));
}

/**
 * Whether a folder's newest backup, at `last`, is older than the newest night. One that a clock dates into the future is no
 * reason to make none today: it counts as of the day before.
 */
export function isBackupDue(last: number | null, now: number, timeZone: string): boolean {
  return last === null || last > now + HOUR_MS || last < newestNight(now, timeZone);
}
