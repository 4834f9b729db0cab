import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../../src/contract/vocabulary";
import { stepUp, unlock } from "../../../src/main/core/authentication/proof";
import { recordEvent } from "../../../src/main/core/context";
import { lock, signOut, stayUnlocked, switchUser } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { createTestContext, PASSWORD, type TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import {
  callerNow,
  endSession,
  lockBecause,
  nobodyAt,
  noteActivity,
  passwordIsRecent,
  sessionView,
  signInView,
  tick,
} from "../../support/session";
import { addMember, addMemberWithApp, cheapHashing, setUpText, typePassword } from "../../support/sign-in";
import { giveGateway } from "../../support/two-factor";

let context: TestContext;
let account: Account;

beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  account = await addMember(context);
  await typePassword(context, account.email);
});
afterEach(() => {
  expectReplayEqualsTables(context, account);
  context.close();
});

const MINUTE_MS = 60_000;
const me = () => callerNow(context);
const sessionState = () => callerNow(context).sessionState;
const right = { password: PASSWORD };
const WRONG = { password: "a wrong one altogether" };
const paper = { draw: () => ({ title: "", html: "" }), text: null };

describe("a session", () => {
  test("locks after ten idle minutes, in main's own time and without the window's help", () => {
    context.clock.advance(10 * MINUTE_MS - 1);
    tick(context);
    expect(sessionState()).toBe("member");
    context.clock.advance(1);
    tick(context);
    expect(sessionState()).toBe("locked");
    expect(newestEntry(context, account, "session-locked")).toMatchObject({ actor: null, data: { cause: "idle" } });
    expect(context.reads).toContain("getAppState");
  });

  test("stays open while somebody types or answers Still there?", () => {
    for (const act of [() => noteActivity(context), () => stayUnlocked(context, me())]) {
      context.clock.advance(9 * MINUTE_MS);
      act();
    }
    context.clock.advance(9 * MINUTE_MS);
    expect(sessionState()).toBe("member");
    expect(sessionView(context)?.locksAt).toBe(context.clock.now() + MINUTE_MS);
  });

  test("locks after as many minutes as the practice chose", () => {
    const facts = { name: "Northside Clinic", region: "US", timeZone: "America/Chicago", stillStuck: null } as const;
    const before = { ...facts, textTokenMinutes: 10, digits: 7, idleMinutes: 10, rememberDays: 0 } as const;
    const data = { before, after: { ...before, idleMinutes: 1 } };
    immediately(context.db, () => recordEvent(context, null, { kind: "settings-changed", subject: null, data }));
    context.clock.advance(MINUTE_MS);
    expect(sessionState()).toBe("locked");
  });

  test("is not kept open by a wall clock that stands still or runs back", () => {
    const wall = context.clock.now();
    context.clock.advance(10 * MINUTE_MS);
    context.clock.set(wall - 60 * MINUTE_MS);
    expect(sessionState()).toBe("locked");
  });

  test("ends after twelve hours, however busy it is", () => {
    for (let minute = 0; minute < 12 * 60; minute += 9) {
      context.clock.advance(Math.min(9, 12 * 60 - minute) * MINUTE_MS - 1);
      expect(sessionState()).toBe("member");
      noteActivity(context);
      context.clock.advance(1);
    }
    expect(sessionState()).toBe("signed-out");
    expect(newestEntry(context, account, "session-ended")?.data.cause).toBe("too-long");
  });

  test("ends at once with a deactivation, and follows a changed role at its next call", () => {
    const role = (before: Role, after: Role) => ({ before, after, reason: "new post" });
    immediately(context.db, () =>
      recordEvent(context, null, { kind: "role-changed", subject: account.id, data: role("member", "support") }),
    );
    expect(me()).toMatchObject({ sessionState: "support", role: "support" });
    const gone = { kind: "account-deactivated", subject: account.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, null, gone));
    expect(me()).toEqual(nobodyAt(context));
    expect(newestEntry(context, account, "session-ended")?.data.cause).toBe("deactivated");
    expect(context.session.signedIn).toBeNull();
  });

  test("ends when the app is closed, and leaves nothing where nobody was signed in", async () => {
    expect(await kindsLeftBy(context, account, () => endSession(context, "quit"))).toEqual(["session-ended"]);
    expect(await kindsLeftBy(context, undefined, () => endSession(context, "quit"))).toEqual([]);
  });

  test("shows who is signed in, until when, and with which two-factor", () => {
    expect(sessionView(context)).toEqual({
      account: { id: account.id, name: account.name },
      accountType: "staff",
      role: "member",
      signedInAt: context.clock.now(),
      locksAt: context.clock.now() + 10 * MINUTE_MS,
      endsAt: context.clock.now() + 12 * 60 * MINUTE_MS,
      twoFactor: "none",
      setupCodeNeeded: false,
      startedBy: null,
      deadlineAt: null,
      appOnly: false,
      emergencyUntil: null,
      recoveryCodeUsed: false,
      recoveryCodesDue: false,
      recoveryCodesLow: null,
      rebinding: null,
    });
    signOut(context, me());
    expect(sessionView(context)).toBeNull();
  });

  test("of a member for whom a manager started two-factor says who did", async () => {
    const event = { kind: "two-factor-started", subject: account.id, data: {} } as const;
    immediately(context.db, () => recordEvent(context, context.manager.id, event));
    await typePassword(context, account.email);
    expect(sessionState()).toBe("setup-only");
    expect(sessionView(context)?.startedBy).toBe("Joan Price");
    setUpText(context, account);
    expect(sessionState()).toBe("member");
  });
});

