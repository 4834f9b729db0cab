import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { claimSetupCode } from "../../../src/main/core/enrollment/claim-setup-code";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { chooseTextMessages, disableTwoFactor } from "../../../src/main/core/enrollment/two-factor-method";
import { confirmTextToken, enableTwoFactor, redeemSetupCode } from "../../../src/main/core/enrollment/two-factor-setup";
import { deactivatePerson, reactivatePerson } from "../../../src/main/core/people/account-acts";
import { addPerson, editPerson, getPerson } from "../../../src/main/core/people/people";
import { endExemption, exemptPerson, listExemptions } from "../../../src/main/core/policy/exemptions";
import { recoverOnlyManager } from "../../../src/main/core/recovery/only-manager";
import type { Caller } from "../../../src/main/core/session/session";
import { signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { issueSetupCode, resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { createTestContext, givePassword, PASSWORD, signedInAs, type TestContext } from "../../support/context";
import { DAY_MS, require, ruleOf } from "../../support/enforced";
import { expectReplayEqualsTables, kindsLeftBy } from "../../support/entries";
import { helpFor } from "../../support/help";
import { appCode } from "../../support/phone";
import { callerNow, nobodyAt, sessionView } from "../../support/session";
import {
  addMember,
  again,
  cheapHashing,
  giveCode,
  giveRecoveryCodes,
  setUpApp,
  setUpText,
  typePassword,
} from "../../support/sign-in";
import { enableByApp, giveGateway, PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
let marcus: Account;

beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  await givePassword(context, context.manager);
  await setUpApp(context, context.manager);
  joan = signedInAs(context, context.manager);
  marcus = await addMember(context);
  context.session.signedIn = null;
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  context.close();
});

const PERIOD_MS = 30_000;
const TEXTED = "7654321";
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const next = (step: string) => ({ ok: true, value: { next: step } });
const sessionState = () => callerNow(context).sessionState;
const act = { reason: "asked for it", proof: PROOF };
const asJoan = <T>(does: (caller: Caller) => T): T => {
  const { signedIn } = context.session;
  joan = signedInAs(context, context.manager);
  const done = does(joan);
  context.session.signedIn = signedIn;
  return done;
};
const enforce = (...rules: Parameters<typeof ruleOf>[0][]) =>
  asJoan((caller) => require(context, caller, ...rules.map(ruleOf)));
const typeToken = async (token: string) => submitToken(context, nobodyAt(context), { token, remember: false });
/** Signs in by the token of a text. */
const comeByText = async (account: Account) => {
  await typePassword(context, account.email);
  giveCode(context, account, { sort: "text-token", code: TEXTED });
  return typeToken(TEXTED);
};
const codeFor = (account: Account): string => {
  const issued = asJoan((caller) => issueSetupCode(context, caller, helpFor(account)));
  return issued.ok ? issued.value.code : "";
};
const personOf = (account: Account) => {
  const found = asJoan((caller) => getPerson(context, caller, { account: account.id }));
  if (!found.ok) throw new Error("nobody");
  return found.value;
};

describe("within the grace", () => {
  test("people sign in as ever and are told until when", async () => {
    await typePassword(context, marcus.email);
    signOut(context, callerNow(context));
    enforce({ graceDays: 14 });
    expect(await typePassword(context, marcus.email)).toEqual(next("signed-in"));
    const until = context.clock.now() + 14 * DAY_MS;
    expect(sessionView(context)).toMatchObject({ deadlineAt: until, appOnly: false, setupCodeNeeded: false });
    expect(personOf(marcus)).toMatchObject({ status: "days-left", deadlineAt: until, requiredBy: "Everyone" });
    expect(enableTwoFactor(context, callerNow(context), {})).toEqual(notNow("no-gateway"));
    await enableByApp(context, callerNow(context));
    expect(sessionView(context)).toMatchObject({ deadlineAt: null });
    expect(personOf(marcus)).toMatchObject({ status: "app", deadlineAt: null });
  });

  test("it begins with the first sign-in, and a rule without grace is due whether anybody has signed in or not", async () => {
    enforce({ graceDays: 1 });
    expect(personOf(marcus).status).toBe("days-left");
    enforce({ graceDays: 0 });
    expect(personOf(marcus).status).toBe("overdue");
    expect(await typePassword(context, marcus.email)).toEqual(next("setup"));
    expect(personOf(marcus).status).toBe("overdue");
  });
});

describe("overdue with two-factor off", () => {
  const overdue = async () => {
    await typePassword(context, marcus.email);
    signOut(context, callerNow(context));
    enforce({ graceDays: 0 });
    expect(await typePassword(context, marcus.email)).toEqual(next("setup"));
    return callerNow(context);
  };

  test("only the setup is reachable, and it takes a setup code from a manager besides the password", async () => {
    const me = await overdue();
    expect(me.sessionState).toBe("setup-only");
    expect(sessionView(context)).toMatchObject({ setupCodeNeeded: true, deadlineAt: context.clock.now() });
    expect(getMySecurity(context, me, {})).toMatchObject({ ok: true, value: { setupCodeNeeded: true } });
    await expect(enableByApp(context, me)).rejects.toThrow("setup-code-needed");
    giveGateway(context);
    expect(enableTwoFactor(context, me, {})).toEqual(notNow("setup-code-needed"));
    expect(await redeemSetupCode(context, me, { code: "0000-0000-00" })).toMatchObject({ ok: false });
    expect(personOf(marcus)).toMatchObject({ setupCodeNeeded: true });

    const left = await kindsLeftBy(context, marcus, async () => {
      expect(await redeemSetupCode(context, me, { code: codeFor(marcus) })).toEqual({ ok: true, value: null });
    });
    expect(left).toEqual(["identity-proven", "setup-code-issued", "notice-queued", "setup-code-claimed"]);
    expect(sessionState()).toBe("setup-only");
    expect(sessionView(context)).toMatchObject({ setupCodeNeeded: false });
    await enableByApp(context, me);
    expect(sessionState()).toBe("member");
  });

  test("the code that a manager gives is for the phone: it gives no new password", async () => {
    await overdue();
    const code = codeFor(marcus);
    signOut(context, callerNow(context));
    expect(
      await claimSetupCode(context, nobodyAt(context), { email: marcus.email, code, password: "eleven purple horses" }),
    ).toEqual(notNow("sign-in-first"));
  });

  test("a code that was typed once opens the enrollment at later sign-ins too, until two-factor is on", async () => {
    const me = await overdue();
    await redeemSetupCode(context, me, { code: codeFor(marcus) });
    signOut(context, callerNow(context));
    expect(await typePassword(context, marcus.email)).toEqual(next("setup"));
    expect(sessionView(context)).toMatchObject({ setupCodeNeeded: false });
    expect(await redeemSetupCode(context, callerNow(context), { code: codeFor(marcus) })).toEqual(notNow("wrong-step"));
    await enableByApp(context, callerNow(context));
    expect(again(context, marcus).enrollmentOpen).toBe(false);
  });

  test("a running session is left alone, and enrols without a code; the next sign-in is not", async () => {
    await typePassword(context, marcus.email);
    enforce({ graceDays: 0 });
    expect(sessionState()).toBe("member");
    expect(sessionView(context)).toMatchObject({ setupCodeNeeded: false });
    expect(enableTwoFactor(context, callerNow(context), {})).toEqual(notNow("no-gateway"));
    signOut(context, callerNow(context));
    expect(await typePassword(context, marcus.email)).toEqual(next("setup"));
  });

  test("what is lifted while somebody is at the setup opens the rest to them", async () => {
    await overdue();
    enforce();
    expect(sessionState()).toBe("member");
  });

  test("at a first start one code is enough for password and phone", async () => {
    enforce({ graceDays: 0 });
    const facts = {
      name: "Ana Ruiz",
      email: "ana@x.example",
      cellPhone: null,
      accountType: "staff",
      role: "member",
    } as const;
    const added = asJoan((caller) => addPerson(context, caller, facts));
    if (!added.ok) throw new Error("not added");
    const claim = { email: facts.email, code: added.value.code, password: "eleven purple horses" };
    expect(await claimSetupCode(context, nobodyAt(context), claim)).toEqual(next("setup"));
    expect(sessionView(context)).toMatchObject({ setupCodeNeeded: false });
    await enableByApp(context, callerNow(context));
    expect(sessionState()).toBe("member");
  });

  test("whoever chose a password and went away needs a code for the phone once it is overdue", async () => {
    const facts = {
      name: "Ana Ruiz",
      email: "ana@x.example",
      cellPhone: null,
      accountType: "staff",
      role: "member",
    } as const;
    const added = asJoan((caller) => addPerson(context, caller, facts));
    if (!added.ok) throw new Error("not added");
    await claimSetupCode(context, nobodyAt(context), {
      email: facts.email,
      code: added.value.code,
      password: "eleven purple horses",
    });
    signOut(context, callerNow(context));
    enforce({ graceDays: 0 });
    expect(await typePassword(context, facts.email, "eleven purple horses")).toEqual(next("setup"));
    expect(sessionView(context)).toMatchObject({ setupCodeNeeded: true });
  });

  test("the only manager who came back with the recovery kit sets up without anybody's code", async () => {
    enforce({ graceDays: 0 });
    giveRecoveryCodes(context, context.manager, "01234567890123456789");
    const back = {
      email: context.manager.email,
      recoveryKey: context.recoveryKey,
      password: "eleven purple horses swim",
    };
    const by = { factor: "recovery-code", code: "01234567890123456789" } as const;
    const recovered = await recoverOnlyManager(context, nobodyAt(context), { ...back, by });
    expect(recovered).toEqual({ ok: true, value: null });
    expect(await typePassword(context, context.manager.email, back.password)).toEqual(next("setup"));
    expect(sessionView(context)).toMatchObject({ setupCodeNeeded: false });
    await enableByApp(context, callerNow(context));
    expect(sessionState()).toBe("manager");
  });
});

describe("a method that is allowed no longer", () => {
  test("leads from text messages to the app, by a setup code besides", async () => {
    setUpText(context, marcus);
    giveGateway(context);
    expect(await comeByText(marcus)).toEqual(next("signed-in"));
    enforce({ graceDays: 0, methods: "app-only" });
    expect(sessionState()).toBe("member");
    signOut(context, callerNow(context));
    expect(await typePassword(context, marcus.email)).toEqual(next("token"));
    expect(await comeByText(marcus)).toEqual(next("setup"));
    expect(sessionState()).toBe("setup-only");
    expect(sessionView(context)).toMatchObject({ appOnly: true, setupCodeNeeded: true, twoFactor: "text" });
    giveCode(context, marcus, { sort: "setup-code", code: "4K7D92QXM3", use: "enrollment" });
    await redeemSetupCode(context, callerNow(context), { code: "4K7D-92QX-M3" });
    await enableByApp(context, callerNow(context));
    expect(sessionState()).toBe("member");
    expect(again(context, marcus).twoFactor).toBe("app");
  });

  test("is not turned on: by text where the app alone will do", async () => {
    giveGateway(context);
    enforce({ graceDays: 30, methods: "app-only" });
    await typePassword(context, marcus.email);
    const me = callerNow(context);
    expect(enableTwoFactor(context, me, {})).toEqual(notNow("text-not-allowed"));
    expect(await confirmTextToken(context, me, { token: TEXTED })).toEqual(notNow("text-not-allowed"));
    expect(sessionView(context)).toMatchObject({ appOnly: true });
  });

  test("is not gone back to, and two-factor that is required stays on", async () => {
    giveGateway(context);
    setUpText(context, marcus);
    const key = await setUpApp(context, marcus);
    context.clock.advance(10 * PERIOD_MS);
    await typePassword(context, marcus.email);
    await typeToken(appCode(key, context.clock.now()));
    const me = callerNow(context);
    enforce({ graceDays: 30 });
    expect(disableTwoFactor(context, me, { proof: PROOF })).toEqual(notNow("required"));
    enforce({ graceDays: 30, methods: "app-only" });
    expect(disableTwoFactor(context, me, { proof: PROOF })).toEqual(notNow("required"));
    expect(chooseTextMessages(context, me, { proof: PROOF })).toEqual(notNow("text-not-allowed"));
    enforce({ graceDays: 30 });
    expect(chooseTextMessages(context, me, { proof: PROOF })).toEqual({ ok: true, value: null });
    // Not required yet.
    enforce({ fromOn: "2026-12-01" });
    expect(disableTwoFactor(context, me, { proof: PROOF })).toEqual({ ok: true, value: null });
  });
});

describe("an exemption", () => {
  const untilOn = "2026-12-01";
  const exempt = (more: { untilOn?: string; account?: string; reason?: string } = {}) =>
    asJoan((caller) => exemptPerson(context, caller, { account: marcus.id, untilOn, ...act, ...more }));

  test("lets somebody off through the whole of a day, and is listed with its reason and who granted it", async () => {
    await typePassword(context, marcus.email);
    signOut(context, callerNow(context));
    enforce({ graceDays: 0 });
    expect(await kindsLeftBy(context, marcus, () => exempt({ reason: "on leave" }))).toEqual(["exemption-granted"]);
    const untilAt = Date.parse("2026-12-02T06:00:00Z");
    const granted = {
      ...{ person: { id: marcus.id, name: marcus.name }, untilAt, reason: "on leave" },
      ...{ grantedBy: { id: context.manager.id, name: "Joan Price" }, grantedAt: context.clock.now() },
    };
    expect(asJoan((caller) => listExemptions(context, caller, {}))).toEqual({ ok: true, value: [granted] });
    expect(personOf(marcus)).toMatchObject({
      ...{ status: "exempt", exemptUntilAt: untilAt, deadlineAt: untilAt, setupCodeNeeded: false },
      policy: { exemption: granted },
      may: { exempt: true, "end-exemption": true },
    });
    expect(await typePassword(context, marcus.email)).toEqual(next("signed-in"));
    expect(sessionView(context)).toMatchObject({ deadlineAt: untilAt });
    signOut(context, callerNow(context));

    context.clock.set(untilAt - 1);
    expect(await typePassword(context, marcus.email)).toEqual(next("signed-in"));
    signOut(context, callerNow(context));
    context.clock.set(untilAt);
    expect(await typePassword(context, marcus.email)).toEqual(next("setup"));
    expect(asJoan((caller) => listExemptions(context, caller, {}))).toEqual({ ok: true, value: [] });
    expect(personOf(marcus)).toMatchObject({ status: "overdue", may: { "end-exemption": "not-exempt" } });
  });

  test("lets two-factor be turned off, and texts be chosen, while it holds", async () => {
    giveGateway(context);
    enforce({ methods: "app-only" });
    setUpText(context, marcus);
    await setUpApp(context, marcus);
    const me = signedInAs(context, marcus);
    expect(chooseTextMessages(context, me, { proof: PROOF })).toEqual(notNow("text-not-allowed"));
    exempt();
    expect(sessionView(context)).toMatchObject({ appOnly: false });
    expect(chooseTextMessages(context, me, { proof: PROOF })).toEqual({ ok: true, value: null });
    expect(disableTwoFactor(context, me, { proof: PROOF })).toEqual({ ok: true, value: null });
  });

  test("ends at once where a manager ends it", async () => {
    await typePassword(context, marcus.email);
    signOut(context, callerNow(context));
    enforce({ graceDays: 0 });
    const end = () => asJoan((caller) => endExemption(context, caller, { account: marcus.id, ...act }));
    expect(end()).toEqual({ ok: false, refusal: { code: "may-not", because: "not-exempt" } });
    exempt();
    expect(await kindsLeftBy(context, marcus, end)).toEqual(["exemption-ended"]);
    expect(await typePassword(context, marcus.email)).toEqual(next("setup"));
  });

  test("is not over, no longer than a year, and not the very one that there is", () => {
    const bad = (problem: string) => ({ ok: false, refusal: { code: "bad-input", fields: { untilOn: problem } } });
    expect(exempt({ untilOn: "2026-11-01" })).toEqual(bad("in-the-past"));
    expect(exempt({ untilOn: "2027-11-04" })).toEqual(bad("out-of-range"));
    expect(exempt({ untilOn: "2027-11-03" })).toEqual({ ok: true, value: null });
    expect(exempt({ untilOn: "2027-11-03" })).toMatchObject({ refusal: { because: "exempt-already" } });
    expect(exempt({ untilOn: "2026-11-03" })).toEqual({ ok: true, value: null });
    expect(exempt({ account: context.manager.id })).toMatchObject({ refusal: { because: "own-account" } });
    expect(exempt({ account: "b".repeat(26) })).toMatchObject({ refusal: { code: "no-such-person" } });
  });

  test("takes a second manager where two are active, but not where it ends no later than the one before", async () => {
    exempt();
    const other = await addMember(context, { name: "Ben", email: "ben@x.example", role: "manager" });
    const key = await setUpApp(context, other);
    context.clock.advance(10 * PERIOD_MS);
    await typePassword(context, other.email);
    await typeToken(appCode(key, context.clock.now()));
    signOut(context, callerNow(context));
    await typePassword(context, marcus.email);
    signOut(context, callerNow(context));
    const joanSignsIn = await setUpApp(context, context.manager);
    context.clock.advance(10 * PERIOD_MS);
    await typePassword(context, context.manager.email);
    await typeToken(appCode(joanSignsIn, context.clock.now()));
    expect(exempt({ untilOn: "2026-12-02" })).toMatchObject({ refusal: { because: "second-manager" } });
    expect(exempt({ untilOn: "2026-11-30" })).toEqual({ ok: true, value: null });
    expect(asJoan((caller) => endExemption(context, caller, { account: marcus.id, ...act }))).toMatchObject({
      ok: true,
    });
  });
});

describe("the grace", () => {
  const deadline = () => personOf(marcus).deadlineAt;

  test("is renewed by no reset, no new name and e-mail, no deactivation, and no clock that is set back", async () => {
    await typePassword(context, marcus.email);
    signOut(context, callerNow(context));
    enforce({ graceDays: 14 });
    const until = context.clock.now() + 14 * DAY_MS;
    expect(deadline()).toBe(until);

    context.clock.advance(5 * DAY_MS);
    await setUpApp(context, marcus);
    asJoan((caller) => resetTwoFactor(context, caller, { ...helpFor(marcus), cause: "new-phone" }));
    expect(deadline()).toBe(until);

    const facts = { name: "Mark Reed", email: "mark@x.example", cellPhone: null, accountType: "provider" } as const;
    const identity = { kind: "photo-id", reference: "driver's license" } as const;
    asJoan((caller) => editPerson(context, caller, { account: marcus.id, ...facts, identity, ...act }));
    expect(deadline()).toBe(until);

    context.clock.advance(5 * DAY_MS);
    asJoan((caller) => deactivatePerson(context, caller, { account: marcus.id, ...act }));
    context.clock.advance(2 * DAY_MS);
    const back = asJoan((caller) => reactivatePerson(context, caller, { account: marcus.id, ...act }));
    expect(deadline()).toBe(until);
    const code = back.ok ? back.value.code : "";
    await claimSetupCode(context, nobodyAt(context), { email: facts.email, code, password: PASSWORD });
    signOut(context, callerNow(context));
    expect(deadline()).toBe(until);

    context.clock.set(until);
    expect(await typePassword(context, facts.email)).toEqual(next("setup"));
    signOut(context, callerNow(context));
    context.clock.set(until - 10 * DAY_MS);
    expect(personOf(marcus).status).toBe("overdue");
    expect(await typePassword(context, facts.email)).toEqual(next("setup"));
  });

  test("begins at the latest thirty days after the account was created", () => {
    enforce({ graceDays: 14 });
    expect(deadline()).toBe(marcus.createdAt + 44 * DAY_MS);
  });
});
