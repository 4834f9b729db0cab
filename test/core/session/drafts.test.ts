import { afterEach, beforeEach, expect, test } from "vitest";
import { unlock } from "../../../src/main/core/authentication/proof";
import { keepDrafts, takeDrafts } from "../../../src/main/core/session/drafts";
import { lock, signOut, switchUser } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { createTestContext, PASSWORD, type TestContext } from "../../support/context";
import { callerNow, noteActivity, tick } from "../../support/session";
import { addMember, cheapHashing, typePassword } from "../../support/sign-in";

const TEXT = '[["new person",[["name","Rosa"]]]]';
const LATE = '[["new person",[["name","Rosa Late"]]]]';
const HOUR_MS = 3_600_000;
let context: TestContext;
let ana: Account;
let ben: Account;

beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  ana = await addMember(context);
  ben = await addMember(context, { name: "Ben Ito", email: "ben@northside.example" });
  await typePassword(context, ana.email);
  lock(context, me());
  keepDrafts(context, me(), { text: TEXT });
});
afterEach(() => context.close());

const me = () => callerNow(context);
const take = () => takeDrafts(context, me());
const nothing = { ok: true, value: null };

test("what was half typed is given back to the same person, once", async () => {
  await unlock(context, me(), { password: PASSWORD });
  expect(take()).toEqual({ ok: true, value: TEXT });
  expect(take()).toEqual(nothing);
});

test("it outlives days of being locked: the same person signs in anew, and has it", async () => {
  context.clock.advance(70 * HOUR_MS);
  tick(context);
  expect(me().sessionState).toBe("signed-out");
  await typePassword(context, ana.email);
  expect(take()).toEqual({ ok: true, value: TEXT });
});

test.each([
  ["Switch user", () => switchUser(context, me())],
  ["Sign out", () => signOut(context, me())],
  [
    "another person who signs in after days",
    () => {
      context.clock.advance(70 * HOUR_MS);
      tick(context);
    },
  ],
])("it is nobody else's, and is gone with: %s", async (_what, leave) => {
  leave();
  await typePassword(context, ben.email);
  expect(take()).toEqual(nothing);
  signOut(context, me());
  await typePassword(context, ana.email);
  if (_what.startsWith("another")) expect(take()).toEqual(nothing);
  else expect(context.session.drafts).toBeNull();
});

/** Busy to the last minute: the session ends, and the page hands over what it still holds. */
function endBusy(): void {
  for (let minute = 0; minute < 12 * 60; minute += 9) {
    context.clock.advance(9 * 60_000);
    noteActivity(context);
  }
  expect(me().sessionState).toBe("signed-out");
  keepDrafts(context, me(), { text: LATE });
}

test("what was being typed when a busy session reaches twelve hours is there after a full sign-in of the same person", async () => {
  await unlock(context, me(), { password: PASSWORD });
  endBusy();
  await typePassword(context, ana.email);
  expect(take()).toEqual({ ok: true, value: LATE });
});

test("and is nobody else's; the signed-out page keeps nothing for anybody a second time, or after Sign out", async () => {
  await unlock(context, me(), { password: PASSWORD });
  endBusy();
  keepDrafts(context, me(), { text: "[]" });
  expect(context.session.drafts).toEqual({ account: ana.id, text: LATE });
  await typePassword(context, ben.email);
  expect(take()).toEqual(nothing);
  signOut(context, me());
  keepDrafts(context, me(), { text: TEXT });
  await typePassword(context, ana.email);
  expect(take()).toEqual(nothing);
});
