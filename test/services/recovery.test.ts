import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RECOVERY_CODES_BYTES, recoveryCodesFrom, shownRecoveryCode } from "../../src/main/domain/recovery-codes";
import { formatRecoveryKey } from "../../src/main/domain/recovery-key";
import { recoverOnlyManager } from "../../src/main/services/recovery";
import { submitToken } from "../../src/main/services/sign-in";
import { callerNow } from "../../src/main/services/stance";
import { recordEvent } from "../../src/main/services/world";
import type { Account } from "../../src/main/store/accounts";
import { listCodes } from "../../src/main/store/codes";
import { readFailures } from "../../src/main/store/failures";
import { immediately } from "../../src/main/store/open";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../support/entries";
import {
  addMember,
  again,
  cheapHashing,
  choosePassword,
  giveRecoveryCodes,
  NOBODY,
  restarted,
  setUpApp,
  typePassword,
} from "../support/sign-in";
import { enableByApp } from "../support/two-factor";
import { createWorld, type TestWorld } from "../support/world";

let world: TestWorld;
let manager: Account;
/** Two recovery codes of the manager, as printed. */
let codes: readonly string[];

beforeEach(async () => {
  world = { ...createWorld(), hashing: cheapHashing };
  manager = await choosePassword(world, world.manager);
  await setUpApp(world, manager);
  codes = recoveryCodesFrom(world.dice.bytes(RECOVERY_CODES_BYTES)).map(shownRecoveryCode).slice(0, 2);
  giveRecoveryCodes(world, manager, ...codes);
});
afterEach(() => {
  expectReplayEqualsTables(world, manager);
  world.close();
});

const NEW = "seven lanterns over Bristol";
const refused = { ok: false, refusal: { code: "recovery-refused" } };
const done = { ok: true, value: null };

type Typed = { email?: string; recoveryKey?: string; recoveryCode?: string; password?: string };
function recover(typed: Typed = {}) {
  const { recoveryCode = codes[0] ?? "", ...others } = typed;
  const by = { factor: "recovery-code", code: recoveryCode } as const;
  const right = { email: manager.email, recoveryKey: world.recoveryKey, by, password: NEW };
  return recoverOnlyManager(world, NOBODY, { ...right, ...others });
}
const otherKey = () => formatRecoveryKey(world.dice.bytes(20));

describe("a practice's only manager who lost everything", () => {
  test("comes back with the recovery kit and a recovery code: with a new password, and signed in by neither", async () => {
    const left = await kindsLeftBy(world, manager, async () => expect(await recover()).toEqual(done));
    expect(left).toEqual(["recovery-kit-used", "password-set"]);
    expect(newestEntry(world, manager, "password-set")?.data.by).toBe("recovery");
    expect(callerNow(world)).toEqual(NOBODY);
    expect(world.memory.session).toBeNull();
  });

  test("signs in with the new password then, and reaches nothing before two-factor is set up anew", async () => {
    await recover();
    expect(again(world, manager)).toMatchObject({ twoFactor: "none", setUpDue: true, setUpCodeNeeded: false });
    expect(await typePassword(world, manager.email)).toMatchObject({ refusal: { code: "wrong-credentials" } });
    expect(await typePassword(world, manager.email, NEW)).toEqual({ ok: true, value: { next: "set-up" } });
    expect(callerNow(world).stance).toBe("set-up-only");
    await enableByApp(world, callerNow(world));
    expect(callerNow(world).stance).toBe("manager");
  });

  test("spends the code with it, and all others are void", async () => {
    await recover();
    expect(
      listCodes(world.db, manager.id, "recovery-code")
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(["revoked", "spent"]);
    expect(await recover()).toEqual(refused);
    expect(await recover({ recoveryCode: codes[1] ?? "" })).toEqual(refused);
  });

  test("comes back though held until support acts, which nobody else could do", async () => {
    for (let failure = 0; failure < 20; failure++) {
      await typePassword(world, manager.email);
      await submitToken(world, NOBODY, { token: "1", remember: false });
      world.clock.advance(60 * 60_000);
    }
    expect(await typePassword(world, manager.email)).toEqual({ ok: false, refusal: { code: "locked", until: null } });
    expect(await recover()).toEqual(done);
    expect(readFailures(world.db, manager.id)).toMatchObject({ count: 20, held: false });
    expect(await typePassword(world, manager.email, NEW)).toMatchObject({ ok: true });
    expect(readFailures(world.db, manager.id).count).toBe(0);
  });

  test("fifty times at once comes back once", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => recover()));
    expect(answers.filter(({ ok }) => ok)).toEqual([done]);
  });
});

