import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/methods";
import { ok } from "../../../src/contract/result";
import type { Role } from "../../../src/contract/vocabulary";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import { formatRecoveryKey, RECOVERY_KEY_BYTES } from "../../../src/main/core/domain/recovery-key";
import {
  askManagerRecovery,
  finishManagerRecovery,
  managerRecoveryView,
} from "../../../src/main/core/recovery/manager-recovery";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { countCodes } from "../../../src/main/core/store/codes";
import { listOpenConflicts } from "../../../src/main/core/store/conflicts";
import { immediately } from "../../../src/main/core/store/open";
import { ingest } from "../../../src/main/core/workstations/ingest";
import { addAccount, type TestContext } from "../../support/context";
import { type Halves, openFor, printEmergencyCodes } from "../../support/emergency-codes";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { createTwoManagers, type TwoManagers } from "../../support/managers";
import { callerNow, nobodyAt } from "../../support/session";
import { addMember, again, noteSignIn, restarted, typePassword } from "../../support/sign-in";
import { enableByApp, giveGateway } from "../../support/two-factor";
import { added, chainOf, createWorkstation, hand, write } from "../../support/workstations";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const NEW = "seven quiet otters swim upstream";
const REASON = "Phone, codes and password are lost";

let two: TwoManagers;
let context: TestContext;
/** The one who lost everything. */
let joan: Account;
let halves: Halves;
beforeEach(async () => {
  two = await createTwoManagers();
  ({ context } = two);
  joan = again(context, context.manager);
  halves = await printEmergencyCodes(context, joan, two.ruth);
  context.clock.advance(HOUR);
});
afterEach(() => {
  expectReplayEqualsTables(context, joan);
  context.close();
});

const ask = (more: Partial<InputOf<"askManagerRecovery">> = {}) =>
  askManagerRecovery(context, nobodyAt(context), {
    ...{ email: joan.email, recoveryKey: context.recoveryKey, reason: REASON },
    ...halves,
    ...more,
  });
const finish = (more: Partial<InputOf<"finishManagerRecovery">> = {}) =>
  finishManagerRecovery(context, nobodyAt(context), {
    email: joan.email,
    recoveryKey: context.recoveryKey,
    password: NEW,
    ...more,
  });
const done = ok(null);
const refused = { ok: false, refusal: { code: "recovery-refused" } };
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const otherKey = () => formatRecoveryKey(context.random.bytes(RECOVERY_KEY_BYTES));
const otherHalf = "0000-0000-0000-0000-0000";
const view = (caller: Caller = nobodyAt(context)) => managerRecoveryView(context, caller);
const kindsOf = async (act: () => unknown) =>
  (await kindsLeftBy(context, undefined, act)).filter((kind) => !kind.startsWith("notice-"));
/** Wardkey is open for so many hours, in which the other manager signs in. */
const shownFor = (hours: number) => {
  noteSignIn(context, two.ruth);
  openFor(context, hours);
};

