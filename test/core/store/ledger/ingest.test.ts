import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SignInPoint } from "../../../../src/contract/vocabulary";
import { canonicalText, entryHash } from "../../../../src/main/core/domain/canonical";
import type { DomainEvent } from "../../../../src/main/core/domain/events";
import { apply } from "../../../../src/main/core/store/effects/apply";
import { readFailures } from "../../../../src/main/core/store/failures";
import { belongsHere } from "../../../../src/main/core/store/ledger/admitted";
import { foldInSlices, listMarked } from "../../../../src/main/core/store/ledger/fold";
import type { WrittenEntry } from "../../../../src/main/core/store/ledger/ingest";
import { findHead, insertRow, ledgerRows } from "../../../../src/main/core/store/ledger/ledger";
import { ENTRY_VERSION } from "../../../../src/main/core/store/ledger/lift";
import { knowingOf, noteSeen, saw } from "../../../../src/main/core/store/ledger/order";
import { rebuildShadow } from "../../../../src/main/core/store/ledger/record";
import { isRemoved } from "../../../../src/main/core/store/ledger/removed";
import { toEntry } from "../../../../src/main/core/store/ledger/row";
import { accountDamage, verifyLedger } from "../../../../src/main/core/store/ledger/verify";
import { openInMemory } from "../../../../src/main/core/store/open";
import { refusedAfter } from "../../../support/failures";
import { randomRuns } from "../../../support/random-runs";
import {
  added,
  agree,
  chainOf,
  created,
  createWorkstation,
  hand,
  PRACTICE_CREATED,
  practiceOfTwo,
  tablesOf,
  take,
  type Workstation,
  write,
} from "../../../support/workstations";

/* What other workstations have written: what is taken in, what is kept out, and that everybody ends with the same. */

const START = Date.UTC(2026, 10, 2, 9);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let north: Workstation;
let south: Workstation;
beforeEach(() => {
  [north, south] = practiceOfTwo(START);
});
afterEach(() => {
  for (const { db } of [north, south]) db.close();
});

const role = (
  id: string,
  before: "member" | "manager" | "support",
  after: "member" | "manager" | "support",
): DomainEvent => ({
  kind: "role-changed",
  subject: id,
  data: { before, after, reason: "" },
});

function refused(at: Workstation, id: string, point: SignInPoint = "windows"): DomainEvent {
  const data = refusedAfter(readFailures(at.db, id, point, at.clock), "password", at.clock);
  return { kind: "attempt-refused", subject: id, data: point === "windows" ? data : { ...data, point } };
}

/** An entry with other contents under a right hash. */
function rehashed(one: WrittenEntry, more: Partial<WrittenEntry>): WrittenEntry {
  const changed = { ...one, ...more };
  return { ...changed, hash: entryHash(changed) };
}

const rowsOf = ({ db }: Workstation) => [...ledgerRows(db)].map(({ arrival: _, ...row }) => row);

