import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  clockState,
  correctClock,
  correctClockInFounding,
  getClock,
  watchClock,
} from "../../../src/main/core/clock/clock";
import { type Caller, recordEvent, ruleTime } from "../../../src/main/core/context";
import { getSituation } from "../../../src/main/core/session/app-state";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { immediately } from "../../../src/main/core/store/open";
import { foundPractice } from "../../../src/main/core/vault/practice-setup";
import { lookAtVault } from "../../../src/main/core/vault/vault";
import { type Computer, createComputer, enterHouse, FOUNDING } from "../../support/computer";
import { createWorld, signedInAs, type TestWorld } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { addMemberWithApp, type PhoneOwner, restarted, typeCodeOf } from "../../support/sign-in";
import { PROOF } from "../../support/two-factor";

const STEP = 30_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const signedIn = { ok: true, value: { next: "signed-in" } };
const fine = { is: "fine" };

let world: TestWorld;
afterEach(() => {
  expectReplayEqualsTables(world);
  world.close();
});

const lastCorrection = () => newestEntry(world, undefined, "clock-corrected")?.data;

const typeCode = (member: PhoneOwner, phoneMs: number) => typeCodeOf(world, member, phoneMs);

describe("with phones", () => {
  let ana: PhoneOwner;
  let ben: PhoneOwner;
  let eva: PhoneOwner;

  beforeEach(async () => {
    world = createWorld();
    const member = (name: string) => addMemberWithApp(world, { name, email: `${name}@northside.example` });
    [ana, ben, eva] = [await member("ana"), await member("ben"), await member("eva")];
    world.clock.advance(DAY);
  });

  const manager = (): Caller => signedInAs(world, world.manager);
  const correct = (correctionMs: number) =>
    correctClock(world, manager(), { correctionMs, reason: "battery", proof: PROOF });
  const view = () => {
    const got = getClock(world, manager(), {});
    world.memory.session = null;
    return got.ok ? got.value : undefined;
  };

  test("one that is wrong is the phone's affair", async () => {
    expect(await typeCode(ana, -4 * MINUTE)).toMatchObject({ ok: false });
    expect(await typeCode(ana, -4 * MINUTE + STEP)).toMatchObject({ ok: false });
    expect(clockState(world)).toEqual(fine);
    expect(view()?.phones).toMatchObject([
      { person: { name: "ana" }, byMs: -4 * MINUTE + STEP },
      { byMs: 0 },
      { byMs: 0 },
    ]);
  });

  test("two that agree say that the workstation is wrong; that is told once, and every screen says it", async () => {
    await typeCode(ana, -4 * MINUTE);
    await typeCode(ben, -4 * MINUTE);
    expect(clockState(world)).toEqual({ is: "workstation-off", byMs: 4 * MINUTE });
    watchClock(world);
    watchClock(world);
    expect(newestEntry(world, undefined, "clock-trouble")?.data).toEqual({ is: "workstation-off", byMs: 4 * MINUTE });
    expect(world.reads).toContain("getSituation");
    expect(await kindsLeftBy(world, undefined, () => watchClock(world))).toEqual([]);
    world = restarted(world);
    expect(await kindsLeftBy(world, undefined, () => watchClock(world))).toEqual([]);
  });

  test("newer signs of a right clock end it", async () => {
    await typeCode(ana, -4 * MINUTE);
    await typeCode(ben, -4 * MINUTE);
    expect(await typeCode(eva, 0)).toEqual(signedIn);
    expect(clockState(world)).toMatchObject({ is: "workstation-off" });
    expect(await typeCode(ana, 0)).toEqual(signedIn);
    expect(clockState(world)).toEqual(fine);
  });

  test("a correction lets them in at once, and re-bases what was learned of every phone", async () => {
    world.clock.advance(-STEP);
    expect(await typeCode(eva, STEP)).toEqual(signedIn);
    expect(findAuthenticator(world.db, eva.account.id, "active")?.drift).toBe(1);
    world.clock.advance(HOUR);
    await typeCode(ana, -4 * MINUTE);
    await typeCode(ben, -4 * MINUTE);
    expect(correct(-4 * MINUTE)).toEqual({ ok: true, value: null });
    world.memory.session = null;
    expect(lastCorrection()).toMatchObject({
      ...{ before: 0, after: -4 * MINUTE, where: "settings", with: null, reason: "battery" },
    });
    expect(world.clock.now()).toBe(world.computerClock.now() - 4 * MINUTE);
    expect(clockState(world)).toEqual(fine);
    expect(await typeCode(ben, -4 * MINUTE)).toEqual(signedIn);
    expect(findAuthenticator(world.db, ben.account.id, "active")?.drift).toBe(-8);
    expect(findAuthenticator(world.db, eva.account.id, "active")?.drift).toBe(1);
    expect(view()).toMatchObject({ correctionMs: -4 * MINUTE, state: fine });
    expect(view()?.phones.find(({ person }) => person.name === "ben")?.byMs).toBe(0);
    expect(view()?.phones.find(({ person }) => person.name === "eva")?.byMs).toBe(9 * STEP);
  });

  test("a phone whose own clock is behind keeps what was learned of it through a correction", async () => {
    const id = findAuthenticator(world.db, ana.account.id, "active")?.id ?? "";
    const event = { kind: "authenticator-resynced", subject: ana.account.id } as const;
    immediately(world.db, () =>
      recordEvent(world, null, { ...event, data: { authenticator: id, step: 0, drift: -12 } }),
    );
    correct(7 * MINUTE);
    world.memory.session = null;
    world.clock.advance(HOUR);
    expect(await typeCode(ana, -12 * STEP)).toEqual(signedIn);
    expect(findAuthenticator(world.db, ana.account.id, "active")?.drift).toBe(-12);
  });

  test("where the computer's clock is set right after a correction, phones tell that the correction is wrong now", async () => {
    correct(-4 * MINUTE);
    world.memory.session = null;
    world.clock.advance(HOUR);
    await typeCode(ana, 0);
    await typeCode(ben, 0);
    expect(clockState(world)).toEqual({ is: "workstation-off", byMs: -4 * MINUTE });
    correct(0);
    expect(clockState(world)).toEqual(fine);
  });

  test("what phones said before the clock went back says nothing of the corrected one", async () => {
    for (const member of [ana, ben]) expect(await typeCode(member, 0)).toEqual(signedIn);
    world.memory.session = null;
    world.clock.set(world.clock.now() - 40 * MINUTE);
    watchClock(world);
    correct(40 * MINUTE);
    expect(clockState(world)).toEqual(fine);
    expect(view()?.phones).toEqual([]);
    world.clock.advance(MINUTE);
    expect(await typeCode(ana, 40 * MINUTE)).toEqual(signedIn);
    expect(view()?.phones).toMatchObject([{ person: { name: "ana" }, byMs: 0 }]);
    expect(clockState(world)).toEqual(fine);
  });

  test("the list names each phone's newest look within thirty days, the farthest first", async () => {
    await typeCode(ana, 5 * MINUTE);
    await typeCode(ben, -9 * MINUTE);
    expect(view()?.phones.map(({ person, byMs }) => [person.name, byMs])).toEqual([
      ["ben", -9 * MINUTE],
      ["ana", 5 * MINUTE],
      ["eva", 0],
    ]);
    world.clock.advance(31 * DAY);
    expect(view()?.phones).toEqual([]);
  });

  test("the same correction once more changes nothing and leaves nothing", async () => {
    correct(MINUTE);
    expect(await kindsLeftBy(world, undefined, () => correct(MINUTE))).toEqual([]);
  });

  test.each([366 * DAY + 1, -366 * DAY - 1])(
    "a correction of %d ms is out of range, and leaves nothing",
    async (ms) => {
      const refused = { ok: false, refusal: { code: "bad-input", fields: { correctionMs: "out-of-range" } } };
      expect(await kindsLeftBy(world, undefined, () => expect(correct(ms)).toEqual(refused))).toEqual([]);
    },
  );

  test("in the first run it needs nobody else and no reason", () => {
    const me = manager();
    world.clock.advance(HOUR);
    expect(correctClockInFounding(world, me, { to: world.clock.now() - HOUR })).toEqual({ ok: true, value: null });
    expect(lastCorrection()).toMatchObject({ after: -HOUR, where: "founding", reason: null });
    const far = correctClockInFounding(world, me, { to: world.clock.now() - 400 * DAY });
    expect(far).toMatchObject({ refusal: { code: "bad-input", fields: { to: "out-of-range" } } });
  });
});

