import type { OrderKey } from "../domain/order";
import { wasThereBefore } from "./ledger/entries-about";
import { firstKnowing } from "./ledger/order";
import { listOwnAfter } from "./ledger/own-entries";
import { type Db, prepared } from "./open";

/** Somebody signed in or unlocked: after which entry of the workstation, and when by its clock (epoch ms). */
export type CameBy = { readonly account: string; readonly seq: number; readonly at: number };

/** For how long (ms) Wardkey was open and showed what waited, by the number of the entry that says so; in order. */
export type Shown = { readonly seq: number; readonly forMs: number };

/**
 * For how long a workstation showed what an entry began. Each tells that of itself alone, since it knew of the entry: hours
 * in which Wardkey was open are never added up over workstations.
 */
export function listShown(db: Db, workstation: string, began: OrderKey): readonly Shown[] {
  const sql = "SELECT seq, for_ms AS forMs FROM shown WHERE workstation = ? AND seq > ? ORDER BY seq";
  return prepared(db, sql).all(workstation, firstKnowing(db, workstation, began)) as Shown[];
}

/** For how long (ms) some workstations showed what waited, together: those that one vault was, one after the other. */
export function sumShown(db: Db, workstations: readonly string[]): number {
  const sql = "SELECT coalesce(sum(for_ms), 0) AS ms FROM shown WHERE workstation IN (SELECT value FROM json_each(?))";
  return (prepared(db, sql).get(JSON.stringify(workstations)) as { ms: number }).ms;
}

/** Who came by at a workstation's window since it knew of an entry, in order; read only as far as it is looked at. */
export function* cameBySince(db: Db, workstation: string, began: OrderKey): Generator<CameBy> {
  let after = firstKnowing(db, workstation, began);
  for (;;) {
    const entries = listOwnAfter(db, workstation, { after, kinds: ["signed-in", "session-unlocked"], limit: 200 });
    for (const { subject: account, seq, at } of entries) if (account !== null) yield { account, seq, at };
    const last = entries.at(-1);
    if (last === undefined) return;
    after = last.seq;
  }
}

/** The accounts that were there before an entry and are not deactivated, in no order. */
export function* accountsBefore(db: Db, began: OrderKey): Generator<string> {
  const sql = "SELECT owner FROM accounts WHERE deactivated_at IS NULL AND owner > ? ORDER BY owner LIMIT 20";
  let after = "";
  for (;;) {
    const rows = prepared(db, sql).all(after) as { owner: string }[];
    for (const { owner } of rows) if (wasThereBefore(db, owner, began)) yield owner;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.owner;
  }
}