describe("a chain from elsewhere", () => {
  it("is taken in, and yields what it yields where it was written", () => {
    expect(rowsOf(south)).toEqual(rowsOf(north));
    expect(tablesOf(south.db)).toEqual(tablesOf(north.db));
    expect(verifyLedger(south.db, openInMemory(), undefined, () => {})).toBe(undefined);
  });

  it("taken in twice changes nothing", () => {
    const before = [rowsOf(south), tablesOf(south.db)];
    expect(take(south, chainOf(north, "north"))).toEqual({ is: "taken", entries: 0, streams: [], lacking: [] });
    expect(take(south, chainOf(north, "north").slice(1))).toMatchObject({ is: "taken", entries: 0 });
    expect([rowsOf(south), tablesOf(south.db)]).toEqual(before);
  });

  it("with a gap is kept out, and says from where it is wanted", () => {
    for (let n = 0; n < 3; n++) write(north, role("ana", "member", "support"));
    expect(take(south, chainOf(north, "north", 5))).toEqual({ is: "gap", workstation: "north", from: 5 });
    expect(rowsOf(south)).toHaveLength(4);
  });

  it("that goes on in two ways is a fork", () => {
    const copy = createWorkstation("north", START + MINUTE);
    take(copy, chainOf(north, "north"));
    write(copy, role("ana", "member", "manager"));
    write(north, role("ana", "member", "support"));
    hand(north, south, "north");
    expect(take(south, chainOf(copy, "north", 4))).toEqual({ is: "forked", workstation: "north", seq: 5 });
    expect(rowsOf(south)).toEqual(rowsOf(north));
    copy.db.close();
  });

  it.each<readonly [string, (one: WrittenEntry) => WrittenEntry]>([
    ["has another hash", (one) => ({ ...one, hash: "0".repeat(64) })],
    ["has other contents", (one) => ({ ...one, actor: "mallory" })],
    ["does not follow from the one before it", (one) => rehashed(one, { prev: "0".repeat(64) })],
    ["says nothing that can be read", (one) => rehashed(one, { data: "{" })],
    ["has no time", (one) => ({ ...one, at: -1 })],
    ["is of another workstation", (one) => rehashed(one, { workstation: "west" })],
  ])("in which an entry %s is kept out as a whole", (_what, change) => {
    write(north, role("ana", "member", "support"));
    write(north, role("ben", "member", "support"));
    const [one, other] = chainOf(north, "north", 4) as [WrittenEntry, WrittenEntry];
    expect(take(south, [one, change(other)])).toEqual({
      is: "changed",
      workstation: change(other).workstation,
      seq: 6,
    });
    expect(rowsOf(south)).toHaveLength(4);
  });

  it.each([
    ["version", { version: ENTRY_VERSION + 1 }],
    ["kind", { kind: "teleported" }],
    ["version, in a shape that nobody here can read", { version: 9, data: "[]" }],
  ])("is taken in up to an entry of a later %s, and waits there", (_what, later) => {
    write(north, role("ana", "member", "support"));
    write(north, role("ben", "member", "support"));
    const [one, other] = chainOf(north, "north", 4) as [WrittenEntry, WrittenEntry];
    expect(take(south, [one, rehashed(other, later)])).toMatchObject({ is: "newer", seq: 6, entries: 1 });
    expect(rowsOf(south)).toHaveLength(5);
  });

  it("whose writer had taken in what is not here waits for that", () => {
    const west = createWorkstation("west", START);
    hand(north, west, "north");
    write(south, role("ana", "member", "support"));
    hand(south, north, "south");
    write(north, role("ana", "member", "manager"));
    expect(hand(north, west, "north")).toMatchObject({ is: "waits", workstation: "south", upTo: 2, entries: 0 });
    hand(south, west, "south");
    expect(hand(north, west, "north")).toMatchObject({ is: "taken", entries: 2 });
    expect(tablesOf(west.db)).toEqual(tablesOf(north.db));
    west.db.close();
  });

  it("of a workstation that is none of the practice's is kept out", () => {
    const west = createWorkstation("west", START);
    hand(north, west, "north");
    write(west, role("ana", "member", "manager"));
    expect(hand(west, north, "west")).toMatchObject({ is: "not-admitted", workstation: "west", seq: 1, entries: 0 });
    expect(rowsOf(north)).toHaveLength(4);
    write(north, added("west"));
    expect(hand(west, north, "west")).toMatchObject({ is: "taken", entries: 2 });
    west.db.close();
  });

  it("that was put into the file by hand, and is none of the practice's, is found by every check", () => {
    const west = createWorkstation("west", START);
    hand(north, west, "north");
    for (const event of [added("west"), role("ana", "member", "manager")]) write(west, event);
    const rows = [...ledgerRows(west.db)].filter(({ workstation }) => workstation === "west");
    expect(rows.map(({ kind }) => kind)).toEqual(["exchanged", "workstation-added", "role-changed"]);
    for (const { arrival: _, ...row } of rows) {
      insertRow(north.db, row);
      apply(north.db, toEntry({ ...row, arrival: 0 }), knowingOf(north.db, row));
    }
    noteSeen(north.db, { workstation: "west", seq: 1 }, { north: 4 });
    expect(verifyLedger(north.db, openInMemory(), undefined, () => {})).toEqual({ what: "ledger-changed", seq: 1 });
    expect(accountDamage(north.db, openInMemory(), "ana")).toEqual({ what: "ledger-changed", seq: 3 });
    expect(accountDamage(north.db, openInMemory(), "ben")).toBe(undefined);
    expect([belongsHere(north.db, "north"), belongsHere(south.db, "south")]).toEqual([false, true]);
    west.db.close();
  });

  it("that begins a practice is taken in where there is nothing yet, and nowhere else", () => {
    const west = createWorkstation("west", START);
    write(west, PRACTICE_CREATED);
    expect(hand(west, north, "west")).toMatchObject({ is: "not-admitted", workstation: "west", seq: 1 });
    west.db.close();
  });

  const removal = (workstation: string, acceptedUpTo: number): DomainEvent => {
    const data = { workstation, name: workstation, acceptedUpTo, reason: "stolen" };
    return { kind: "workstation-removed", subject: null, data };
  };
  const removedAt = ({ db }: Workstation) =>
    db.prepare("SELECT id FROM workstations WHERE accepted_up_to IS NOT NULL ORDER BY id").pluck().all();
  const roleOfAna = ({ db }: Workstation) => db.prepare("SELECT role FROM accounts WHERE owner = 'ana'").pluck().get();

  /** A third workstation that knows both others. */
  function third(): Workstation {
    const west = createWorkstation("west", START);
    write(north, added("west"));
    agree([north, south, west]);
    return west;
  }

  /** Everybody hands on what they have, and ends with the same, which is what a replay yields. */
  function expectAgreement(...all: readonly Workstation[]): void {
    agree(all);
    const [first] = all as readonly [Workstation];
    for (const one of all) {
      expect({ rows: rowsOf(one), tables: tablesOf(one.db) }).toEqual({
        rows: rowsOf(first),
        tables: tablesOf(first.db),
      });
      expect(verifyLedger(one.db, openInMemory(), undefined, () => {})).toBe(undefined);
    }
  }

  it("of a workstation that was removed is taken in, and yields nothing after what was accepted", () => {
    write(south, role("ana", "member", "support"));
    write(south, role("ana", "support", "manager"));
    write(north, removal("south", 2));
    expect(hand(south, north, "south")).toMatchObject({ is: "taken", entries: 3 });
    expect(roleOfAna(north)).toBe("support");
    expectAgreement(north, south);
  });

  it("is agreed on where somebody had taken in more of it before they heard of the removal", () => {
    const west = third();
    for (let n = 0; n < 3; n++) write(south, role("ana", "member", "manager"));
    write(north, removal("south", 1));
    hand(south, west, "south");
    write(west, role("ben", "member", "support"));
    expect(roleOfAna(west)).toBe("manager");
    expectAgreement(north, west, south);
    expect(roleOfAna(west)).toBe("member");
    west.db.close();
  });

  it("of one that was added by a removed one yields nothing, whatever arrived first", () => {
    const [west, east] = [third(), createWorkstation("east", START)];
    write(south, added("east"));
    for (const id of ["north", "south"]) hand(south, east, id);
    write(east, role("ana", "member", "manager"));
    agree([south, east, west]);
    expect(roleOfAna(west)).toBe("manager");
    write(north, removal("south", 1));
    expectAgreement(north, south, west, east);
    expect(roleOfAna(north)).toBe("member");
    for (const { db } of [west, east]) db.close();
  });

  it("of two that removed each other is accepted from both as far as each knew the other", () => {
    const west = third();
    write(south, role("ana", "member", "support"));
    agree([north, south, west]);
    write(south, role("ana", "support", "manager"));
    write(south, removal("north", 0));
    write(north, role("ben", "member", "manager"));
    write(north, removal("south", 2));
    expectAgreement(west, north, south);
    expect(roleOfAna(west)).toBe("support");
    expect(west.db.prepare("SELECT role FROM accounts WHERE owner = 'ben'").pluck().get()).toBe("member");
    expect(removedAt(west)).toEqual(["north", "south"]);
    west.db.close();
  });

  it("of one that heard of its removal removes nobody", () => {
    const west = third();
    write(north, removal("south", 0));
    agree([north, south, west]);
    expect(() => write(south, removal("north", 0))).toThrow("removed");
    // One that has gone wrong writes on.
    south.db.exec("UPDATE workstations SET accepted_up_to = NULL");
    write(south, removal("north", 0));
    hand(south, north, "south");
    hand(south, west, "south");
    expectAgreement(north, west);
    expect(removedAt(west)).toEqual(["south"]);
    west.db.close();
  });

  it("of a workstation whose removal arrives later yields nothing after what was accepted", () => {
    write(south, role("ana", "member", "support"));
    write(south, role("ana", "support", "manager"));
    hand(south, north, "south");
    const copy = createWorkstation("north", START);
    for (const id of ["north", "south"]) hand(north, copy, id);
    const west = createWorkstation("west", START);
    for (const id of ["north", "south"]) hand(copy, west, id);
    const removed = { workstation: "south", name: "south", acceptedUpTo: 2, reason: "stolen" };
    write(copy, { kind: "workstation-removed", subject: null, data: removed });
    hand(copy, west, "north");
    for (const { db } of [copy, west]) {
      expect(db.prepare("SELECT role FROM accounts WHERE owner = 'ana'").get()).toEqual({ role: "support" });
      expect(verifyLedger(db, openInMemory(), undefined, () => {})).toBe(undefined);
      const tables = tablesOf(db);
      rebuildShadow(db);
      expect(tablesOf(db)).toEqual(tables);
      db.close();
    }
  });

  it("brings the secrets that it commits to; one that is lacking, or not what was committed to, is named", () => {
    const bytes = new TextEncoder().encode("digest");
    const secret = { id: "s", account: "ana", kind: "password", bytes } as const;
    const data = { secret: "s", by: "change", fitsManager: true } as const;
    write(north, { kind: "password-set", subject: "ana", data }, { secrets: [secret] });
    const chain = chainOf(north, "north", 4);
    const lacking = [{ stream: "ana", secret: "s" }];
    for (const given of [
      [],
      [{ ...secret, bytes: new TextEncoder().encode("mine") }],
      [{ ...secret, account: "ben" }],
    ]) {
      const other = createWorkstation("other", START);
      hand(north, other, "north", 4);
      expect(take(other, chain, given)).toMatchObject({ is: "taken", entries: 1, lacking });
      expect(other.db.prepare("SELECT * FROM secrets").all()).toEqual([]);
      other.db.close();
    }
    expect(take(south, chain, [secret])).toMatchObject({ is: "taken", lacking: [] });
    expect(south.db.prepare("SELECT * FROM secrets").all()).toEqual(north.db.prepare("SELECT * FROM secrets").all());
  });
});

