import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordGuesses } from "../../src/main/core/authentication/guesses";
import { useBypassCode as submitBypassCode } from "../../src/main/core/authentication/sign-in";
import { clockState, correctClock } from "../../src/main/core/clock/clock";
import { recordEvent, ruleTime } from "../../src/main/core/context";
import type { DomainEvent } from "../../src/main/core/domain/events";
import { noFailures } from "../../src/main/core/domain/lockout";
import { findNumberChange, listFormerNumbers } from "../../src/main/core/store/edits";
import { immediately } from "../../src/main/core/store/open";
import { closeVault } from "../../src/main/core/vault/vault";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../support/context";
import { require, ruleOf } from "../support/enforced";
import { expectReplayEqualsTables, kindsLeftBy } from "../support/entries";
import { countedAs, failuresNow, refusedWith } from "../support/failures";
import { changeNumber } from "../support/help";
import { callerNow, endSession, nobodyAt, passwordIsRecent, pendingSignIn } from "../support/session";
import {
  addMember,
  addMemberWithApp,
  again,
  cheapHashing,
  choosePassword,
  giveCode,
  noteSignIn,
  type PhoneOwner,
  restarted,
  typeCodeOf,
  typePassword,
} from "../support/sign-in";
import { PROOF } from "../support/two-factor";

/* A floor that only rises, corrections that move what runs with it, and sleep that counts (TIME-1, TIME-5, TIME-6). */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEARS = 3652 * DAY;
const BYPASS = "123456789";
const signedIn = { ok: true, value: { next: "signed-in" } };

let context: TestContext;
let marcus: PhoneOwner;

beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  marcus = await addMemberWithApp(context);
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus.account);
  context.close();
});

/** Somebody out there types into the sign-in screen: an entry each, as if there were a minute between them. */
async function strangersType(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await typePassword(context, `stranger${time}@elsewhere.example`);
    recordGuesses(context);
  }
}

async function signInByBypass() {
  await typePassword(context, marcus.account.email);
  return submitBypassCode(context, nobodyAt(context), { code: BYPASS });
}

async function failUntilLocked() {
  for (let time = 0; time < 5; time++) await typePassword(context, marcus.account.email, "wrong one, wrong two");
}

const isLocked = async () => {
  const answer = await typePassword(context, marcus.account.email);
  context.session.pending = null;
  return !answer.ok && answer.refusal.code === "locked";
};

function correct(correctionMs: number): void {
  const done = correctClock(context, signedInAs(context, context.manager), {
    correctionMs,
    reason: "battery",
    proof: PROOF,
  });
  context.session.signedIn = null;
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
}

/** The computer's clock is set, and the app quit and opened again. */
function setAndRestart(at: number): void {
  context.clock.set(at);
  context = restarted(context);
}

