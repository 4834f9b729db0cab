import { type ClockSign, correctionSteps } from "../domain/clock";
import type { Entry, EventData } from "../domain/events";
import { stepAt } from "../domain/totp";
import { latestFrom, listNewestOwn, type Own, timesAround } from "./ledger/own-entries";
import { type Db, prepared } from "./open";

/* What the ledger knows of clocks: corrections, troubles, and what accepted and refused tokens said of them. */

/** The number of a workstation's newest correction; 0 where its clock was never corrected. */
export function findCorrection(db: Db, workstation: string): number {
  const sql = "SELECT coalesce(max(seq), 0) AS seq FROM clock_corrections WHERE workstation = ?";
  return (prepared(db, sql).get(workstation) as { seq: number }).seq;
}

/** The number of each workstation's newest correction, where there was one. */
export function listNewestCorrections(db: Db): ReadonlyMap<string, number> {
  const sql = "SELECT workstation, max(seq) AS seq FROM clock_corrections GROUP BY workstation";
  const rows = prepared(db, sql).all() as { workstation: string; seq: number }[];
  return new Map(rows.map(({ workstation, seq }) => [workstation, seq]));
}

/** The latest time (epoch ms) of a workstation since a correction of its clock, the correction's own included. */
export function latestAfter(db: Db, { workstation, seq }: Own): number {
  const dated = "SELECT 1 FROM clock_corrections WHERE workstation = ? AND seq = ? AND dated_after = 1";
  const isDatedAfter = prepared(db, dated).get(workstation, seq) !== undefined;
  return latestFrom(db, { workstation, seq: isDatedAfter ? seq : seq + 1 });
}

/**
 * Until when a workstation's clock went right, where it jumped ahead since a correction and is to be set back to `to`: the
 * last time before a gap as wide as it is ahead. null where it went wrong without a jump, or was wrong all along.
 */
export function rightUntil(db: Db, since: Own, { from, to }: { readonly from: number; readonly to: number }) {
  const { before, after: ahead } = timesAround(db, since, to);
  return ahead !== null && before !== null && ahead - before >= (from - to) / 2 ? to : null;
}

/** `at`: the latest time that was known then. */
export type ClockTrouble = EventData["clock-trouble"] & { readonly at: number; readonly seq: number };

/** The newest trouble of a sort of a workstation's clock that was recorded after an entry of it. */
export function findClockTrouble(db: Db, is: ClockTrouble["is"], after: Own): ClockTrouble | undefined {
  const sql = `SELECT sort AS "is", by_ms AS byMs, at, seq FROM clock_troubles
    WHERE workstation = @workstation AND seq > @seq AND sort = @is ORDER BY seq DESC LIMIT 1`;
  return prepared(db, sql).get({ ...after, is }) as ClockTrouble | undefined;
}

const kinds = ["signed-in", "proof-accepted", "attempt-refused", "authenticator-enabled"] as const;
type SignEntry = Extract<Entry, { kind: (typeof kinds)[number] }>;

/**
 * What a workstation's newest `each` entries of each kind say of phones' clocks, since `since` (epoch ms); newest first. What
 * came before its clock was last found to have gone back says nothing of it as it goes now.
 */
export function listClockSigns(
  db: Db,
  workstation: string,
  { since, each }: { readonly since: number; readonly each: number },
): readonly ClockSign[] {
  const corrections = listCorrections(db, workstation);
  const wentBack = findClockTrouble(db, "behind", { workstation, seq: 0 })?.seq ?? 0;
  return kinds
    .flatMap((kind) => listNewestOwn(db, workstation, kind, each))
    .filter(({ at, seq }) => at >= since && seq > wentBack)
    .sort((a, b) => b.seq - a.seq)
    .flatMap((entry) => signOf(entry, corrections.find(({ seq }) => seq < entry.seq)?.after ?? 0));
}

type Correction = { readonly seq: number; readonly after: number };

/** Newest first. */
function listCorrections(db: Db, workstation: string): readonly Correction[] {
  const sql = "SELECT seq, after FROM clock_corrections WHERE workstation = ? ORDER BY seq DESC";
  return prepared(db, sql).all(workstation) as Correction[];
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
