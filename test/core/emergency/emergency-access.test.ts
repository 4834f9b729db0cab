import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { contract, type InputOf, type Method } from "../../../src/contract/methods";
import { ok } from "../../../src/contract/result";
import { ROLES } from "../../../src/contract/vocabulary";
import { checkProof, unlock } from "../../../src/main/core/authentication/proof";
import { recordEvent } from "../../../src/main/core/context";
import { type BridgeParts, createBridge } from "../../../src/main/core/dispatch";
import {
  listEmergencyAccesses,
  openEmergencyAccess,
  reviewEmergencyAccess,
} from "../../../src/main/core/emergency/emergency-access";
import { beginAuthenticator } from "../../../src/main/core/enrollment/authenticators";
import { disableTwoFactor } from "../../../src/main/core/enrollment/two-factor-method";
import {
  changeRole,
  deactivatePerson,
  reactivatePerson,
  startTwoFactor,
} from "../../../src/main/core/people/account-acts";
import { editPerson } from "../../../src/main/core/people/people";
import { endExemption, exemptPerson } from "../../../src/main/core/policy/exemptions";
import { makeRecoveryCodes } from "../../../src/main/core/recovery/recovery-codes";
import { getOverview } from "../../../src/main/core/reporting/overview";
import type { Caller } from "../../../src/main/core/session/session";
import { signOut } from "../../../src/main/core/session/sessions";
import { updateSettings } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { countOwedReviews } from "../../../src/main/core/store/emergency-accesses";
import { immediately } from "../../../src/main/core/store/open";
import { confirmNumber, resetTwoFactor, unlockAccount } from "../../../src/main/core/support/help-acts";
import { askApproval, getApproval } from "../../support/approvals";
import { addAccount, PASSWORD, silentPushes, type TestContext } from "../../support/context";
import { type Halves, newOccasion, printEmergencyCodes, printHalf } from "../../support/emergency-codes";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { helpFor, holdAccount } from "../../support/help";
import { createTwoManagers, type TwoManagers } from "../../support/managers";
import { callerNow, lockBecause, nobodyAt, passwordIsRecent, sessionView, tick } from "../../support/session";
import { addMember, addMemberWithApp, again, restarted, typePassword } from "../../support/sign-in";
import { giveGateway, PROOF } from "../../support/two-factor";
import { validInputs } from "../../support/valid-inputs";

const HOUR = 60 * 60_000;
const WRONG = "a wrong one altogether";
const REASON = "Nobody could sign in and no manager was to be reached";

let two: TwoManagers;
let context: TestContext;
let dana: Account;
let halves: Halves;
beforeEach(async () => {
  two = await createTwoManagers();
  ({ context } = two);
  ({ account: dana } = await addMemberWithApp(context, { name: "Dana Park", email: "dana@northside.example" }));
  halves = await printEmergencyCodes(context, again(context, context.manager), two.ruth);
  context.clock.advance(HOUR);
});
afterEach(() => {
  expectReplayEqualsTables(context, dana);
  expectReplayEqualsTables(context, context.manager);
  context.close();
});

const open = (more: Partial<InputOf<"openEmergencyAccess">> = {}) =>
  openEmergencyAccess(context, nobodyAt(context), {
    email: dana.email,
    password: PASSWORD,
    ...halves,
    reason: REASON,
    ...more,
  });
const opened = { ok: true, value: { next: "signed-in" } };
const refused = { ok: false, refusal: { code: "wrong-credentials" } };
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const mayNot = (because: string) => ({ ok: false, refusal: { code: "may-not", because } });
/** Another half that its check character would not give away: swapped digits of the first half of another practice. */
const otherHalf = () => "0000-0000-0000-0000-0000";

