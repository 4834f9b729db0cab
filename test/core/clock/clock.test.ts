import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { getAppState } from "../../../src/main/core/app-state";
import {
  clockState,
  correctClock,
  correctClockInSetup,
  getClock,
  watchClock,
} from "../../../src/main/core/clock/clock";
import { recordEvent, ruleTime } from "../../../src/main/core/context";
import type { Caller } from "../../../src/main/core/session/session";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { immediately } from "../../../src/main/core/store/open";
import { createPractice } from "../../../src/main/core/vault/practice-setup";
import { lookAtVault } from "../../../src/main/core/vault/vault";
import { type Computer, createComputer, PRACTICE_SETUP, startOn } from "../../support/computer";
import { createTestContext, signedInAs, type TestContext } from "../../support/context";
import { driftOf } from "../../support/drift";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { addMemberWithApp, type PhoneOwner, restarted, typeCodeOf } from "../../support/sign-in";
import { PROOF } from "../../support/two-factor";

const STEP = 30_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const signedIn = { ok: true, value: { next: "signed-in" } };
const fine = { is: "fine" };

let context: TestContext;
afterEach(() => {
  expectReplayEqualsTables(context);
  context.close();
});

const lastCorrection = () => newestEntry(context, undefined, "clock-corrected")?.data;

const typeCode = (member: PhoneOwner, phoneMs: number) => typeCodeOf(context, member, phoneMs);

