import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import type { DomainEvent } from "../../../src/main/core/domain/events";
import { signOut } from "../../../src/main/core/session/sessions";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { listMarked } from "../../../src/main/core/store/ledger/fold";
import { immediately } from "../../../src/main/core/store/open";
import { unlockAccount } from "../../../src/main/core/support/help-acts";
import { getSupportQueue } from "../../../src/main/core/support/support-desk";
import { signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables } from "../../support/entries";
import { failuresNow, refusedWith } from "../../support/failures";
import { helpFor } from "../../support/help";
import { meet, openedElsewhere } from "../../support/opened-elsewhere";
import { appCode, otherThan } from "../../support/phone";
import { callerNow, nobodyAt } from "../../support/session";
import { again, createContextWithApps, type PhoneOwner, restarted, typePassword } from "../../support/sign-in";

/* Whoever guesses walks from one workstation to the next; what is counted and locked at each is known where they meet. */

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;
const WRONG = "a wrong one altogether";

let north: TestContext;
let south: TestContext;
let account: PhoneOwner["account"];
let key: string;
beforeEach(async () => {
  ({ context: north, account, key } = await createContextWithApps());
  south = openedElsewhere(north);
});
afterEach(() => {
  meet(north, south);
  for (const context of [north, south]) expectReplayEqualsTables(context, account);
  expect(failuresNow(north, account.id, "windows")).toMatchObject({ count: countAt(south) });
  south.close();
  north.close();
});

const countAt = (context: TestContext) => failuresNow(context, account.id).count;
const lockedUntil = (until: number | null) => ({ ok: false, refusal: { code: "locked", until } });
const guess = (at: TestContext) => typePassword(at, account.email, WRONG);
const right = (at: TestContext) => appCode(key, at.clock.now());
const wrong = (at: TestContext) =>
  otherThan(...[-1, 0, 1].map((shift) => appCode(key, at.clock.now() + shift * 30_000)));

/** Both clocks go on. */
function later(ms: number): void {
  for (const { clock } of [north, south]) clock.advance(ms);
}

async function guesses(at: TestContext, count: number): Promise<void> {
  for (let n = 0; n < count; n++) expect(await guess(at)).toMatchObject({ ok: false });
}

/** A wrong token after the right password, as soon as it is looked at. */
async function mistypeToken(at: TestContext): Promise<void> {
  const { lockedUntilAt } = failuresNow(at, account.id);
  at.clock.advance(Math.max(0, (lockedUntilAt ?? 0) - at.clock.now()));
  expect(await typePassword(at, account.email)).toMatchObject({ ok: true });
  await submitToken(at, nobodyAt(at), { token: wrong(at), remember: false });
}

async function comeIn(at: TestContext): Promise<void> {
  at.clock.advance(MINUTE);
  expect(await typePassword(at, account.email)).toMatchObject({ ok: true });
  expect(await submitToken(at, nobodyAt(at), { token: right(at), remember: false })).toMatchObject({ ok: true });
  signOut(at, callerNow(at));
}

function unlock(at: TestContext) {
  const joan = signedInAs(at, again(at, at.manager));
  const done = unlockAccount(at, joan, helpFor(account));
  at.session.signedIn = null;
  return done;
}

test("a right password lets nobody in where a lock arrives from elsewhere while it is looked at", async () => {
  await guesses(south, 5);
  const { hashing } = north;
  const meeting = {
    ...hashing,
    verifyPassword: async (...asked: Parameters<typeof hashing.verifyPassword>) => {
      const verified = await hashing.verifyPassword(...asked);
      meet(north, south);
      return verified;
    },
  };
  expect(await typePassword({ ...north, hashing: meeting }, account.email)).toMatchObject({
    ok: false,
    refusal: { code: "locked" },
  });
  expect(countAt(north)).toBe(5);
});

