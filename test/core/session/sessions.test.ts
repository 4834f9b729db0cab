import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../../src/contract/vocabulary";
import { stepUp, unlock } from "../../../src/main/core/authentication/proof";
import { recordEvent } from "../../../src/main/core/context";
import { callerNow, sessionView, signInView } from "../../../src/main/core/session/session-state";
import {
  endSessionAtQuit,
  lock,
  lockBecause,
  noteActivity,
  passwordIsRecent,
  signOut,
  stayUnlocked,
  switchUser,
  tick,
} from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { readFailures } from "../../../src/main/core/store/failures";
import { immediately } from "../../../src/main/core/store/open";
import { createWorld, PASSWORD, type TestWorld } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { addMember, addMemberWithApp, cheapHashing, NOBODY, setUpText, typePassword } from "../../support/sign-in";
import { giveGateway } from "../../support/two-factor";

let world: TestWorld;
let account: Account;

beforeEach(async () => {
  world = { ...createWorld(), hashing: cheapHashing };
  account = await addMember(world);
  await typePassword(world, account.email);
});
afterEach(() => {
  expectReplayEqualsTables(world, account);
  world.close();
});

const MINUTE_MS = 60_000;
const me = () => callerNow(world);
const stance = () => callerNow(world).stance;
const right = { password: PASSWORD };
const WRONG = { password: "a wrong one altogether" };
const paper = { draw: () => ({ title: "", html: "" }), text: null };

describe("a session", () => {
  test("locks after ten idle minutes, in main's own time and without the window's help", () => {
    world.clock.advance(10 * MINUTE_MS - 1);
    tick(world);
    expect(stance()).toBe("member");
    world.clock.advance(1);
    tick(world);
    expect(stance()).toBe("locked");
    expect(newestEntry(world, account, "session-locked")).toMatchObject({ actor: null, data: { cause: "idle" } });
    expect(world.reads).toContain("getSituation");
  });

  test("stays open while somebody types or answers Still there?", () => {
    for (const act of [() => noteActivity(world), () => stayUnlocked(world, me())]) {
      world.clock.advance(9 * MINUTE_MS);
      act();
    }
    world.clock.advance(9 * MINUTE_MS);
    expect(stance()).toBe("member");
    expect(sessionView(world)?.locksAt).toBe(world.clock.now() + MINUTE_MS);
  });

  test("locks after as many minutes as the practice chose", () => {
    const facts = { name: "Northside Clinic", region: "US", timeZone: "America/Chicago", stillStuck: null } as const;
    const before = { ...facts, textTokenMinutes: 10, digits: 7, idleMinutes: 10, rememberDays: 0 } as const;
    const data = { before, after: { ...before, idleMinutes: 1 } };
    immediately(world.db, () => recordEvent(world, null, { kind: "settings-changed", subject: null, data }));
    world.clock.advance(MINUTE_MS);
    expect(stance()).toBe("locked");
  });

  test("is not kept open by a wall clock that stands still or runs back", () => {
    const wall = world.clock.now();
    world.clock.advance(10 * MINUTE_MS);
    world.clock.set(wall - 60 * MINUTE_MS);
    expect(stance()).toBe("locked");
  });

  test("ends after twelve hours, however busy it is", () => {
    for (let minute = 0; minute < 12 * 60; minute += 9) {
      world.clock.advance(Math.min(9, 12 * 60 - minute) * MINUTE_MS - 1);
      expect(stance()).toBe("member");
      noteActivity(world);
      world.clock.advance(1);
    }
    expect(stance()).toBe("signed-out");
    expect(newestEntry(world, account, "session-ended")?.data.cause).toBe("too-long");
  });

  test("ends at once with a deactivation, and follows a changed role at its next call", () => {
    const role = (before: Role, after: Role) => ({ before, after, reason: "new post" });
    immediately(world.db, () =>
      recordEvent(world, null, { kind: "role-changed", subject: account.id, data: role("member", "support") }),
    );
    expect(me()).toMatchObject({ stance: "support", role: "support" });
    const gone = { kind: "account-deactivated", subject: account.id, data: { reason: "left" } } as const;
    immediately(world.db, () => recordEvent(world, null, gone));
    expect(me()).toEqual(NOBODY);
    expect(newestEntry(world, account, "session-ended")?.data.cause).toBe("deactivated");
    expect(world.memory.session).toBeNull();
  });

  test("ends when the app is closed, and leaves nothing where nobody was signed in", async () => {
    expect(await kindsLeftBy(world, account, () => endSessionAtQuit(world))).toEqual(["session-ended"]);
    expect(await kindsLeftBy(world, undefined, () => endSessionAtQuit(world))).toEqual([]);
  });

  test("shows who is signed in, until when, and with which two-factor", () => {
    expect(sessionView(world)).toEqual({
      account: { id: account.id, name: account.name },
      kind: "staff",
      role: "member",
      signedInAt: world.clock.now(),
      locksAt: world.clock.now() + 10 * MINUTE_MS,
      endsAt: world.clock.now() + 12 * 60 * MINUTE_MS,
      twoFactor: "none",
      setUpCodeNeeded: false,
      startedBy: null,
      deadlineAt: null,
      appOnly: false,
      breakGlassUntil: null,
      recoveryCodeUsed: false,
      recoveryCodesLow: null,
      rebinding: null,
    });
    signOut(world, me());
    expect(sessionView(world)).toBeNull();
  });

  test("of a member for whom a manager started two-factor says who did", async () => {
    const event = { kind: "two-factor-started", subject: account.id, data: {} } as const;
    immediately(world.db, () => recordEvent(world, world.manager.id, event));
    await typePassword(world, account.email);
    expect(stance()).toBe("set-up-only");
    expect(sessionView(world)?.startedBy).toBe("Joan Price");
    setUpText(world, account);
    expect(stance()).toBe("member");
  });
});

