import { afterEach, beforeEach, expect, test } from "vitest";
import { type SignInPoint, WINDOWS } from "../../../src/contract/vocabulary";
import { authenticate } from "../../../src/main/core/authentication/authenticate";
import { strangerDigest } from "../../../src/main/core/domain/keys";
import { LONGEST_LOCK_MS } from "../../../src/main/core/domain/lockout";
import { emailKey } from "../../../src/main/core/domain/names";
import type { Account } from "../../../src/main/core/store/accounts";
import { readStrangerFailures } from "../../../src/main/core/store/strangers";
import { createTestContext, PASSWORD, type TestContext } from "../../support/context";
import { expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { addMember, cheapHashing, typePassword } from "../../support/sign-in";

/* Failures are counted per account and sign-in point (LOCK-11): a guesser at one app closes that app, and no desk. */

const VPN = "app:vpn";
let context: TestContext;
let marcus: Account;
beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  marcus = await addMember(context);
});
afterEach(() => context.close());

const at = (point: SignInPoint, password: string, email = marcus.email) =>
  authenticate(context, { point, email, password, accept: ({ id }) => ({ ok: true, value: id }) });
const guess = async (point: SignInPoint, times: number, email = marcus.email) => {
  for (let time = 0; time < times; time++) await at(point, "not that one at all", email);
};
const locked = expect.objectContaining({ ok: false, refusal: expect.objectContaining({ code: "locked" }) });

test("five wrong passwords at an app close that app for a minute, and neither the windows nor another app", async () => {
  await guess(VPN, 5);
  expect(await at(VPN, PASSWORD)).toEqual(locked);
  expect(await at("app:desk", PASSWORD)).toEqual({ ok: true, value: marcus.id });
  expect(await typePassword(context, marcus.email)).toMatchObject({ ok: true });
  context.clock.advance(60_000);
  expect(await at(VPN, PASSWORD)).toEqual({ ok: true, value: marcus.id });
  expectReplayEqualsTables(context);
});

test("five at the windows close the windows alone", async () => {
  await guess(WINDOWS, 5);
  expect(await typePassword(context, marcus.email)).toEqual(locked);
  expect(await at(VPN, PASSWORD)).toEqual({ ok: true, value: marcus.id });
});

test("a sign-in at a window clears the count of the windows, and none of an app", async () => {
  await guess(VPN, 3);
  await guess(WINDOWS, 2);
  await typePassword(context, marcus.email);
  expect([failuresNow(context, marcus.id).count, failuresNow(context, marcus.id, VPN).count]).toEqual([0, 3]);
});

test("the entry names the app, and says nothing of the windows, as entries always did", async () => {
  await guess(VPN, 1);
  expect(newestEntry(context, marcus, "attempt-refused")?.data).toMatchObject({ point: VPN, inARow: 1 });
  await guess(WINDOWS, 1);
  expect(newestEntry(context, marcus, "attempt-refused")?.data).not.toHaveProperty("point");
});

test("an e-mail that belongs to nobody locks in just the same way, at the same point", async () => {
  const email = "nobody@elsewhere.example";
  await guess(VPN, 5, email);
  expect(await at(VPN, PASSWORD, email)).toEqual(locked);
  expect(await at(WINDOWS, PASSWORD, email)).toMatchObject({ refusal: { code: "wrong-credentials" } });
  const stranger = strangerDigest(context.keys.strangers, emailKey(email));
  expect(readStrangerFailures(context.db, stranger, VPN, context.clock.now()).count).toBe(5);
  expectReplayEqualsTables(context);
});

test("no lock of an app lasts longer than one of the windows would", async () => {
  for (let day = 0; day < 30; day++) {
    await guess(VPN, 1);
    context.clock.advance(LONGEST_LOCK_MS);
  }
  const { lockedUntilAt, held } = failuresNow(context, marcus.id, VPN);
  expect([held, lockedUntilAt]).toEqual([false, context.clock.now()]);
});
