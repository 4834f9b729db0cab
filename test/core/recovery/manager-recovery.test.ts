import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/inputs";
import { ok } from "../../../src/contract/result";
import type { Role } from "../../../src/contract/vocabulary";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { type Caller, recordEvent } from "../../../src/main/core/context";
import { formatRecoveryKey, RECOVERY_KEY_BYTES } from "../../../src/main/core/domain/recovery-key";
import { askRefounding, finishRefounding, refoundingView } from "../../../src/main/core/recovery/manager-recovery";
import { callerNow } from "../../../src/main/core/session/session-state";
import type { Account } from "../../../src/main/core/store/accounts";
import { countCodes } from "../../../src/main/core/store/codes";
import { readFailures } from "../../../src/main/core/store/failures";
import { immediately } from "../../../src/main/core/store/open";
import type { TestWorld } from "../../support/context";
import { type Halves, openFor, sealEnvelope } from "../../support/emergency-codes";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { createTwoManagers, type TwoManagers } from "../../support/managers";
import { addMember, again, NOBODY, noteSignIn, restarted, typePassword } from "../../support/sign-in";
import { enableByApp, giveGateway } from "../../support/two-factor";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const NEW = "seven quiet otters swim upstream";
const REASON = "Phone, codes and password are lost";

let two: TwoManagers;
let world: TestWorld;
/** The one who lost everything. */
let joan: Account;
let halves: Halves;
beforeEach(async () => {
  two = await createTwoManagers();
  ({ world } = two);
  joan = again(world, world.manager);
  halves = await sealEnvelope(world, joan, two.ruth);
  world.clock.advance(HOUR);
});
afterEach(() => {
  expectReplayEqualsTables(world, joan);
  world.close();
});

const ask = (more: Partial<InputOf<"askRefounding">> = {}) =>
  askRefounding(world, NOBODY, {
    ...{ email: joan.email, recoveryKey: world.recoveryKey, reason: REASON },
    ...halves,
    ...more,
  });
const finish = (more: Partial<InputOf<"finishRefounding">> = {}) =>
  finishRefounding(world, NOBODY, { email: joan.email, recoveryKey: world.recoveryKey, password: NEW, ...more });
const done = ok(null);
const refused = { ok: false, refusal: { code: "recovery-refused" } };
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const otherKey = () => formatRecoveryKey(world.dice.bytes(RECOVERY_KEY_BYTES));
const otherHalf = "0000-0000-0000-0000-0000";
const view = (caller: Caller = NOBODY) => refoundingView(world, caller);
const kindsOf = async (act: () => unknown) =>
  (await kindsLeftBy(world, undefined, act)).filter((kind) => !kind.startsWith("notice-"));
/** Wardkey is open for so many hours, in which the other manager signs in. */
const shownFor = (hours: number) => {
  noteSignIn(world, two.ruth);
  openFor(world, hours);
};

