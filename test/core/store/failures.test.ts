import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SignInPoint } from "../../../src/contract/vocabulary";
import type { DomainEvent, Entry } from "../../../src/main/core/domain/events";
import { isLocked, isRecoveryLocked, nextFailure, withFailure } from "../../../src/main/core/domain/lockout";
import { compareOrder } from "../../../src/main/core/domain/order";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { readFailures } from "../../../src/main/core/store/failures";
import { ledgerRows } from "../../../src/main/core/store/ledger/ledger";
import { saw } from "../../../src/main/core/store/ledger/order";
import { rebuildShadow } from "../../../src/main/core/store/ledger/record";
import { toEntry } from "../../../src/main/core/store/ledger/row";
import type { Db } from "../../../src/main/core/store/open";
import { findPerson } from "../../../src/main/core/store/people";
import { listAccountsToMove } from "../../../src/main/core/store/running-times";
import { listLocked } from "../../../src/main/core/store/support-queue";
import { randomRuns } from "../../support/random-runs";
import {
  added,
  agree,
  created,
  createWorkstation,
  hand,
  PRACTICE_CREATED,
  practiceOfTwo,
  tablesOf,
  type Workstation,
  write,
} from "../../support/workstations";

/* What is counted of an account by several workstations, and what clears it (LOCK-13). */

const START = Date.UTC(2026, 10, 2, 9);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;

const PHONE = "ana's phone";
const offered: DomainEvent = {
  kind: "authenticator-offered",
  subject: "ana",
  data: { authenticator: PHONE, secret: "k", digits: 7, expiresAt: START + HOUR, sameAs: null },
};
const enabled: DomainEvent = {
  kind: "authenticator-enabled",
  subject: "ana",
  data: { authenticator: PHONE, digits: 7, step: 1, drift: 0, phoneVerified: false },
};

type Guess = { readonly factor: "password" | "app"; readonly point?: SignInPoint; readonly byKit?: boolean };

/** Types something wrong for Ana, as soon as it is looked at. */
function guess(at: Workstation, { factor, point = "windows", byKit = false }: Guess): Entry {
  const { lockedUntilAt, recovery } = readFailures(at.db, "ana", point, at.clock);
  at.clock = Math.max(at.clock, (byKit ? recovery?.lockedUntilAt : lockedUntilAt) ?? 0);
  const before = readFailures(at.db, "ana", point, at.clock);
  const counts = nextFailure(before, { afterPassword: factor === "app", byKit, now: at.clock });
  return write(at, {
    kind: "attempt-refused",
    subject: "ana",
    data: {
      ...({ during: byKit ? "recovery" : "sign-in", cause: "wrong", hint: null } as const),
      ...(point === "windows" ? {} : { point }),
      ...{ factor, counts, inARow: withFailure(before, counts).count },
      authenticator: factor === "app" ? { id: PHONE } : null,
    },
  });
}

const password = { factor: "password" } as const;
const code = { factor: "app", authenticator: PHONE, step: 2, drift: 0 } as const;
const signedIn = (...factors: Extract<DomainEvent, { kind: "signed-in" }>["data"]["factors"]): DomainEvent => ({
  kind: "signed-in",
  subject: "ana",
  data: { factors },
});
const lockedTogether: DomainEvent = {
  kind: "account-locked",
  subject: "ana",
  data: { until: null, factor: "app", during: "sign-in", together: true },
};
const unlocked: DomainEvent = { kind: "account-unlocked", subject: "ana", data: { reason: "called" } };
const kitUsed: DomainEvent = { kind: "recovery-kit-used", subject: "ana", data: { factors: [] } };

const acts: readonly ((at: Workstation) => unknown)[] = [
  (at) => guess(at, { factor: "password" }),
  (at) => guess(at, { factor: "app" }),
  (at) => guess(at, { factor: "app" }),
  (at) => guess(at, { factor: "password", point: "app:vpn" }),
  (at) => guess(at, { factor: "password", byKit: true }),
  // What it takes to hold: an evening of somebody's.
  (at) => Array.from({ length: 20 }, () => guess(at, { factor: "app" })),
  (at) => write(at, lockedTogether),
  (at) => write(at, signedIn(password)),
  (at) => write(at, signedIn(password, code)),
  (at) => write(at, signedIn(password, { factor: "remembered-sign-in", code: "c" })),
  (at) => write(at, unlocked),
  (at) => write(at, unlocked),
  (at) => write(at, kitUsed),
];

