/** Which entry of which workstation, with its place in the canonical order (store/ledger/order.ts). */
export type OrderKey = { readonly h: number; readonly workstation: string; readonly seq: number };

/** Negative where `one` comes before `other` in the canonical order. */
export function compareOrder(one: OrderKey, other: OrderKey): number {
  if (one.h !== other.h) return one.h - other.h;
  if (one.workstation !== other.workstation) return one.workstation < other.workstation ? -1 : 1;
  return one.seq - other.seq;
}
