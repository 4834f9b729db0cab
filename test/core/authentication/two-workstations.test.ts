import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetMyRememberedSignIn } from "../../../src/main/core/authentication/remember-sign-in";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { recordCorrection } from "../../../src/main/core/clock/clock";
import { recordEvent } from "../../../src/main/core/context";
import { signOut } from "../../../src/main/core/session/sessions";
import { settingsOf } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { findClockCorrection, thePractice } from "../../../src/main/core/store/practice";
import { createTestContext, type TestContext } from "../../support/context";
import { driftOf } from "../../support/drift";
import { expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { appCode } from "../../support/phone";
import { secondWorkstation } from "../../support/second-workstation";
import { callerNow, nobodyAt } from "../../support/session";
import { addMember, cheapHashing, setUpApp, typePassword } from "../../support/sign-in";
import { added } from "../../support/workstations";

const STEP = 30_000;
const MINUTE = 60_000;
const signedIn = { ok: true, value: { next: "signed-in" } };
const tokenDue = { ok: true, value: { next: "token" } };

let first: TestContext;
let second: TestContext;
let marcus: Account;
let key: string;

beforeEach(async () => {
  first = { ...createTestContext(), hashing: cheapHashing };
  marcus = await addMember(first);
  key = await setUpApp(first, marcus);
  second = secondWorkstation(first);
  immediately(first.db, () => recordEvent(first, null, added(second.workstation)));
  later();
});
afterEach(() => {
  expectReplayEqualsTables(first, marcus);
  first.close();
});

/** An hour later: the next code is a new one, and the two computers' clocks agree. */
function later(): void {
  const now = Math.max(first.computerClock.now(), second.computerClock.now()) + 60 * MINUTE;
  for (const { computerClock } of [first, second]) computerClock.set(now);
}

/** Signs somebody in by a code of a phone that is ahead of the computer's clock by `ahead` steps. */
async function signInAt(at: TestContext, { ahead = 0, remember = false } = {}): Promise<unknown> {
  expect(await typePassword(at, marcus.email)).toEqual(tokenDue);
  const token = appCode(key, at.computerClock.now() + ahead * STEP);
  const answer = await submitToken(at, nobodyAt(at), { token, remember });
  if (at.session.signedIn !== null) signOut(at, callerNow(at));
  return answer;
}

function rememberFor(rememberDays: number): void {
  const before = settingsOf(thePractice(first.db));
  const data = { before, after: { ...before, rememberDays } };
  immediately(first.db, () => recordEvent(first, null, { kind: "settings-changed", subject: null, data }));
}

const cameBy = () => newestEntry(first, marcus, "signed-in")?.data.factors.map(({ factor }) => factor);

test("the clock of one is corrected, and that of the other goes as before", () => {
  const correction = { correctionMs: -4 * MINUTE, where: "settings", with: null, reason: null } as const;
  immediately(first.db, () => recordCorrection(first, first.manager.id, correction));
  expect(first.clock.now()).toBe(first.computerClock.now() - 4 * MINUTE);
  expect(second.clock.now()).toBe(second.computerClock.now());
  expect(findClockCorrection(second.db, second.workstation)).toEqual({ ms: 0, at: null });
  immediately(first.db, () => recordCorrection(second, first.manager.id, { ...correction, correctionMs: MINUTE }));
  expect([first, second].map(({ db, workstation }) => findClockCorrection(db, workstation).ms)).toEqual([
    -4 * MINUTE,
    MINUTE,
  ]);
});

test("each learns by itself how far a phone is from its own clock", async () => {
  expect(await signInAt(first, { ahead: 1 })).toEqual(signedIn);
  later();
  expect(await signInAt(first, { ahead: 2 })).toEqual(signedIn);
  expect([first, second].map((at) => driftOf(at, marcus.id))).toEqual([2, undefined]);
  later();
  // What the first one has learned says nothing of the second one's clock.
  expect(await signInAt(second, { ahead: 3 })).toMatchObject({ ok: false });
  later();
  expect(await signInAt(second, { ahead: -1 })).toEqual(signedIn);
  expect([first, second].map((at) => driftOf(at, marcus.id))).toEqual([2, -1]);
  later();
  expect(await signInAt(first, { ahead: 3 })).toEqual(signedIn);
});

test("a code that was used at one is used at the other too", async () => {
  expect(await signInAt(first)).toEqual(signedIn);
  expect(await signInAt(second)).toMatchObject({ ok: false, refusal: { code: "token-repeated" } });
});

test("a sign-in that one remembers is good there alone, whoever takes its secret to the other", async () => {
  rememberFor(30);
  expect(await signInAt(first, { remember: true })).toEqual(signedIn);
  later();
  second.kept.set(marcus.id, first.kept.get(marcus.id) ?? "");
  expect(await signInAt(second, { remember: true })).toEqual(signedIn);
  expect(cameBy()).toEqual(["password", "app"]);
  // Where the other one remembers somebody, too, by a secret of its own.
  second.kept.set(marcus.id, first.kept.get(marcus.id) ?? "");
  expect(await typePassword(second, marcus.email)).toEqual(tokenDue);
});

test("two remember the same person, each by a secret of its own that it replaces", async () => {
  rememberFor(30);
  for (const at of [first, second]) {
    expect(await signInAt(at, { remember: true })).toEqual(signedIn);
    later();
  }
  for (const at of [first, second, first, second]) {
    later();
    expect(await typePassword(at, marcus.email)).toEqual(signedIn);
    expect(cameBy()).toEqual(["password", "remembered-sign-in"]);
    signOut(at, callerNow(at));
  }
});

test("whoever forgets a remembered sign-in at one is asked for a token at each", async () => {
  rememberFor(30);
  for (const at of [first, second]) {
    expect(await signInAt(at, { remember: true })).toEqual(signedIn);
    later();
  }
  expect(await typePassword(first, marcus.email)).toEqual(signedIn);
  expect(forgetMyRememberedSignIn(first, callerNow(first), {})).toMatchObject({ ok: true });
  signOut(first, callerNow(first));
  for (const at of [first, second]) expect(await typePassword(at, marcus.email)).toEqual(tokenDue);
});
