import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterCompletedSignIn,
  afterRecovery,
  afterUnlock,
  type Failures,
  isLocked,
  isRecoveryLocked,
  noFailures,
  provesAllThatIsDue,
  triesBeforeLock,
} from "../../../src/main/core/domain/lockout";
import { afterFailure, afterRecoveryFailure } from "../../support/failures";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = 1_900_000_000_000;

type Who = { readonly afterPassword: boolean };
const member: Who = { afterPassword: true };
const stranger: Who = { afterPassword: false };

/** A number of failures in a row, each in the moment that the lock before it ends. */
function failTimes(
  times: number,
  who: Who,
  from: Failures = noFailures,
  at = NOON,
): { failures: Failures; now: number } {
  let failures = from;
  let now = at;
  for (let i = 0; i < times; i++) {
    now = Math.max(now, failures.lockedUntilAt ?? now);
    failures = afterFailure(failures, { ...who, now });
  }
  return { failures, now };
}

/** How long the nth failure in a row locks. */
function lockOf(nth: number, who: Who): number {
  const { failures, now } = failTimes(nth, who);
  return failures.lockedUntilAt === null ? 0 : failures.lockedUntilAt - now;
}

describe("failures in a row", () => {
  it.each([
    [1, 0],
    [4, 0],
    [5, MINUTE],
    [6, 2 * MINUTE],
    [7, 4 * MINUTE],
    [8, 8 * MINUTE],
    [9, 16 * MINUTE],
    [10, 32 * MINUTE],
    [11, HOUR],
    [12, HOUR],
    [19, HOUR],
  ])("lock after the %ith for %i ms", (nth, lockedMs) => {
    expect(lockOf(nth, member)).toBe(lockedMs);
    expect(failTimes(nth, member).failures.held).toBe(false);
  });

  it("lock up to the very millisecond, and no longer", () => {
    const { failures, now } = failTimes(5, member);
    expect([0, MINUTE - 1, MINUTE].map((passed) => isLocked(failures, now + passed))).toEqual([true, true, false]);
  });

  it("hold at twenty, until support acts: no time ends that", () => {
    const { failures, now } = failTimes(20, member);
    expect(failures.held).toBe(true);
    expect(isLocked(failures, now + 1000 * 365 * 24 * HOUR)).toBe(true);
  });

  it("hold at a hundred wrong passwords, which any stranger can type, and until then for an hour at most", () => {
    const { failures, now } = failTimes(99, stranger);
    expect(failures.held).toBe(false);
    expect((failures.lockedUntilAt ?? 0) - now).toBe(HOUR);
    expect(failTimes(1, stranger, failures, now).failures.held).toBe(true);
  });

  it("hold at the twentieth after a correct password, strangers' guesses in between or not", () => {
    const strangers = failTimes(99, stranger);
    const nineteen = failTimes(19, member, strangers.failures, strangers.now);
    expect(nineteen.failures.held).toBe(false);
    expect(failTimes(1, member, nineteen.failures, nineteen.now).failures.held).toBe(true);
  });

  it("count nothing while locked", () => {
    const { failures, now } = failTimes(7, member);
    expect(afterFailure(failures, { ...member, now: now + 4 * MINUTE - 1 })).toEqual(failures);
    const held = failTimes(20, member);
    expect(afterFailure(held.failures, { ...member, now: held.now + 5 * HOUR })).toEqual(held.failures);
  });

  it("say how many tries are left before a lock", () => {
    const left = [0, 1, 2, 3, 4, 5, 19].map((times) => triesBeforeLock(failTimes(times, member).failures));
    expect(left).toEqual([5, 4, 3, 2, 1, null, null]);
  });

  it("are gone after a completed sign-in", () => {
    expect(afterCompletedSignIn(failTimes(4, member).failures)).toEqual(noFailures);
  });

  it("fail closed where the record is damaged", () => {
    expect(isLocked({ ...noFailures, lockedUntilAt: Number.NaN }, NOON)).toBe(true);
  });
});