describe("access emergency access", () => {
  test("takes one's own password and both halves, and lets one help for a shift of eight hours", async () => {
    const kinds = await kindsLeftBy(context, undefined, async () => expect(await open()).toEqual(opened));
    expect(kinds.filter((kind) => !kind.startsWith("notice"))).toEqual([
      "emergency-codes-opened",
      "signed-in",
      "emergency-access-opened",
    ]);
    const until = context.clock.now() + 8 * HOUR;
    const entry = newestEntry(context, dana, "emergency-access-opened");
    expect(entry).toMatchObject({ actor: dana.id, data: { number: 1, until, reason: REASON } });
    expect(newestEntry(context, dana, "signed-in")?.data.factors).toEqual([
      { factor: "password" },
      { factor: "emergency-access", access: entry?.data.access },
    ]);
    expect(newestEntry(context, undefined, "emergency-codes-opened")).toMatchObject({
      actor: dana.id,
      data: { number: 1, for: "emergency-access" },
    });
    expect(callerNow(context)).toMatchObject({ sessionState: "emergency-access", account: dana.id, role: "manager" });
    expect(sessionView(context)).toMatchObject({ role: "manager", emergencyUntil: until });
  });

  test.each(["member", "support", "auditor", "manager"] as const)("is for everybody: a %s", async (role) => {
    const who = await addMember(context, { name: "Kim Lee", email: "kim@northside.example", role });
    expect(await open({ email: who.email })).toEqual(opened);
    expect(callerNow(context)).toMatchObject({ sessionState: "emergency-access", role: "manager" });
  });

  test("works for somebody whose deadline has passed and who has no phone: it reaches more than the setup", async () => {
    const late = await addMember(context, { name: "Kim Lee", email: "kim@northside.example" });
    const due = { kind: "two-factor-reset", subject: late.id, data: { cause: "lost-or-stolen", reason: "-" } } as const;
    immediately(context.db, () => recordEvent(context, null, due));
    expect(await typePassword(context, late.email)).toEqual({ ok: true, value: { next: "setup" } });
    signOut(context, callerNow(context));
    expect(await open({ email: late.email })).toEqual(opened);
    expect(callerNow(context).sessionState).toBe("emergency-access");
  });

  test("is told by text to whose account it was, should somebody else have had the password", async () => {
    giveGateway(context);
    await open();
    const rows = context.db.prepare("SELECT about, recipient FROM outbox WHERE account = ? AND purpose = 'notice'");
    expect(rows.all(dana.id)).toEqual([{ about: "emergency-access-opened", recipient: dana.cellPhone }]);
  });

  test("works once: the emergency codes are used up", async () => {
    expect(await open()).toEqual(opened);
    signOut(context, callerNow(context));
    expect(await open()).toEqual(notNow("no-emergency-codes"));
    expect(await open({ email: two.ruth.email })).toEqual(notNow("no-emergency-codes"));
  });

  test("of fifty at once lets one in", async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => open()));
    expect(replies.filter(({ ok: isOk }) => isOk)).toEqual([opened]);
  });

  test("takes the halves in either order", async () => {
    expect(await open({ first: halves.second, second: halves.first })).toEqual(opened);
  });

  test("ends the sign-in that waited for its token", async () => {
    await typePassword(context, dana.email);
    expect(callerNow(context).sessionState).toBe("password-passed");
    expect(await open({ password: WRONG })).toEqual(refused);
    expect(callerNow(context).sessionState).toBe("signed-out");
  });
});