describe("the floor of rule time", () => {
  test("an expired bypass code stays expired, however many entries follow a clock that was set back, and restarts", async () => {
    const issued = context.clock.now();
    giveCode(context, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: issued + HOUR });
    context.clock.advance(2 * HOUR);
    await strangersType(1);
    setAndRestart(issued + MINUTE);
    await strangersType(60);
    context = restarted(context);
    expect(await signInByBypass()).toMatchObject({ ok: false });
  });

  test("who is overdue stays so: the password alone reaches no setup", async () => {
    const ana = await addMember(context, { name: "Ana Castillo", email: "ana@northside.example" });
    await choosePassword(context, context.manager);
    await typePassword(context, ana.email);
    context.session.signedIn = null;
    require(context, signedInAs(context, context.manager), ruleOf({
      applies: { to: "people", people: [ana.id] },
      graceDays: 3,
    }));
    context.session.signedIn = null;
    const before = context.clock.now();
    context.clock.advance(4 * DAY);
    await strangersType(1);
    setAndRestart(before);
    await strangersType(60);
    context = restarted(context);
    expect(await typePassword(context, ana.email)).toMatchObject({ ok: true });
    expect(callerNow(context).sessionState).toBe("setup-only");
  });

  test("a lock that runs while the clock stands back is not begun anew by a restart, and not ended by one", async () => {
    context.clock.set(context.clock.now() - DAY);
    await failUntilLocked();
    context.clock.advance(50_000);
    context = restarted(context);
    expect(await isLocked()).toBe(true);
    context.clock.advance(61_000);
    expect(await isLocked()).toBe(false);
  });

  test("time that was seen is not given back while the app runs, though nothing was recorded in it", async () => {
    const issued = context.clock.now();
    giveCode(context, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: issued + HOUR });
    context.clock.advance(2 * HOUR);
    ruleTime(context);
    context.clock.set(issued + MINUTE);
    expect(await signInByBypass()).toMatchObject({ ok: false });
  });

  test("a number that was changed while the clock stood back is not taken for an old one", async () => {
    const before = context.clock.now();
    setAndRestart(before - 40 * DAY);
    await strangersType(60);
    changeNumber(context, marcus.account, "+13125550199");
    context.clock.set(before);
    expect(listFormerNumbers(context.db, marcus.account.id, before - DAY)).toHaveLength(1);
    expect(findNumberChange(context.db, marcus.account.id)).toBeGreaterThanOrEqual(before - DAY);
  });

  test("a clock that goes a little back, as clocks are set right all the time, is caught up with and no longer ahead", () => {
    const before = context.clock.now();
    context.clock.set(before - 10_000);
    expect(ruleTime(context)).toBe(before);
    context.clock.advance(30 * MINUTE);
    expect(ruleTime(context)).toBe(context.clock.now());
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
    if (what === "runs") context.clock.advance(ms);
    if (what === "stands-back") context.clock.set(right - ms);
    if (what === "restarts") {
      closeVault({ sessions: new Set([context.session]) }, context);
      context = restarted(context);
    }
    const guess = { stranger: "s", failures: noFailures };
    const event = { kind: "stranger-refused", subject: null, data: guess } as const;
    if (what === "is-used") for (let time = 0; time < ms; time++) note(event);
  }
  const note = (event: DomainEvent) => immediately(context.db, () => recordEvent(context, null, event));

  test("rule time never runs back nor ahead, no code outlives its hour, no lock is cut short, and a correction mends all", async () => {
    const property = fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 25 }), async (history) => {
      const begun = ruleTime(context);
      context.clock.set(begun);
      const began = context.clock.monotonic();
      giveCode(context, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: begun + HOUR });
      const data = refusedWith("app", countedAs({ lockedUntilAt: begun + HOUR }), 11);
      note({ kind: "attempt-refused", subject: marcus.account.id, data });
      let [last, ran] = [begun, 0];
      for (const each of history) {
        happens(begun + ran, each);
        ran = context.clock.monotonic() - began;
        const now = ruleTime(context);
        expect(now).toBeGreaterThanOrEqual(last);
        expect(now).toBeLessThanOrEqual(begun + ran);
        if (ran >= HOUR * 1.02) expect(now).toBeGreaterThanOrEqual(begun + HOUR);
        last = now;
      }
      const right = begun + ran;
      correct(right - context.computerClock.now());
      expect(ruleTime(context)).toBe(right);
      expect(clockState(context)).toEqual({ is: "fine" });
      const { lockedUntilAt } = failuresNow(context, marcus.account.id);
      expect(lockedUntilAt).toBeLessThanOrEqual(right + HOUR);
      if (ran < HOUR) expect(lockedUntilAt).toBeGreaterThanOrEqual(begun + HOUR);
      context.clock.set(context.computerClock.now() + right - context.clock.now());
      correct(0);
    });
    await fc.assert(property, { numRuns: 60 });
  });
});