describe("what somebody knew", () => {
  it("is said before the next own entry, once", () => {
    write(south, role("ben", "member", "support"));
    write(south, role("ben", "member", "manager"));
    const kinds = chainOf(south, "south").map(({ kind }) => kind);
    expect(kinds).toEqual(["exchanged", "role-changed", "role-changed"]);
    expect(chainOf(south, "south")[0]?.data).toBe(canonicalText({ commits: [], facts: { seen: { north: 4 } } }));
  });

  it("is said of a chain that was taken in up to an entry that waits for another one", () => {
    const west = createWorkstation("west", START);
    hand(north, west, "north");
    write(west, role("ana", "member", "support"));
    write(north, role("ana", "member", "support"));
    write(south, role("ben", "member", "support"));
    hand(south, north, "south");
    write(north, role("ben", "support", "manager"));
    expect(hand(north, west, "north")).toMatchObject({ is: "waits", entries: 1 });
    const own = write(west, role("ana", "support", "member"));
    expect(saw(west.db, own, { workstation: "north", seq: 5 })).toBe(true);
    west.db.close();
  });

  it("is told by the entry: what its own workstation had written, and what that one had taken in", () => {
    const own = write(south, role("ben", "member", "support"));
    const late = write(north, role("ben", "member", "manager"));
    const known = { workstation: "north", seq: 4 };
    expect([saw(south.db, own, known), saw(south.db, own, late), saw(south.db, own, own)]).toEqual([
      true,
      false,
      false,
    ]);
    hand(north, south, "north");
    const next = write(south, role("ben", "member", "support"));
    expect([saw(south.db, next, late), saw(south.db, next, own), saw(south.db, own, late)]).toEqual([
      true,
      true,
      false,
    ]);
    hand(south, north, "south");
    expect([saw(north.db, next, late), saw(north.db, own, late)]).toEqual([true, false]);
  });

  it("comes before what it led to, whatever the clocks say", () => {
    north.clock = START + 10 * 365 * 24 * 60 * MINUTE;
    write(north, role("ana", "member", "support"));
    hand(north, south, "north");
    write(south, role("ana", "member", "manager"));
    hand(south, north, "south");
    for (const { db } of [north, south])
      expect(db.prepare("SELECT role FROM accounts WHERE owner = 'ana'").get()).toEqual({ role: "manager" });
  });
});