describe("anything less", () => {
  test("is refused alike and counted on the account: a wrong password, and after a right one a wrong half", async () => {
    expect(await open({ password: WRONG })).toEqual(refused);
    expect(newestEntry(context, dana, "attempt-refused")?.data).toMatchObject({
      factor: "password",
      during: "emergency-access",
      inARow: 1,
      counts: { signIn: { afterPassword: false } },
    });
    for (const half of ["first", "second"] as const) {
      expect(await open({ [half]: otherHalf() })).toEqual(refused);
      expect(newestEntry(context, dana, "attempt-refused")?.data).toMatchObject({
        factor: "emergency-access",
        during: "emergency-access",
        cause: "wrong",
      });
    }
    expect(failuresNow(context, dana.id)).toMatchObject({ count: 3, towardsHoldAfterPassword: 2 });
    expect(context.session.signedIn).toBeNull();
    expect(await open()).toEqual(opened);
  });

  test("is answered alike for an e-mail that belongs to nobody, and for who has left; both lock", async () => {
    const gone = await addMember(context, { name: "Kim Lee", email: "kim@northside.example" });
    const left = { kind: "account-deactivated", subject: gone.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, null, left));
    const replies = new Map<string, unknown[]>();
    for (const email of ["nobody@northside.example", gone.email, dana.email]) {
      const password = email === dana.email ? WRONG : PASSWORD;
      const said: unknown[] = [];
      for (let attempt = 0; attempt < 6; attempt++) said.push(await open({ email, password }));
      replies.set(email, said);
    }
    const [unknown, ...known] = [...replies.values()];
    for (const said of known) expect(said).toEqual(unknown);
    expect(unknown?.[0]).toEqual(refused);
    expect(unknown?.[5]).toEqual({ ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } });
    // While locked nothing is evaluated, right or wrong.
    expect(await open()).toMatchObject({ refusal: { code: "locked" } });
    context.clock.advance(60_000);
    expect(await open()).toEqual(opened);
  });

  test("a slip shows by the check character: nothing is compared, nothing counted", async () => {
    const slip = `${halves.first.slice(0, -1)}${halves.first.endsWith("7") ? "8" : "7"}`;
    const kinds = await kindsLeftBy(context, undefined, async () => {
      expect(await open({ first: slip, second: "7K2M" })).toEqual({
        ok: false,
        refusal: { code: "bad-input", fields: { first: "mistyped", second: "wrong-length" } },
      });
    });
    expect(kinds).toEqual([]);
  });

  test("that there are no emergency codes is said only to whoever knows the password", async () => {
    await open();
    signOut(context, callerNow(context));
    expect(await open({ password: WRONG })).toEqual(refused);
    expect(await open({ email: "nobody@northside.example" })).toEqual(refused);
    expect(await open()).toEqual(notNow("no-emergency-codes"));
  });

  test("one half opens nothing", async () => {
    const first = await printHalf(context, newOccasion(context, context.manager), "first");
    context.session.signedIn = null;
    expect(await open({ first })).toEqual(notNow("no-emergency-codes"));
    expect(await open({ first, second: first })).toEqual(notNow("no-emergency-codes"));
  });

  test("nor does one whose last day is over", async () => {
    context.clock.set(Date.UTC(2027, 6, 1, 5));
    expect(await open()).toEqual(notNow("no-emergency-codes"));
    expect(context.session.signedIn).toBeNull();
  });
});

describe("the shift", () => {
  beforeEach(async () => {
    await open();
  });

  /** Somebody works: the session does not lock by itself. */
  const work = (hours: number) => {
    for (let minutes = 0; minutes < hours * 60; minutes += 5) {
      context.clock.advance(5 * 60_000);
      if (context.session.signedIn !== null) context.session.signedIn.active = context.clock.elapsed();
      tick(context);
    }
  };

  test("ends after eight hours, however busy it is, and in words of the audit log", () => {
    work(7.9);
    expect(callerNow(context).sessionState).toBe("emergency-access");
    work(0.1);
    expect(callerNow(context)).toMatchObject({ sessionState: "signed-out", account: null, role: null });
    expect(newestEntry(context, dana, "session-ended")?.data).toEqual({ cause: "too-long" });
  });

  test("is made no longer by a clock that is set back, nor by a computer that sleeps", () => {
    context.clock.set(context.clock.now() - 5 * HOUR);
    work(8);
    expect(callerNow(context).sessionState).toBe("signed-out");
  });

  test("ends with the hour of the clock too, which goes on while a computer sleeps", () => {
    context.clock.set(context.clock.now() + 8 * HOUR);
    expect(callerNow(context).sessionState).toBe("signed-out");
  });

  test("locks and unlocks with one's own password, and is an emergency still", async () => {
    lockBecause(context, "screen");
    expect(callerNow(context).sessionState).toBe("locked");
    expect(await unlock(context, callerNow(context), { password: PASSWORD })).toEqual(ok(null));
    expect(callerNow(context).sessionState).toBe("emergency-access");
    lockBecause(context, "idle");
    context.clock.advance(8 * HOUR);
    expect(callerNow(context).sessionState).toBe("signed-out");
  });

  test("does not outlive a restart of the app, nor the account", async () => {
    const left = { kind: "account-deactivated", subject: dana.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, null, left));
    expect(callerNow(context).sessionState).toBe("signed-out");
    context = restarted(context);
    expect(callerNow(context).sessionState).toBe("signed-out");
  });

  test("takes the own password alone for every act, and a wrong one counts", async () => {
    const prove = (password: string) =>
      checkProof(context, callerNow(context), { password, token: null }, "unlockAccount");
    expect(await prove(WRONG)).toEqual({ ok: false, refusal: { code: "wrong-password", triesLeft: 4 } });
    expect(await prove(PASSWORD)).toEqual(ok(null));
    const { access } = newestEntry(context, dana, "emergency-access-opened")?.data ?? {};
    expect(newestEntry(context, dana, "proof-accepted")?.data).toEqual({
      act: "unlockAccount",
      factors: [{ factor: "password" }, { factor: "emergency-access", access }],
    });
  });
});

