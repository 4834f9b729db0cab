import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkProof, stepUp, unlock } from "../../../src/main/core/authentication/proof";
import {
  useRecoveryCode as spendRecoveryCode,
  submitToken,
  useBypassCode,
} from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import { openEmergencyAccess } from "../../../src/main/core/emergency/emergency-access";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { redeemSetupCode } from "../../../src/main/core/enrollment/two-factor-setup";
import { askManagerRecovery } from "../../../src/main/core/recovery/manager-recovery";
import { recoverOnlyManager } from "../../../src/main/core/recovery/only-manager";
import type { Caller } from "../../../src/main/core/session/session";
import { signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { immediately } from "../../../src/main/core/store/open";
import { createTestContext, PASSWORD, signedInAs, type TestContext } from "../../support/context";
import { printEmergencyCodes } from "../../support/emergency-codes";
import { require, ruleOf, type TypedRule } from "../../support/enforced";
import { entriesAbout, expectReplayEqualsTables } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { createTwoManagers } from "../../support/managers";
import { appCode, otherThan } from "../../support/phone";
import { callerNow, lockBecause, nobodyAt } from "../../support/session";
import {
  addMember,
  addMemberWithApp,
  again,
  cheapHashing,
  choosePassword,
  giveCode,
  giveRecoveryCodes,
  setUpApp,
  setUpText,
  typePassword,
} from "../../support/sign-in";

/*
 * LOCK-5 and LOCK-6: a success clears only what it proved. Whoever knows a password, and guesses at what comes after
 * it, gets no guess back by what the password alone opens; and a stranger's guesses at passwords lock everybody alike.
 */

let context: TestContext;
beforeEach(() => {
  context = { ...createTestContext(), hashing: cheapHashing };
});
afterEach(() => {
  expectReplayEqualsTables(context);
  context.close();
});

const WRONG = "a wrong one altogether";
const HOUR_MS = 60 * 60_000;
const PERIOD_MS = 30_000;
const RECOVERY_CODE = "AAAA-BBBB-CCCC-DDDD";

const failuresOf = ({ id }: { readonly id: string }) => failuresNow(context, id);
const appFailures = ({ id }: { readonly id: string }) => findAuthenticator(context.db, id, "active")?.failures;
const evaluated = (account: Account) => entriesAbout(context, account).filter(({ kind }) => kind === "attempt-refused");
const leave = () => signOut(context, callerNow(context));
const wrongToken = (key: string) =>
  otherThan(...[-1, 0, 1].map((shift) => appCode(key, context.clock.now() + shift * PERIOD_MS)));
const rightToken = (key: string) => {
  context.clock.advance(2 * PERIOD_MS);
  return appCode(key, context.clock.now());
};
const typeRecoveryCode = () => spendRecoveryCode(context, nobodyAt(context), { code: RECOVERY_CODE });
const typeToken = (token: string, remember = false) => submitToken(context, nobodyAt(context), { token, remember });
const asJoan = <T>(does: (caller: Caller) => T): T => {
  const done = does(signedInAs(context, again(context, context.manager)));
  context.session.signedIn = null;
  return done;
};
const requireOf = async (rule: Partial<TypedRule>) => {
  // There has to be a manager who gets in.
  await setUpApp(context, await choosePassword(context, context.manager));
  asJoan((caller) => require(context, caller, ruleOf({ applies: { to: "role", role: "member" }, ...rule })));
};
/** Guesses on through every lock. */
async function guess(times: number, account: Account, attempt: () => Promise<unknown>) {
  for (let done = 0; done < times; done++) {
    await attempt();
    const { lockedUntilAt } = failuresOf(account);
    if (lockedUntilAt !== null) context.clock.advance(Math.max(0, lockedUntilAt - context.clock.now()));
  }
}

function rememberFor(rememberDays: number) {
  const before = { name: "Northside Clinic", region: "US", timeZone: "America/Chicago", stillStuck: null } as const;
  const settings = { ...before, textTokenMinutes: 10, digits: 7, idleMinutes: 10, rememberDays } as const;
  const data = { before: { ...settings, rememberDays: 0 }, after: settings };
  immediately(context.db, () => recordEvent(context, null, { kind: "settings-changed", subject: null, data }));
}

describe("no guess is given back by", () => {
  test("a remembered sign-in: password and workstation, four wrong tokens, sign out, and again", async () => {
    rememberFor(30);
    const { account, key } = await addMemberWithApp(context);
    await typePassword(context, account.email);
    await typeToken(rightToken(key), true);
    leave();
    for (let round = 0; round < 28; round++) {
      await typePassword(context, account.email);
      for (let tries = 0; tries < 4; tries++) {
        await checkProof(context, callerNow(context), { password: PASSWORD, token: wrongToken(key) }, "addPerson");
      }
      if (callerNow(context).account !== null) leave();
    }
    expect(evaluated(account)).toHaveLength(5);
    expect(failuresOf(account)).toMatchObject({ count: 5 });
    expect(appFailures(account)).toBe(5);
    await guess(95, account, async () => {
      await typePassword(context, account.email);
      await checkProof(context, callerNow(context), { password: PASSWORD, token: wrongToken(key) }, "addPerson");
      leave();
    });
    expect(evaluated(account)).toHaveLength(20);
    expect(failuresOf(account).held).toBe(true);
  });

  test("a sign-in that reaches the setup only: four wrong setup codes, sign out, and again", async () => {
    const account = await addMember(context);
    await requireOf({});
    for (let round = 0; round < 8; round++) {
      await typePassword(context, account.email);
      for (let tries = 0; tries < 4; tries++) {
        if (callerNow(context).sessionState !== "setup-only") break;
        await redeemSetupCode(context, callerNow(context), { code: "7777-7777-77" });
      }
      leave();
    }
    expect(evaluated(account)).toHaveLength(5);
    expect(failuresOf(account).count).toBe(5);
  });

  test("nor where a grace of no days begins, and ends, with that very sign-in", async () => {
    const account = await addMember(context);
    await requireOf({ graceDays: 0, fromOn: "2026-11-02" });
    await typePassword(context, account.email, WRONG);
    expect(again(context, account).firstSignInAt).toBeNull();
    expect(await typePassword(context, account.email)).toEqual({ ok: true, value: { next: "setup" } });
    expect(failuresOf(account).count).toBe(1);
  });

  test("nor where text messages are proven, and only the app will do", async () => {
    const account = await addMember(context);
    setUpText(context, account);
    await requireOf({ methods: "app-only" });
    await typePassword(context, account.email, WRONG);
    await typePassword(context, account.email);
    giveCode(context, account, { sort: "text-token", code: "7654321" });
    expect(await typeToken("7654321")).toEqual({ ok: true, value: { next: "setup" } });
    expect(failuresOf(account).count).toBe(1);
  });

  test("an unlock, a step-up, a proof of an act, or somebody's own profile", async () => {
    const { account, key } = await addMemberWithApp(context);
    await typePassword(context, account.email);
    await typeToken(rightToken(key));
    await stepUp(context, callerNow(context), { password: WRONG });
    expect(failuresOf(account).count).toBe(1);
    await stepUp(context, callerNow(context), { password: PASSWORD });
    lockBecause(context, "person");
    await unlock(context, callerNow(context), { password: PASSWORD });
    await checkProof(context, callerNow(context), { password: PASSWORD, token: rightToken(key) }, "addPerson");
    const { name } = account;
    updateMyProfile(context, callerNow(context), { name, email: "new@northside.example", cellPhone: null });
    expect(again(context, account).email).toBe("new@northside.example");
    expect(failuresOf(account).count).toBe(1);
  });

  test("emergency access, which the practice's emergency codes open and not the person's own second factor", async () => {
    const two = await createTwoManagers();
    const old = context;
    context = two.context;
    old.close();
    const { account: dana, key } = await addMemberWithApp(context, { email: "dana@northside.example" });
    const halves = await printEmergencyCodes(context, again(context, context.manager), two.ruth);
    context.clock.advance(HOUR_MS);
    await typePassword(context, dana.email);
    await typeToken(wrongToken(key));
    const typed = { email: dana.email, password: PASSWORD, ...halves, reason: "Nobody could be reached" };
    expect(await openEmergencyAccess(context, nobodyAt(context), typed)).toMatchObject({ ok: true });
    expect(failuresOf(dana).count).toBe(1);
    expect(appFailures(dana)).toBe(1);
  });
});

describe("an authenticator's own count", () => {
  let account: Account;
  let key: string;
  beforeEach(async () => {
    ({ account, key } = await addMemberWithApp(context));
    giveRecoveryCodes(context, account, RECOVERY_CODE);
    await typePassword(context, account.email);
    await typeToken(wrongToken(key));
    expect(appFailures(account)).toBe(1);
  });

  test("stays after a sign-in by a recovery code, which clears the other one", async () => {
    expect(await typeRecoveryCode()).toMatchObject({ ok: true });
    expect([failuresOf(account).count, appFailures(account)]).toEqual([0, 1]);
  });

  test("and after one by a bypass code", async () => {
    giveCode(context, account, { sort: "bypass-code", code: "123456789" });
    expect(await useBypassCode(context, nobodyAt(context), { code: "123456789" })).toMatchObject({ ok: true });
    expect([failuresOf(account).count, appFailures(account)]).toEqual([0, 1]);
  });

  test("is cleared by an accepted code of it, at the sign-in or for an act, where nothing else is", async () => {
    await typeToken(rightToken(key));
    expect([failuresOf(account).count, appFailures(account)]).toEqual([0, 0]);
    const typed = { password: PASSWORD, token: wrongToken(key) };
    await checkProof(context, callerNow(context), typed, "addPerson");
    expect(appFailures(account)).toBe(1);
    await checkProof(context, callerNow(context), { ...typed, token: rightToken(key) }, "addPerson");
    expect([failuresOf(account).count, appFailures(account)]).toEqual([1, 0]);
  });

  test("reaches a hundred over sign-ins by other means, and then it is revoked for good", async () => {
    for (let code = 0; code < 25; code++) {
      await guess(4, account, async () => {
        await typePassword(context, account.email);
        await typeToken(wrongToken(key));
      });
      giveRecoveryCodes(context, account, RECOVERY_CODE);
      await typeRecoveryCode();
      leave();
    }
    expect(findAuthenticator(context.db, account.id, "active")).toBeUndefined();
  });
});

describe("a stranger's guesses at passwords", () => {
  test("lock a member, a manager and a name that belongs to nobody alike, an hour at most, and hold at the hundredth", async () => {
    const member = await addMember(context);
    const manager = await choosePassword(context, context.manager);
    await setUpApp(context, manager);
    const emails = [member.email, manager.email, "nobody@northside.example"];
    for (let failure = 1; failure <= 101; failure++) {
      const replies = [];
      for (const email of emails) replies.push(await typePassword(context, email, WRONG));
      expect(replies[1]).toEqual(replies[0]);
      expect(replies[2]).toEqual(replies[0]);
      const held = { ok: false, refusal: { code: "locked", until: null } };
      if (failure >= 100) expect(replies[0]).toEqual(held);
      else expect(replies[0]).not.toEqual(held);
      context.clock.advance(HOUR_MS);
    }
    expect(evaluated(member)).toHaveLength(100);
  });

  test("leave a member the twenty tries that follow a correct password, and are not counted among them", async () => {
    const { account, key } = await addMemberWithApp(context);
    await guess(60, account, () => typePassword(context, account.email, WRONG));
    await guess(19, account, async () => {
      await typePassword(context, account.email);
      await typeToken(wrongToken(key));
    });
    expect(failuresOf(account)).toMatchObject({ count: 79, held: false });
    await typePassword(context, account.email);
    expect(await typeToken(wrongToken(key))).toEqual({ ok: false, refusal: { code: "locked", until: null } });
  });
});

describe("recovery kit and manager recovery", () => {
  const other = "AAAA-BBBB-CCCC-DDDD";
  const lockedFor = async (account: Account, times: number) => {
    for (let tries = 0; tries < times; tries++) await typePassword(context, account.email, WRONG);
    expect(await typePassword(context, account.email)).toMatchObject({ refusal: { code: "locked" } });
  };

  test("work while a lock runs: a stranger at the sign-in cannot close the way back", async () => {
    const manager = await choosePassword(context, context.manager);
    await setUpApp(context, manager);
    giveRecoveryCodes(context, manager, RECOVERY_CODE);
    await lockedFor(manager, 5);
    const by = { factor: "recovery-code", code: RECOVERY_CODE } as const;
    const typed = { email: manager.email, recoveryKey: context.recoveryKey, by, password: "seven harbors under glass" };
    expect(await recoverOnlyManager(context, nobodyAt(context), typed)).toEqual({ ok: true, value: null });
    expect(failuresOf(manager)).toMatchObject({ count: 5, held: false, lockedUntilAt: null });
  });

  test("likewise for asking to found a manager anew", async () => {
    const two = await createTwoManagers();
    const old = context;
    context = two.context;
    old.close();
    const manager = again(context, context.manager);
    const halves = await printEmergencyCodes(context, manager, two.ruth);
    context.clock.advance(HOUR_MS);
    await lockedFor(manager, 5);
    const typed = { email: manager.email, recoveryKey: context.recoveryKey, ...halves, reason: "all phones are gone" };
    expect(await askManagerRecovery(context, nobodyAt(context), typed)).toEqual({ ok: true, value: null });
  });

  test("wait only for wrong proofs of their own, alike for a name that belongs to nobody", async () => {
    const manager = await choosePassword(context, context.manager);
    await setUpApp(context, manager);
    giveRecoveryCodes(context, manager, RECOVERY_CODE);
    await lockedFor(manager, 5);
    await lockedFor({ ...manager, email: "nobody@northside.example", id: "" }, 5);
    const recover = (email: string, code: string) => {
      const by = { factor: "recovery-code", code } as const;
      const typed = { email, recoveryKey: context.recoveryKey, by, password: "seven harbors under glass" };
      return recoverOnlyManager(context, nobodyAt(context), typed);
    };
    const said: unknown[][] = [];
    for (const email of [manager.email, "nobody@northside.example"]) {
      const replies: unknown[] = [];
      for (let tries = 0; tries < 6; tries++) replies.push(await recover(email, `${other.slice(0, -1)}E`));
      said.push(replies);
    }
    expect(said[1]).toEqual(said[0]);
    expect(said[0]?.slice(0, 4)).toEqual(
      Array.from({ length: 4 }, () => ({ ok: false, refusal: { code: "recovery-refused" } })),
    );
    expect(said[0]?.[5]).toEqual({ ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } });
    expect(await recover(manager.email, RECOVERY_CODE)).toMatchObject({ refusal: { code: "locked" } });
    context.clock.advance(60_000);
    expect(await recover(manager.email, RECOVERY_CODE)).toEqual({ ok: true, value: null });
  });

  test("give no wrong proof back by a sign-in, which proves no kit", async () => {
    const manager = await choosePassword(context, context.manager);
    const key = await setUpApp(context, manager);
    giveRecoveryCodes(context, manager, RECOVERY_CODE);
    const wrong = { factor: "recovery-code", code: `${other.slice(0, -1)}E` } as const;
    const typed = { email: manager.email, recoveryKey: context.recoveryKey, password: "seven harbors under glass" };
    for (let tries = 0; tries < 4; tries++)
      await recoverOnlyManager(context, nobodyAt(context), { ...typed, by: wrong });
    await typePassword(context, manager.email);
    expect(await typeToken(rightToken(key))).toMatchObject({ ok: true });
    leave();
    expect(await recoverOnlyManager(context, nobodyAt(context), { ...typed, by: wrong })).toMatchObject({
      refusal: { code: "locked" },
    });
  });
});