describe("with phones", () => {
  let ana: PhoneOwner;
  let ben: PhoneOwner;
  let eva: PhoneOwner;

  beforeEach(async () => {
    context = createTestContext();
    const member = (name: string) => addMemberWithApp(context, { name, email: `${name}@northside.example` });
    [ana, ben, eva] = [await member("ana"), await member("ben"), await member("eva")];
    context.clock.advance(DAY);
  });

  const manager = (): Caller => signedInAs(context, context.manager);
  const correct = (correctionMs: number) =>
    correctClock(context, manager(), { correctionMs, reason: "battery", proof: PROOF });
  const view = () => {
    const got = getClock(context, manager(), {});
    context.session.signedIn = null;
    return got.ok ? got.value : undefined;
  };

  test("one that is wrong is the phone's affair", async () => {
    expect(await typeCode(ana, -4 * MINUTE)).toMatchObject({ ok: false });
    expect(await typeCode(ana, -4 * MINUTE + STEP)).toMatchObject({ ok: false });
    expect(clockState(context)).toEqual(fine);
    expect(view()?.phones).toMatchObject([
      { person: { name: "ana" }, byMs: -4 * MINUTE + STEP },
      { byMs: 0 },
      { byMs: 0 },
    ]);
  });

  test("two that agree say that the workstation is wrong; that is told once, and every screen says it", async () => {
    await typeCode(ana, -4 * MINUTE);
    await typeCode(ben, -4 * MINUTE);
    expect(clockState(context)).toEqual({ is: "workstation-off", byMs: 4 * MINUTE });
    watchClock(context);
    watchClock(context);
    expect(newestEntry(context, undefined, "clock-trouble")?.data).toEqual({ is: "workstation-off", byMs: 4 * MINUTE });
    expect(context.reads).toContain("getAppState");
    expect(await kindsLeftBy(context, undefined, () => watchClock(context))).toEqual([]);
    context = restarted(context);
    expect(await kindsLeftBy(context, undefined, () => watchClock(context))).toEqual([]);
  });

  test("newer signs of a right clock end it", async () => {
    await typeCode(ana, -4 * MINUTE);
    await typeCode(ben, -4 * MINUTE);
    expect(await typeCode(eva, 0)).toEqual(signedIn);
    expect(clockState(context)).toMatchObject({ is: "workstation-off" });
    expect(await typeCode(ana, 0)).toEqual(signedIn);
    expect(clockState(context)).toEqual(fine);
  });

  test("a correction lets them in at once, and re-bases what was learned of every phone", async () => {
    context.clock.advance(-STEP);
    expect(await typeCode(eva, STEP)).toEqual(signedIn);
    expect(driftOf(context, eva.account.id)).toBe(1);
    context.clock.advance(HOUR);
    await typeCode(ana, -4 * MINUTE);
    await typeCode(ben, -4 * MINUTE);
    expect(correct(-4 * MINUTE)).toEqual({ ok: true, value: null });
    context.session.signedIn = null;
    expect(lastCorrection()).toMatchObject({
      ...{ before: 0, after: -4 * MINUTE, where: "settings", with: null, reason: "battery" },
    });
    expect(context.clock.now()).toBe(context.computerClock.now() - 4 * MINUTE);
    expect(clockState(context)).toEqual(fine);
    expect(await typeCode(ben, -4 * MINUTE)).toEqual(signedIn);
    expect(driftOf(context, ben.account.id)).toBe(-8);
    expect(driftOf(context, eva.account.id)).toBe(1);
    expect(view()).toMatchObject({ correctionMs: -4 * MINUTE, state: fine });
    expect(view()?.phones.find(({ person }) => person.name === "ben")?.byMs).toBe(0);
    expect(view()?.phones.find(({ person }) => person.name === "eva")?.byMs).toBe(9 * STEP);
  });

  test("a phone whose own clock is behind keeps what was learned of it through a correction", async () => {
    const id = findAuthenticator(context.db, ana.account.id, "active")?.id ?? "";
    const event = { kind: "authenticator-resynced", subject: ana.account.id } as const;
    immediately(context.db, () =>
      recordEvent(context, null, { ...event, data: { authenticator: id, step: 0, drift: -12 } }),
    );
    correct(7 * MINUTE);
    context.session.signedIn = null;
    context.clock.advance(HOUR);
    expect(await typeCode(ana, -12 * STEP)).toEqual(signedIn);
    expect(driftOf(context, ana.account.id)).toBe(-12);
  });

  test("where the computer's clock is set right after a correction, phones tell that the correction is wrong now", async () => {
    correct(-4 * MINUTE);
    context.session.signedIn = null;
    context.clock.advance(HOUR);
    await typeCode(ana, 0);
    await typeCode(ben, 0);
    expect(clockState(context)).toEqual({ is: "workstation-off", byMs: -4 * MINUTE });
    correct(0);
    expect(clockState(context)).toEqual(fine);
  });

  test("what phones said before the clock went back says nothing of the corrected one", async () => {
    for (const member of [ana, ben]) expect(await typeCode(member, 0)).toEqual(signedIn);
    context.session.signedIn = null;
    context.clock.set(context.clock.now() - 40 * MINUTE);
    watchClock(context);
    correct(40 * MINUTE);
    expect(clockState(context)).toEqual(fine);
    expect(view()?.phones).toEqual([]);
    context.clock.advance(MINUTE);
    expect(await typeCode(ana, 40 * MINUTE)).toEqual(signedIn);
    expect(view()?.phones).toMatchObject([{ person: { name: "ana" }, byMs: 0 }]);
    expect(clockState(context)).toEqual(fine);
  });

  test("the list names each phone's newest look within thirty days, the farthest first", async () => {
    await typeCode(ana, 5 * MINUTE);
    await typeCode(ben, -9 * MINUTE);
    expect(view()?.phones.map(({ person, byMs }) => [person.name, byMs])).toEqual([
      ["ben", -9 * MINUTE],
      ["ana", 5 * MINUTE],
      ["eva", 0],
    ]);
    context.clock.advance(31 * DAY);
    expect(view()?.phones).toEqual([]);
  });

  test("the same correction once more changes nothing and leaves nothing", async () => {
    correct(MINUTE);
    expect(await kindsLeftBy(context, undefined, () => correct(MINUTE))).toEqual([]);
  });

  test.each([366 * DAY + 1, -366 * DAY - 1])(
    "a correction of %d ms is out of range, and leaves nothing",
    async (ms) => {
      const refused = { ok: false, refusal: { code: "bad-input", fields: { correctionMs: "out-of-range" } } };
      expect(await kindsLeftBy(context, undefined, () => expect(correct(ms)).toEqual(refused))).toEqual([]);
    },
  );

  test("in the first run it needs nobody else and no reason", () => {
    const me = manager();
    context.clock.advance(HOUR);
    expect(correctClockInSetup(context, me, { to: context.clock.now() - HOUR })).toEqual({ ok: true, value: null });
    expect(lastCorrection()).toMatchObject({ after: -HOUR, where: "practice-setup", reason: null });
    const far = correctClockInSetup(context, me, { to: context.clock.now() - 400 * DAY });
    expect(far).toMatchObject({ refusal: { code: "bad-input", fields: { to: "out-of-range" } } });
  });
});

