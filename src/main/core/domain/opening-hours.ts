/** When a practice is taken to be at work, by its own clocks: Monday to Friday, from the first hour to the second. */
export const OPENING_HOURS = { from: 7, to: 19 } as const;