describe("kit and emergency codes", () => {
  test("ask for it: the codes are used up, and every screen shows it, with the name to whoever may see people", async () => {
    expect(view()).toBeNull();
    const askedAt = context.clock.now();
    expect(await kindsOf(async () => expect(await ask()).toEqual(done))).toEqual([
      "emergency-codes-opened",
      "manager-recovery-asked",
    ]);
    expect(newestEntry(context, undefined, "emergency-codes-opened")).toMatchObject({
      actor: null,
      data: { for: "manager-recovery" },
    });
    const entry = newestEntry(context, joan, "manager-recovery-asked");
    expect(entry).toMatchObject({
      actor: null,
      data: { endsAt: askedAt + 30 * DAY, reason: REASON },
    });
    const shown = { id: entry?.data.recovery, isOver: false, expectedAt: askedAt + DAY, endsAt: askedAt + 30 * DAY };
    expect(view()).toEqual({ ...shown, name: null });
    expect(view({ session: context.session, sessionState: "member", account: joan.id, role: "member" })).toEqual({
      ...shown,
      name: null,
    });
    expect(view({ session: context.session, sessionState: "locked", account: joan.id, role: "manager" })).toEqual({
      ...shown,
      name: null,
    });
    for (const sessionState of ["support", "auditor", "manager", "emergency-access"] as const) {
      expect(view({ session: context.session, sessionState, account: joan.id, role: "manager" })).toEqual({
        ...shown,
        name: "Joan Price",
      });
    }
    expect(context.session.signedIn).toBeNull();
  });

  test("give a new password after 24 hours, and two-factor anew: nobody is signed in, nothing else is reached", async () => {
    await ask();
    shownFor(24);
    expect(view()?.isOver).toBe(true);
    const before = failuresNow(context, joan.id);
    expect(await kindsOf(async () => expect(await finish()).toEqual(done))).toEqual([
      "manager-recovery-finished",
      "password-set",
    ]);
    expect(newestEntry(context, joan, "password-set")?.data.by).toBe("recovery");
    expect(failuresNow(context, joan.id)).toEqual(before);
    expect(context.session.signedIn).toBeNull();
    expect(view()).toBeNull();
    expect(again(context, joan)).toMatchObject({ twoFactor: "none", role: "manager", setupDue: true });
    for (const sort of ["recovery-code", "remembered-sign-in", "text-token"] as const) {
      expect([sort, countCodes(context.db, joan.id, sort, "open")]).toEqual([sort, 0]);
    }
    expect(await typePassword(context, joan.email)).toMatchObject({ refusal: { code: "wrong-credentials" } });
    expect(await typePassword(context, joan.email, NEW)).toEqual({ ok: true, value: { next: "setup" } });
    expect(callerNow(context).sessionState).toBe("setup-only");
    await enableByApp(context, callerNow(context));
    expect(callerNow(context).sessionState).toBe("manager");
    expect(await finish()).toEqual(notNow("no-manager-recovery"));
  });

  test("lift a hold, which nobody else could: the way back is open despite it", async () => {
    for (let failure = 0; failure < 20; failure++) {
      await typePassword(context, joan.email);
      await submitToken(context, nobodyAt(context), { token: "1", remember: false });
      context.clock.advance(HOUR);
    }
    expect(await typePassword(context, joan.email)).toEqual({ ok: false, refusal: { code: "locked", until: null } });
    expect(await ask()).toEqual(done);
    shownFor(24);
    expect(await finish()).toEqual(done);
    expect(failuresNow(context, joan.id)).toMatchObject({ count: 20, held: false });
    expect(await typePassword(context, joan.email, NEW)).toEqual({ ok: true, value: { next: "setup" } });
  });

  test("fifty times at once ask once, and found anew once", async () => {
    const asked = await Promise.all(Array.from({ length: 10 }, () => ask()));
    expect(asked.filter(({ ok: isOk }) => isOk)).toEqual([done]);
    context.clock.advance(HOUR);
    shownFor(24);
    const finished = await Promise.all(Array.from({ length: 10 }, () => finish()));
    expect(finished.filter(({ ok: isOk }) => isOk)).toEqual([done]);
  });
});

describe("anything less is refused alike, and counted on that account", () => {
  test("the kit without the emergency codes, either half alone, and both halves without the kit", async () => {
    const tries: readonly [Partial<InputOf<"askManagerRecovery">>, string][] = [
      [{ first: otherHalf, second: otherHalf }, "emergency-access"],
      [{ second: halves.first }, "emergency-access"],
      [{ first: halves.second }, "emergency-access"],
      [{ recoveryKey: otherKey() }, "recovery-key"],
    ];
    for (const [less, factor] of tries) {
      expect(await ask(less)).toEqual(refused);
      expect(newestEntry(context, joan, "attempt-refused")?.data).toMatchObject({ factor, during: "recovery" });
    }
    expect(failuresNow(context, joan.id)).toMatchObject({ count: 4, towardsHoldAfterPassword: 0 });
    expect(view()).toBeNull();
    expect(await ask()).toEqual(done);
  });

  test("for whoever is no active manager, and for an e-mail that belongs to nobody; all lock", async () => {
    const member = await addMember(context, { name: "Kim Lee", email: "kim@northside.example" });
    const gone = await two.addManager("Pat Moss", "pat@northside.example");
    const left = { kind: "account-deactivated", subject: gone.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, null, left));
    const said: unknown[][] = [];
    for (const email of ["nobody@northside.example", member.email, gone.email]) {
      const replies: unknown[] = [];
      for (let attempt = 0; attempt < 6; attempt++) replies.push(await ask({ email }));
      said.push(replies);
    }
    const known: unknown[] = [];
    for (let attempt = 0; attempt < 6; attempt++) known.push(await ask({ recoveryKey: otherKey() }));
    for (const replies of said) expect(replies).toEqual(known);
    expect(known[0]).toEqual(refused);
    expect(known[5]).toEqual({ ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } });
    context = restarted(context);
    expect(await ask()).toMatchObject({ refusal: { code: "locked" } });
    context.clock.advance(60_000);
    expect(await ask()).toEqual(done);
  });

  test("a slip shows by itself before anything is compared, and nothing is counted", async () => {
    const groups = context.recoveryKey.split("-");
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
    halves = await printEmergencyCodes(context, joan, two.ruth);
    expect(await ask({ email: two.ruth.email })).toEqual(notNow("already-asked"));
    expect(view()?.id).toBe(newestEntry(context, joan, "manager-recovery-asked")?.data.recovery);
  });

  test("to finish takes the kit again, and the e-mail that it was asked for", async () => {
    await ask();
    shownFor(24);
    expect(await finish({ recoveryKey: otherKey() })).toEqual(refused);
    expect(await finish({ email: two.ruth.email })).toEqual(refused);
    expect(await finish({ email: "nobody@northside.example" })).toEqual(refused);
    expect(failuresNow(context, joan.id).count).toBe(1);
    expect(failuresNow(context, two.ruth.id).count).toBe(1);
    expect(await finish({ password: "Price lanterns over Bristol" })).toMatchObject({
      refusal: { code: "bad-password", problem: "contains-name" },
    });
    expect(await finish()).toEqual(done);
  });
});