describe("guesses at one workstation after the other", () => {
  test("add up: four at each are eight, and the next one locks for what nine do, wherever it is typed", async () => {
    for (const context of [north, south]) await guesses(context, 4);
    expect([countAt(north), countAt(south)]).toEqual([4, 4]);
    meet(north, south);
    expect([countAt(north), countAt(south)]).toEqual([8, 8]);
    const until = south.clock.now() + 16 * MINUTE;
    expect(await guess(south)).toEqual(lockedUntil(until));
    meet(north, south);
    expect(await typePassword(north, account.email)).toEqual(lockedUntil(until));
    later(16 * MINUTE);
    expect(await typePassword(north, account.email)).toMatchObject({ ok: true });
  });

  test("that meet after each one lock at the fifth, at all of them", async () => {
    for (const at of [north, south, north, south]) {
      await guesses(at, 1);
      meet(north, south);
    }
    const until = north.clock.now() + MINUTE;
    expect(await guess(north)).toEqual(lockedUntil(until));
    meet(north, south);
    expect(await typePassword(south, account.email)).toEqual(lockedUntil(until));
  });

  test("hold where they are twenty together after a right password, as soon as they meet", async () => {
    for (const context of [north, south]) for (let n = 0; n < 12; n++) await mistypeToken(context);
    expect(failuresNow(south, account.id)).toMatchObject({ towardsHoldAfterPassword: 12, held: false });
    meet(north, south);
    for (const context of [north, south]) {
      context.clock.advance(YEAR);
      expect(failuresNow(context, account.id)).toMatchObject({ count: 24, held: true });
      expect(await typePassword(context, account.email)).toEqual(lockedUntil(null));
    }
    const locked = entriesAbout(south, account).filter(({ kind }) => kind === "account-locked");
    expect(locked.at(-1)?.data).toMatchObject({ until: null, factor: "app", together: true });
    expect(unlock(south)).toMatchObject({ ok: true });
    meet(north, south);
    expect(failuresNow(north, account.id)).toMatchObject({ count: 24, towardsHold: 0, held: false });
  });

  test("are there after a restart", async () => {
    await guesses(south, 4);
    meet(north, south);
    north = restarted(north);
    expect(countAt(north)).toBe(4);
    expect(await guess(north)).toEqual(lockedUntil(north.clock.now() + MINUTE));
  });
});

describe("a sign-in at one workstation", () => {
  test("clears what it had seen, wherever it was; what was typed elsewhere meanwhile still counts", async () => {
    await guesses(north, 3);
    meet(north, south);
    await guesses(north, 1);
    await comeIn(south);
    expect([countAt(north), countAt(south)]).toEqual([4, 0]);
    meet(north, south);
    expect([countAt(north), countAt(south)]).toEqual([1, 1]);
  });

  test("does not open what was locked elsewhere before they met", async () => {
    await guesses(north, 5);
    later(MINUTE);
    await guesses(north, 1);
    const until = north.clock.now() + 2 * MINUTE;
    await comeIn(south);
    meet(north, south);
    for (const context of [north, south])
      expect(await typePassword(context, account.email)).toEqual(lockedUntil(until));
  });

  test("gives the app back the wrong codes that it had seen, and no others", async () => {
    for (let n = 0; n < 3; n++) await mistypeToken(north);
    meet(north, south);
    await mistypeToken(north);
    await comeIn(south);
    meet(north, south);
    for (const { db } of [north, south]) expect(findAuthenticator(db, account.id, "active")?.failures).toBe(1);
  });
});