describe("an audited correction", () => {
  /** Ten years too late, and right again: what happens between is written into the future. */
  async function tenYearsForwardAndRight(between: () => unknown): Promise<number> {
    const right = context.clock.now();
    context.clock.set(right + YEARS);
    await between();
    context.clock.set(right + 10 * MINUTE);
    expect(clockState(context)).toMatchObject({ is: "behind" });
    return right;
  }

  test("a one-hour code that was given ten years too late lives for its hour, and no longer", async () => {
    await tenYearsForwardAndRight(() =>
      giveCode(context, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: context.clock.now() + HOUR }),
    );
    correct(0);
    expect(clockState(context)).toEqual({ is: "fine" });
    context.clock.advance(59 * MINUTE);
    expect(await signInByBypass()).toEqual(signedIn);
    giveCode(context, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: context.clock.now() + HOUR });
    endSession(context, "switch-user");
    context.clock.advance(HOUR);
    expect(await signInByBypass()).toMatchObject({ ok: false });
  });

  test("one that had run out by the wrong clock does not live again", async () => {
    await tenYearsForwardAndRight(async () => {
      giveCode(context, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: context.clock.now() + HOUR });
      context.clock.advance(2 * HOUR);
      await strangersType(1);
    });
    correct(0);
    expect(await signInByBypass()).toMatchObject({ ok: false });
    context.clock.advance(DAY);
    expect(await signInByBypass()).toMatchObject({ ok: false });
  });

  test("one that was given before the clock went wrong keeps its own end", async () => {
    giveCode(context, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: context.clock.now() + 8 * HOUR });
    const right = await tenYearsForwardAndRight(() => strangersType(3));
    expect(await signInByBypass()).toMatchObject({ ok: false });
    correct(0);
    context.clock.set(right + 8 * HOUR - 1);
    expect(await signInByBypass()).toEqual(signedIn);
  });

  test("nobody is locked until 2036: the lock keeps what was left of it", async () => {
    await tenYearsForwardAndRight(failUntilLocked);
    expect(await isLocked()).toBe(true);
    correct(0);
    expect(await isLocked()).toBe(true);
    context.clock.advance(MINUTE);
    expect(await isLocked()).toBe(false);
    context = restarted(context);
    expect(await isLocked()).toBe(false);
  });

  test("a stranger's e-mail is locked until 2036 no more than anybody's", async () => {
    const guess = () => typePassword(context, "nobody@elsewhere.example", "wrong one, wrong two");
    await tenYearsForwardAndRight(async () => {
      for (let time = 0; time < 5; time++) await guess();
    });
    const until = context.clock.now() + MINUTE;
    correct(0);
    expect(await guess()).toEqual({ ok: false, refusal: { code: "locked", until } });
    context.clock.advance(MINUTE);
    expect(await guess()).toEqual({ ok: false, refusal: { code: "locked", until: until + 2 * MINUTE } });
  });

  test("a number that was changed ten years too late is old after its days, and not before", async () => {
    await tenYearsForwardAndRight(() => changeNumber(context, marcus.account, "+13125550199"));
    correct(0);
    const now = context.clock.now();
    expect(findNumberChange(context.db, marcus.account.id)).toBeLessThanOrEqual(now);
    expect(findNumberChange(context.db, marcus.account.id)).toBeGreaterThan(now - HOUR);
  });

  test("whoever came in for the first time ten years too late has chosen their password just now (TIME-5)", async () => {
    const nina = addAccount(context, { name: "Nina Alvarez", email: "nina@northside.example" });
    await tenYearsForwardAndRight(async () => noteSignIn(context, await choosePassword(context, nina)));
    correct(0);
    const now = context.clock.now();
    const { passwordSetAt } = again(context, nina);
    expect(passwordSetAt).toBeLessThanOrEqual(now);
    expect(passwordSetAt).toBeGreaterThan(now - HOUR);
  });

  test("a password that was chosen, or a reminder that went, ten years too late is of just now, with nothing else that runs (TIME-5)", async () => {
    const nina = addAccount(context, { name: "Nina Alvarez", email: "nina@northside.example" });
    const omar = addAccount(context, { name: "Omar Haddad", email: "omar@northside.example" });
    context.clock.advance(200 * DAY);
    await tenYearsForwardAndRight(async () => {
      await choosePassword(context, nina);
      const data = { message: "m".repeat(26), cellPhone: "+13125550199" };
      immediately(context.db, () => recordEvent(context, null, { kind: "reminder-queued", subject: omar.id, data }));
    });
    correct(0);
    const now = context.clock.now();
    for (const at of [again(context, nina).passwordSetAt, again(context, omar).remindedAt]) {
      expect(at).toBeLessThanOrEqual(now);
      expect(at).toBeGreaterThan(now - HOUR);
    }
  });

  test("a slow clock that is set right cuts nothing short", async () => {
    giveCode(context, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: context.clock.now() + HOUR });
    await failUntilLocked();
    context.clock.advance(10_000);
    correct(3 * HOUR);
    expect(await isLocked()).toBe(true);
    context.clock.advance(51_000);
    expect(await signInByBypass()).toEqual(signedIn);
  });

  test("a fast clock that is set right lengthens nothing", async () => {
    giveCode(context, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: context.clock.now() + HOUR });
    for (let minute = 0; minute < 30; minute++) {
      context.clock.advance(MINUTE);
      await strangersType(1);
    }
    correct(-20 * MINUTE);
    context.clock.advance(30 * MINUTE);
    expect(await signInByBypass()).toMatchObject({ ok: false });
  });

  test("the floor begins anew with it, also after a restart, and holds from there", async () => {
    await tenYearsForwardAndRight(() => strangersType(60));
    correct(0);
    const corrected = context.clock.now();
    expect(ruleTime(context)).toBe(corrected);
    setAndRestart(corrected - DAY);
    expect(ruleTime(context)).toBe(corrected);
  });

  test("leaves an entry with everybody whose times it moved, and with nobody else", async () => {
    await failUntilLocked();
    expect(await kindsLeftBy(context, marcus.account, () => correct(-HOUR))).toEqual(["deadlines-moved"]);
    context.clock.advance(DAY);
    expect(await kindsLeftBy(context, undefined, () => correct(-HOUR + 1000))).toEqual(["clock-corrected"]);
  });

  test.each([0, 10, 20, 29])(
    "the first token is let in though the right time was typed %d seconds late",
    async (late) => {
      for (const second of [0, 11, 22, 29]) {
        const other = await addMemberWithApp(context, { name: `N${second}`, email: `n${second}@northside.example` });
        const right = context.clock.now() + DAY + second * 1000;
        context.clock.set(right - 40 * MINUTE);
        correct(40 * MINUTE - late * 1000);
        expect(await typeCodeOf(context, other, 40 * MINUTE)).toEqual(signedIn);
        context.session.signedIn = null;
        correct(0);
        context.clock.set(right);
      }
    },
  );
});

