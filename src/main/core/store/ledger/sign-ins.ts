import { OPENING_HOURS } from "../../domain/calendar";
import { type Db, prepared } from "../open";
import { type Who, whoIs } from "../reports";
import type { Span } from "./entries-of-kinds";

/* How accounts were signed in to, and refused: counted by SQLite from an index, which no entry has to be read for. */

/** Where and about whom it is counted. */
export type Sought = {
  readonly span: Span;
  readonly who: Who;
  /** The whole time of the span (epoch ms), cut where clocks change, with how far they are ahead of UTC (ms). */
  readonly stretches: readonly { readonly to: number; readonly offset: number }[];
};

export type CountedAccount = {
  /** null: attempts with an e-mail that belongs to no account. */
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly signIns: number;
  /** Of these outside office hours. */
  readonly outside: number;
  readonly refused: number;
  readonly wrongPassword: number;
  readonly wrongToken: number;
  readonly wrongOther: number;
  readonly lockouts: number;
  readonly lastRefusedAt: number | null;
};

/** How many accounts there are with any of it, and attempts with an e-mail of none. */
export function countSignedIn(db: Db, sought: Sought): { readonly accounts: number; readonly strangers: number } {
  const { from, values } = entriesSought(sought);
  const sql = `SELECT count(DISTINCT subject) AS accounts, coalesce(sum(${refusals}) FILTER (WHERE subject IS NULL), 0) AS strangers ${from}`;
  return prepared(db, sql).get(values) as { accounts: number; strangers: number };
}

export type Slice = { readonly offset: number; readonly limit: number };

/** Every account with any of it, those of no account as one: the most refused first, then the most outside office hours. */
export function listSignInCounts(db: Db, sought: Sought, slice: Slice): readonly CountedAccount[] {
  const { from, wall, values } = entriesSought(sought);
  const counted = `SELECT subject AS id, ${signIns}, sum(kind = 'signed-in' AND ${outsideAt(wall)}) AS outside, ${refused},
      sum(${factor} IS 'password') AS wrongPassword,
      sum(coalesce(${factor} IN ('app', 'text-token'), 0)) AS wrongToken,
      sum(coalesce(${factor} NOT IN ('password', 'app', 'text-token'), 0)) AS wrongOther,
      sum(kind = 'account-locked') AS lockouts,
      max(CASE WHEN kind IN ('attempt-refused', 'stranger-refused', 'guesses-summed') THEN at END) AS lastRefusedAt
    ${from} GROUP BY subject ORDER BY ${most}, subject LIMIT @limit OFFSET @offset`;
  // Names are looked up for the slice alone, and set equal ones in order.
  const sql = `SELECT c.*, accounts.name, accounts.email
    FROM (${counted}) c LEFT JOIN accounts ON accounts.owner = c.id ORDER BY ${most}, accounts.name, c.id`;
  return prepared(db, sql).all({ ...values, ...slice }) as CountedAccount[];
}

export type CountedDay = {
  /** Days since 1970-01-01, by the practice's clocks. */
  readonly day: number;
  readonly signIns: number;
  readonly refused: number;
};

/** Days on which there was any of it, in order. */
export function listSignInDays(db: Db, sought: Sought): readonly CountedDay[] {
  const { from, wall, values } = entriesSought(sought);
  const sql = `SELECT ${wall} / ${DAY_MS} AS day, ${signIns}, ${refused} ${from} GROUP BY day ORDER BY day`;
  return prepared(db, sql).all(values) as CountedDay[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const most = "refused DESC, outside DESC, lockouts DESC, signIns DESC";
const signIns = "sum(kind = 'signed-in') AS signIns";
/** How many an entry stands for. */
const refusals = `CASE WHEN kind IN ('attempt-refused', 'stranger-refused') THEN 1
  WHEN kind = 'guesses-summed' THEN data ->> '$.facts.refused' ELSE 0 END`;
const refused = `sum(${refusals}) AS refused`;
/** As the index has it, for what a lockout came from too. */
const factor = "CASE kind WHEN 'attempt-refused' THEN data ->> '$.facts.factor' END";

/** The entries, and SQL for what the practice's clocks showed at one (ms since they showed 1970-01-01). */
function entriesSought({ span: { from, to, upTo }, who, stretches }: Sought) {
  const values: Record<string, string | number> = { from, to, upTo };
  const offsets = stretches.map(({ to: until, offset }, index) => {
    values[`until${index}`] = until;
    values[`ahead${index}`] = offset;
    return ` WHEN at < @until${index} THEN CAST(@ahead${index} AS INTEGER)`;
  });
  const wall = `(at + CASE WHEN at < 0 THEN 0${offsets.join("")} ELSE 0 END)`;
  const conditions = [
    "kind IN ('signed-in', 'attempt-refused', 'stranger-refused', 'guesses-summed', 'account-locked')",
    "at >= @from AND at < @to AND arrival <= @upTo",
  ];
  if (who.accountType !== null || who.role !== null) {
    const { where, values: asked } = whoIs(who);
    conditions.push(`subject IN (SELECT owner FROM accounts WHERE ${where})`);
    Object.assign(values, asked);
  }
  return { from: `FROM ledger INDEXED BY ledger_sign_ins WHERE ${conditions.join(" AND ")}`, wall, values };
}

/** The first of January 1970 was a Thursday: what is left of a day's number by seven is 2 on Saturdays and 3 on Sundays. */
function outsideAt(wall: string): string {
  const hours = `${wall} % ${DAY_MS} < ${OPENING_HOURS.from * HOUR_MS} OR ${wall} % ${DAY_MS} >= ${OPENING_HOURS.to * HOUR_MS}`;
  return `(${wall} / ${DAY_MS} % 7 IN (2, 3) OR ${hours})`;
}