describe("a clock before the newest entry", () => {
  beforeEach(() => {
    world = createWorld();
  });

  test.each([
    [2 * MINUTE, false],
    [2 * MINUTE + 1, true],
  ])("by %d ms is told: %s", (ms, told) => {
    world.clock.set(world.clock.now() - ms);
    expect(clockState(world)).toEqual(told ? { is: "behind", byMs: ms } : fine);
  });

  test("is recorded once, and is not forgotten by a restart, nor by what is recorded meanwhile", async () => {
    const before = world.clock.now();
    world.clock.set(before - DAY);
    watchClock(world);
    expect(newestEntry(world, undefined, "clock-trouble")?.data).toEqual({ is: "behind", byMs: DAY });
    for (let entry = 0; entry < 60; entry++) signOut();
    world.clock.advance(HOUR);
    world = restarted(world);
    expect(clockState(world)).toEqual({ is: "behind", byMs: DAY - HOUR });
    world = restarted(world);
    signOut();
    world.clock.advance(HOUR);
    signOut();
    world = restarted(world);
    expect(clockState(world)).toEqual({ is: "behind", byMs: DAY - HOUR });
    world.clock.set(before + 2 * HOUR);
    expect(clockState(world)).toEqual(fine);
  });

  test("ends with a correction, also with one that says that it is right now", async () => {
    world.clock.set(world.clock.now() - DAY);
    const me = signedInAs(world, world.manager);
    expect(correctClock(world, me, { correctionMs: 0, reason: "was wrong before", proof: PROOF }).ok).toBe(true);
    expect(lastCorrection()).toMatchObject({ before: 0, after: 0 });
    expect(clockState(world)).toEqual(fine);
    world.clock.set(world.clock.now() - DAY);
    expect(clockState(world)).toMatchObject({ is: "behind", byMs: DAY });
  });

  test("stops no time that counts: it goes on from the newest entry as the app runs, and never back", () => {
    const newest = world.clock.now();
    world.clock.set(newest - DAY);
    expect(ruleTime(world)).toBe(newest);
    world.clock.advance(5 * MINUTE);
    expect(ruleTime(world)).toBe(newest + 5 * MINUTE);
    world.clock.set(newest - 2 * DAY);
    signOut();
    expect(ruleTime(world)).toBe(newest + 5 * MINUTE);
    world.clock.set(newest + HOUR);
    expect(ruleTime(world)).toBe(newest + HOUR);
  });

  test("is whole milliseconds then too, though the computer counts in fractions: locks and messages are kept by it", () => {
    const newest = ruleTime(world);
    world.clock.set(newest - DAY);
    ruleTime(world);
    world.clock.advance(MINUTE + 0.625);
    expect(ruleTime(world)).toBe(newest + MINUTE);
  });

  test("a correction back is the one thing that takes it back, and it goes on from there", () => {
    world.clock.advance(HOUR);
    signOut();
    const newest = ruleTime(world);
    const me = signedInAs(world, world.manager);
    correctClock(world, me, { correctionMs: -HOUR, reason: "summer time", proof: PROOF });
    expect(world.clock.now()).toBe(newest - HOUR);
    world.clock.advance(MINUTE);
    expect(ruleTime(world)).toBe(newest - HOUR + MINUTE);
  });

  function signOut(): void {
    const event = { kind: "signed-out", subject: world.manager.id, data: {} } as const;
    immediately(world.db, () => recordEvent(world, null, event));
  }
});

