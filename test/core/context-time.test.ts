import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { useBypassCode as submitBypassCode } from "../../src/main/core/authentication/sign-in";
import { clockState, correctClock } from "../../src/main/core/clock/clock";
import { recordEvent, ruleTime } from "../../src/main/core/context";
import type { DomainEvent } from "../../src/main/core/domain/events";
import { noFailures } from "../../src/main/core/domain/lockout";
import { callerNow } from "../../src/main/core/session/session-state";
import { endSession, passwordIsRecent, pendingSignIn } from "../../src/main/core/session/sessions";
import { readFailures } from "../../src/main/core/store/failures";
import { findNumberChange, listFormerNumbers } from "../../src/main/core/store/notices";
import { immediately } from "../../src/main/core/store/open";
import { closeVault } from "../../src/main/core/vault/vault";
import { createWorld, signedInAs, type TestWorld } from "../support/context";
import { require, ruleOf } from "../support/enforced";
import { expectReplayEqualsTables, kindsLeftBy } from "../support/entries";
import { changeNumber } from "../support/help";
import {
  addMember,
  addMemberWithApp,
  cheapHashing,
  choosePassword,
  giveCode,
  NOBODY,
  type PhoneOwner,
  restarted,
  typeCodeOf,
  typePassword,
} from "../support/sign-in";
import { PROOF } from "../support/two-factor";

/* What product.md 7 says of time: a floor that only rises, corrections that move what runs with it, and sleep that counts. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEARS = 3652 * DAY;
const BYPASS = "123456789";
const signedIn = { ok: true, value: { next: "signed-in" } };

let world: TestWorld;
let marcus: PhoneOwner;

beforeEach(async () => {
  world = { ...createWorld(), hashing: cheapHashing };
  marcus = await addMemberWithApp(world);
});
afterEach(() => {
  expectReplayEqualsTables(world, marcus.account);
  world.close();
});

/** Somebody out there types into the sign-in screen: an entry each. */
async function strangersType(times: number): Promise<void> {
  for (let time = 0; time < times; time++) await typePassword(world, `stranger${time}@elsewhere.example`);
}

async function signInByBypass() {
  await typePassword(world, marcus.account.email);
  return submitBypassCode(world, NOBODY, { code: BYPASS });
}

async function failUntilLocked() {
  for (let time = 0; time < 5; time++) await typePassword(world, marcus.account.email, "wrong one, wrong two");
}

const isLocked = async () => {
  const answer = await typePassword(world, marcus.account.email);
  world.memory.pending = null;
  return !answer.ok && answer.refusal.code === "locked";
};

function correct(correctionMs: number): void {
  const done = correctClock(world, signedInAs(world, world.manager), { correctionMs, reason: "battery", proof: PROOF });
  world.memory.session = null;
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
}

/** The computer's clock is set, and the app quit and opened again. */
function setAndRestart(at: number): void {
  world.clock.set(at);
  world = restarted(world);
}