describe("a locked session", () => {
  test.each(["screen", "suspend", "person"] as const)("locks because of: %s", (cause) => {
    context.session.papers.set("recovery-codes", paper);
    if (cause === "person") lock(context, me());
    else lockBecause(context, cause);
    expect(sessionState()).toBe("locked");
    expect(context.session.papers.size).toBe(0);
    const actor = cause === "person" ? account.id : null;
    expect(newestEntry(context, account, "session-locked")).toMatchObject({ actor, data: { cause } });
    expect(sessionView(context)?.locksAt).toBeNull();
  });

  test("is locked once: a second cause leaves no entry", async () => {
    lock(context, me());
    expect(await kindsLeftBy(context, account, () => lockBecause(context, "screen"))).toEqual([]);
  });

  test("tells nothing and writes nothing for as long as it stays locked: at no tick, and for no second cause", async () => {
    context.clock.advance(10 * MINUTE_MS);
    tick(context);
    context.reads.length = 0;
    const left = await kindsLeftBy(context, account, () => {
      for (let time = 0; time < 100; time += 1) {
        context.clock.advance(5 * MINUTE_MS);
        tick(context);
        lockBecause(context, time % 2 === 0 ? "screen" : "suspend");
      }
    });
    expect({ left, notified: context.reads }).toEqual({ left: [], notified: [] });
  });

  test("opens with the password, which does not count as a step-up", async () => {
    lock(context, me());
    expect(await kindsLeftBy(context, account, () => unlock(context, me(), right))).toEqual(["session-unlocked"]);
    expect(sessionState()).toBe("member");
    expect(passwordIsRecent(context)).toBe(false);
  });

  test("counts wrong passwords with all other failures, and locks the account", async () => {
    lock(context, me());
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await unlock(context, me(), WRONG)).toEqual({ ok: false, refusal: { code: "wrong-password", triesLeft } });
    }
    const until = context.clock.now() + MINUTE_MS;
    expect(await unlock(context, me(), WRONG)).toEqual({ ok: false, refusal: { code: "locked", until } });
    expect(await unlock(context, me(), right)).toEqual({ ok: false, refusal: { code: "locked", until } });
    expect(newestEntry(context, account, "attempt-refused")?.data).toMatchObject({
      during: "unlock",
      factor: "password",
    });
    context.clock.advance(MINUTE_MS);
    expect(await unlock(context, me(), right)).toMatchObject({ ok: true });
    // Only a completed sign-in clears the count.
    expect(failuresNow(context, account.id).count).toBe(5);
  });

  test("takes fifty guesses at once as fifty in a row", async () => {
    lock(context, me());
    const caller = me();
    const replies = await Promise.all(Array.from({ length: 50 }, () => unlock(context, caller, WRONG)));
    expect(replies.filter((answer) => !answer.ok && answer.refusal.code === "wrong-password")).toHaveLength(4);
    expect(failuresNow(context, account.id).count).toBe(5);
  });

  test("ends for whoever presses Switch user, and for Sign out, of whom nobody knows who it was", async () => {
    lock(context, me());
    expect(await kindsLeftBy(context, account, () => switchUser(context, me()))).toEqual(["session-ended"]);
    expect(newestEntry(context, account, "session-ended")).toMatchObject({
      actor: null,
      data: { cause: "switch-user" },
    });
    await typePassword(context, account.email);
    lock(context, me());
    signOut(context, me());
    expect(newestEntry(context, account, "signed-out")?.actor).toBeNull();
    expect(sessionState()).toBe("signed-out");
  });

  test("ends after twelve hours too", () => {
    lock(context, me());
    context.clock.advance(12 * 60 * MINUTE_MS);
    expect(sessionState()).toBe("signed-out");
  });

  test("is not opened by an unlock that began before the session ended", async () => {
    lock(context, me());
    const unlocking = unlock(context, me(), right);
    switchUser(context, me());
    expect(await unlocking).toEqual({ ok: false, refusal: { code: "not-allowed" } });
    expect(sessionState()).toBe("signed-out");
  });
});

