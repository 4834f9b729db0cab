import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { submitToken, useBypassCode, useRecoveryCode } from "../../../src/main/core/authentication/sign-in";
import { issueToken } from "../../../src/main/core/authentication/tokens";
import { recordEvent } from "../../../src/main/core/context";
import { claimSetupCode } from "../../../src/main/core/enrollment/claim-setup-code";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { createTestContext, PASSWORD, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { appCode, otherThan } from "../../support/phone";
import { callerNow, nobodyAt } from "../../support/session";
import {
  addMember,
  addMemberWithApp,
  again,
  cheapHashing,
  choosePassword,
  giveCode,
  giveRecoveryCodes,
  restarted,
  setUpText,
  typePassword,
} from "../../support/sign-in";
import { giveGateway } from "../../support/two-factor";

let context: TestContext;

/** What passwords cost to hash is no matter here: many attempts, so the cheap hashing. */
beforeEach(() => {
  context = { ...createTestContext(), hashing: cheapHashing };
});
afterEach(() => {
  expectReplayEqualsTables(context);
  context.close();
});

const WRONG = "a wrong one altogether";
const MINUTE_MS = 60_000;
const EMAIL = "marcus@northside.example";
const credentials = { ok: false, refusal: { code: "wrong-credentials" } };
const lockedUntil = (until: number | null) => ({ ok: false, refusal: { code: "locked", until } });
const failuresOf = ({ id }: { id: string }) => failuresNow(context, id);

async function times(count: number, attempt: () => Promise<unknown>) {
  for (let done = 0; done < count; done++) await attempt();
}

/** Fails until the account's count is `count`, waiting for every lock on the way. */
async function failUpTo(count: number, account: Account, attempt: () => Promise<unknown>) {
  for (let tries = 0; tries < count && failuresOf(account).count < count; tries++) {
    await attempt();
    const { lockedUntilAt } = failuresOf(account);
    if (lockedUntilAt !== null) context.clock.advance(Math.max(0, lockedUntilAt - context.clock.now()));
  }
}

describe("the lock after failures in a row", () => {
  test("comes with the 5th for a minute, doubles with each further one, and is never longer than an hour", async () => {
    const account = await addMember(context);
    const minutes: number[] = [];
    for (let failure = 1; failure <= 13; failure++) {
      const answer = await typePassword(context, EMAIL, WRONG);
      const { lockedUntilAt } = failuresOf(account);
      expect(answer).toEqual(lockedUntilAt === null ? credentials : lockedUntil(lockedUntilAt));
      minutes.push(lockedUntilAt === null ? 0 : (lockedUntilAt - context.clock.now()) / MINUTE_MS);
      if (lockedUntilAt !== null) context.clock.advance(lockedUntilAt - context.clock.now());
    }
    expect(minutes).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  test("is recorded, with the attempt that caused it", async () => {
    const account = await addMember(context);
    await times(4, () => typePassword(context, EMAIL, WRONG));
    const left = await kindsLeftBy(context, account, () => typePassword(context, EMAIL, WRONG));
    expect(left).toEqual(["attempt-refused", "account-locked"]);
    const attempt = newestEntry(context, account, "attempt-refused");
    expect(newestEntry(context, account, "account-locked")).toMatchObject({
      cause: attempt?.hash,
      data: { until: context.clock.now() + MINUTE_MS },
    });
    expect(attempt?.data).toMatchObject({
      factor: "password",
      during: "sign-in",
      cause: "wrong",
      inARow: 5,
    });
  });

  test("evaluates and counts nothing while it lasts, right or wrong", async () => {
    const account = await addMember(context);
    await times(5, () => typePassword(context, EMAIL, WRONG));
    const until = context.clock.now() + MINUTE_MS;
    let verified = 0;
    const verifyPassword = async () => {
      verified += 1;
      return true;
    };
    const watched = { ...context, hashing: { ...cheapHashing, verifyPassword } };
    const before = entriesAbout(context).length;
    context.clock.advance(MINUTE_MS - 1);
    for (const password of [PASSWORD, WRONG]) {
      expect(await typePassword(watched, EMAIL, password)).toEqual(lockedUntil(until));
    }
    expect(verified).toBe(0);
    expect(entriesAbout(context)).toHaveLength(before);
    expect(failuresOf(account).count).toBe(5);
    context.clock.advance(1);
    expect(await typePassword(context, EMAIL)).toMatchObject({ ok: true });
  });

  test("refuses a right token and a right recovery code too, and leaves both unused", async () => {
    const { account, key } = await addMemberWithApp(context);
    giveRecoveryCodes(context, account, "AAAABBBBCCCCDDDD");
    context.clock.advance(MINUTE_MS);
    await typePassword(context, EMAIL);
    await times(5, () => submitToken(context, nobodyAt(context), { token: "1", remember: false }));
    const locked = lockedUntil(context.clock.now() + MINUTE_MS);
    const left = await kindsLeftBy(context, undefined, async () => {
      expect(
        await submitToken(context, nobodyAt(context), { token: appCode(key, context.clock.now()), remember: false }),
      ).toEqual(locked);
      expect(await useRecoveryCode(context, nobodyAt(context), { code: "AAAABBBBCCCCDDDD" })).toEqual(locked);
    });
    expect(left).toEqual([]);
    context.clock.advance(MINUTE_MS);
    expect(await useRecoveryCode(context, nobodyAt(context), { code: "AAAABBBBCCCCDDDD" })).toMatchObject({ ok: true });
  });

  test("holds the account until support acts at the 20th after a correct password, however long one waits", async () => {
    const { account, key } = await addMemberWithApp(context);
    const wrong = otherThan(...[-1, 0, 1].map((shift) => appCode(key, context.clock.now() + shift * 30_000)));
    await failUpTo(20, account, async () => {
      await typePassword(context, EMAIL);
      return submitToken(context, nobodyAt(context), { token: `${wrong}1`, remember: false });
    });
    context.clock.advance(400 * 24 * 60 * MINUTE_MS);
    expect(await typePassword(context, EMAIL)).toEqual(lockedUntil(null));
    expect(newestEntry(context, account, "account-locked")?.data).toEqual({
      until: null,
      factor: "app",
      during: "sign-in",
    });
    const data = { reason: "identity checked" };
    immediately(context.db, () =>
      recordEvent(context, context.manager.id, { kind: "account-unlocked", subject: account.id, data }),
    );
    expect(await typePassword(context, EMAIL)).toMatchObject({ ok: true });
  });

  test("and at the 100th wrong password, for a member and a manager alike", async () => {
    for (const { id, email } of [await addMember(context), await choosePassword(context, context.manager)]) {
      const account = again(context, { id });
      await failUpTo(99, account, () => typePassword(context, email, WRONG));
      expect(failuresOf(account)).toMatchObject({ count: 99, towardsHoldAfterPassword: 0, held: false });
      expect(await typePassword(context, email, WRONG)).toEqual(lockedUntil(null));
    }
  });

  test("whoever guesses a setup code has given no password: only the 100th holds the account (LOCK-3)", async () => {
    const account = await addMember(context);
    const guess = () =>
      claimSetupCode(context, nobodyAt(context), { email: EMAIL, code: "AAAA-AAAA-AB", password: PASSWORD });
    await failUpTo(99, account, guess);
    expect(failuresOf(account)).toMatchObject({ count: 99, towardsHoldAfterPassword: 0, held: false });
    expect(await guess()).toEqual(lockedUntil(null));
  });
});

describe("one count over all factors", () => {
  test("password, token, recovery code, bypass code and setup code lead to one lock", async () => {
    const { account, key } = await addMemberWithApp(context);
    await typePassword(context, EMAIL, WRONG);
    await typePassword(context, EMAIL);
    await submitToken(context, nobodyAt(context), {
      token: otherThan(appCode(key, context.clock.now())),
      remember: false,
    });
    await useRecoveryCode(context, nobodyAt(context), { code: "aaaa-bbbb-cccc-dddd" });
    await useBypassCode(context, nobodyAt(context), { code: "000000000" });
    const last = await claimSetupCode(context, nobodyAt(context), {
      email: EMAIL,
      code: "AAAA-AAAA-AB",
      password: PASSWORD,
    });
    expect(last).toEqual(lockedUntil(context.clock.now() + MINUTE_MS));
    expect(failuresOf(account).count).toBe(5);
    const factors = entriesAbout(context, account).flatMap((entry) =>
      entry.kind === "attempt-refused" ? entry.data.factor : [],
    );
    expect(factors).toEqual(["password", "app", "recovery-code", "bypass-code", "setup-code"]);
  });

  test("a right password alone does not clear it, a completed sign-in does", async () => {
    const { account, key } = await addMemberWithApp(context);
    await times(3, () => typePassword(context, EMAIL, WRONG));
    await typePassword(context, EMAIL);
    expect(failuresOf(account).count).toBe(3);
    context.clock.advance(60_000);
    await submitToken(context, nobodyAt(context), { token: appCode(key, context.clock.now()), remember: false });
    expect(failuresOf(account).count).toBe(0);
  });

  test("e-mails that differ in case share it", async () => {
    const account = await addMember(context);
    for (const email of [EMAIL, EMAIL.toUpperCase(), "Marcus@Northside.Example", ` ${EMAIL}`]) {
      await typePassword(context, email, WRONG);
    }
    expect(failuresOf(account).count).toBe(4);
  });

  test("asking for a token never gives back failed attempts", async () => {
    giveGateway(context);
    const account = await addMember(context);
    setUpText(context, account);
    await typePassword(context, EMAIL);
    giveCode(context, account, { sort: "text-token", code: "0412345" });
    await times(3, async () => {
      await submitToken(context, nobodyAt(context), { token: "9999999", remember: false });
      const wanted = { use: "text-token", channel: "text", cellPhone: account.cellPhone ?? "" } as const;
      expect(immediately(context.db, () => issueToken(context, account, wanted))).toMatchObject({ ok: true });
    });
    expect(failuresOf(account).count).toBe(3);
  });
});

describe("what the count survives", () => {
  test("a restart after every guess", async () => {
    const account = await addMember(context);
    for (let guess = 1; guess <= 4; guess++) {
      await typePassword(context, EMAIL, WRONG);
      context = restarted(context);
      expect(failuresOf(account).count).toBe(guess);
    }
    const until = context.clock.now() + MINUTE_MS;
    expect(await typePassword(context, EMAIL, WRONG)).toEqual(lockedUntil(until));
    context = restarted(context);
    expect(await typePassword(context, EMAIL)).toEqual(lockedUntil(until));
  });

  test("fifty guesses at once are fifty in a row: five are evaluated, then the account is locked", async () => {
    const account = await addMember(context);
    const replies = await Promise.all(Array.from({ length: 50 }, () => typePassword(context, EMAIL, WRONG)));
    const locked = lockedUntil(context.clock.now() + MINUTE_MS);
    expect(replies).toEqual([
      ...Array.from({ length: 4 }, () => credentials),
      ...Array.from({ length: 46 }, () => locked),
    ]);
    expect(failuresOf(account).count).toBe(5);
  });

  test("fifty wrong tokens at once are fifty in a row", async () => {
    const { account, key } = await addMemberWithApp(context);
    await typePassword(context, EMAIL);
    const token = otherThan(...[-1, 0, 1].map((shift) => appCode(key, context.clock.now() + shift * 30_000)));
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => submitToken(context, nobodyAt(context), { token, remember: false })),
    );
    expect(replies.map((answer) => (answer.ok ? "in" : answer.refusal.code))).toEqual([
      ...Array.from({ length: 4 }, () => "wrong-token"),
      ...Array.from({ length: 46 }, () => "locked"),
    ]);
    expect(failuresOf(account).count).toBe(5);
  });

  test("a right password among fifty wrong ones gets in only before the lock", async () => {
    await addMember(context);
    const guesses = Array.from({ length: 50 }, (_, index) => (index === 30 ? PASSWORD : WRONG));
    const replies = await Promise.all(guesses.map((guess) => typePassword(context, EMAIL, guess)));
    expect(replies.some(({ ok }) => ok)).toBe(false);
  });

  test("a clock that is set back does not shorten a lock", async () => {
    await addMember(context);
    await times(5, () => typePassword(context, EMAIL, WRONG));
    const until = context.clock.now() + MINUTE_MS;
    context.clock.set(context.clock.now() - 24 * 60 * MINUTE_MS);
    expect(await typePassword(context, EMAIL)).toEqual(lockedUntil(until));
    context.clock.advance(MINUTE_MS - 1);
    expect(await typePassword(context, EMAIL)).toEqual(lockedUntil(until));
    context.clock.set(context.clock.now() - 24 * 60 * MINUTE_MS);
    expect(await typePassword(context, EMAIL)).toEqual(lockedUntil(until));
    context.clock.set(until);
    expect(await typePassword(context, EMAIL)).toMatchObject({ ok: true });
  });

  test("nor lengthens it while the app runs; after a restart it has to pass anew", async () => {
    await addMember(context);
    await times(5, () => typePassword(context, EMAIL, WRONG));
    const until = context.clock.now() + MINUTE_MS;
    context.clock.set(context.clock.now() - 24 * 60 * MINUTE_MS);
    await typePassword(context, EMAIL);
    context.clock.advance(MINUTE_MS - 1);
    context = restarted(context);
    expect(await typePassword(context, EMAIL)).toEqual(lockedUntil(until));
    context.clock.advance(MINUTE_MS - 1);
    expect(await typePassword(context, EMAIL)).toEqual(lockedUntil(until));
    context.clock.advance(1);
    expect(await typePassword(context, EMAIL)).toMatchObject({ ok: true });
  });

  test("failures with a clock that was set back lock from the latest time there was", async () => {
    const account = await addMember(context);
    await typePassword(context, EMAIL, WRONG);
    const latest = context.clock.now();
    context.clock.set(latest - 24 * 60 * MINUTE_MS);
    await times(4, () => typePassword(context, EMAIL, WRONG));
    expect(failuresOf(account).lockedUntilAt).toBe(latest + MINUTE_MS);
    context.clock.set(latest);
    expect(await typePassword(context, EMAIL)).toEqual(lockedUntil(latest + MINUTE_MS));
  });
});

describe("an e-mail that belongs to nobody", () => {
  test("locks in just the same way, whatever its case, and through a restart", async () => {
    const account = await addMember(context);
    for (let failure = 1; failure <= 8; failure++) {
      const known = await typePassword(context, EMAIL, WRONG);
      const email = failure % 2 === 0 ? "Nobody@northside.example" : "nobody@northside.example";
      expect(await typePassword(context, email, WRONG)).toEqual(known);
      const { lockedUntilAt } = failuresOf(account);
      if (lockedUntilAt !== null) {
        expect(await typePassword(context, email)).toEqual(lockedUntil(lockedUntilAt));
        context = restarted(context);
        expect(await typePassword(context, email)).toEqual(lockedUntil(lockedUntilAt));
        context.clock.advance(lockedUntilAt - context.clock.now());
      }
    }
  });

  test("is held at the 100th like an account", async () => {
    let answer: unknown;
    for (let failure = 1; failure <= 100; failure++) {
      expect(answer).not.toEqual(lockedUntil(null));
      answer = await typePassword(context, "nobody@northside.example", WRONG);
      context.clock.advance(60 * MINUTE_MS);
    }
    expect(answer).toEqual(lockedUntil(null));
  });

  test("fifty times at once is fifty times in a row, and other e-mails are not touched by it", async () => {
    const guess = () => typePassword(context, "nobody@northside.example", WRONG);
    const replies = await Promise.all(Array.from({ length: 50 }, guess));
    expect(replies.filter((answer) => !answer.ok && answer.refusal.code === "wrong-credentials")).toHaveLength(4);
    expect(await typePassword(context, "somebody@northside.example", WRONG)).toEqual(credentials);
    expect(callerNow(context)).toEqual(nobodyAt(context));
  });
});
