import { type Db, prepared } from "./open";
import { inTodaysWords } from "./stored-words";

/** How somebody likes their list of people: a working row that decides nothing. Whoever reads it checks its shape. */
export function readPeopleSettings(db: Db, account: string): unknown {
  const row = prepared(db, "SELECT value FROM working WHERE name = ?").get(nameOf(account));
  return row === undefined ? undefined : inTodaysWords(JSON.parse((row as { value: string }).value));
}

export function savePeopleSettings(db: Db, account: string, settings: unknown): void {
  prepared(
    db,
    "INSERT INTO working (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  ).run(nameOf(account), JSON.stringify(settings));
}

function nameOf(account: string): string {
  return `people-settings ${account}`;
}
