/** Which entry of which workstation, with its place in the canonical order (store/ledger/order.ts). */
export type OrderKey = { readonly h: number; readonly workstation: string; readonly seq: number };

/** An entry by where it was written. */
export type Written = Pick<OrderKey, "workstation" | "seq">;

/** What whoever wrote an entry knew of those of others (store/ledger/order.ts). */
export type Knowing = {
  /** Whether it had `other` before it. */
  readonly saw: (other: Written) => boolean;
  /** How many entries it had before it, over all workstations: of two, the one that knew more came later. */
  readonly count: () => number;
};

/** Negative where `one` comes before `other` in the canonical order. */
export function compareOrder(one: OrderKey, other: OrderKey): number {
  if (one.h !== other.h) return one.h - other.h;
  if (one.workstation !== other.workstation) return one.workstation < other.workstation ? -1 : 1;
  return one.seq - other.seq;
}
