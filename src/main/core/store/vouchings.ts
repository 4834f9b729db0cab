import type { Vouched } from "../domain/identity";
import { type Db, prepared } from "./open";

/** Somebody's word for an act of a helper; `until` in epoch ms. */
export type Vouching = Vouched & { readonly id: string; readonly voucher: string };

export function findVouching(db: Db, id: string): Vouching | undefined {
  const sql = `SELECT id, owner AS account, helper, voucher, digest, until_at AS until, state
    FROM vouchings WHERE id = ?`;
  return prepared(db, sql).get(id) as Vouching | undefined;
}