describe("signing out", () => {
  test("leaves nothing of the session: no papers, no pending sign-in", () => {
    context.session.papers.set("recovery-codes", paper);
    signOut(context, me());
    expect(newestEntry(context, account, "signed-out")?.actor).toBe(account.id);
    expect(context.session).toMatchObject({ signedIn: null, pending: null });
    expect(context.session.papers.size).toBe(0);
  });
});

describe("the step-up", () => {
  test("makes the password count for five minutes, as the sign-in does", async () => {
    expect(passwordIsRecent(context)).toBe(true);
    context.clock.advance(5 * MINUTE_MS);
    expect(passwordIsRecent(context)).toBe(true);
    context.clock.advance(1);
    expect(passwordIsRecent(context)).toBe(false);
    expect(await kindsLeftBy(context, account, () => stepUp(context, me(), right))).toEqual(["proof-accepted"]);
    expect(passwordIsRecent(context)).toBe(true);
    lock(context, me());
    expect(passwordIsRecent(context)).toBe(false);
  });

  test("counts a wrong password", async () => {
    expect(await stepUp(context, me(), WRONG)).toEqual({
      ok: false,
      refusal: { code: "wrong-password", triesLeft: 4 },
    });
    expect(newestEntry(context, account, "attempt-refused")).toMatchObject({
      actor: account.id,
      data: { during: "step-up" },
    });
  });

  test("is refused to a session that is over", async () => {
    const stepping = stepUp(context, me(), right);
    signOut(context, me());
    expect(await stepping).toEqual({ ok: false, refusal: { code: "not-allowed" } });
  });
});

test("where nobody is signed in a locked screen and a tick tell nothing", () => {
  signOut(context, me());
  context.reads.length = 0;
  for (const cause of ["screen", "suspend"] as const) lockBecause(context, cause);
  tick(context);
  expect(context.reads).toEqual([]);
});

describe("a sign-in that waits for its token", () => {
  test("ends when the screen locks", async () => {
    const other = await addMemberWithApp(context, { email: "ana@northside.example" });
    await typePassword(context, other.account.email);
    expect(sessionState()).toBe("password-passed");
    lockBecause(context, "screen");
    expect(sessionState()).toBe("signed-out");
  });

  test("shows where tokens go, without the number", async () => {
    giveGateway(context);
    signOut(context, me());
    setUpText(context, account);
    await typePassword(context, account.email);
    expect(signInView(context)).toEqual({
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