describe("what emergency access does not reach", () => {
  let caller: Caller;
  let member: Account;
  beforeEach(async () => {
    member = await addMember(context, { name: "Kim Lee", email: "kim@northside.example" });
    await open();
    caller = callerNow(context);
  });
  const act = (account: Account) => ({ account: account.id, reason: "needed", proof: PROOF });

  test("other managers: nothing is done to their accounts, and the role is given to nobody", async () => {
    expect(deactivatePerson(context, caller, act(two.ruth))).toEqual(mayNot("manager-account"));
    expect(resetTwoFactor(context, caller, { ...helpFor(two.ruth), cause: "new-phone" })).toEqual(
      mayNot("manager-account"),
    );
    expect(changeRole(context, caller, { ...act(member), role: "manager" })).toEqual(mayNot("emergency"));
    expect(changeRole(context, caller, { ...act(dana), role: "manager" })).toEqual(mayNot("own-account"));
    expect(newestEntry(context, two.ruth, "act-refused")).toMatchObject({ actor: dana.id });
    expect(again(context, two.ruth)).toMatchObject({ role: "manager", deactivatedAt: null });
  });

  test("accounts of others: neither role nor profile, number or exemption, nor whether they are there at all", () => {
    const before = again(context, member);
    const { name, email, accountType } = before;
    const refusals = [
      ...ROLES.map((role) => changeRole(context, caller, { ...act(member), role })),
      editPerson(context, caller, { ...act(member), name, email, accountType, cellPhone: "+14155550177" }),
      deactivatePerson(context, caller, act(member)),
      reactivatePerson(context, caller, act(member)),
      startTwoFactor(context, caller, act(member)),
      exemptPerson(context, caller, { ...act(member), untilOn: "2026-11-20" }),
      endExemption(context, caller, act(member)),
      confirmNumber(context, caller, helpFor(member)),
    ];
    for (const answer of refusals) expect(answer).toEqual(mayNot("emergency"));
    expect(again(context, member)).toEqual(before);
  });

  test("the audit log: the overview shows none of it", () => {
    const overview = getOverview(context, caller, {});
    expect(overview.ok && overview.value.entries).toEqual([]);
    const asAlways = getOverview(context, two.joan, {});
    expect(asAlways.ok && asAlways.value.entries.length).toBeGreaterThan(0);
  });

  test("a second manager is not asked, and an approval that one has as a manager is not used", async () => {
    const { proof: _, ...settings } = validInputs.updateSettings;
    const parameters = { ...settings, rememberDays: 30 };
    const wish = { act: "updateSettings", parameters } as const;
    expect(getApproval(context, caller, wish)).toEqual(ok({ is: "not-needed" }));
    signOut(context, caller);
    const joan = newOccasion(context, context.manager);
    const asked = askApproval(context, joan, wish);
    expect(await two.approve(asked.ok ? asked.value.id : "")).toMatchObject({ ok: true });
    halves = await printEmergencyCodes(context, again(context, context.manager), two.ruth);
    await open({ email: context.manager.email });
    const save = (as: Caller) => updateSettings(context, as, { ...parameters, proof: PROOF });
    expect(save(callerNow(context))).toEqual(mayNot("emergency"));
    signOut(context, callerNow(context));
    expect(save(newOccasion(context, context.manager))).toEqual(ok(null));
  });

  test("one's own account: nothing new is bound to it by the emergency codes and a password alone", async () => {
    expect(beginAuthenticator(context, caller, { key: "new" })).toEqual(notNow("second-factor-needed"));
    expect(makeRecoveryCodes(context, caller, {})).toEqual(notNow("second-factor-needed"));
    const bare = await addMember(context, { name: "Sam Roe", email: "sam@northside.example" });
    signOut(context, caller);
    halves = await printEmergencyCodes(context, again(context, context.manager), two.ruth);
    await open({ email: bare.email });
    expect(beginAuthenticator(context, callerNow(context), { key: "new" })).toEqual(notNow("second-factor-needed"));
  });
});

