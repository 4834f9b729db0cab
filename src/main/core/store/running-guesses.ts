import type { EventData } from "../domain/events";
import { type Db, prepared } from "./open";

/*
 * Working: the guesses that no entry sums up yet. Kept in the vault, so that no restart loses them or has them summed up
 * more often than once a minute.
 */

/** As they would be summed up now. */
export type RunningGuesses = EventData["guesses-summed"];

/** A copy of a vault is another workstation, which sums up none but its own. */
const nameFor = (workstation: string) => `guesses of ${workstation}`;

/** undefined while there are none. */
export function findRunningGuesses(db: Db, workstation: string): RunningGuesses | undefined {
  const sql = "SELECT value FROM working WHERE name = ?";
  const row = prepared(db, sql).get(nameFor(workstation)) as { value: string } | undefined;
  return row === undefined ? undefined : (JSON.parse(row.value) as RunningGuesses);
}

/** Inside the caller's transaction. */
export function keepRunningGuesses(db: Db, workstation: string, guesses: RunningGuesses): void {
  const sql = "INSERT INTO working (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
  prepared(db, sql).run(nameFor(workstation), JSON.stringify(guesses));
}

/** Inside the caller's transaction, in which they were recorded. */
export function dropRunningGuesses(db: Db, workstation: string): void {
  prepared(db, "DELETE FROM working WHERE name = ?").run(nameFor(workstation));
}
