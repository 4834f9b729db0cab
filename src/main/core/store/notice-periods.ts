import { type Db, prepared } from "./open";

/** Somebody signed in or unlocked: where in the ledger, and when by the workstation's clock (epoch ms). */
export type CameBy = { readonly account: string; readonly arrival: number; readonly at: number };

/** For how long (ms) Wardkey was open and showed what waited, by the arrival of the entry that says so; in order. */
export function listShown(db: Db, since: number): readonly { readonly arrival: number; readonly forMs: number }[] {
  const sql = "SELECT arrival, for_ms AS forMs FROM shown WHERE arrival > ? ORDER BY arrival";
  return prepared(db, sql).all(since) as { arrival: number; forMs: number }[];
}

/** Who came by at a window since an entry (by its arrival), in order; read only as far as it is looked at. */
export function* cameBySince(db: Db, since: number): Generator<CameBy> {
  // Two lists that are in order already: each is read no farther than it is looked at.
  const sql = `SELECT subject AS account, arrival, at FROM ledger WHERE kind = 'signed-in' AND arrival > @after
    UNION ALL SELECT subject, arrival, at FROM ledger WHERE kind = 'session-unlocked' AND arrival > @after
    ORDER BY arrival LIMIT 200`;
  let after = since;
  for (;;) {
    const rows = prepared(db, sql).all({ after }) as CameBy[];
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.arrival;
  }
}

/** The accounts that were there before an entry (by its arrival) and are not deactivated, in no order. */
export function* accountsBefore(db: Db, arrival: number): Generator<string> {
  const sql = `SELECT owner FROM accounts WHERE deactivated_at IS NULL AND owner > ? AND EXISTS (SELECT 1 FROM ledger l
    WHERE l.subject = accounts.owner AND l.kind = 'account-created' AND l.arrival < ?) ORDER BY owner LIMIT 20`;
  let after = "";
  for (;;) {
    const rows = prepared(db, sql).all(after, arrival) as { owner: string }[];
    for (const { owner } of rows) yield owner;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.owner;
  }
}

/** Whether an account was there before an entry (by its arrival). */
export function wasThereBefore(db: Db, account: string, arrival: number): boolean {
  const sql = "SELECT 1 FROM ledger WHERE subject = ? AND kind = 'account-created' AND arrival < ?";
  return prepared(db, sql).get(account, arrival) !== undefined;
}