describe("through the bridge, during emergency access", () => {
  /**
   * All that whoever has emergency access may call, written out here so that no row is opened to it unseen: it helps
   * people in and reads lists, and changes nothing that the practice has decided.
   */
  const allowed: readonly Method[] = [
    // One's own session, and what is shown of it
    ...(["getAppState", "chooseTheme", "checkPassword", "stepUp", "sendToken", "takeDrafts"] as const),
    ...(["lock", "stayUnlocked", "switchUser", "signOut"] as const),
    ...(["getMyProfile", "getMySecurity", "listMyNotices"] as const),
    // Helping somebody in, whose identity was proven, and the paper with their code
    ...(["getSupportQueue", "getSupportCase", "closeHelp", "vouchFor", "unlockAccount", "issueBypassCode"] as const),
    ...(["replacePhone", "fallBackToText", "resetTwoFactor", "issueSetupCode"] as const),
    ...(["printPaper", "savePaper"] as const),
    // After a restore, that somebody who is no manager still works here
    ...(["listHeldAccounts", "decideHeldAccount"] as const),
    // Reading lists, as one likes them, on the screen or on paper
    ...(["listPeople", "countFound", "countPeople", "getPerson", "listPersonEntries", "exportPeople"] as const),
    ...([
      "getPeopleSettings",
      "savePeopleSettings",
      "saveView",
      "removeView",
      "getProgress",
      "cancelProgress",
    ] as const),
    ...(["getClock", "getOverview", "getReport", "exportReport", "getSettings", "listOutbox", "getApproval"] as const),
    ...(["getPolicy", "previewPolicy", "listPreviewed", "listExemptions"] as const),
  ];
  const closed = (Object.keys(contract) as Method[]).filter(
    (method) => !allowed.includes(method) && validInputs[method] !== undefined,
  );

  test("these are open, and nothing else", () => {
    const methods = Object.keys(contract) as Method[];
    expect(methods.filter((method) => contract[method].callers.includes("emergency-access")).sort()).toEqual(
      [...allowed].sort(),
    );
  });

  test("with the real session and proof: refused before any service, and what is open passes with the password", async () => {
    const reached: Method[] = [];
    const served = (method: Method) => {
      reached.push(method);
      return method === "disableTwoFactor" ? disableTwoFactor(context, callerNow(context), { proof: PROOF }) : ok(null);
    };
    const parts: BridgeParts = {
      answer: served,
      callerNow: () => callerNow(context),
      hasAlarm: () => false,
      passwordIsRecent: () => passwordIsRecent(context),
      checkProof: async (caller, proof, method) => {
        const checked = await checkProof(context, caller, proof, method);
        return checked.ok ? undefined : checked.refusal;
      },
      pushes: silentPushes,
      incident: (_, broken) => {
        throw broken;
      },
      monotonic: () => context.clock.monotonic(),
      newTicket: () => "none",
    };
    await open();
    const { call: answer } = createBridge(parts);
    for (const method of closed) {
      expect([method, await answer(method, withPassword(method))]).toEqual([
        method,
        { ok: false, refusal: { code: "not-allowed" } },
      ]);
    }
    expect(reached).toEqual([]);
    const mine = ["unlockAccount", "resetTwoFactor", "exportPeople", "getOverview"] as const;
    for (const method of mine) expect(await answer(method, withPassword(method))).toEqual(ok(null));
    expect(reached).toEqual(mine);
  });

  function withPassword(method: Method): unknown {
    const input = validInputs[method];
    return "proof" in input ? { ...input, proof: PROOF } : input;
  }
});