describe("a locked session", () => {
  test.each(["screen", "suspend", "person"] as const)("locks because of: %s", (cause) => {
    world.memory.papers.set("recovery-codes", paper);
    if (cause === "person") lock(world, me());
    else lockBecause(world, cause);
    expect(stance()).toBe("locked");
    expect(world.memory.papers.size).toBe(0);
    const actor = cause === "person" ? account.id : null;
    expect(newestEntry(world, account, "session-locked")).toMatchObject({ actor, data: { cause } });
    expect(sessionView(world)?.locksAt).toBeNull();
  });

  test("is locked once: a second cause leaves no entry", async () => {
    lock(world, me());
    expect(await kindsLeftBy(world, account, () => lockBecause(world, "screen"))).toEqual([]);
  });

  test("tells nothing and writes nothing for as long as it stays locked: at no tick, and for no second cause", async () => {
    world.clock.advance(10 * MINUTE_MS);
    tick(world);
    world.reads.length = 0;
    const left = await kindsLeftBy(world, account, () => {
      for (let time = 0; time < 100; time += 1) {
        world.clock.advance(5 * MINUTE_MS);
        tick(world);
        lockBecause(world, time % 2 === 0 ? "screen" : "suspend");
      }
    });
    expect({ left, told: world.reads }).toEqual({ left: [], told: [] });
  });

  test("opens with the password, which does not count as a step-up", async () => {
    lock(world, me());
    expect(await kindsLeftBy(world, account, () => unlock(world, me(), right))).toEqual(["session-unlocked"]);
    expect(stance()).toBe("member");
    expect(passwordIsRecent(world)).toBe(false);
  });

  test("counts wrong passwords with all other failures, and locks the account", async () => {
    lock(world, me());
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await unlock(world, me(), WRONG)).toEqual({ ok: false, refusal: { code: "wrong-password", triesLeft } });
    }
    const until = world.clock.now() + MINUTE_MS;
    expect(await unlock(world, me(), WRONG)).toEqual({ ok: false, refusal: { code: "locked", until } });
    expect(await unlock(world, me(), right)).toEqual({ ok: false, refusal: { code: "locked", until } });
    expect(newestEntry(world, account, "attempt-refused")?.data).toMatchObject({
      during: "unlock",
      factor: "password",
    });
    world.clock.advance(MINUTE_MS);
    expect(await unlock(world, me(), right)).toMatchObject({ ok: true });
    // Only a completed sign-in clears the count.
    expect(readFailures(world.db, account.id).count).toBe(5);
  });

  test("takes fifty guesses at once as fifty in a row", async () => {
    lock(world, me());
    const caller = me();
    const answers = await Promise.all(Array.from({ length: 50 }, () => unlock(world, caller, WRONG)));
    expect(answers.filter((answer) => !answer.ok && answer.refusal.code === "wrong-password")).toHaveLength(4);
    expect(readFailures(world.db, account.id).count).toBe(5);
  });

  test("ends for whoever presses Switch user, and for Sign out, of whom nobody knows who it was", async () => {
    lock(world, me());
    expect(await kindsLeftBy(world, account, () => switchUser(world, me()))).toEqual(["session-ended"]);
    expect(newestEntry(world, account, "session-ended")).toMatchObject({ actor: null, data: { cause: "switch-user" } });
    await typePassword(world, account.email);
    lock(world, me());
    signOut(world, me());
    expect(newestEntry(world, account, "signed-out")?.actor).toBeNull();
    expect(stance()).toBe("signed-out");
  });

  test("ends after twelve hours too", () => {
    lock(world, me());
    world.clock.advance(12 * 60 * MINUTE_MS);
    expect(stance()).toBe("signed-out");
  });

  test("is not opened by an unlock that began before the session ended", async () => {
    lock(world, me());
    const unlocking = unlock(world, me(), right);
    switchUser(world, me());
    expect(await unlocking).toEqual({ ok: false, refusal: { code: "not-allowed" } });
    expect(stance()).toBe("signed-out");
  });
});