describe("a sign-in", () => {
  const password = { factor: "password" };
  it.each([
    [true, "the password where nothing else is due", { factors: [password] }],
    [true, "password and token", { factors: [password, { factor: "app" }] }],
    [true, "password and recovery code", { factors: [password, { factor: "recovery-code" }] }],
    [false, "a remembered workstation", { factors: [password, { factor: "remembered-sign-in" }] }],
    [false, "the emergency codes", { factors: [password, { factor: "emergency-access" }] }],
    [false, "what reaches the setup only", { factors: [password, { factor: "text-token" }], setupOnly: true }],
  ])("proves all that is due (%s) with %s", (proves, _what, signIn) => {
    expect(provesAllThatIsDue({ setupOnly: undefined, ...signIn })).toBe(proves);
  });
});

describe("the way back by recovery kit", () => {
  const failBack = (times: number, from: Failures, at = NOON) => {
    let [failures, now] = [from, at];
    for (let i = 0; i < times; i++) {
      now = Math.max(now, failures.recovery?.lockedUntilAt ?? now);
      failures = afterRecoveryFailure(failures, now);
    }
    return { failures, now };
  };

  it("is open while any lock runs, and closed by the fifth wrong proof of its own", () => {
    const { failures, now } = failTimes(20, member);
    expect([isLocked(failures, now), isRecoveryLocked(failures, now)]).toEqual([true, false]);
    expect(isRecoveryLocked(failBack(4, failures, now).failures, now)).toBe(false);
    const closed = failBack(5, failures, now).failures;
    expect([0, MINUTE - 1, MINUTE].map((passed) => isRecoveryLocked(closed, now + passed))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("counts among all failures, and is never held", () => {
    const { failures, now } = failBack(200, noFailures);
    expect(failures).toMatchObject({ held: true, recovery: { count: 200 } });
    expect((failures.recovery?.lockedUntilAt ?? 0) - now).toBe(HOUR);
  });

  it("gives nothing back by a sign-in or an unlock, and all once kit and proof were right", () => {
    const { failures } = failBack(4, noFailures);
    expect(afterCompletedSignIn(failures).recovery?.count).toBe(4);
    expect(afterUnlock(failures).recovery?.count).toBe(4);
    expect(afterRecovery(failures)).toEqual({ ...noFailures, count: 4, towardsHold: 4 });
  });
});

describe("an unlock by support", () => {
  it("opens sign-in at once and gives back no failure", () => {
    const { failures, now } = failTimes(9, member);
    const unlocked = afterUnlock(failures);
    expect(isLocked(unlocked, now)).toBe(false);
    expect(unlocked.count).toBe(9);
    const next = afterFailure(unlocked, { ...member, now });
    expect((next.lockedUntilAt ?? 0) - now).toBe(32 * MINUTE);
  });

  it("of a mere lock leaves the twentieth failure where it was", () => {
    const { failures, now } = failTimes(19, member);
    expect(failTimes(1, member, afterUnlock(failures), now).failures.held).toBe(true);
  });

  it("of a hold leaves twenty failures to the next one, an hour apart", () => {
    const { failures, now } = failTimes(20, member);
    const nineteen = failTimes(19, member, afterUnlock(failures), now);
    expect(nineteen.failures).toMatchObject({ count: 39, held: false });
    expect((nineteen.failures.lockedUntilAt ?? 0) - nineteen.now).toBe(HOUR);
    expect(failTimes(1, member, nineteen.failures, nineteen.now).failures.held).toBe(true);
  });
});

/** LOCK-1 to LOCK-6 once more, as a story: every failure that counted, and what happened since. */
type Story = {
  sinceSignIn: number;
  sinceHold: { afterPassword: boolean }[];
  /** The lock that runs, as minutes still to pass; null for none. */
  minutesLeft: number | null;
  held: boolean;
  /** Where the wall clock stands, and the furthest it ever stood. */
  wallMinute: number;
  markMinute: number;
};
type App = { failures: Failures; holds: number };
const MINUTES = [1, 2, 4, 8, 16, 32, 60];

const nowOf = (story: Story) => NOON + story.markMinute * MINUTE;

function passTime(story: Story, minutes: number): void {
  story.wallMinute += minutes;
  const progress = Math.max(0, story.wallMinute - story.markMinute);
  story.markMinute += progress;
  if (story.minutesLeft === null) return;
  story.minutesLeft -= progress;
  if (story.minutesLeft <= 0) story.minutesLeft = null;
}

function agree(story: Story, app: App): void {
  expect(isLocked(app.failures, nowOf(story))).toBe(story.held || story.minutesLeft !== null);
  expect(app.failures.count).toBe(story.sinceSignIn);
  expect(app.failures.held).toBe(story.held);
}

type Step = fc.Command<Story, App>;

function step(
  name: string,
  act: (story: Story, app: App) => void,
  check: (story: Readonly<Story>) => boolean = () => true,
): Step {
  return {
    check,
    run: (story, app) => {
      act(story, app);
      agree(story, app);
    },
    toString: () => name,
  };
}

const isOpen = (story: Readonly<Story>) => !story.held && story.minutesLeft === null;

function fail(who: Who): Step {
  return step(`fail ${JSON.stringify(who)}`, (story, app) => {
    app.failures = afterFailure(app.failures, { ...who, now: nowOf(story) });
    if (!isOpen(story)) return;
    if (app.failures.held) app.holds += 1;
    story.sinceSignIn += 1;
    story.sinceHold.push({ afterPassword: who.afterPassword });
    story.minutesLeft = story.sinceSignIn < 5 ? null : (MINUTES[story.sinceSignIn - 5] ?? 60);
    const knewPassword = story.sinceHold.filter((each) => each.afterPassword).length;
    story.held = knewPassword >= 20 || story.sinceHold.length - knewPassword >= 100;
  });
}

const moveClock = (minutes: number) => step(`clock ${minutes} min`, (story) => passTime(story, minutes));

const waitForLock = step(
  "wait",
  (story) => passTime(story, story.markMinute - story.wallMinute + (story.minutesLeft ?? 0)),
  (story) => story.minutesLeft !== null,
);

const unlock = step("unlock", (story, app) => {
  app.failures = afterUnlock(app.failures);
  if (story.held) story.sinceHold = [];
  story.held = false;
  story.minutesLeft = null;
});

const signIn = step(
  "sign in",
  (story, app) => {
    app.failures = afterCompletedSignIn(app.failures);
    story.sinceSignIn = 0;
    story.sinceHold = [];
  },
  isOpen,
);

describe("any story of failures, waits, unlocks and clocks that are set", () => {
  const anyFail = fc.record({ afterPassword: fc.boolean() }).map(fail);
  const anyWait = fc.constant(waitForLock);
  const anyClock = fc.integer({ min: -600, max: 600 }).map(moveClock);

  it("ends as LOCK-1 to LOCK-6 say", () => {
    const steps = [anyFail, anyWait, anyFail, anyWait, anyClock, fc.constant(unlock), fc.constant(signIn)];
    fc.assert(
      fc.property(fc.commands(steps, { maxCommands: 150, size: "max" }), (story) => {
        play(story);
      }),
      { numRuns: 400 },
    );
  });

  it("reaches holds where nobody signs in between", () => {
    let holds = 0;
    const steps = [anyFail, anyWait, anyFail, anyWait, anyFail, anyClock, fc.constant(unlock)];
    fc.assert(
      fc.property(fc.commands(steps, { maxCommands: 250, size: "max" }), (story) => {
        holds += play(story).holds;
      }),
      { numRuns: 200 },
    );
    expect(holds).toBeGreaterThan(0);
  });

  function play(story: Iterable<Step>): App {
    const app: App = { failures: noFailures, holds: 0 };
    const model: Story = {
      sinceSignIn: 0,
      sinceHold: [],
      minutesLeft: null,
      held: false,
      wallMinute: 0,
      markMinute: 0,
    };
    fc.modelRun(() => ({ model, real: app }), story);
    return app;
  }
});