describe("the review", () => {
  const list = (caller: Caller) => {
    const answer = listEmergencyAccesses(context, caller, {});
    if (!answer.ok) throw new Error("never refused");
    return answer.value;
  };
  const review = (caller: Caller, access: string) =>
    reviewEmergencyAccess(context, caller, { access, note: "All as it should be.", proof: PROOF });

  test("is owed from the access on, shows what was done in the shift and nothing else, and is done once", async () => {
    const kim = addAccount(context, { name: "Kim Lee", email: "kim@northside.example" });
    holdAccount(context, kim);
    expect(countOwedReviews(context.db)).toBe(0);
    await open();
    const caller = callerNow(context);
    const openedAt = context.clock.now();
    unlockAccount(context, caller, helpFor(kim));
    deactivatePerson(context, caller, { account: two.ruth.id, reason: "tried", proof: PROOF });
    signOut(context, caller);
    await typePassword(context, dana.email);
    context.session.pending = null;
    const joan = newOccasion(context, context.manager);
    expect(countOwedReviews(context.db)).toBe(1);
    const [access] = list(joan);
    expect(access).toMatchObject({
      codes: 1,
      by: { id: dana.id, name: "Dana Park" },
      role: "member",
      openedAt,
      until: openedAt + 8 * HOUR,
      reason: REASON,
      reviewed: null,
      mayReview: true,
    });
    expect(access?.entries.map(({ kind }) => kind)).toEqual([
      "identity-proven",
      "account-unlocked",
      "act-refused",
      "signed-out",
    ]);
    const kinds = await kindsLeftBy(context, dana, () => {
      expect(review(joan, access?.id ?? "")).toEqual(ok(null));
    });
    expect(kinds).toEqual(["emergency-access-reviewed"]);
    expect(countOwedReviews(context.db)).toBe(0);
    expect(list(joan)[0]?.reviewed).toEqual({
      by: { id: context.manager.id, name: "Joan Price" },
      at: context.clock.now(),
      note: "All as it should be.",
    });
    expect(review(joan, access?.id ?? "")).toEqual(notNow("reviewed-already"));
  });

  test("ends what belongs to a shift with the next sign-in, where the app was not there to say that it ended", async () => {
    await open();
    context = restarted(context);
    context.session.signedIn = null;
    const caller = newOccasion(context, dana);
    signOut(context, caller);
    expect(
      entriesAbout(context, dana)
        .slice(-2)
        .map(({ kind }) => kind),
    ).toEqual(["signed-in", "signed-out"]);
    expect(list(newOccasion(context, context.manager))[0]?.entries).toEqual([]);
  });

  test("is nobody's own where another manager is active; an auditor may look", async () => {
    await open({ email: two.ruth.email });
    signOut(context, callerNow(context));
    const ruth = newOccasion(context, two.ruth);
    const [access] = list(ruth);
    expect(access).toMatchObject({ role: "manager", mayReview: "own-emergency-access" });
    expect(review(ruth, access?.id ?? "")).toEqual(mayNot("own-emergency-access"));
    expect(newestEntry(context, two.ruth, "act-refused")?.data).toEqual({
      act: "reviewEmergencyAccess",
      because: "own-emergency-access",
    });
    const auditor = await addMember(context, {
      name: "Ingrid Sato",
      email: "ingrid@northside.example",
      role: "auditor",
    });
    expect(list(newOccasion(context, auditor))[0]?.mayReview).toBe("role");
    expect(countOwedReviews(context.db)).toBe(1);
    const joan = newOccasion(context, context.manager);
    expect(list(joan)[0]?.mayReview).toBe(true);
  });

  test("is the only manager's own where there is nobody else, and the entry shows that", async () => {
    const left = { kind: "account-deactivated", subject: context.manager.id, data: { reason: "left" } } as const;
    await open({ email: two.ruth.email });
    signOut(context, callerNow(context));
    immediately(context.db, () => recordEvent(context, null, left));
    const ruth = newOccasion(context, two.ruth);
    const [access] = list(ruth);
    expect(access?.mayReview).toBe(true);
    expect(review(ruth, access?.id ?? "")).toEqual(ok(null));
    expect(newestEntry(context, two.ruth, "emergency-access-reviewed")).toMatchObject({ actor: two.ruth.id });
  });

  test("of an access that is not there is refused", () => {
    expect(review(newOccasion(context, context.manager), "a".repeat(26))).toEqual(notNow("wrong-step"));
    expect(entriesAbout(context).some(({ kind }) => kind === "emergency-access-reviewed")).toBe(false);
  });
});