describe("24 hours in which everybody can see it", () => {
  beforeEach(async () => {
    await ask();
    noteSignIn(context, two.ruth);
  });

  test("are hours in which Wardkey is open; each half hour of them is an entry", async () => {
    const kinds = await kindsOf(() => openFor(context, 23.5));
    expect(kinds).toEqual(Array.from({ length: 47 }, () => "notices-shown"));
    expect(await finish()).toEqual(notNow("not-yet"));
    openFor(context, 0.5);
    expect(await finish()).toEqual(done);
  });

  test("are not passed by a clock that is set forward", async () => {
    context.clock.set(context.clock.now() + 2 * DAY);
    expect(await finish()).toEqual(notNow("not-yet"));
    openFor(context, 12);
    context.clock.set(context.clock.now() + DAY);
    expect(await finish()).toEqual(notNow("not-yet"));
    expect(view()?.isOver).toBe(false);
    openFor(context, 12);
    expect(await finish()).toEqual(done);
  });

  test("nor by a computer that sleeps, or on which Wardkey is closed", async () => {
    openFor(context, 1);
    context.clock.advance(2 * DAY);
    callerNow(context);
    expect(await finish()).toEqual(notNow("not-yet"));
    context = restarted(context);
    context.clock.advance(2 * DAY);
    expect(await finish()).toEqual(notNow("not-yet"));
    openFor(context, 22.5);
    expect(await finish()).toEqual(notNow("not-yet"));
    openFor(context, 0.5);
    expect(await finish()).toEqual(done);
  });

  test("are seventy-two where fewer than two other people came by", async () => {
    await addMember(context, { name: "Kim Lee", email: "kim@northside.example" });
    halves = await printEmergencyCodes(context, joan, two.ruth);
    openFor(context, 24);
    expect(await finish()).toEqual(done);
    await addMember(context, { name: "Sam Cole", email: "sam@northside.example" });
    expect(await ask()).toEqual(done);
    noteSignIn(context, two.ruth);
    openFor(context, 71.5);
    expect(await finish()).toEqual(notNow("not-yet"));
    openFor(context, 0.5);
    expect(await finish()).toEqual(done);
  });

  test("come neither sooner nor later by a clock that is set back", async () => {
    context.clock.set(context.clock.now() - 2 * DAY);
    openFor(context, 23.5);
    expect(await finish()).toEqual(notNow("not-yet"));
    openFor(context, 0.5);
    expect(await finish()).toEqual(done);
  });

  test("that are not used within thirty days are over", async () => {
    shownFor(24);
    context.clock.advance(29 * DAY);
    expect(view()).toBeNull();
    expect(await finish()).toEqual(notNow("no-manager-recovery"));
  });
});

