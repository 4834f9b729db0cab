import type { Entry } from "../../src/main/core/domain/events";
import type { LedgerRow } from "../../src/main/core/store/ledger/row";
import { toEntry } from "../../src/main/core/store/ledger/row";
import type { Db } from "../../src/main/core/store/open";

/*
 * A set of entries, and what follows from it: an account of its own, as plain as it can be, which the checkers go by. It asks
 * nothing of what the core keeps beside the entries.
 */

/** An entry by its workstation and number, with when it came to the ledger that was read. */
export type Known = Entry & { readonly arrival: number };

export type History = {
  /** In canonical order, without what a removed workstation wrote after it was accepted. */
  readonly entries: readonly Known[];
  readonly unaccepted: readonly Known[];
  /** Whether whoever wrote `entry` had `other` by then. */
  readonly knew: (entry: Entry, other: Entry) => boolean;
  /** How many entries whoever wrote it had by then. */
  readonly count: (entry: Entry) => number;
  /** Where an entry stands: its time, or what its order takes. */
  readonly orderOf: (entry: Entry) => number;
};

type Vector = Readonly<Record<string, number>>;
const nameOf = ({ workstation, seq }: Pick<Entry, "workstation" | "seq">) => `${workstation} ${seq}`;

export function readHistory(db: Db): History {
  const rows = db.prepare("SELECT * FROM ledger ORDER BY workstation, seq").all() as LedgerRow[];
  const all = rows.map((row) => ({ ...toEntry(row), arrival: row.arrival }));
  const byName = new Map(all.map((entry) => [nameOf(entry), entry]));
  const vectors = vectorsOf(all);
  const orders = ordersOf(all, byName);
  const orderOf = (entry: Entry) => orders.get(nameOf(entry)) ?? -1;
  const upTo = acceptance(all);
  const isAccepted = ({ workstation, seq }: Entry) => seq <= (upTo.get(workstation) ?? Number.POSITIVE_INFINITY);
  const inOrder = all.toSorted(
    (one, other) =>
      orderOf(one) - orderOf(other) ||
      (one.workstation < other.workstation ? -1 : 1) * (one.workstation === other.workstation ? 0 : 1) ||
      one.seq - other.seq,
  );
  const vectorOf = (entry: Entry) => vectors.get(nameOf(entry)) ?? {};
  return {
    entries: inOrder.filter(isAccepted),
    unaccepted: inOrder.filter((entry) => !isAccepted(entry)),
    knew: (entry, other) =>
      entry.workstation === other.workstation
        ? other.seq < entry.seq
        : (vectorOf(entry)[other.workstation] ?? 0) >= other.seq,
    count: (entry) => entry.seq - 1 + Object.values(vectorOf(entry)).reduce((sum, seq) => sum + seq, 0),
    orderOf,
  };
}

/** What each entry's writer had taken in by then: all that its chain has said of it so far. */
function vectorsOf(all: readonly Known[]): ReadonlyMap<string, Vector> {
  const vectors = new Map<string, Vector>();
  const latest = new Map<string, Vector>();
  for (const entry of all) {
    const before = latest.get(entry.workstation) ?? {};
    const now = entry.kind === "exchanged" ? higherOf(before, entry.data.seen) : before;
    latest.set(entry.workstation, now);
    vectors.set(nameOf(entry), now);
  }
  return vectors;
}

function higherOf(one: Vector, other: Vector): Vector {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...names].map((name) => [name, Math.max(one[name] ?? 0, other[name] ?? 0)]));
}

/** One more than all that came before it, or its time where that is later. */
function ordersOf(all: readonly Known[], byName: ReadonlyMap<string, Known>): ReadonlyMap<string, number> {
  const orders = new Map<string, number>();
  const orderOf = (entry: Known): number => {
    const known = orders.get(nameOf(entry));
    if (known !== undefined) return known;
    const before = [nameOf({ workstation: entry.workstation, seq: entry.seq - 1 }), ...seenBy(entry)];
    const causes = before.flatMap((name) => byName.get(name) ?? []);
    const order = Math.max(entry.at, ...causes.map((cause) => orderOf(cause) + 1));
    orders.set(nameOf(entry), order);
    return order;
  };
  for (const entry of all) orderOf(entry);
  return orders;
}

function seenBy(entry: Known): readonly string[] {
  if (entry.kind !== "exchanged") return [];
  return Object.entries(entry.data.seen).map(([workstation, seq]) => nameOf({ workstation, seq }));
}

/** Up to which number the chain of a removed workstation counts: of several removals the one that takes in least. */
function acceptance(all: readonly Known[]): ReadonlyMap<string, number> {
  const upTo = new Map<string, number>();
  for (const entry of all) {
    if (entry.kind !== "workstation-removed") continue;
    const { workstation, acceptedUpTo } = entry.data;
    upTo.set(workstation, Math.min(acceptedUpTo, upTo.get(workstation) ?? Number.POSITIVE_INFINITY));
  }
  return upTo;
}

/** Things by what they are of. */
export function groupsOf<T>(all: readonly T[], of: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(of(one)) ?? [];
    group.push(one);
    groups.set(of(one), group);
  }
  return groups;
}

/** Of what was said of one thing what nothing that was said later had in sight: more than one was said apart. */
export function lastSaid<E extends Entry>({ knew }: History, said: readonly E[]): readonly E[] {
  return said.filter((one) => !said.some((other) => other !== one && knew(other, one)));
}