describe("kit and envelope", () => {
  test("ask for it: the envelope is used up, and every screen shows it, with the name to whoever may see people", async () => {
    expect(view()).toBeNull();
    const askedAt = world.clock.now();
    expect(await kindsOf(async () => expect(await ask()).toEqual(done))).toEqual([
      "envelope-opened",
      "refounding-asked",
    ]);
    expect(newestEntry(world, undefined, "envelope-opened")).toMatchObject({
      actor: null,
      data: { for: "refounding" },
    });
    const entry = newestEntry(world, joan, "refounding-asked");
    expect(entry).toMatchObject({
      actor: null,
      data: { endsAt: askedAt + 30 * DAY, reason: REASON },
    });
    const shown = { id: entry?.data.refounding, isOver: false, expectedAt: askedAt + DAY, endsAt: askedAt + 30 * DAY };
    expect(view()).toEqual({ ...shown, name: null });
    expect(view({ stance: "member", account: joan.id, role: "member" })).toEqual({ ...shown, name: null });
    expect(view({ stance: "locked", account: joan.id, role: "manager" })).toEqual({ ...shown, name: null });
    for (const stance of ["support", "auditor", "manager", "break-glass"] as const) {
      expect(view({ stance, account: joan.id, role: "manager" })).toEqual({ ...shown, name: "Joan Price" });
    }
    expect(world.memory.session).toBeNull();
  });

  test("give a new password after 24 hours, and two-factor anew: nobody is signed in, nothing else is reached", async () => {
    await ask();
    shownFor(24);
    expect(view()?.isOver).toBe(true);
    const before = readFailures(world.db, joan.id);
    expect(await kindsOf(async () => expect(await finish()).toEqual(done))).toEqual([
      "manager-refounded",
      "password-set",
    ]);
    expect(newestEntry(world, joan, "password-set")?.data.by).toBe("recovery");
    expect(readFailures(world.db, joan.id)).toEqual(before);
    expect(world.memory.session).toBeNull();
    expect(view()).toBeNull();
    expect(again(world, joan)).toMatchObject({ twoFactor: "none", role: "manager", setUpDue: true });
    for (const sort of ["recovery-code", "workstation", "text-token"] as const) {
      expect([sort, countCodes(world.db, joan.id, sort, "open")]).toEqual([sort, 0]);
    }
    expect(await typePassword(world, joan.email)).toMatchObject({ refusal: { code: "wrong-credentials" } });
    expect(await typePassword(world, joan.email, NEW)).toEqual({ ok: true, value: { next: "set-up" } });
    expect(callerNow(world).stance).toBe("set-up-only");
    await enableByApp(world, callerNow(world));
    expect(callerNow(world).stance).toBe("manager");
    expect(await finish()).toEqual(notNow("no-refounding"));
  });

  test("lift a hold, which nobody else could: the way back is open despite it", async () => {
    for (let failure = 0; failure < 20; failure++) {
      await typePassword(world, joan.email);
      await submitToken(world, NOBODY, { token: "1", remember: false });
      world.clock.advance(HOUR);
    }
    expect(await typePassword(world, joan.email)).toEqual({ ok: false, refusal: { code: "locked", until: null } });
    expect(await ask()).toEqual(done);
    shownFor(24);
    expect(await finish()).toEqual(done);
    expect(readFailures(world.db, joan.id)).toMatchObject({ count: 20, held: false });
    expect(await typePassword(world, joan.email, NEW)).toEqual({ ok: true, value: { next: "set-up" } });
  });

  test("fifty times at once ask once, and found anew once", async () => {
    const asked = await Promise.all(Array.from({ length: 10 }, () => ask()));
    expect(asked.filter(({ ok: isOk }) => isOk)).toEqual([done]);
    world.clock.advance(HOUR);
    shownFor(24);
    const finished = await Promise.all(Array.from({ length: 10 }, () => finish()));
    expect(finished.filter(({ ok: isOk }) => isOk)).toEqual([done]);
  });
});