describe("an unlock by support", () => {
  test("lifts what it had seen; a lock until support acts that it had not seen stays", async () => {
    for (let n = 0; n < 20; n++) await mistypeToken(north);
    await guesses(south, 5);
    expect(unlock(south)).toMatchObject({ ok: true });
    expect(await typePassword(south, account.email)).toMatchObject({ ok: true });
    meet(north, south);
    for (const context of [north, south]) expect(await typePassword(context, account.email)).toEqual(lockedUntil(null));
    expect(unlock(south)).toMatchObject({ ok: true });
    meet(north, south);
    for (const context of [north, south])
      expect(await typePassword(context, account.email)).toMatchObject({ ok: true });
    expect(countAt(north)).toBe(25);
  });

  test("of such a lock leaves twenty tries to the next one, but for those that it had not seen", async () => {
    for (let n = 0; n < 12; n++) await mistypeToken(south);
    for (let n = 0; n < 20; n++) await mistypeToken(north);
    expect(unlock(north)).toMatchObject({ ok: true });
    meet(north, south);
    const counted = { count: 32, towardsHoldAfterPassword: 12, held: false };
    for (const context of [north, south]) expect(failuresNow(context, account.id)).toMatchObject(counted);
    for (let n = 0; n < 8; n++) await mistypeToken(north);
    expect(failuresNow(north, account.id).held).toBe(true);
  });
});

describe("a clock that is a year ahead", () => {
  beforeEach(() => north.clock.advance(YEAR));

  test("locks nobody at another workstation for a year; the guesses count there", async () => {
    await guesses(north, 5);
    meet(north, south);
    expect(await typePassword(south, account.email)).toMatchObject({ ok: true });
    expect(await guess(south)).toEqual(lockedUntil(south.clock.now() + 2 * MINUTE));
    const queue = getSupportQueue(south, signedInAs(south, again(south, south.manager)), {});
    expect(queue).toMatchObject({ ok: true, value: { locked: { total: 1 } } });
  });

  test("of a workstation that guesses are typed at opens no lock of another one", async () => {
    await guesses(south, 5);
    const until = south.clock.now() + MINUTE;
    await comeIn(north);
    meet(north, south);
    expect(await typePassword(south, account.email)).toEqual(lockedUntil(until));
  });
});

describe("an authenticator that is guessed at a hundred times by all together", () => {
  const entry = (): DomainEvent => ({
    kind: "attempt-refused",
    subject: account.id,
    data: {
      ...refusedWith("app", { signIn: null, recovery: null }, 0),
      authenticator: { id: findAuthenticator(north.db, account.id, "active")?.id ?? "" },
    },
  });
  function fail(at: TestContext, count: number): void {
    immediately(at.db, () => {
      for (let n = 0; n < count; n++) recordEvent(at, null, entry());
    });
  }
  const revocations = () => entriesAbout(north, account).filter(({ kind }) => kind === "authenticator-revoked");

  test("is out of use where they meet, in the same transaction, and leaves no weaker way in than one workstation would", async () => {
    fail(north, 50);
    fail(south, 49);
    meet(north, south);
    expect(findAuthenticator(south.db, account.id, "active")?.failures).toBe(99);
    fail(north, 1);
    expect(revocations()).toHaveLength(0);
    meet(north, south);
    for (const context of [north, south]) {
      expect(findAuthenticator(context.db, account.id, "active")).toBe(undefined);
      // Without a gateway no token goes out by text.
      expect(again(context, account)).toMatchObject({ twoFactor: "none", setupDue: true, setupCodeNeeded: true });
    }
    expect(revocations().map(({ data }) => data)).toEqual([
      expect.objectContaining({ cause: "too-many-failures", left: "none" }),
    ]);
  });

  test("of an account with very many entries is out of use before anybody gets in", async () => {
    fail(south, 60);
    later(MINUTE);
    immediately(north.db, () => {
      for (let n = 0; n < 600; n++)
        recordEvent(north, account.id, { kind: "signed-out", subject: account.id, data: {} });
    });
    fail(north, 60);
    meet(north, south);
    expect(listMarked(north.db)).toEqual([account.id]);
    expect(await typePassword(north, account.email)).toEqual({ ok: true, value: { next: "setup" } });
    expect(findAuthenticator(north.db, account.id, "active")).toBe(undefined);
  });
});
