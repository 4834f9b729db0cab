/** How many backups are kept of the last days, weeks and months. */
export type Generations = { readonly daily: number; readonly weekly: number; readonly monthly: number };

export const GENERATIONS: Generations = { daily: 7, weekly: 5, monthly: 12 };

/** A backup in a folder; `on`: the practice's day on which it was made ("2026-11-30"), `at`: a number that goes up with time. */
export type KeptBackup = { readonly name: string; readonly on: string; readonly at: number };

/** Which squares of the three rows are taken: the names of the backups that stand for a day, week or month, newest first. */
export type KeptGenerations = { readonly [G in keyof Generations]: readonly string[] };

/**
 * Which of a folder's backups stand for the last days, weeks and months that have one: the newest of each. Days without a
 * backup take no place, so that a computer that was off for a month loses nothing.
 */
export function keptGenerations(backups: readonly KeptBackup[], most: Generations): KeptGenerations {
  const newestFirst = backups.toSorted((one, other) => other.at - one.at);
  const newestOfEach = (periodOf: (on: string) => string, count: number) => {
    const periods = new Map<string, string>();
    for (const { name, on } of newestFirst) if (!periods.has(periodOf(on))) periods.set(periodOf(on), name);
    return [...periods.values()].slice(0, count);
  };
  return {
    daily: newestOfEach((on) => on, most.daily),
    weekly: newestOfEach(weekOf, most.weekly),
    monthly: newestOfEach((on) => on.slice(0, 7), most.monthly),
  };
}

/** Which backups of a folder no generation needs any more; `lastGood`, the one that was made last, whatever its date, is always needed (BACKUP-6). */
export function dispensable(backups: readonly KeptBackup[], most: Generations, lastGood: string): readonly string[] {
  const { daily, weekly, monthly } = keptGenerations(backups, most);
  const needed = new Set([...daily, ...weekly, ...monthly, lastGood]);
  return backups.map(({ name }) => name).filter((name) => !needed.has(name));
}

/** The Monday of a day's week. */
function weekOf(on: string): string {
  const day = new Date(`${on}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
