import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SignInPoint, WINDOWS } from "../../../src/contract/vocabulary";
import { refuseStranger } from "../../../src/main/core/authentication/attempts";
import { authenticate } from "../../../src/main/core/authentication/authenticate";
import { recordGuesses, sumUpGuesses } from "../../../src/main/core/authentication/guesses";
import { stepUp, unlock } from "../../../src/main/core/authentication/proof";
import { correctClock } from "../../../src/main/core/clock/clock";
import { recordEvent, ruleTime } from "../../../src/main/core/context";
import type { EventData } from "../../../src/main/core/domain/events";
import { strangerDigest } from "../../../src/main/core/domain/keys";
import { type Failures, noFailures } from "../../../src/main/core/domain/lockout";
import { emailKey } from "../../../src/main/core/domain/names";
import { claimSetupCode } from "../../../src/main/core/enrollment/claim-setup-code";
import { recoverOnlyManager } from "../../../src/main/core/recovery/only-manager";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { createTestContext, PASSWORD, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables } from "../../support/entries";
import { afterFailure } from "../../support/failures";
import { randomRuns } from "../../support/random-runs";
import { nobodyAt } from "../../support/session";
import { addMember, cheapHashing, choosePassword, restarted } from "../../support/sign-in";
import { PROOF } from "../../support/two-factor";