describe("in the app", () => {
  let computer: Computer;
  const open: { close: () => void }[] = [];

  beforeEach(() => {
    computer = createComputer();
    world = createWorld();
  });
  afterEach(() => {
    for (const house of open.splice(0)) house.close();
    computer.clear();
  });

  function start() {
    for (const house of open.splice(0)) house.close();
    const house = enterHouse(computer);
    open.push(house);
    lookAtVault(house);
    const situation = () => {
      const got = getSituation(house, house.caller(), { version: "1", theme: "light" });
      return got.ok ? got.value : undefined;
    };
    const opened = () => {
      if (house.now.world === null) throw new Error("the vault did not open");
      return house.now.world;
    };
    return { house, situation, opened };
  }

  async function foundHere() {
    const app = start();
    expect((await foundPractice(app.house, app.house.caller(), FOUNDING)).ok).toBe(true);
    return app;
  }

  test("every screen says at the start that the clock jumped back, and it is recorded once", async () => {
    await foundHere();
    const { now } = computer.clock;
    expect(start().situation()?.clock).toEqual(fine);
    computer.clock.set(now() - DAY);
    const { situation, opened } = start();
    expect(situation()).toMatchObject({ clock: { is: "behind", byMs: DAY } });
    expect(newestEntry(opened(), undefined, "clock-trouble")?.data).toEqual({ is: "behind", byMs: DAY });
    const again = start();
    expect(again.situation()).toMatchObject({ clock: { is: "behind", byMs: DAY } });
    const troubles = entriesAbout(again.opened()).filter(({ kind }) => kind === "clock-trouble");
    expect(troubles).toHaveLength(1);
  });

  test("the window's time is the corrected one, at once and after a restart; the computer's own stays as it is", async () => {
    const { house, situation, opened } = await foundHere();
    const computerNow = computer.clock.now();
    expect(situation()?.now).toBe(computerNow);
    const corrected = correctClockInFounding(opened(), house.caller(), { to: computerNow + HOUR });
    expect(corrected).toEqual({ ok: true, value: null });
    expect(situation()?.now).toBe(computerNow + HOUR);
    expect(opened().clock.now()).toBe(computerNow + HOUR);
    const again = start();
    expect(again.situation()).toMatchObject({ now: computerNow + HOUR, clock: fine });
    expect(again.house.clock.now()).toBe(computerNow);
  });

  test("the session that corrects the clock goes on for as long as it would have", async () => {
    const { house, situation, opened } = await foundHere();
    const { locksAt = 0, endsAt = 0 } = situation()?.session ?? {};
    correctClockInFounding(opened(), house.caller(), { to: computer.clock.now() + 3 * HOUR });
    const session = situation()?.session;
    expect([session?.locksAt, session?.endsAt]).toEqual([(locksAt ?? 0) + 3 * HOUR, endsAt + 3 * HOUR]);
  });
});
