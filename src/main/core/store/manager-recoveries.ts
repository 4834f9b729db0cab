import type { OrderKey } from "../domain/order";
import { type Db, prepared } from "./open";

/** A manager for whom manager recovery was asked for. */
export type ManagerRecovery = {
  readonly id: string;
  readonly account: string;
  /** Epoch ms, and the entry that began it. */
  readonly askedAt: number;
  readonly asked: OrderKey;
  readonly endsAt: number;
};

const columns = `id, owner AS account, asked_at AS askedAt, asked_h AS h, asked_workstation AS workstation,
  asked_seq AS seq, ends_at AS endsAt`;

/** The one that waits, or may be finished, at `now`. */
export function findManagerRecovery(db: Db, now: number): ManagerRecovery | undefined {
  const sql = `SELECT ${columns} FROM manager_recoveries WHERE state = 'open' AND ends_at > ?`;
  const row = prepared(db, sql).get(now) as (Omit<ManagerRecovery, "asked"> & OrderKey) | undefined;
  if (row === undefined) return undefined;
  const { h, workstation, seq, ...recovery } = row;
  return { ...recovery, asked: { h, workstation, seq } };
}

/** Whether manager recovery was ever asked for somebody, whatever became of it. */
export function hadManagerRecovery(db: Db, account: string): boolean {
  return prepared(db, "SELECT 1 FROM manager_recoveries WHERE owner = ?").get(account) !== undefined;
}