describe("anything less is refused alike, and counted on that account", () => {
  test("the kit without the envelope, either half alone, and the envelope without the kit", async () => {
    const tries: readonly [Partial<InputOf<"askRefounding">>, string][] = [
      [{ first: otherHalf, second: otherHalf }, "break-glass"],
      [{ second: halves.first }, "break-glass"],
      [{ first: halves.second }, "break-glass"],
      [{ recoveryKey: otherKey() }, "recovery-key"],
    ];
    for (const [less, factor] of tries) {
      expect(await ask(less)).toEqual(refused);
      expect(newestEntry(world, joan, "attempt-refused")?.data).toMatchObject({ factor, during: "recovery" });
    }
    expect(readFailures(world.db, joan.id)).toMatchObject({ count: 4, towardsHoldAfterPassword: 0 });
    expect(view()).toBeNull();
    expect(await ask()).toEqual(done);
  });

  test("for whoever is no manager in office, and for an e-mail that belongs to nobody; all lock", async () => {
    const member = await addMember(world, { name: "Kim Lee", email: "kim@northside.example" });
    const gone = await two.addManager("Pat Moss", "pat@northside.example");
    const left = { kind: "account-deactivated", subject: gone.id, data: { reason: "left" } } as const;
    immediately(world.db, () => recordEvent(world, null, left));
    const said: unknown[][] = [];
    for (const email of ["nobody@northside.example", member.email, gone.email]) {
      const answers: unknown[] = [];
      for (let attempt = 0; attempt < 6; attempt++) answers.push(await ask({ email }));
      said.push(answers);
    }
    const known: unknown[] = [];
    for (let attempt = 0; attempt < 6; attempt++) known.push(await ask({ recoveryKey: otherKey() }));
    for (const answers of said) expect(answers).toEqual(known);
    expect(known[0]).toEqual(refused);
    expect(known[5]).toEqual({ ok: false, refusal: { code: "locked", until: world.clock.now() + 60_000 } });
    world = restarted(world);
    expect(await ask()).toMatchObject({ refusal: { code: "locked" } });
    world.clock.advance(60_000);
    expect(await ask()).toEqual(done);
  });

  test("a slip shows by itself before anything is compared, and nothing is counted", async () => {
    const groups = world.recoveryKey.split("-");
    groups[2] = `${groups[2]?.startsWith("7") ? "8" : "7"}${groups[2]?.slice(1)}`;
    const kinds = await kindsOf(async () => {
      expect(await ask({ recoveryKey: groups.join("-") })).toEqual({
        ok: false,
        refusal: { code: "wrong-key", group: 3 },
      });
      expect(await finish({ recoveryKey: groups.join("-") })).toMatchObject({ refusal: { code: "wrong-key" } });
      expect(await ask({ second: "ABCD" })).toEqual({
        ok: false,
        refusal: { code: "bad-input", fields: { second: "wrong-length" } },
      });
      expect(await finish({ password: "short" })).toMatchObject({ refusal: { code: "bad-password" } });
    });
    expect(kinds).toEqual([]);
  });

  test("a second one is not asked for while one waits", async () => {
    await ask();
    halves = await sealEnvelope(world, joan, two.ruth);
    expect(await ask({ email: two.ruth.email })).toEqual(notNow("already-asked"));
    expect(view()?.id).toBe(newestEntry(world, joan, "refounding-asked")?.data.refounding);
  });

  test("to finish takes the kit again, and the e-mail that it was asked for", async () => {
    await ask();
    shownFor(24);
    expect(await finish({ recoveryKey: otherKey() })).toEqual(refused);
    expect(await finish({ email: two.ruth.email })).toEqual(refused);
    expect(await finish({ email: "nobody@northside.example" })).toEqual(refused);
    expect(readFailures(world.db, joan.id).count).toBe(1);
    expect(readFailures(world.db, two.ruth.id).count).toBe(1);
    expect(await finish({ password: "Price lanterns over Bristol" })).toMatchObject({
      refusal: { code: "bad-password", problem: "contains-name" },
    });
    expect(await finish()).toEqual(done);
  });
});