type Step =
  | { readonly does: "act"; readonly who: number; readonly what: number }
  | { readonly does: "hand"; readonly from: number; readonly to: number; readonly chain: number }
  | { readonly does: "clock"; readonly who: number; readonly by: number };

function drawSteps(count: number): fc.Arbitrary<Step[]> {
  const who = fc.nat({ max: count - 1 });
  const act = fc.record({ does: fc.constant("act" as const), who, what: fc.nat({ max: acts.length - 1 }) });
  const handing = fc.record({ does: fc.constant("hand" as const), from: who, to: who, chain: who });
  const by = fc.oneof(fc.integer({ min: -YEAR, max: YEAR }), fc.integer({ min: -HOUR, max: HOUR }));
  const clock = fc.record({ does: fc.constant("clock" as const), who, by });
  return fc.array(
    fc.oneof({ weight: 6, arbitrary: act }, { weight: 3, arbitrary: handing }, { weight: 1, arbitrary: clock }),
    { maxLength: 30 },
  );
}

function practiceOf(count: number): readonly Workstation[] {
  const all = Array.from({ length: count }, (_, n) => createWorkstation(`w${n}`, START));
  const [first] = all as [Workstation];
  const others = all.slice(1);
  const events = [PRACTICE_CREATED, ...others.map(({ id }) => added(id)), created("ana"), offered, enabled];
  for (const event of events) write(first, event);
  for (const other of others) hand(first, other, first.id);
  return all;
}

function play(all: readonly Workstation[], step: Step): void {
  const at = (index: number) => all[index] as Workstation;
  if (step.does === "act") acts[step.what]?.(at(step.who));
  else if (step.does === "clock") at(step.who).clock = Math.max(0, at(step.who).clock + step.by);
  else if (step.from !== step.to && step.chain !== step.to) hand(at(step.from), at(step.to), `w${step.chain}`);
}

type Refused = Extract<Entry, { kind: "attempt-refused" }>;
type Counts = { readonly lockedUntilAt: number | null; readonly held?: boolean };

/** What the entries say, asked of each failure by itself: does it still count, whatever the order in which they came? */
function expectedOf({ db }: Workstation) {
  const entries = [...ledgerRows(db)].map(toEntry);
  const refused = entries.filter((entry): entry is Refused => entry.kind === "attempt-refused");
  const completed = entries.filter(
    (entry) => entry.kind === "signed-in" && entry.data.factors.every(({ factor }) => factor !== "remembered-sign-in"),
  );
  const accepted = completed.filter(
    (entry) => entry.kind === "signed-in" && entry.data.factors.some(({ factor }) => factor === "app"),
  );
  const ofKind = (...kinds: readonly string[]) => entries.filter(({ kind }) => kinds.includes(kind));
  const lifting = [...completed, ...ofKind("account-unlocked", "recovery-kit-used")];
  const isCleared = (failure: Entry, by: readonly Entry[]) => by.some((entry) => saw(db, entry, failure));
  const signInOf = ({ data: { counts } }: Refused) => ("inAll" in counts ? null : counts.signIn);
  const atWindows = refused.filter((entry) => entry.data.point === undefined);
  const counting = atWindows.filter((entry) => signInOf(entry) !== null && !isCleared(entry, completed));
  const locking = counting.filter((entry) => !isCleared(entry, lifting));
  const holds = [...atWindows.filter((entry) => signInOf(entry)?.held), ...ofKind("account-locked")];
  const isHeldAt = (hold: Entry, entry: Entry) =>
    saw(db, entry, hold) &&
    !isCleared(
      hold,
      lifting.filter((other) => compareOrder(other, entry) < 0),
    );
  const liftingHolds = ofKind("account-unlocked", "recovery-kit-used").filter((entry) =>
    holds.some((hold) => isHeldAt(hold, entry)),
  );
  const towards = counting.filter((entry) => !isCleared(entry, liftingHolds));
  const byKit = refused.filter(
    ({ data: { counts }, ...entry }) =>
      !("inAll" in counts) && counts.recovery !== null && !isCleared(entry as Refused, ofKind("recovery-kit-used")),
  );
  const latest = (locks: readonly (Counts | null)[]) =>
    locks.reduce<number | null>(
      (end, lock) => (lock?.lockedUntilAt ? Math.max(end ?? 0, lock.lockedUntilAt) : end),
      null,
    );
  return {
    windows: {
      count: counting.length,
      towardsHold: towards.length,
      towardsHoldAfterPassword: towards.filter((entry) => signInOf(entry)?.afterPassword).length,
      lockedUntilAt: latest(locking.map(signInOf)),
      held: holds.some((entry) => !isCleared(entry, lifting)),
      recovery: byKit.length,
    },
    vpn: refused.filter((entry) => entry.data.point === "app:vpn" && signInOf(entry) !== null).length,
    phone: refused.filter((entry) => entry.data.authenticator !== null && !isCleared(entry, accepted)).length,
  };
}