describe("another manager, whose objection does not stop it,", () => {
  beforeEach(async () => {
    await ask();
  });

  test("ends it by taking the role from the one it is for", async () => {
    shownFor(24);
    const demoted = { before: "manager", after: "member", reason: "stolen" } as const;
    immediately(context.db, () =>
      recordEvent(context, two.ruth.id, { kind: "role-changed", subject: joan.id, data: demoted }),
    );
    expect(view()).toBeNull();
    expect(await finish()).toEqual(notNow("no-manager-recovery"));
  });

  test("ends it for good so: nobody who gets the role again is let in by hours that no screen showed", async () => {
    const changed = (before: Role, after: Role) => ({ before, after, reason: "leave" });
    const change = (data: ReturnType<typeof changed>) =>
      immediately(context.db, () =>
        recordEvent(context, two.ruth.id, { kind: "role-changed", subject: joan.id, data }),
      );
    change(changed("manager", "member"));
    expect(await kindsOf(() => openFor(context, 24))).toEqual([]);
    change(changed("member", "manager"));
    expect(view()).toBeNull();
    expect(await finish()).toEqual(notNow("no-manager-recovery"));
  });

  test("leaves the way open to another one so", async () => {
    immediately(context.db, () =>
      recordEvent(context, two.ruth.id, { kind: "account-deactivated", subject: joan.id, data: { reason: "stolen" } }),
    );
    halves = await printEmergencyCodes(context, two.ruth, two.ruth);
    expect(await ask({ email: two.ruth.email })).toEqual(done);
    shownFor(24);
    expect(await finish({ email: two.ruth.email })).toEqual(done);
  });
});

test("the person concerned is told of the asking, at the number on file", async () => {
  giveGateway(context);
  await ask();
  const rows = context.db.prepare("SELECT about, recipient FROM outbox WHERE account = ? AND purpose = 'notice'");
  expect(rows.all(joan.id)).toEqual([{ about: "manager-recovery-asked", recipient: joan.cellPhone }]);
});

describe("where workstations recorded apart what left the practice no manager", () => {
  /** Joan demotes Ruth here, and at another workstation somebody demotes Joan. */
  function demoteEachOther(): void {
    immediately(context.db, () => recordEvent(context, null, added("elsewhere")));
    const elsewhere = createWorkstation("elsewhere", context.clock.now());
    const here = { id: context.workstation, db: context.db, clock: 0 };
    hand(here, elsewhere, here.id);
    const demoted = { before: "manager", after: "member", reason: "" } as const;
    immediately(context.db, () =>
      recordEvent(context, joan.id, { kind: "role-changed", subject: two.ruth.id, data: demoted }),
    );
    write(elsewhere, { kind: "role-changed", subject: joan.id, data: demoted }, { actor: two.ruth.id });
    ingest(context, chainOf(elsewhere, elsewhere.id), []);
    elsewhere.db.close();
  }

  test("both lose their role, which is listed, and it makes one of them a manager again", async () => {
    demoteEachOther();
    expect([again(context, joan).role, again(context, two.ruth).role]).toEqual(["member", "member"]);
    expect(listOpenConflicts(context.db).map(({ what }) => what)).toEqual(["no-manager", "demoted-each-other"]);
    expect(await ask()).toEqual(done);
    shownFor(24);
    expect(await kindsOf(async () => expect(await finish()).toEqual(done))).toEqual([
      "role-changed",
      "conflict-settled",
      "conflict-settled",
      "manager-recovery-finished",
      "password-set",
    ]);
    expect([again(context, joan).role, again(context, two.ruth).role]).toEqual(["manager", "member"]);
    expect(listOpenConflicts(context.db)).toEqual([]);
  });

  test("one who was deactivated is brought back by it", async () => {
    demoteEachOther();
    immediately(context.db, () =>
      recordEvent(context, null, { kind: "account-deactivated", subject: joan.id, data: { reason: "left" } }),
    );
    await ask();
    shownFor(24);
    expect(await finish()).toEqual(done);
    expect(again(context, joan)).toMatchObject({ role: "manager", deactivatedAt: null, enrollmentOpen: true });
    expect((await typePassword(context, joan.email, NEW)).ok).toBe(true);
  });

  test("it is not for whoever was no manager then", async () => {
    const earlier = addAccount(context, { name: "Otto", email: "otto@x.example", role: "manager" });
    const demoted = { before: "manager", after: "member", reason: "" } as const;
    immediately(context.db, () =>
      recordEvent(context, joan.id, { kind: "role-changed", subject: earlier.id, data: demoted }),
    );
    demoteEachOther();
    expect(await ask({ email: earlier.email })).toEqual(refused);
    expect(await ask({ email: two.ruth.email })).toEqual(done);
  });

  test("nobody who was demoted is taken while there is a manager", async () => {
    const demoted = { before: "manager", after: "member", reason: "" } as const;
    immediately(context.db, () =>
      recordEvent(context, two.ruth.id, { kind: "role-changed", subject: joan.id, data: demoted }),
    );
    expect(await ask()).toEqual(refused);
  });
});