describe("anything less is refused, and counts", () => {
  test("the recovery key alone, the recovery code alone", async () => {
    expect(await recover({ recoveryCode: "aaaa-bbbb-cccc-dddd" })).toEqual(refused);
    expect(newestEntry(world, manager, "attempt-refused")?.data).toMatchObject({
      factor: "recovery-code",
      during: "recovery",
    });
    expect(await recover({ recoveryKey: otherKey() })).toEqual(refused);
    expect(newestEntry(world, manager, "attempt-refused")?.data).toMatchObject({
      factor: "recovery-key",
      cause: "wrong",
    });
    expect(readFailures(world.db, manager.id)).toMatchObject({ count: 2, towardsHoldAfterPassword: 0 });
  });

  test("where another manager is active, who can help", async () => {
    await addMember(world, { email: "ana@northside.example", role: "manager" });
    expect(await recover()).toEqual(refused);
    const ana = { ...world.manager, id: newestEntry(world, undefined, "account-created")?.subject ?? "" };
    const event = { kind: "account-deactivated", subject: ana.id, data: { reason: "left" } } as const;
    immediately(world.db, () => recordEvent(world, manager.id, event));
    expect(await recover()).toEqual(done);
  });

  test("for a member, with a recovery code of their own", async () => {
    const member = await addMember(world);
    giveRecoveryCodes(world, member, codes[1] ?? "");
    expect(await recover({ email: member.email, recoveryCode: codes[1] ?? "" })).toEqual(refused);
    expect(await recover({ recoveryCode: codes[1] ?? "" })).toEqual(done);
  });

  test("alike for an e-mail that belongs to nobody, and both lock", async () => {
    const answers = { known: [] as unknown[], unknown: [] as unknown[] };
    for (let attempt = 0; attempt < 6; attempt++) {
      answers.known.push(await recover({ recoveryKey: otherKey() }));
      answers.unknown.push(await recover({ email: "nobody@northside.example" }));
    }
    expect(answers.known).toEqual(answers.unknown);
    expect(answers.known[0]).toEqual(refused);
    expect(answers.known[5]).toEqual({ ok: false, refusal: { code: "locked", until: world.clock.now() + 60_000 } });
    world = restarted(world);
    expect(await recover()).toMatchObject({ refusal: { code: "locked" } });
    world.clock.advance(60_000);
    expect(await recover()).toEqual(done);
  });

  test("failures during a hold go on locking for a time, an hour at most", async () => {
    for (let failure = 0; failure < 20; failure++) {
      await typePassword(world, manager.email);
      await submitToken(world, NOBODY, { token: "1", remember: false });
      world.clock.advance(60 * 60_000);
    }
    const until = world.clock.now() + 60 * 60_000;
    expect(await recover({ recoveryKey: otherKey() })).toEqual({ ok: false, refusal: { code: "locked", until } });
    expect(await recover()).toEqual({ ok: false, refusal: { code: "locked", until } });
    expect(readFailures(world.db, manager.id)).toMatchObject({ count: 21, held: true });
    world.clock.advance(60 * 60_000);
    expect(await recover()).toEqual(done);
  });
});

describe("what is said before anything is compared", () => {
  test("which group of the key was mistyped, by its check character; nothing is counted", async () => {
    const groups = world.recoveryKey.split("-");
    groups[2] = `${groups[2]?.startsWith("7") ? "8" : "7"}${groups[2]?.slice(1)}`;
    const left = await kindsLeftBy(world, undefined, async () => {
      const answer = await recover({ recoveryKey: groups.join("-") });
      expect(answer).toEqual({ ok: false, refusal: { code: "wrong-key", group: 3 } });
    });
    expect(left).toEqual([]);
  });

  test("that the new password is not good enough for a manager; nothing is spent", async () => {
    expect(await recover({ password: "qZ7!wv-Krx2m9T" })).toMatchObject({
      refusal: { code: "bad-password", problem: "too-short" },
    });
    expect(await recover({ password: "Price lanterns over Bristol" })).toMatchObject({
      refusal: { code: "bad-password", problem: "contains-name" },
    });
    expect(listCodes(world.db, manager.id, "recovery-code", "open")).toHaveLength(2);
    expect(readFailures(world.db, manager.id).count).toBe(0);
  });
});