function countedOf({ db }: Workstation) {
  // As seen by whoever lives after all of it.
  const now = Number.MAX_SAFE_INTEGER;
  const { recovery, ...windows } = readFailures(db, "ana", "windows", now);
  const sql = "SELECT coalesce(sum(count), 0) FROM authenticator_failures WHERE owner = 'ana' AND authenticator = ?";
  return {
    windows: { ...windows, recovery: recovery?.count ?? 0 },
    vpn: readFailures(db, "ana", "app:vpn", now).count,
    phone: db.prepare(sql).pluck().get(PHONE),
  };
}

/** That lists say of Ana what decides when she signs in; whether she is locked out. */
function expectListed(db: Db, now: number): boolean {
  const failures = readFailures(db, "ana", "windows", now);
  const is = isLocked(failures, now);
  const person = findPerson(db, "ana", now);
  expect(person?.status === "locked").toBe(is);
  expect(person?.lockedUntilAt).toBe(is && !failures.held ? failures.lockedUntilAt : null);
  const { rows, total } = listLocked(db, now, 10);
  expect({ ids: rows.map(({ id }) => id), total }).toEqual(is ? { ids: ["ana"], total: 1 } : { ids: [], total: 0 });
  return is;
}

describe("after any guesses, sign-ins and unlocks at several workstations", () => {
  it.each([1, 2, 3])(
    "%d of them count each failure until something clears it that had seen it",
    (count) => {
      let holds = 0;
      fc.assert(
        fc.property(drawSteps(count), (steps) => {
          const all = practiceOf(count);
          const [first] = all as [Workstation];
          for (const step of steps) play(all, step);
          agree(all);
          const expected = expectedOf(first);
          if (expected.windows.held) holds += 1;
          for (const each of all) {
            expect(countedOf(each)).toEqual(expected);
            expect(tablesOf(each.db)).toEqual(tablesOf(first.db));
          }
          rebuildShadow(first.db);
          expect(countedOf(first)).toEqual(expected);
          for (const { db } of all) db.close();
        }),
        randomRuns,
      );
      expect(holds).toBeGreaterThan(0);
    },
    600_000,
  );

  it("lists name exactly those who are locked, and until when", () => {
    let locked = 0;
    const drawNow = fc.oneof(fc.integer({ min: -YEAR, max: YEAR }), fc.integer({ min: -HOUR, max: 2 * HOUR }));
    fc.assert(
      fc.property(drawSteps(2), fc.array(drawNow, { minLength: 5, maxLength: 5 }), (steps, times) => {
        const all = practiceOf(2);
        const [{ db }] = all as [Workstation];
        for (const step of steps) play(all, step);
        agree(all);
        const ends = db.prepare("SELECT locked_until FROM failures WHERE locked_until IS NOT NULL").pluck().all();
        const edges = (ends as number[]).flatMap((end) => [end - 1, end, end - HOUR]);
        for (const now of [...times.map((time) => START + time), ...edges]) locked += expectListed(db, now) ? 1 : 0;
        for (const each of all) each.db.close();
      }),
      randomRuns,
    );
    expect(locked).toBeGreaterThan(50);
  });
});

const times = (count: number, does: () => unknown) => Array.from({ length: count }, does);

