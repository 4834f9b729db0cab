import { type Db, prepared } from "./open";

/** A manager who is to be founded anew. */
export type Refounding = {
  readonly id: string;
  readonly account: string;
  readonly proceedsAt: number;
  readonly endsAt: number;
  /** For how long the opened app has shown it, ms. */
  readonly shownMs: number;
};

const columns = "id, owner AS account, proceeds_at AS proceedsAt, ends_at AS endsAt, shown_ms AS shownMs";

/** The one that waits, or may be finished, at `now`. */
export function findRefounding(db: Db, now: number): Refounding | undefined {
  const sql = `SELECT ${columns} FROM refoundings WHERE state = 'open' AND ends_at > ?`;
  return prepared(db, sql).get(now) as Refounding | undefined;
}

/** Whether somebody was ever to be founded anew, whatever became of it. */
export function hadRefounding(db: Db, account: string): boolean {
  return prepared(db, "SELECT 1 FROM refoundings WHERE owner = ?").get(account) !== undefined;
}