describe("a clock before the newest entry", () => {
  beforeEach(() => {
    context = createTestContext();
  });

  test.each([
    [2 * MINUTE, false],
    [2 * MINUTE + 1, true],
  ])("by %d ms is told: %s", (ms, notified) => {
    context.clock.set(context.clock.now() - ms);
    expect(clockState(context)).toEqual(notified ? { is: "behind", byMs: ms } : fine);
  });

  test("is recorded once, and is not forgotten by a restart, nor by what is recorded meanwhile", async () => {
    const before = context.clock.now();
    context.clock.set(before - DAY);
    watchClock(context);
    expect(newestEntry(context, undefined, "clock-trouble")?.data).toEqual({ is: "behind", byMs: DAY });
    for (let entry = 0; entry < 60; entry++) signOut();
    context.clock.advance(HOUR);
    context = restarted(context);
    expect(clockState(context)).toEqual({ is: "behind", byMs: DAY - HOUR });
    context = restarted(context);
    signOut();
    context.clock.advance(HOUR);
    signOut();
    context = restarted(context);
    expect(clockState(context)).toEqual({ is: "behind", byMs: DAY - HOUR });
    context.clock.set(before + 2 * HOUR);
    expect(clockState(context)).toEqual(fine);
  });

  test("ends with a correction, also with one that says that it is right now", async () => {
    context.clock.set(context.clock.now() - DAY);
    const me = signedInAs(context, context.manager);
    expect(correctClock(context, me, { correctionMs: 0, reason: "was wrong before", proof: PROOF }).ok).toBe(true);
    expect(lastCorrection()).toMatchObject({ before: 0, after: 0 });
    expect(clockState(context)).toEqual(fine);
    context.clock.set(context.clock.now() - DAY);
    expect(clockState(context)).toMatchObject({ is: "behind", byMs: DAY });
  });

  test("stops no time that counts: it goes on from the newest entry as the app runs, and never back", () => {
    const newest = context.clock.now();
    context.clock.set(newest - DAY);
    expect(ruleTime(context)).toBe(newest);
    context.clock.advance(5 * MINUTE);
    expect(ruleTime(context)).toBe(newest + 5 * MINUTE);
    context.clock.set(newest - 2 * DAY);
    signOut();
    expect(ruleTime(context)).toBe(newest + 5 * MINUTE);
    context.clock.set(newest + HOUR);
    expect(ruleTime(context)).toBe(newest + HOUR);
  });

  test("is whole milliseconds then too, though the computer counts in fractions: locks and messages are kept by it", () => {
    const newest = ruleTime(context);
    context.clock.set(newest - DAY);
    ruleTime(context);
    context.clock.advance(MINUTE + 0.625);
    expect(ruleTime(context)).toBe(newest + MINUTE);
  });

  test("a correction back is the one thing that takes it back, and it goes on from there", () => {
    context.clock.advance(HOUR);
    signOut();
    const newest = ruleTime(context);
    const me = signedInAs(context, context.manager);
    correctClock(context, me, { correctionMs: -HOUR, reason: "summer time", proof: PROOF });
    expect(context.clock.now()).toBe(newest - HOUR);
    context.clock.advance(MINUTE);
    expect(ruleTime(context)).toBe(newest - HOUR + MINUTE);
  });

  function signOut(): void {
    const event = { kind: "signed-out", subject: context.manager.id, data: {} } as const;
    immediately(context.db, () => recordEvent(context, null, event));
  }
});

describe("in the app", () => {
  let computer: Computer;
  const open: { close: () => void }[] = [];

  beforeEach(() => {
    computer = createComputer();
    context = createTestContext();
  });
  afterEach(() => {
    for (const installation of open.splice(0)) installation.close();
    computer.clear();
  });

  function start() {
    for (const installation of open.splice(0)) installation.close();
    const installation = startOn(computer);
    open.push(installation);
    lookAtVault(installation);
    const appState = () => {
      const got = getAppState(installation, installation.caller());
      return got.ok ? got.value : undefined;
    };
    const opened = () => {
      if (installation.now.context === null) throw new Error("the vault did not open");
      return installation.now.context;
    };
    return { installation, appState, opened };
  }

  async function setUpHere() {
    const app = start();
    expect((await createPractice(app.installation, app.installation.caller(), PRACTICE_SETUP)).ok).toBe(true);
    return app;
  }

  test("every screen says at the start that the clock jumped back, and it is recorded once", async () => {
    await setUpHere();
    const { now } = computer.clock;
    expect(start().appState()?.clock).toEqual(fine);
    computer.clock.set(now() - DAY);
    const { appState, opened } = start();
    expect(appState()).toMatchObject({ clock: { is: "behind", byMs: DAY } });
    expect(newestEntry(opened(), undefined, "clock-trouble")?.data).toEqual({ is: "behind", byMs: DAY });
    const again = start();
    expect(again.appState()).toMatchObject({ clock: { is: "behind", byMs: DAY } });
    const troubles = entriesAbout(again.opened()).filter(({ kind }) => kind === "clock-trouble");
    expect(troubles).toHaveLength(1);
  });

  test("the window's time is the corrected one, at once and after a restart; the computer's own stays as it is", async () => {
    const { installation, appState, opened } = await setUpHere();
    const computerNow = computer.clock.now();
    expect(appState()?.now).toBe(computerNow);
    const corrected = correctClockInSetup(opened(), installation.caller(), { to: computerNow + HOUR });
    expect(corrected).toEqual({ ok: true, value: null });
    expect(appState()?.now).toBe(computerNow + HOUR);
    expect(opened().clock.now()).toBe(computerNow + HOUR);
    const again = start();
    expect(again.appState()).toMatchObject({ now: computerNow + HOUR, clock: fine });
    expect(again.installation.clock.now()).toBe(computerNow);
  });

  test("the session that corrects the clock goes on for as long as it would have", async () => {
    const { installation, appState, opened } = await setUpHere();
    const { locksAt = 0, endsAt = 0 } = appState()?.session ?? {};
    correctClockInSetup(opened(), installation.caller(), { to: computer.clock.now() + 3 * HOUR });
    const session = appState()?.session;
    expect([session?.locksAt, session?.endsAt]).toEqual([(locksAt ?? 0) + 3 * HOUR, endsAt + 3 * HOUR]);
  });
});