describe("a lock that another workstation set", () => {
  const countsOf = (at: Workstation) => readFailures(at.db, "ana", "windows", at.clock);

  it("locks here too, to its end, as long as clocks are apart by seconds", () => {
    const [north, south] = practiceOfTwo(START);
    north.clock = START + 90_000;
    times(5, () => guess(north, { factor: "app" }));
    agree([north, south]);
    expect([isLocked(countsOf(south), START), isLocked(countsOf(south), north.clock + MINUTE - 1)]).toEqual([
      true,
      true,
    ]);
    expect(isLocked(countsOf(south), north.clock + MINUTE)).toBe(false);
    for (const { db } of [north, south]) db.close();
  });

  it("by a clock that is a year ahead locks nobody here; what it counted does", () => {
    const [north, south] = practiceOfTwo(START);
    north.clock = START + YEAR;
    times(5, () => guess(north, { factor: "app" }));
    times(5, () => guess(north, { factor: "password", byKit: true }));
    agree([north, south]);
    expect([isLocked(countsOf(south), START), isRecoveryLocked(countsOf(south), START)]).toEqual([false, false]);
    expect(countsOf(south)).toMatchObject({ lockedUntilAt: null, recovery: { lockedUntilAt: null } });
    const before = countsOf(south).count;
    guess(south, { factor: "app" });
    expect(south.clock).toBe(START);
    expect(countsOf(south).count).toBe(before + 1);
    expect((countsOf(south).lockedUntilAt ?? 0) - START).toBe(Math.min(60, 2 ** (before - 4)) * MINUTE);
    for (const { db } of [north, south]) db.close();
  });

  it("until support acts holds whatever its clock says", () => {
    const [north, south] = practiceOfTwo(START);
    north.clock = START + YEAR;
    times(20, () => guess(north, { factor: "app" }));
    agree([north, south]);
    expect(isLocked(countsOf(south), START)).toBe(true);
    for (const { db } of [north, south]) db.close();
  });

  it("is moved by corrections of its own workstation's clock alone", () => {
    const [north, south] = practiceOfTwo(START);
    for (const at of [north, south]) times(5, () => guess(at, { factor: "app" }));
    agree([north, south]);
    const ends = () =>
      north.db
        .prepare(
          "SELECT DISTINCT workstation, locked_until FROM failures WHERE locked_until IS NOT NULL ORDER BY workstation",
        )
        .raw()
        .all();
    const end = START + MINUTE;
    expect(ends()).toEqual([
      ["north", end],
      ["south", end],
    ]);
    const moved = { from: START, to: START + 30 * MINUTE, rightUntil: null };
    expect(["north", "south", "west"].map((id) => listAccountsToMove(north.db, id, moved))).toEqual([
      ["ana"],
      ["ana"],
      [],
    ]);
    // However late the other one's entries come, by their order.
    south.clock += 2 * HOUR;
    write(north, { kind: "deadlines-moved", subject: "ana", data: moved });
    agree([north, south]);
    expect(ends()).toEqual([
      ["north", end + 30 * MINUTE],
      ["south", end],
    ]);
    expect(tablesOf(north.db)).toEqual(tablesOf(south.db));
    for (const { db } of [north, south]) db.close();
  });
});

describe("what an older entry says", () => {
  const inAll = {
    count: 7,
    towardsHold: 4,
    towardsHoldAfterPassword: 3,
    lockedUntilAt: START + 4 * MINUTE,
    held: false,
  };
  const older: DomainEvent = {
    kind: "attempt-refused",
    subject: "ana",
    data: {
      ...({ factor: "app", during: "sign-in", cause: "wrong", hint: null } as const),
      ...{ inARow: 7, counts: { inAll }, authenticator: { id: PHONE, inAll: 9 } },
    },
  };

  it("takes the place of all that its workstation had counted, and goes on from there", () => {
    const [north, south] = practiceOfTwo(START);
    for (const event of [offered, enabled]) write(north, event);
    hand(north, south, "north");
    for (const at of [north, south]) times(2, () => guess(at, { factor: "app" }));
    write(north, older);
    expect(readFailures(north.db, "ana", "windows", START)).toEqual(inAll);
    expect(findAuthenticator(north.db, "ana", "active")?.failures).toBe(9);
    agree([north, south]);
    for (const { db } of [north, south]) {
      expect(readFailures(db, "ana", "windows", START)).toMatchObject({ count: 9, towardsHold: 6 });
      expect(findAuthenticator(db, "ana", "active")?.failures).toBe(11);
    }
    guess(north, { factor: "app" });
    expect(readFailures(north.db, "ana", "windows", north.clock)).toMatchObject({
      count: 10,
      lockedUntilAt: START + 4 * MINUTE + 32 * MINUTE,
    });
    write(north, signedIn(password, code));
    expect(readFailures(north.db, "ana", "windows", north.clock).count).toBe(0);
    expect(findAuthenticator(north.db, "ana", "active")?.failures).toBe(0);
    for (const { db } of [north, south]) db.close();
  });

  it("locks wherever it is read: it does not say when it began", () => {
    const [north, south] = practiceOfTwo(START);
    north.clock = START + YEAR;
    write(north, older);
    agree([north, south]);
    expect(isLocked(readFailures(south.db, "ana", "windows", START), START)).toBe(true);
    for (const { db } of [north, south]) db.close();
  });
});
