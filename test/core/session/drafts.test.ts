import { afterEach, beforeEach, expect, test } from "vitest";
import { unlock } from "../../../src/main/core/authentication/proof";
import { keepDrafts, takeDrafts } from "../../../src/main/core/session/drafts";
import { callerNow } from "../../../src/main/core/session/session-state";
import { lock, noteActivity, signOut, switchUser, tick } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { createWorld, PASSWORD, type TestWorld } from "../../support/context";
import { addMember, cheapHashing, typePassword } from "../../support/sign-in";

const TEXT = '[["new person",[["name","Rosa"]]]]';
const LATE = '[["new person",[["name","Rosa Late"]]]]';
const HOUR_MS = 3_600_000;
let world: TestWorld;
let ana: Account;
let ben: Account;

beforeEach(async () => {
  world = { ...createWorld(), hashing: cheapHashing };
  ana = await addMember(world);
  ben = await addMember(world, { name: "Ben Ito", email: "ben@northside.example" });
  await typePassword(world, ana.email);
  lock(world, me());
  keepDrafts(world, me(), { text: TEXT });
});
afterEach(() => world.close());

const me = () => callerNow(world);
const take = () => takeDrafts(world, me());
const nothing = { ok: true, value: null };

test("what was half typed is given back to the same person, once", async () => {
  await unlock(world, me(), { password: PASSWORD });
  expect(take()).toEqual({ ok: true, value: TEXT });
  expect(take()).toEqual(nothing);
});

test("it outlives days of being locked: the same person signs in anew, and has it", async () => {
  world.clock.advance(70 * HOUR_MS);
  tick(world);
  expect(me().stance).toBe("signed-out");
  await typePassword(world, ana.email);
  expect(take()).toEqual({ ok: true, value: TEXT });
});

test.each([
  ["Switch user", () => switchUser(world, me())],
  ["Sign out", () => signOut(world, me())],
  [
    "another person who signs in after days",
    () => {
      world.clock.advance(70 * HOUR_MS);
      tick(world);
    },
  ],
])("it is nobody else's, and is gone with: %s", async (_what, leave) => {
  leave();
  await typePassword(world, ben.email);
  expect(take()).toEqual(nothing);
  signOut(world, me());
  await typePassword(world, ana.email);
  if (_what.startsWith("another")) expect(take()).toEqual(nothing);
  else expect(world.memory.drafts).toBeNull();
});

/** Busy to the last minute: the session ends, and the page hands over what it still holds. */
function endBusy(): void {
  for (let minute = 0; minute < 12 * 60; minute += 9) {
    world.clock.advance(9 * 60_000);
    noteActivity(world);
  }
  expect(me().stance).toBe("signed-out");
  keepDrafts(world, me(), { text: LATE });
}

test("what was being typed when a busy session reaches twelve hours is there after a full sign-in of the same person", async () => {
  await unlock(world, me(), { password: PASSWORD });
  endBusy();
  await typePassword(world, ana.email);
  expect(take()).toEqual({ ok: true, value: LATE });
});

test("and is nobody else's; the signed-out page keeps nothing for anybody a second time, or after Sign out", async () => {
  await unlock(world, me(), { password: PASSWORD });
  endBusy();
  keepDrafts(world, me(), { text: "[]" });
  expect(world.memory.drafts).toEqual({ account: ana.id, text: LATE });
  await typePassword(world, ben.email);
  expect(take()).toEqual(nothing);
  signOut(world, me());
  keepDrafts(world, me(), { text: TEXT });
  await typePassword(world, ana.email);
  expect(take()).toEqual(nothing);
});