describe("the floor of rule time", () => {
  test("an expired bypass code stays expired, however many entries follow a clock that was set back, and restarts", async () => {
    const issued = world.clock.now();
    giveCode(world, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: issued + HOUR });
    world.clock.advance(2 * HOUR);
    await strangersType(1);
    setAndRestart(issued + MINUTE);
    await strangersType(60);
    world = restarted(world);
    expect(await signInByBypass()).toMatchObject({ ok: false });
  });

  test("who is overdue stays so: the password alone reaches no set-up", async () => {
    const ana = await addMember(world, { name: "Ana Castillo", email: "ana@northside.example" });
    await choosePassword(world, world.manager);
    await typePassword(world, ana.email);
    world.memory.session = null;
    require(world, signedInAs(world, world.manager), ruleOf({
      applies: { to: "people", people: [ana.id] },
      graceDays: 3,
    }));
    world.memory.session = null;
    const before = world.clock.now();
    world.clock.advance(4 * DAY);
    await strangersType(1);
    setAndRestart(before);
    await strangersType(60);
    world = restarted(world);
    expect(await typePassword(world, ana.email)).toMatchObject({ ok: true });
    expect(callerNow(world).stance).toBe("set-up-only");
  });

  test("a lock that runs while the clock stands back is not begun anew by a restart, and not ended by one", async () => {
    world.clock.set(world.clock.now() - DAY);
    await failUntilLocked();
    world.clock.advance(50_000);
    world = restarted(world);
    expect(await isLocked()).toBe(true);
    world.clock.advance(61_000);
    expect(await isLocked()).toBe(false);
  });

  test("time that was seen is not given back while the app runs, though nothing was recorded in it", async () => {
    const issued = world.clock.now();
    giveCode(world, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: issued + HOUR });
    world.clock.advance(2 * HOUR);
    ruleTime(world);
    world.clock.set(issued + MINUTE);
    expect(await signInByBypass()).toMatchObject({ ok: false });
  });

  test("a number that was changed while the clock stood back is not taken for an old one", async () => {
    const before = world.clock.now();
    setAndRestart(before - 40 * DAY);
    await strangersType(60);
    changeNumber(world, marcus.account, "+13125550199");
    world.clock.set(before);
    expect(listFormerNumbers(world.db, marcus.account.id, before - DAY)).toHaveLength(1);
    expect(findNumberChange(world.db, marcus.account.id)).toBeGreaterThanOrEqual(before - DAY);
  });

  test("a clock that goes a little back, as clocks are set right all the time, is caught up with and no longer ahead", () => {
    const before = world.clock.now();
    world.clock.set(before - 10_000);
    expect(ruleTime(world)).toBe(before);
    world.clock.advance(30 * MINUTE);
    expect(ruleTime(world)).toBe(world.clock.now());
  });
});

describe("over any history of clocks that are set back and forth, restarts and entries", () => {
  const HOURS = fc.integer({ min: 0, max: 60 * 24 * 40 }).map((minutes) => minutes * MINUTE);
  const happening = fc.oneof(
    fc.record({ what: fc.constant("runs" as const), ms: fc.integer({ min: 1, max: 20 * MINUTE }) }),
    fc.record({ what: fc.constant("stands-back" as const), ms: HOURS }),
    fc.record({ what: fc.constant("restarts" as const), ms: fc.constant(0) }),
    fc.record({ what: fc.constant("is-used" as const), ms: fc.integer({ min: 1, max: 60 }) }),
  );

  /** What happens while a code and a lock of an hour run; the right time is what ran since then. */
  function happens(right: number, { what, ms }: { what: string; ms: number }): void {
    if (what === "runs") world.clock.advance(ms);
    if (what === "stands-back") world.clock.set(right - ms);
    if (what === "restarts") {
      closeVault(world);
      world = restarted(world);
    }
    const guess = { stranger: "s", failures: noFailures };
    const event = { kind: "stranger-refused", subject: null, data: guess } as const;
    if (what === "is-used") for (let time = 0; time < ms; time++) note(event);
  }
  const note = (event: DomainEvent) => immediately(world.db, () => recordEvent(world, null, event));

  test("rule time never runs back nor ahead, no code outlives its hour, no lock is cut short, and a correction mends all", async () => {
    const property = fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 25 }), async (history) => {
      const begun = ruleTime(world);
      world.clock.set(begun);
      const began = world.clock.monotonic();
      giveCode(world, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: begun + HOUR });
      const failures = { ...noFailures, count: 11, lockedUntilAt: begun + HOUR };
      const wrong = { factor: "app", during: "sign-in", cause: "wrong", authenticator: null, hint: null } as const;
      note({ kind: "attempt-refused", subject: marcus.account.id, data: { ...wrong, failures } });
      let [last, ran] = [begun, 0];
      for (const each of history) {
        happens(begun + ran, each);
        ran = world.clock.monotonic() - began;
        const now = ruleTime(world);
        expect(now).toBeGreaterThanOrEqual(last);
        expect(now).toBeLessThanOrEqual(begun + ran);
        if (ran >= HOUR * 1.02) expect(now).toBeGreaterThanOrEqual(begun + HOUR);
        last = now;
      }
      const right = begun + ran;
      correct(right - world.computerClock.now());
      expect(ruleTime(world)).toBe(right);
      expect(clockState(world)).toEqual({ is: "fine" });
      const { lockedUntilAt } = readFailures(world.db, marcus.account.id);
      expect(lockedUntilAt).toBeLessThanOrEqual(right + HOUR);
      if (ran < HOUR) expect(lockedUntilAt).toBeGreaterThanOrEqual(begun + HOUR);
      world.clock.set(world.computerClock.now() + right - world.clock.now());
      correct(0);
    });
    await fc.assert(property, { numRuns: 60 });
  });
});