/*
 * Guesses at e-mails that belong to nobody, and while locked (LOCK-12): they fill no disk, and replies tell them from guesses
 * at an account as little as ever (LOCK-1).
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const WRONG = "a wrong one altogether";
const NOBODY = "nobody@northside.example";
const VPN = "app:vpn";

let context: TestContext;
let manager: Account;
beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  manager = await choosePassword(context, context.manager);
});
afterEach(() => {
  expectReplayEqualsTables(context);
  context.close();
});

const typeAt = (point: SignInPoint, email: string, password = WRONG) =>
  authenticate(context, { point, email, password, accept: ({ id }) => ({ ok: true, value: id }) });
const summaries = () =>
  entriesAbout(context).flatMap((entry) => (entry.kind === "guesses-summed" ? [{ at: entry.at, ...entry.data }] : []));
const lockedUntil = (until: number) => ({ ok: false, refusal: { code: "locked", until } });

function correct(byMs: number): void {
  const correctionMs = context.clock.now() - context.computerClock.now() + byMs;
  const caller = signedInAs(context, context.manager);
  const done = correctClock(context, caller, { correctionMs, reason: "battery", proof: PROOF });
  context.session.signedIn = null;
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
}

describe("one summary a minute", () => {
  test("says how many guesses there were where, at how many new e-mails, and how many while locked", async () => {
    const from = context.clock.now();
    for (let time = 0; time < 7; time++) await typeAt(WINDOWS, NOBODY);
    await typeAt(WINDOWS, "another@northside.example");
    await typeAt(VPN, NOBODY);
    context.clock.advance(MINUTE - 1);
    for (let time = 0; time < 6; time++) await typeAt(VPN, manager.email);
    sumUpGuesses(context);
    expect(summaries()).toEqual([]);
    context.clock.advance(1);
    sumUpGuesses(context);
    const points = [
      { point: WINDOWS, unknown: 6, newNames: 2, locked: 2 },
      { point: VPN, unknown: 1, newNames: 1, locked: 1 },
    ];
    expect(summaries()).toEqual([{ at: from + MINUTE, from, to: from + MINUTE - 1, refused: 10, points }]);
    context.clock.advance(HOUR);
    sumUpGuesses(context);
    expect(summaries()).toHaveLength(1);
  });

  test("sums up what was tried while locked by whoever is signed in too", async () => {
    const caller = signedInAs(context, manager);
    for (let time = 0; time < 5; time++) await stepUp(context, caller, { password: WRONG });
    await stepUp(context, caller, { password: PASSWORD });
    await unlock(context, caller, { password: PASSWORD });
    recordGuesses(context);
    expect(summaries()).toMatchObject([{ refused: 2, points: [{ point: WINDOWS, locked: 2 }] }]);
  });

  test("is lost by no crash, and made no more often by one", async () => {
    for (let time = 0; time < 100; time++) {
      await typeAt(WINDOWS, `${time}@elsewhere.example`);
      context.clock.advance(SECOND);
      context = restarted(context);
      sumUpGuesses(context);
    }
    recordGuesses(context);
    expect(summaries().map(({ refused }) => refused)).toEqual([60, 40]);
  });

  test("comes before a correction of the clock, dated by the time that was", async () => {
    const wrong = context.clock.now() + 24 * HOUR;
    context.clock.set(wrong);
    await typeAt(WINDOWS, NOBODY);
    correct(-24 * HOUR);
    expect(summaries()).toMatchObject([{ at: wrong, from: wrong, to: wrong, refused: 1 }]);
    expect(ruleTime(context)).toBe(wrong - 24 * HOUR);
  });

  test("that is still to come is a time that was: a clock that is set back before a restart shortens nothing", async () => {
    context.clock.advance(2 * HOUR);
    const guessedAt = ruleTime(context);
    await typeAt(WINDOWS, NOBODY);
    context.clock.set(guessedAt - 2 * HOUR);
    context = restarted(context);
    expect(ruleTime(context)).toBe(guessedAt);
  });
});

describe("an e-mail that belongs to nobody", () => {
  test("stays locked, or as near to it as it was, when its failures were recorded by an earlier version", async () => {
    const stranger = strangerDigest(context.keys.strangers, emailKey(NOBODY));
    let failures: Failures = noFailures;
    const now = context.clock.now();
    const record = () => {
      failures = afterFailure(failures, { afterPassword: false, now });
      const data = { stranger, point: VPN, failures } satisfies EventData["stranger-refused"];
      immediately(context.db, () => recordEvent(context, null, { kind: "stranger-refused", subject: null, data }));
    };
    for (let time = 0; time < 4; time++) record();
    expect(await typeAt(VPN, NOBODY)).toEqual(lockedUntil(now + MINUTE));
    context.clock.advance(MINUTE);
    expect(await typeAt(VPN, NOBODY)).toEqual(lockedUntil(now + 3 * MINUTE));
    expect(await typeAt(WINDOWS, NOBODY)).toMatchObject({ refusal: { code: "wrong-credentials" } });
  });

  test("keeps what is left of a lock that an earlier version recorded, where the clock is corrected", async () => {
    const stranger = strangerDigest(context.keys.strangers, emailKey(NOBODY));
    const failures = { ...noFailures, count: 12, lockedUntilAt: context.clock.now() + HOUR };
    const data = { stranger, failures };
    immediately(context.db, () => recordEvent(context, null, { kind: "stranger-refused", subject: null, data }));
    correct(-24 * HOUR);
    expect(await typeAt(WINDOWS, NOBODY)).toEqual(lockedUntil(context.clock.now() + HOUR));
  });

  const points = fc.constantFrom<SignInPoint>(WINDOWS, WINDOWS, VPN);
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant("guess" as const), point: points, times: fc.nat(5) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("claim" as const) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("recover" as const), times: fc.nat(5) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("wait" as const),
        ms: fc.constantFrom(1, 59_999, MINUTE, 16 * MINUTE, HOUR),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("restart" as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("set" as const), ms: fc.integer({ min: -HOUR, max: HOUR }) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("correct" as const), ms: fc.constantFrom(-HOUR, -SECOND, HOUR) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("spray" as const) }) },
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  /** What both are answered, one after the other at the same moment. */
  async function repliesTo(asked: Step, emails: readonly [string, string]): Promise<readonly unknown[]> {
    const each = (ask: (email: string) => Promise<unknown>) => [ask(emails[0]), ask(emails[1])];
    const wrongKit = {
      recoveryKey: context.recoveryKey,
      by: { factor: "recovery-code", code: "AAAABBBBCCCCDDDD" },
    } as const;
    switch (asked.do) {
      case "guess":
        return Promise.all(each((email) => repeat(asked.times, () => typeAt(asked.point, email))));
      case "recover":
        return Promise.all(
          each((email) =>
            repeat(asked.times, () =>
              recoverOnlyManager(context, nobodyAt(context), {
                email,
                password: "seven harbors under glass",
                ...wrongKit,
              }),
            ),
          ),
        );
      case "claim":
        return Promise.all(
          each((email) =>
            claimSetupCode(context, nobodyAt(context), {
              email,
              code: "BBBBBBBBBB",
              password: "seven lanterns over Bristol",
            }),
          ),
        );
      case "wait":
        context.clock.advance(asked.ms);
        sumUpGuesses(context);
        return [];
      case "restart":
        context = restarted(context);
        return [];
      case "set":
        context.clock.set(context.computerClock.now() + asked.ms);
        return [];
      case "correct":
        correct(asked.ms);
        return [];
      case "spray":
        for (let time = 0; time < 10; time++) await typeAt(WINDOWS, `${time}@elsewhere.example`);
        return [];
    }
  }

  async function repeat(times: number, ask: () => Promise<unknown>): Promise<readonly unknown[]> {
    const replies = [];
    for (let time = 0; time < times; time++) replies.push(await ask());
    return replies;
  }

  test("is answered as an account is, whatever is tried at either in whatever order", async () => {
    let number = 0;
    const property = fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      number += 1;
      const there = await addMember(context, { email: `there${number}@northside.example` });
      for (const asked of steps) {
        const [one, other] = await repliesTo(asked, [there.email, `gone${number}@northside.example`]);
        expect(other).toEqual(one);
      }
    });
    await fc.assert(property, { ...randomRuns, numRuns: Math.ceil(randomRuns.numRuns / 5) });
  });
});

