import { type ClockSign, correctionSteps } from "../domain/clock";
import type { Entry, EventData } from "../domain/events";
import { stepAt } from "../domain/totp";
import { type LedgerRow, toEntry } from "./ledger/row";
import { type Db, prepared } from "./open";

/* What the ledger knows of clocks: corrections, troubles, and what accepted and refused tokens said of them. */

type Corrected = { readonly arrival: number; readonly after: number };

/** The arrival of the newest correction; 0 where the clock was never corrected. */
export function findCorrectionPlace(db: Db): number {
  const sql = "SELECT coalesce(max(arrival), 0) AS arrival FROM ledger WHERE kind = 'clock-corrected'";
  return (prepared(db, sql).get() as { arrival: number }).arrival;
}

/** The latest time (epoch ms) since a correction, by its arrival (0: since the first entry), its own included. */
export function latestAfter(db: Db, arrival: number): number {
  const sql = `SELECT at FROM ledger INDEXED BY ledger_by_time
    WHERE arrival > @arrival OR (arrival = @arrival AND data ->> '$.facts.from' IS NOT NULL) ORDER BY at DESC LIMIT 1`;
  return (prepared(db, sql).get({ arrival }) as { at: number } | undefined)?.at ?? 0;
}

/**
 * Until when the clock went right, where it jumped ahead since a correction (by its arrival) and is to be set back to `to`:
 * the last time before a gap as wide as it is ahead. null where it went wrong without a jump, or was wrong all along.
 */
export function rightUntil(db: Db, arrival: number, { from, to }: { readonly from: number; readonly to: number }) {
  const sql = `SELECT
    (SELECT min(at) FROM ledger INDEXED BY ledger_by_time WHERE at > @to AND arrival > @arrival) AS ahead,
    (SELECT max(at) FROM ledger INDEXED BY ledger_by_time WHERE at <= @to AND arrival >= @arrival) AS before`;
  const { ahead, before } = prepared(db, sql).get({ arrival, to }) as { ahead: number | null; before: number | null };
  return ahead !== null && before !== null && ahead - before >= (from - to) / 2 ? to : null;
}

/** `at`: the latest time that was known then. */
export type ClockTrouble = EventData["clock-trouble"] & { readonly at: number; readonly arrival: number };

/** The newest trouble of a sort that was recorded after an arrival. */
export function findClockTrouble(db: Db, is: ClockTrouble["is"], after: number): ClockTrouble | undefined {
  const sql = "SELECT * FROM ledger WHERE kind = 'clock-trouble' AND arrival > ? ORDER BY arrival DESC LIMIT 20";
  const entries = (prepared(db, sql).all(after) as LedgerRow[]).map(toEntry) as Extract<
    Entry,
    { kind: "clock-trouble" }
  >[];
  const found = entries.find(({ data }) => data.is === is);
  if (found === undefined) return undefined;
  const { data, arrival, behindMs } = found;
  // An older Wardkey dated it by the clock that stood behind.
  return { ...data, at: found.at + (data.is === "behind" && behindMs === 0 ? data.byMs : 0), arrival };
}

const kinds = ["signed-in", "proof-accepted", "attempt-refused", "authenticator-enabled"] as const;
type SignEntry = Extract<Entry, { kind: (typeof kinds)[number] }>;

/**
 * What the newest `each` entries of each kind say of phones' clocks, since `since` (epoch ms); newest first. What came before
 * the clock was last found to have gone back says nothing of it as it goes now.
 */
export function listClockSigns(db: Db, { since, each }: { readonly since: number; readonly each: number }) {
  const corrections = listCorrections(db);
  const wentBack = findClockTrouble(db, "behind", 0)?.arrival ?? 0;
  const sql = "SELECT * FROM ledger WHERE kind = ? ORDER BY arrival DESC LIMIT ?";
  const entries = kinds.flatMap((kind) => prepared(db, sql).all(kind, each) as LedgerRow[]).map(toEntry) as SignEntry[];
  return entries
    .filter(({ at, arrival }) => at >= since && arrival > wentBack)
    .sort((a, b) => b.arrival - a.arrival)
    .flatMap((entry) => signOf(entry, corrections.find(({ arrival }) => arrival < entry.arrival)?.after ?? 0));
}

function listCorrections(db: Db): readonly Corrected[] {
  const sql = "SELECT * FROM ledger WHERE kind = 'clock-corrected' ORDER BY arrival DESC";
  const entries = (prepared(db, sql).all() as LedgerRow[]).map(toEntry) as Extract<
    Entry,
    { kind: "clock-corrected" }
  >[];
  return entries.map(({ arrival, data }) => ({ arrival, after: data.after }));
}

/** `correctionMs`: what was in force when it was recorded. */
function signOf(entry: SignEntry, correctionMs: number): readonly ClockSign[] {
  const { subject: account, at, behindMs } = entry;
  const steps = stepsAhead(entry, at - behindMs - correctionMs, correctionSteps(correctionMs));
  return account === null || steps === undefined ? [] : [{ account, at, steps }];
}

function stepsAhead(entry: SignEntry, computer: number, corrected: number): number | undefined {
  switch (entry.kind) {
    case "attempt-refused": {
      const { hint } = entry.data;
      return hint?.is === "other-time" ? hint.fromClock + corrected : undefined;
    }
    case "authenticator-enabled":
      return entry.data.step - stepAt(computer);
    default: {
      const app = entry.data.factors.find((proven) => proven.factor === "app");
      return app === undefined ? undefined : app.step - stepAt(computer);
    }
  }
}