describe("an account with thousands of entries", () => {
  const signIn: DomainEvent = { kind: "signed-in", subject: "ana", data: { factors: [{ factor: "password" }] } };
  beforeEach(() => {
    for (let n = 0; n < 1200; n++) {
      north.clock += MINUTE;
      write(north, n % 100 === 7 ? refused(north, "ana") : signIn);
    }
  });

  it("is marked where something comes in between, and folded in slices: to what a replay yields", async () => {
    write(south, role("ana", "member", "support"));
    write(south, { kind: "help-asked", subject: "ana", data: { about: "token" } });
    hand(south, north, "south");
    expect(listMarked(north.db)).toEqual(["ana"]);
    // What is known to wait is no damage.
    expect(verifyLedger(north.db, openInMemory(), undefined, () => {})).toBe(undefined);
    let pauses = 0;
    await foldInSlices(north.db, "ana", async () => {
      pauses += 1;
      // Somebody signs in, and more arrives, while it is being folded.
      if (pauses === 2) write(north, { kind: "account-deactivated", subject: "ana", data: { reason: "" } });
      if (pauses !== 4) return;
      write(south, role("ana", "support", "manager"));
      hand(south, north, "south");
    });
    expect(pauses).toBeGreaterThan(10);
    expect(listMarked(north.db)).toEqual([]);
    expect(verifyLedger(north.db, openInMemory(), undefined, () => {})).toBe(undefined);
    const folded = tablesOf(north.db);
    rebuildShadow(north.db);
    expect(tablesOf(north.db)).toEqual(folded);
    expect(
      north.db.prepare("SELECT role, deactivated_at IS NULL AS active FROM accounts WHERE owner = 'ana'").get(),
    ).toEqual({
      role: "manager",
      active: 0,
    });
  });

  const isSound = () => expect(verifyLedger(north.db, openInMemory(), undefined, () => {})).toBe(undefined);
  const photoId: DomainEvent = {
    kind: "identity-proven",
    subject: "ana",
    data: { act: "unlockAccount", identity: { kind: "photo-id", reference: "" } },
  };
  const seenAt = () => north.db.prepare("SELECT count(*) AS n FROM in_person").get();
  const removed = (workstation: string): DomainEvent => {
    const data = { workstation, name: workstation, acceptedUpTo: 0, reason: "stolen" };
    return { kind: "workstation-removed", subject: null, data };
  };

  /** An account that was folded in slices once has a checkpoint some hundreds of entries before its newest one. */
  async function foldOnce(): Promise<void> {
    write(south, photoId);
    hand(south, north, "south");
    await foldInSlices(north.db, "ana", async () => {});
  }

  it("is folded anew from its checkpoint where what arrives comes after that: at once, if little does", async () => {
    await foldOnce();
    for (const minutes of [190, 150, 3]) {
      south.clock = north.clock - minutes * MINUTE;
      write(south, minutes === 150 ? refused(south, "ana") : photoId);
      write(south, signIn);
      hand(south, north, "south");
      expect(listMarked(north.db)).toEqual([]);
      isSound();
    }
    south.clock = north.clock;
    for (let n = 0; n < 600; n++) {
      north.clock += MINUTE;
      write(north, signIn);
    }
    write(south, photoId);
    hand(south, north, "south");
    expect(listMarked(north.db)).toEqual(["ana"]);
    await foldInSlices(north.db, "ana", async () => {});
    expect(seenAt()).toEqual({ n: 4 });
    isSound();
  });

  it.each(["before", "while"])(
    "forgets a checkpoint that what arrives comes before, %s it is being folded",
    async (at) => {
      await foldOnce();
      // Written long before what is in the checkpoint.
      write(south, photoId);
      if (at === "before") hand(south, north, "south");
      let pauses = 0;
      await foldInSlices(north.db, "ana", async () => {
        pauses += 1;
        if (pauses === 1 && at === "while") hand(south, north, "south");
      });
      expect(listMarked(north.db)).toEqual([]);
      expect(seenAt()).toEqual({ n: 2 });
      isSound();
    },
  );

  it.each(["here", "elsewhere"])("forgets what a workstation wrote that is removed %s", async (where) => {
    await foldOnce();
    const west = createWorkstation("west", START);
    write(north, added("west"));
    hand(north, west, "north");
    if (where === "here") write(north, removed("south"));
    else {
      west.clock = north.clock;
      write(west, removed("south"));
      hand(west, north, "west");
    }
    await foldInSlices(north.db, "ana", async () => {});
    expect(seenAt()).toEqual({ n: 0 });
    isSound();
    west.db.close();
  });

  it("leaves out a workstation that is removed while it is being folded", async () => {
    write(south, role("ana", "member", "support"));
    hand(south, north, "south");
    let pauses = 0;
    await foldInSlices(north.db, "ana", async () => {
      pauses += 1;
      if (pauses === 3) write(north, removed("south"));
    });
    isSound();
    expect(north.db.prepare("SELECT role FROM accounts WHERE owner = 'ana'").get()).toEqual({ role: "member" });
  });

  it("is not marked where what arrives comes after all that was there", () => {
    hand(north, south, "north");
    write(south, role("ana", "member", "support"));
    hand(south, north, "south");
    expect([listMarked(north.db), listMarked(south.db)]).toEqual([[], []]);
    expect(tablesOf(north.db)).toEqual(tablesOf(south.db));
  });
});