describe("an audited correction", () => {
  /** Ten years too late, and right again: what happens between is written into the future. */
  async function tenYearsForwardAndRight(between: () => unknown): Promise<number> {
    const right = world.clock.now();
    world.clock.set(right + YEARS);
    await between();
    world.clock.set(right + 10 * MINUTE);
    expect(clockState(world)).toMatchObject({ is: "behind" });
    return right;
  }

  test("a one-hour code that was given ten years too late lives for its hour, and no longer", async () => {
    await tenYearsForwardAndRight(() =>
      giveCode(world, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: world.clock.now() + HOUR }),
    );
    correct(0);
    expect(clockState(world)).toEqual({ is: "fine" });
    world.clock.advance(59 * MINUTE);
    expect(await signInByBypass()).toEqual(signedIn);
    giveCode(world, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: world.clock.now() + HOUR });
    endSession(world, "switch-user");
    world.clock.advance(HOUR);
    expect(await signInByBypass()).toMatchObject({ ok: false });
  });

  test("one that had run out by the wrong clock does not live again", async () => {
    await tenYearsForwardAndRight(async () => {
      giveCode(world, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: world.clock.now() + HOUR });
      world.clock.advance(2 * HOUR);
      await strangersType(1);
    });
    correct(0);
    expect(await signInByBypass()).toMatchObject({ ok: false });
    world.clock.advance(DAY);
    expect(await signInByBypass()).toMatchObject({ ok: false });
  });

  test("one that was given before the clock went wrong keeps its own end", async () => {
    giveCode(world, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: world.clock.now() + 8 * HOUR });
    const right = await tenYearsForwardAndRight(() => strangersType(3));
    expect(await signInByBypass()).toMatchObject({ ok: false });
    correct(0);
    world.clock.set(right + 8 * HOUR - 1);
    expect(await signInByBypass()).toEqual(signedIn);
  });

  test("nobody is locked until 2036: the lock keeps what was left of it", async () => {
    await tenYearsForwardAndRight(failUntilLocked);
    expect(await isLocked()).toBe(true);
    correct(0);
    expect(await isLocked()).toBe(true);
    world.clock.advance(MINUTE);
    expect(await isLocked()).toBe(false);
    world = restarted(world);
    expect(await isLocked()).toBe(false);
  });

  test("a stranger's e-mail is locked until 2036 no more than anybody's", async () => {
    const guess = () => typePassword(world, "nobody@elsewhere.example", "wrong one, wrong two");
    await tenYearsForwardAndRight(async () => {
      for (let time = 0; time < 5; time++) await guess();
    });
    correct(0);
    expect(await kindsLeftBy(world, undefined, guess)).toEqual([]);
    world.clock.advance(MINUTE);
    expect(await kindsLeftBy(world, undefined, guess)).toContain("stranger-refused");
  });

  test("a number that was changed ten years too late is old after its days, and not before", async () => {
    await tenYearsForwardAndRight(() => changeNumber(world, marcus.account, "+13125550199"));
    correct(0);
    const now = world.clock.now();
    expect(findNumberChange(world.db, marcus.account.id)).toBeLessThanOrEqual(now);
    expect(findNumberChange(world.db, marcus.account.id)).toBeGreaterThan(now - HOUR);
  });

  test("a slow clock that is set right cuts nothing short", async () => {
    giveCode(world, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: world.clock.now() + HOUR });
    await failUntilLocked();
    world.clock.advance(10_000);
    correct(3 * HOUR);
    expect(await isLocked()).toBe(true);
    world.clock.advance(51_000);
    expect(await signInByBypass()).toEqual(signedIn);
  });

  test("a fast clock that is set right lengthens nothing", async () => {
    giveCode(world, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: world.clock.now() + HOUR });
    for (let minute = 0; minute < 30; minute++) {
      world.clock.advance(MINUTE);
      await strangersType(1);
    }
    correct(-20 * MINUTE);
    world.clock.advance(30 * MINUTE);
    expect(await signInByBypass()).toMatchObject({ ok: false });
  });

  test("the floor begins anew with it, also after a restart, and holds from there", async () => {
    await tenYearsForwardAndRight(() => strangersType(60));
    correct(0);
    const corrected = world.clock.now();
    expect(ruleTime(world)).toBe(corrected);
    setAndRestart(corrected - DAY);
    expect(ruleTime(world)).toBe(corrected);
  });

  test("leaves an entry with everybody whose times it moved, and with nobody else", async () => {
    await failUntilLocked();
    expect(await kindsLeftBy(world, marcus.account, () => correct(-HOUR))).toEqual(["deadlines-moved"]);
    world.clock.advance(DAY);
    expect(await kindsLeftBy(world, undefined, () => correct(-HOUR + 1000))).toEqual(["clock-corrected"]);
  });

  test.each([0, 10, 20, 29])(
    "the first token is let in though the right time was typed %d seconds late",
    async (late) => {
      for (const second of [0, 11, 22, 29]) {
        const other = await addMemberWithApp(world, { name: `N${second}`, email: `n${second}@northside.example` });
        const right = world.clock.now() + DAY + second * 1000;
        world.clock.set(right - 40 * MINUTE);
        correct(40 * MINUTE - late * 1000);
        expect(await typeCodeOf(world, other, 40 * MINUTE)).toEqual(signedIn);
        world.memory.session = null;
        correct(0);
        world.clock.set(right);
      }
    },
  );
});