describe("a computer that sleeps", () => {
  /** Wall time goes on and what the processor counts stands still. */
  const comeIn = async () => {
    context.clock.advance(MINUTE);
    expect(await typeCodeOf(context, marcus, 0)).toEqual(signedIn);
  };
  const sleep = (ms: number) => context.clock.set(context.clock.now() + ms);

  test("has the longest session behind it after thirteen hours", async () => {
    await comeIn();
    sleep(13 * HOUR);
    expect(callerNow(context).sessionState).toBe("signed-out");
  });

  test("locks what was left idle", async () => {
    await comeIn();
    sleep(11 * MINUTE);
    expect(callerNow(context).sessionState).toBe("locked");
  });

  test("ends a sign-in that waits for its token, and a password that was typed a while ago", async () => {
    await typePassword(context, marcus.account.email);
    sleep(11 * MINUTE);
    expect(pendingSignIn(context)).toBeUndefined();
    await comeIn();
    expect(passwordIsRecent(context)).toBe(true);
    sleep(6 * MINUTE);
    expect(passwordIsRecent(context)).toBe(false);
  });

  test("is not taken for awake by a clock that was set back afterwards", async () => {
    await comeIn();
    sleep(13 * HOUR);
    callerNow(context);
    context.clock.set(context.clock.now() - 13 * HOUR);
    expect(callerNow(context).sessionState).toBe("signed-out");
  });
});