describe("24 hours in which everybody can see it", () => {
  beforeEach(async () => {
    await ask();
    noteSignIn(world, two.ruth);
  });

  test("are hours in which Wardkey is open; each half hour of them is an entry", async () => {
    const kinds = await kindsOf(() => openFor(world, 23.5));
    expect(kinds).toEqual(Array.from({ length: 47 }, () => "notices-shown"));
    expect(await finish()).toEqual(notNow("not-yet"));
    openFor(world, 0.5);
    expect(await finish()).toEqual(done);
  });

  test("are not passed by a clock that is set forward", async () => {
    world.clock.set(world.clock.now() + 2 * DAY);
    expect(await finish()).toEqual(notNow("not-yet"));
    openFor(world, 12);
    world.clock.set(world.clock.now() + DAY);
    expect(await finish()).toEqual(notNow("not-yet"));
    expect(view()?.isOver).toBe(false);
    openFor(world, 12);
    expect(await finish()).toEqual(done);
  });

  test("nor by a computer that sleeps, or on which Wardkey is closed", async () => {
    openFor(world, 1);
    world.clock.advance(2 * DAY);
    callerNow(world);
    expect(await finish()).toEqual(notNow("not-yet"));
    world = restarted(world);
    world.clock.advance(2 * DAY);
    expect(await finish()).toEqual(notNow("not-yet"));
    openFor(world, 22.5);
    expect(await finish()).toEqual(notNow("not-yet"));
    openFor(world, 0.5);
    expect(await finish()).toEqual(done);
  });

  test("are seventy-two where fewer than two other people came by", async () => {
    await addMember(world, { name: "Kim Lee", email: "kim@northside.example" });
    halves = await sealEnvelope(world, joan, two.ruth);
    openFor(world, 24);
    expect(await finish()).toEqual(done);
    await addMember(world, { name: "Sam Cole", email: "sam@northside.example" });
    expect(await ask()).toEqual(done);
    noteSignIn(world, two.ruth);
    openFor(world, 71.5);
    expect(await finish()).toEqual(notNow("not-yet"));
    openFor(world, 0.5);
    expect(await finish()).toEqual(done);
  });

  test("come neither sooner nor later by a clock that is set back", async () => {
    world.clock.set(world.clock.now() - 2 * DAY);
    openFor(world, 23.5);
    expect(await finish()).toEqual(notNow("not-yet"));
    openFor(world, 0.5);
    expect(await finish()).toEqual(done);
  });

  test("that are not used within thirty days are over", async () => {
    shownFor(24);
    world.clock.advance(29 * DAY);
    expect(view()).toBeNull();
    expect(await finish()).toEqual(notNow("no-refounding"));
  });
});

describe("another manager, whose objection does not stop it,", () => {
  beforeEach(async () => {
    await ask();
  });

  test("ends it by taking the office from the one it is for", async () => {
    shownFor(24);
    const demoted = { before: "manager", after: "member", reason: "stolen" } as const;
    immediately(world.db, () =>
      recordEvent(world, two.ruth.id, { kind: "role-changed", subject: joan.id, data: demoted }),
    );
    expect(view()).toBeNull();
    expect(await finish()).toEqual(notNow("no-refounding"));
  });

  test("ends it for good so: nobody who comes back to the office is founded anew by hours that no screen showed", async () => {
    const changed = (before: Role, after: Role) => ({ before, after, reason: "leave" });
    const change = (data: ReturnType<typeof changed>) =>
      immediately(world.db, () => recordEvent(world, two.ruth.id, { kind: "role-changed", subject: joan.id, data }));
    change(changed("manager", "member"));
    expect(await kindsOf(() => openFor(world, 24))).toEqual([]);
    change(changed("member", "manager"));
    expect(view()).toBeNull();
    expect(await finish()).toEqual(notNow("no-refounding"));
  });

  test("leaves the way open to another one so", async () => {
    immediately(world.db, () =>
      recordEvent(world, two.ruth.id, { kind: "account-deactivated", subject: joan.id, data: { reason: "stolen" } }),
    );
    halves = await sealEnvelope(world, two.ruth, two.ruth);
    expect(await ask({ email: two.ruth.email })).toEqual(done);
    shownFor(24);
    expect(await finish({ email: two.ruth.email })).toEqual(done);
  });
});

test("the person concerned is told of the asking, at the number on file", async () => {
  giveGateway(world);
  await ask();
  const rows = world.db.prepare("SELECT about, recipient FROM outbox WHERE account = ? AND purpose = 'notice'");
  expect(rows.all(joan.id)).toEqual([{ about: "refounding-asked", recipient: joan.cellPhone }]);
});
