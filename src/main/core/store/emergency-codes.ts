import type { OrderKey } from "../domain/order";
import { type Db, prepared } from "./open";

export type EmergencyCodes = {
  readonly id: string;
  readonly number: number;
  readonly endsOn: string;
  /** The first instant at which it opens nothing any more. */
  readonly endsAt: number;
  readonly firstBy: string;
  readonly firstAt: number;
  /** The entry of the first half. */
  readonly first: OrderKey;
  /** null: the second half was not printed yet. */
  readonly secondBy: string | null;
  readonly secondAt: number | null;
};

const columns = `id, number, ends_on AS endsOn, ends_at AS endsAt, first_by AS firstBy, first_at AS firstAt,
  first_h AS h, first_workstation AS workstation, first_seq AS seq, second_by AS secondBy, second_at AS secondAt`;

/** The emergency codes that are neither used nor void nor over at `now`, with one half or both. */
export function findEmergencyCodes(db: Db, now: number): EmergencyCodes | undefined {
  const sql = `SELECT ${columns} FROM emergency_codes WHERE state = 'open' AND ends_at > ?`;
  const row = prepared(db, sql).get(now) as (Omit<EmergencyCodes, "first"> & OrderKey) | undefined;
  if (row === undefined) return undefined;
  const { h, workstation, seq, ...codes } = row;
  return { ...codes, first: { h, workstation, seq } };
}

/** The number of the next emergency codes: they are counted from 1, whatever became of them. */
export function nextEmergencyNumber(db: Db): number {
  const { last } = prepared(db, "SELECT coalesce(max(number), 0) AS last FROM emergency_codes").get() as {
    last: number;
  };
  return last + 1;
}
