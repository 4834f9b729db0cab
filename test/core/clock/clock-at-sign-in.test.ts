import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { correctClock } from "../../../src/main/core/clock/clock";
import { correctClockAtSignIn } from "../../../src/main/core/clock/clock-at-sign-in";
import { ruleTime } from "../../../src/main/core/context";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { listCodes } from "../../../src/main/core/store/codes";
import { findClockCorrection } from "../../../src/main/core/store/practice";
import { askApproval } from "../../support/approvals";
import { PASSWORD, type TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { deactivate, giveRole } from "../../support/help";
import { createTwoManagers, type TwoManagers } from "../../support/managers";
import { nobodyAt } from "../../support/session";
import {
  addMemberWithApp,
  again,
  giveRecoveryCodes,
  noteSignIn,
  type PhoneOwner,
  typeCodeOf,
} from "../../support/sign-in";
import { PROOF } from "../../support/two-factor";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const signedIn = { ok: true, value: { next: "signed-in" } };

let context: TestContext;
afterEach(() => {
  expectReplayEqualsTables(context);
  context.close();
});

const lastCorrection = () => newestEntry(context, undefined, "clock-corrected")?.data;

const typeCode = (member: PhoneOwner, phoneMs: number) => typeCodeOf(context, member, phoneMs);

describe("with two managers", () => {
  const CODE = "abcdefghjkmnpqrs";
  let two: TwoManagers;

  beforeEach(async () => {
    two = await createTwoManagers();
    ({ context } = two);
  });

  const joan = () => again(context, context.manager);
  const open = (account: { readonly id: string }) => listCodes(context.db, account.id, "recovery-code", "open").length;
  const by = (account: Account, more: { password?: string; recoveryCode?: string } = {}) => ({
    ...{ email: account.email, password: PASSWORD, recoveryCode: CODE },
    ...more,
  });
  type AtSignIn = Parameters<typeof correctClockAtSignIn>[2];
  const atSignIn = (first: AtSignIn["first"], second: AtSignIn["second"] = by(two.ruth), byMs = -4 * MINUTE) => {
    context.session.signedIn = null;
    return correctClockAtSignIn(context, nobodyAt(context), {
      to: context.clock.now() + byMs,
      reason: "battery",
      first,
      second,
    });
  };
  const mayNot = (because: string) => ({ ok: false, refusal: { code: "may-not", because } });

  test("in the settings it takes an approval of exactly this correction, which minutes later still fits", async () => {
    const input = { correctionMs: -4 * MINUTE, reason: "battery", proof: PROOF };
    expect(correctClock(context, two.joan, input)).toEqual(mayNot("second-manager"));
    expect(newestEntry(context, undefined, "act-refused")?.data).toEqual({
      act: "correctClock",
      because: "second-manager",
    });
    const { proof: _none, ...parameters } = input;
    const asked = askApproval(context, two.joan, { act: "correctClock", parameters });
    if (!asked.ok) throw new Error(asked.refusal.code);
    expect(asked.value.sentence).toContain("Correct the clock");
    expect((await two.approve(asked.value.id)).ok).toBe(true);
    context.clock.advance(MINUTE);
    expect(correctClock(context, two.joan, { ...input, correctionMs: -5 * MINUTE })).toEqual(mayNot("second-manager"));
    expect(correctClock(context, two.joan, input)).toEqual({ ok: true, value: null });
    expect(findClockCorrection(context.db, context.workstation).ms).toBe(-4 * MINUTE);
  });

  test("at the sign-in screen both prove password and recovery code, which are spent", async () => {
    const left = await kindsLeftBy(context, undefined, async () =>
      expect(await atSignIn(by(joan()))).toEqual({ ok: true, value: null }),
    );
    expect(left.filter((kind) => kind !== "notice-queued")).toEqual([
      ...["proof-accepted", "proof-accepted", "clock-corrected", "deadlines-moved", "deadlines-moved"],
    ]);
    expect(lastCorrection()).toMatchObject({
      ...{ before: 0, after: -4 * MINUTE, where: "sign-in", with: two.ruth.id, reason: "battery" },
    });
    expect(newestEntry(context, undefined, "clock-corrected")?.actor).toBe(context.manager.id);
    expect([open(joan()), open(two.ruth)]).toEqual([0, 0]);
    expect(context.session.signedIn).toBeNull();
    expect(await atSignIn(by(joan()))).toMatchObject({ refusal: { code: "token-used" } });
  });

  test("one alone does where there is only one active manager", async () => {
    deactivate(context, two.ruth);
    expect(await atSignIn(by(joan()), null)).toEqual({ ok: true, value: null });
    expect(lastCorrection()).toMatchObject({ with: null });
  });

  test("one alone does not where there are two, and spends nothing", async () => {
    expect(await atSignIn(by(joan()), null)).toEqual(mayNot("second-manager"));
    expect(newestEntry(context, undefined, "act-refused")).toMatchObject({
      actor: context.manager.id,
      data: { act: "correctClockAtSignIn", because: "second-manager" },
    });
    expect([open(joan()), findClockCorrection(context.db, context.workstation).ms]).toEqual([1, 0]);
  });

  test("nor does one alone where the clock was set forward until nobody seems active", async () => {
    context.clock.set(context.clock.now() + 60 * DAY);
    expect(await atSignIn(by(joan()), null, -60 * DAY)).toEqual(mayNot("second-manager"));
    expect(await atSignIn(by(joan()), by(two.ruth), -60 * DAY)).toEqual({ ok: true, value: null });
  });

  test("a manager who has been away for weeks is needed, whatever the clock says", async () => {
    context.clock.advance(15 * DAY);
    noteSignIn(context, joan());
    expect(await atSignIn(by(joan()), null)).toEqual(mayNot("second-manager"));
    context.clock.set(context.clock.now() + 60 * DAY);
    expect(await atSignIn(by(joan()), null)).toEqual(mayNot("second-manager"));
  });

  test("nobody is their own second", async () => {
    expect(await atSignIn(by(joan()), by(joan()))).toEqual(mayNot("own-asking"));
    expect(open(joan())).toBe(1);
  });

  test("who is no manager is neither the first nor the second", async () => {
    giveRole(context, two.ruth, "support");
    expect(await atSignIn(by(joan()), by(two.ruth))).toEqual(mayNot("not-a-manager"));
    expect(await atSignIn(by(two.ruth), by(joan()))).toEqual(mayNot("role"));
    expect([open(joan()), open(two.ruth), findClockCorrection(context.db, context.workstation).ms]).toEqual([1, 1, 0]);
  });

  test("a wrong password has the one answer, and counts on its account, like that of nobody", async () => {
    const wrong = { ok: false, refusal: { code: "wrong-credentials" } };
    expect(await atSignIn(by(joan(), { password: "wrong" }))).toEqual(wrong);
    expect(await atSignIn(by(joan()), by(two.ruth, { password: "wrong" }))).toEqual(wrong);
    expect(await atSignIn({ ...by(joan()), email: "nobody@northside.example" })).toEqual(wrong);
    expect([failuresOf(joan()), failuresOf(two.ruth)]).toEqual([1, 1]);
    expect(newestEntry(context, two.ruth, "attempt-refused")?.data).toMatchObject({
      factor: "password",
      during: "clock",
    });
    expect(open(joan())).toBe(1);
  });

  test("a wrong recovery code counts after the password, and locks like any other", async () => {
    const guess = () => atSignIn(by(joan(), { recoveryCode: "0000111122223333" }));
    for (let failure = 1; failure < 5; failure++) {
      expect(await guess()).toEqual({ ok: false, refusal: { code: "wrong-token", triesLeft: 5 - failure } });
    }
    const until = ruleTime(context) + MINUTE;
    expect(await guess()).toEqual({ ok: false, refusal: { code: "locked", until } });
    expect(await atSignIn(by(joan()))).toEqual({ ok: false, refusal: { code: "locked", until } });
    expect(failuresNow(context, context.manager.id).towardsHoldAfterPassword).toBe(5);
    expect(newestEntry(context, joan(), "attempt-refused")?.data).toMatchObject({ during: "clock" });
  });

  test("several times at once it is done once", async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, () => atSignIn(by(joan()))));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(open(joan()) + open(two.ruth)).toBe(0);
  });

  test("a code that is replaced while the second manager proves theirs is good for nothing (TIME-5)", async () => {
    let verified = 0;
    const verifyPassword = async (stored: string, typed: string) => {
      verified += 1;
      if (verified === 2) giveRecoveryCodes(context, joan(), "zyxwvtsrqpnmkjhg");
      return two.context.hashing.verifyPassword(stored, typed);
    };
    context = { ...context, hashing: { ...two.context.hashing, verifyPassword } };
    expect(await atSignIn(by(joan()))).toEqual({ ok: false, refusal: { code: "sign-in-ended" } });
    expect(lastCorrection()).toBeUndefined();
    expect(open(two.ruth)).toBe(1);
  });

  test("two who begin from either side do not wait for each other for ever", async () => {
    const replies = await Promise.all([atSignIn(by(joan()), by(two.ruth)), atSignIn(by(two.ruth), by(joan()))]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("a time more than a year away is out of range, before anything is proven", async () => {
    const left = await kindsLeftBy(context, undefined, async () =>
      expect(await atSignIn(by(joan()), by(two.ruth), 367 * DAY)).toEqual({
        ...{ ok: false, refusal: { code: "bad-input", fields: { to: "out-of-range" } } },
      }),
    );
    expect(left).toEqual([]);
  });

  test("the whole way: nobody gets in with a phone, two managers correct the clock, everybody does", async () => {
    const member = await addMemberWithApp(context);
    context.session.signedIn = null;
    context.clock.advance(DAY);
    const fast = 3 * HOUR;
    context.clock.set(context.clock.now() + fast);
    expect(await typeCode(member, -fast)).toMatchObject({ refusal: { code: "wrong-token" } });
    expect(await atSignIn(by(joan()), by(two.ruth), -fast)).toEqual({ ok: true, value: null });
    expect(await typeCode(member, -fast)).toEqual(signedIn);
    expect(findAccount(context.db, member.account.id)?.lastSignInAt).toBe(context.clock.now());
  });

  function failuresOf(account: { readonly id: string }): number {
    return failuresNow(context, account.id).count;
  }
});