describe("signing out", () => {
  test("leaves nothing of the session: no papers, no pending sign-in", () => {
    world.memory.papers.set("recovery-codes", paper);
    signOut(world, me());
    expect(newestEntry(world, account, "signed-out")?.actor).toBe(account.id);
    expect(world.memory).toMatchObject({ session: null, pending: null });
    expect(world.memory.papers.size).toBe(0);
  });
});

describe("the step-up", () => {
  test("makes the password count for five minutes, as the sign-in does", async () => {
    expect(passwordIsRecent(world)).toBe(true);
    world.clock.advance(5 * MINUTE_MS);
    expect(passwordIsRecent(world)).toBe(true);
    world.clock.advance(1);
    expect(passwordIsRecent(world)).toBe(false);
    expect(await kindsLeftBy(world, account, () => stepUp(world, me(), right))).toEqual(["proof-accepted"]);
    expect(passwordIsRecent(world)).toBe(true);
    lock(world, me());
    expect(passwordIsRecent(world)).toBe(false);
  });

  test("counts a wrong password", async () => {
    expect(await stepUp(world, me(), WRONG)).toEqual({ ok: false, refusal: { code: "wrong-password", triesLeft: 4 } });
    expect(newestEntry(world, account, "attempt-refused")).toMatchObject({
      actor: account.id,
      data: { during: "step-up" },
    });
  });

  test("is refused to a session that is over", async () => {
    const stepping = stepUp(world, me(), right);
    signOut(world, me());
    expect(await stepping).toEqual({ ok: false, refusal: { code: "not-allowed" } });
  });
});

test("where nobody is signed in a locked screen and a tick tell nothing", () => {
  signOut(world, me());
  world.reads.length = 0;
  for (const cause of ["screen", "suspend"] as const) lockBecause(world, cause);
  tick(world);
  expect(world.reads).toEqual([]);
});

describe("a sign-in that waits for its token", () => {
  test("ends when the screen locks", async () => {
    const other = await addMemberWithApp(world, { email: "ana@northside.example" });
    await typePassword(world, other.account.email);
    expect(stance()).toBe("password-passed");
    lockBecause(world, "screen");
    expect(stance()).toBe("signed-out");
  });

  test("shows where tokens go, without the number", async () => {
    giveGateway(world);
    signOut(world, me());
    setUpText(world, account);
    await typePassword(world, account.email);
    expect(signInView(world)).toEqual({
      method: "text",
      digits: null,
      maskedPhone: `•••• ${account.cellPhone?.slice(-4)}`,
      channels: ["text", "call"],
      textTokenDigits: 7,
      lastSent: null,
      recoveryCodes: false,
      rememberDays: 0,
      recovery: {
        ...{ proven: [], ready: false, backupPassword: false, recoveryCodes: false, token: true, lastSent: null },
      },
      askedForHelp: false,
    });
  });
});