type Step =
  | { readonly does: "write"; readonly who: number; readonly what: number; readonly about: number }
  | {
      readonly does: "hand";
      readonly from: number;
      readonly to: number;
      readonly chain: number;
      readonly limit: number;
    }
  | { readonly does: "clock"; readonly who: number; readonly by: number }
  /** `without`: so many of the entries of the other that are known count no more. */
  | { readonly does: "remove"; readonly who: number; readonly other: number; readonly without: number };

const steps = (count: number): fc.Arbitrary<Step> => {
  const who = fc.nat({ max: count - 1 });
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ does: fc.constant("write"), who, what: fc.nat({ max: 8 }), about: fc.nat({ max: 1 }) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constant("hand"),
        from: who,
        to: who,
        chain: who,
        limit: fc.integer({ min: 1, max: 5 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant("clock"), who, by: fc.integer({ min: -3e11, max: 3e11 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({ does: fc.constant("remove"), who, other: who, without: fc.nat({ max: 6 }) }),
    },
  ) as fc.Arbitrary<Step>;
};

function act(at: Workstation, { what, about }: Step & { readonly does: "write" }): DomainEvent {
  const id = ["ana", "ben"][about] ?? "ana";
  const events: readonly (() => DomainEvent)[] = [
    () => role(id, "member", "support"),
    () => role(id, "member", "manager"),
    () => refused(at, id),
    () => ({ kind: "signed-in", subject: id, data: { factors: [{ factor: "password" }] } }),
    () => ({ kind: "account-deactivated", subject: id, data: { reason: "" } }),
    () => ({ kind: "account-reactivated", subject: id, data: { reason: "" } }),
    () => refused(at, id, "app:vpn"),
    () => ({ kind: "account-unlocked", subject: id, data: { reason: "" } }),
    () => ({ kind: "deadlines-moved", subject: id, data: { from: at.clock, to: at.clock + HOUR, rightUntil: null } }),
  ];
  return events[what]?.() ?? role(id, "member", "support");
}

/** The practice itself, and who belonged to it at first, is nothing that anybody takes away. */
const BEGINNING = 6;

function remove(at: Workstation, { id }: Workstation, without: number): void {
  if (id === at.id) return;
  const acceptedUpTo = Math.max(BEGINNING, (findHead(at.db, id)?.seq ?? 0) - without);
  const data = { workstation: id, name: id, acceptedUpTo, reason: "" };
  write(at, { kind: "workstation-removed", subject: null, data });
}

function play(all: readonly Workstation[], step: Step): void {
  const at = (index: number) => all[index] as Workstation;
  if ("who" in step && step.does !== "clock" && isRemoved(at(step.who).db, at(step.who).id)) return;
  if (step.does === "write") write(at(step.who), act(at(step.who), step));
  else if (step.does === "remove") remove(at(step.who), at(step.other), step.without);
  else if (step.does === "clock") at(step.who).clock = Math.max(0, at(step.who).clock + step.by);
  else if (step.from !== step.to && step.chain !== step.to)
    hand(at(step.from), at(step.to), `w${step.chain}`, step.limit);
}

describe("after any history on several workstations", () => {
  it.each([2, 3, 4])("%d of them end with the same tables, which are those of a replay", (count) => {
    fc.assert(
      fc.property(fc.array(steps(count), { maxLength: 40 }), (history) => {
        const all = Array.from({ length: count }, (_, n) => createWorkstation(`w${n}`, START));
        const [first] = all as [Workstation];
        write(first, PRACTICE_CREATED);
        for (const other of all.slice(1)) write(first, added(other.id));
        write(first, created("ana"));
        write(first, created("ben"));
        for (const other of all.slice(1)) hand(first, other, first.id);
        for (const step of history) {
          play(all, step);
        }
        agree(all);
        const expected = { rows: rowsOf(first), tables: tablesOf(first.db) };
        for (const each of all) {
          expect({ rows: rowsOf(each), tables: tablesOf(each.db) }).toEqual(expected);
          rebuildShadow(each.db);
          expect(tablesOf(each.db)).toEqual(expected.tables);
        }
        for (const { db } of all) db.close();
      }),
      randomRuns,
    );
  });
});
