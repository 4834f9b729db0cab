import { type Db, prepared } from "./open";

/** Somebody signed in or unlocked: at which place in the ledger, and when by the workstation's clock (epoch ms). */
export type CameBy = { readonly account: string; readonly place: number; readonly at: number };

/** For how long (ms) Wardkey was open and showed what waited, by the place of the entry that says so; in order. */
export function listShown(db: Db, since: number): readonly { readonly place: number; readonly forMs: number }[] {
  const sql = "SELECT place, for_ms AS forMs FROM shown WHERE place > ? ORDER BY place";
  return prepared(db, sql).all(since) as { place: number; forMs: number }[];
}

/** Who came by at a window since a place in the ledger, in order; read only as far as it is looked at. */
export function* cameBySince(db: Db, since: number): Generator<CameBy> {
  // Two lists that are in order already: each is read no farther than it is looked at.
  const sql = `SELECT subject AS account, place, at FROM ledger WHERE kind = 'signed-in' AND place > @after
    UNION ALL SELECT subject, place, at FROM ledger WHERE kind = 'session-unlocked' AND place > @after
    ORDER BY place LIMIT 200`;
  let after = since;
  for (;;) {
    const rows = prepared(db, sql).all({ after }) as CameBy[];
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.place;
  }
}

/** The accounts that were there before a place in the ledger and are not deactivated, in no order. */
export function* accountsBefore(db: Db, place: number): Generator<string> {
  const sql = `SELECT owner FROM accounts WHERE deactivated_at IS NULL AND owner > ? AND EXISTS (SELECT 1 FROM ledger l
    WHERE l.subject = accounts.owner AND l.kind = 'account-created' AND l.place < ?) ORDER BY owner LIMIT 20`;
  let after = "";
  for (;;) {
    const rows = prepared(db, sql).all(after, place) as { owner: string }[];
    for (const { owner } of rows) yield owner;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.owner;
  }
}

/** Whether an account was there before a place in the ledger. */
export function wasThereBefore(db: Db, account: string, place: number): boolean {
  const sql = "SELECT 1 FROM ledger WHERE subject = ? AND kind = 'account-created' AND place < ?";
  return prepared(db, sql).get(account, place) !== undefined;
}