/** Where random histories are short: 5,000; where they are long: 100,000. */
const GUESSES = randomRuns.numRuns >= 1000 ? 100_000 : 5000;
/** What so many may add. */
const MOST_BYTES = (1024 * 1024 * GUESSES) / 100_000;
/** Faster than any computer compares passwords. */
const APART_MS = 25;

describe(`${GUESSES} guesses`, () => {
  /** Bytes of the vault's file with everything in it. */
  function sizeOfFile(): number {
    context.db.pragma("wal_checkpoint(TRUNCATE)");
    return (
      Number(context.db.pragma("page_count", { simple: true })) *
      Number(context.db.pragma("page_size", { simple: true }))
    );
  }

  /** The vault has been checked since it was opened. No power cut is tested here, and the disk would take most of the time. */
  function openedLongAgo(): void {
    context.memory.checked = true;
    context.db.pragma("synchronous = OFF");
  }

  type Form = { readonly guess: (number: number) => Promise<unknown>; readonly between?: (number: number) => void };

  async function addedBy({ guess, between }: Form): Promise<number> {
    openedLongAgo();
    const before = sizeOfFile();
    for (let number = 0; number < GUESSES; number++) {
      await guess(number);
      context.clock.advance(APART_MS);
      between?.(number);
      if (number % 200 === 0) sumUpGuesses(context);
    }
    recordGuesses(context);
    return sizeOfFile() - before;
  }

  /** All but the last, which is recorded before its minute is over, are at least a minute apart. */
  function expectOneAMinute(): void {
    const times = summaries().map(({ at }) => at);
    const gaps = times.slice(1, -1).map((at, index) => at - (times[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(MINUTE);
  }

  const unknown = (number: number) => `${number}@elsewhere.example`;
  const forms: Record<string, Form> = {
    "at as many different e-mails": { guess: (number) => typeAt(WINDOWS, unknown(number)) },
    "at one e-mail": { guess: () => typeAt(WINDOWS, NOBODY) },
    "at different e-mails, at two sign-in points": {
      guess: (number) => typeAt(number % 2 === 0 ? WINDOWS : VPN, unknown(number >> 1)),
    },
    "at different e-mails, each until it locks": {
      guess: (number) => typeAt(WINDOWS, unknown(Math.floor(number / 5))),
    },
    "at different e-mails, with a restart every second": {
      guess: (number) => typeAt(WINDOWS, unknown(number)),
      between: (number) => {
        if (number % (SECOND / APART_MS) !== 0) return;
        context = restarted(context);
        openedLongAgo();
        sumUpGuesses(context);
      },
    },
    "at different e-mails, while the clock is set back again and again": {
      guess: (number) => typeAt(WINDOWS, unknown(number)),
      between: (number) => {
        if (number % 500 === 0) context.clock.set(context.computerClock.now() - HOUR);
      },
    },
    "at different e-mails on the way back by recovery kit": {
      guess: async (number) => {
        const stranger = strangerDigest(context.keys.strangers, unknown(number));
        const failed = { point: WINDOWS, factor: "recovery-key", during: "recovery", cause: "wrong" } as const;
        immediately(context.db, () => refuseStranger(context, stranger, failed));
      },
    },
  };

  test.each(Object.entries(forms))("%s add their part of a mebibyte, and one entry a minute", async (_how, form) => {
    const added = await addedBy(form);
    expect(added).toBeLessThan(MOST_BYTES);
    expectOneAMinute();
    const refused = summaries().reduce((sum, summary) => sum + summary.refused, 0);
    expect(refused).toBe(GUESSES);
  });

  test("at a locked account add the failures that are looked at, and one entry a minute", async () => {
    for (let time = 0; time < 15; time++) {
      await typeAt(WINDOWS, manager.email);
      context.clock.advance(HOUR);
    }
    await typeAt(WINDOWS, manager.email);
    const added = await addedBy({ guess: () => typeAt(WINDOWS, manager.email) });
    expect(added).toBeLessThan(MOST_BYTES);
    expectOneAMinute();
    expect(entriesAbout(context, manager).filter(({ kind }) => kind === "attempt-refused")).toHaveLength(16);
  });
});
