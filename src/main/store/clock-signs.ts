import { type ClockSign, correctionSteps } from "../domain/clock";
import type { Entry, EventData } from "../domain/events";
import { stepAt } from "../domain/totp";
import { type LedgerRow, toEntry } from "./ledger";
import { type Db, prepared } from "./open";

/* What the ledger knows of clocks: corrections, troubles, and what accepted and refused tokens said of them. */

type Corrected = { readonly place: number; readonly after: number };

/** The place of the newest correction; 0 where the clock was never corrected. */
export function findCorrectionPlace(db: Db): number {
  const sql = "SELECT coalesce(max(place), 0) AS place FROM ledger WHERE kind = 'clock-corrected'";
  return (prepared(db, sql).get() as { place: number }).place;
}

/** The latest time (epoch ms) among the newest entries after a place; 0 where there is none. */
export function latestAfter(db: Db, place: number): number {
  const sql = `SELECT coalesce(max(at), 0) AS at FROM
    (SELECT at FROM ledger WHERE place > ? ORDER BY place DESC LIMIT 50)`;
  return (prepared(db, sql).get(place) as { at: number }).at;
}

export type ClockTrouble = EventData["clock-trouble"] & { readonly at: number; readonly place: number };

/** The newest trouble of a sort that was recorded after a place. */
export function findClockTrouble(db: Db, is: ClockTrouble["is"], after: number): ClockTrouble | undefined {
  const sql = "SELECT * FROM ledger WHERE kind = 'clock-trouble' AND place > ? ORDER BY place DESC LIMIT 20";
  const entries = (prepared(db, sql).all(after) as LedgerRow[]).map(toEntry) as Extract<
    Entry,
    { kind: "clock-trouble" }
  >[];
  const found = entries.find(({ data }) => data.is === is);
  return found === undefined ? undefined : { ...found.data, at: found.at, place: found.place };
}

const kinds = ["signed-in", "proof-accepted", "attempt-refused", "authenticator-enabled"] as const;
type Telling = Extract<Entry, { kind: (typeof kinds)[number] }>;

/**
 * What the newest `each` entries of each kind say of phones' clocks, since `since` (epoch ms); newest first. What came before
 * the clock was last found to have gone back says nothing of it as it goes now.
 */
export function listClockSigns(db: Db, { since, each }: { readonly since: number; readonly each: number }) {
  const corrections = listCorrections(db);
  const wentBack = findClockTrouble(db, "behind", 0)?.place ?? 0;
  const sql = "SELECT * FROM ledger WHERE kind = ? ORDER BY place DESC LIMIT ?";
  const entries = kinds.flatMap((kind) => prepared(db, sql).all(kind, each) as LedgerRow[]).map(toEntry) as Telling[];
  return entries
    .filter(({ at, place }) => at >= since && place > wentBack)
    .sort((a, b) => b.place - a.place)
    .flatMap((entry) => signOf(entry, corrections.find(({ place }) => place < entry.place)?.after ?? 0));
}

function listCorrections(db: Db): readonly Corrected[] {
  const sql = "SELECT * FROM ledger WHERE kind = 'clock-corrected' ORDER BY place DESC";
  const entries = (prepared(db, sql).all() as LedgerRow[]).map(toEntry) as Extract<
    Entry,
    { kind: "clock-corrected" }
  >[];
  return entries.map(({ place, data }) => ({ place, after: data.after }));
}

/** `correctionMs`: what was in force when it was recorded. */
function signOf(entry: Telling, correctionMs: number): readonly ClockSign[] {
  const { subject: account, at } = entry;
  const steps = stepsAhead(entry, at - correctionMs, correctionSteps(correctionMs));
  return account === null || steps === undefined ? [] : [{ account, at, steps }];
}

function stepsAhead(entry: Telling, computer: number, corrected: number): number | undefined {
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