describe("a computer that sleeps", () => {
  /** Wall time goes on and what the processor counts stands still. */
  const comeIn = async () => {
    world.clock.advance(MINUTE);
    expect(await typeCodeOf(world, marcus, 0)).toEqual(signedIn);
  };
  const sleep = (ms: number) => world.clock.set(world.clock.now() + ms);

  test("has the longest session behind it after thirteen hours", async () => {
    await comeIn();
    sleep(13 * HOUR);
    expect(callerNow(world).stance).toBe("signed-out");
  });

  test("locks what was left idle", async () => {
    await comeIn();
    sleep(11 * MINUTE);
    expect(callerNow(world).stance).toBe("locked");
  });

  test("ends a sign-in that waits for its token, and a password that was typed a while ago", async () => {
    await typePassword(world, marcus.account.email);
    sleep(11 * MINUTE);
    expect(pendingSignIn(world)).toBeUndefined();
    await comeIn();
    expect(passwordIsRecent(world)).toBe(true);
    sleep(6 * MINUTE);
    expect(passwordIsRecent(world)).toBe(false);
  });

  test("is not taken for awake by a clock that was set back afterwards", async () => {
    await comeIn();
    sleep(13 * HOUR);
    callerNow(world);
    world.clock.set(world.clock.now() - 13 * HOUR);
    expect(callerNow(world).stance).toBe("signed-out");
  });
});
