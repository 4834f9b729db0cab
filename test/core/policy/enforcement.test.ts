import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import type { Caller } from "../../../src/main/core/context";
import { claimSetUpCode } from "../../../src/main/core/enrollment/claim-setup-code";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { chooseTextMessages, disableTwoFactor } from "../../../src/main/core/enrollment/two-factor-method";
import { confirmTextToken, enableTwoFactor, redeemSetUpCode } from "../../../src/main/core/enrollment/two-factor-setup";
import { deactivatePerson, reactivatePerson } from "../../../src/main/core/people/account-acts";
import { addPerson, editPerson, getPerson } from "../../../src/main/core/people/people";
import { endExemption, exemptPerson, listExemptions } from "../../../src/main/core/policy/exemptions";
import { recoverOnlyManager } from "../../../src/main/core/recovery/only-manager";
import { callerNow, sessionView } from "../../../src/main/core/session/session-state";
import { signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { issueSetUpCode, resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { createWorld, givePassword, PASSWORD, signedInAs, type TestWorld } from "../../support/context";
import { DAY_MS, require, ruleOf } from "../../support/enforced";
import { expectReplayEqualsTables, kindsLeftBy } from "../../support/entries";
import { helpFor } from "../../support/help";
import { appCode } from "../../support/phone";
import {
  addMember,
  again,
  cheapHashing,
  giveCode,
  giveRecoveryCodes,
  NOBODY,
  setUpApp,
  setUpText,
  typePassword,
} from "../../support/sign-in";
import { enableByApp, giveGateway, PROOF } from "../../support/two-factor";

let world: TestWorld;
let joan: Caller;
let marcus: Account;

beforeEach(async () => {
  world = { ...createWorld(), hashing: cheapHashing };
  await givePassword(world, world.manager);
  await setUpApp(world, world.manager);
  joan = signedInAs(world, world.manager);
  marcus = await addMember(world);
  world.memory.session = null;
});
afterEach(() => {
  expectReplayEqualsTables(world, marcus);
  world.close();
});

const PERIOD_MS = 30_000;
const TEXTED = "7654321";
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const next = (step: string) => ({ ok: true, value: { next: step } });
const stance = () => callerNow(world).stance;
const act = { reason: "asked for it", proof: PROOF };
const asJoan = <T>(does: (caller: Caller) => T): T => {
  const { session } = world.memory;
  joan = signedInAs(world, world.manager);
  const done = does(joan);
  world.memory.session = session;
  return done;
};
const enforce = (...rules: Parameters<typeof ruleOf>[0][]) =>
  asJoan((caller) => require(world, caller, ...rules.map(ruleOf)));
const typeToken = async (token: string) => submitToken(world, NOBODY, { token, remember: false });
/** Signs in by the token of a text. */
const comeByText = async (account: Account) => {
  await typePassword(world, account.email);
  giveCode(world, account, { sort: "text-token", code: TEXTED });
  return typeToken(TEXTED);
};
const codeFor = (account: Account): string => {
  const issued = asJoan((caller) => issueSetUpCode(world, caller, helpFor(account)));
  return issued.ok ? issued.value.code : "";
};
const personOf = (account: Account) => {
  const found = asJoan((caller) => getPerson(world, caller, { account: account.id }));
  if (!found.ok) throw new Error("nobody");
  return found.value;
};

describe("within the grace", () => {
  test("people sign in as ever and are told until when", async () => {
    await typePassword(world, marcus.email);
    signOut(world, callerNow(world));
    enforce({ graceDays: 14 });
    expect(await typePassword(world, marcus.email)).toEqual(next("signed-in"));
    const until = world.clock.now() + 14 * DAY_MS;
    expect(sessionView(world)).toMatchObject({ deadlineAt: until, appOnly: false, setUpCodeNeeded: false });
    expect(personOf(marcus)).toMatchObject({ status: "days-left", deadlineAt: until, requiredBy: "Everyone" });
    expect(enableTwoFactor(world, callerNow(world), {})).toEqual(notNow("no-gateway"));
    await enableByApp(world, callerNow(world));
    expect(sessionView(world)).toMatchObject({ deadlineAt: null });
    expect(personOf(marcus)).toMatchObject({ status: "app", deadlineAt: null });
  });

  test("it begins with the first sign-in, and a rule without grace is due whether anybody has signed in or not", async () => {
    enforce({ graceDays: 1 });
    expect(personOf(marcus).status).toBe("days-left");
    enforce({ graceDays: 0 });
    expect(personOf(marcus).status).toBe("overdue");
    expect(await typePassword(world, marcus.email)).toEqual(next("set-up"));
    expect(personOf(marcus).status).toBe("overdue");
  });
});

describe("overdue with two-factor off", () => {
  const overdue = async () => {
    await typePassword(world, marcus.email);
    signOut(world, callerNow(world));
    enforce({ graceDays: 0 });
    expect(await typePassword(world, marcus.email)).toEqual(next("set-up"));
    return callerNow(world);
  };

  test("only the set-up is reachable, and it takes a set-up code from a manager besides the password", async () => {
    const me = await overdue();
    expect(me.stance).toBe("set-up-only");
    expect(sessionView(world)).toMatchObject({ setUpCodeNeeded: true, deadlineAt: world.clock.now() });
    expect(getMySecurity(world, me, {})).toMatchObject({ ok: true, value: { setUpCodeNeeded: true } });
    await expect(enableByApp(world, me)).rejects.toThrow("set-up-code-needed");
    giveGateway(world);
    expect(enableTwoFactor(world, me, {})).toEqual(notNow("set-up-code-needed"));
    expect(await redeemSetUpCode(world, me, { code: "0000-0000-00" })).toMatchObject({ ok: false });
    expect(personOf(marcus)).toMatchObject({ setUpCodeNeeded: true });

    const left = await kindsLeftBy(world, marcus, async () => {
      expect(await redeemSetUpCode(world, me, { code: codeFor(marcus) })).toEqual({ ok: true, value: null });
    });
    expect(left).toEqual(["identity-proven", "set-up-code-issued", "notice-queued", "set-up-code-claimed"]);
    expect(stance()).toBe("set-up-only");
    expect(sessionView(world)).toMatchObject({ setUpCodeNeeded: false });
    await enableByApp(world, me);
    expect(stance()).toBe("member");
  });

  test("the code that a manager gives is for the phone: it gives no new password", async () => {
    await overdue();
    const code = codeFor(marcus);
    signOut(world, callerNow(world));
    expect(
      await claimSetUpCode(world, NOBODY, { email: marcus.email, code, password: "eleven purple horses" }),
    ).toEqual(notNow("sign-in-first"));
  });

  test("a code that was typed once opens the enrolment at later sign-ins too, until two-factor is on", async () => {
    const me = await overdue();
    await redeemSetUpCode(world, me, { code: codeFor(marcus) });
    signOut(world, callerNow(world));
    expect(await typePassword(world, marcus.email)).toEqual(next("set-up"));
    expect(sessionView(world)).toMatchObject({ setUpCodeNeeded: false });
    expect(await redeemSetUpCode(world, callerNow(world), { code: codeFor(marcus) })).toEqual(notNow("wrong-step"));
    await enableByApp(world, callerNow(world));
    expect(again(world, marcus).enrolmentOpen).toBe(false);
  });

  test("a running session is left alone, and enrols without a code; the next sign-in is not", async () => {
    await typePassword(world, marcus.email);
    enforce({ graceDays: 0 });
    expect(stance()).toBe("member");
    expect(sessionView(world)).toMatchObject({ setUpCodeNeeded: false });
    expect(enableTwoFactor(world, callerNow(world), {})).toEqual(notNow("no-gateway"));
    signOut(world, callerNow(world));
    expect(await typePassword(world, marcus.email)).toEqual(next("set-up"));
  });

  test("what is lifted while somebody is at the set-up opens the rest to them", async () => {
    await overdue();
    enforce();
    expect(stance()).toBe("member");
  });

  test("at a first start one code is enough for password and phone", async () => {
    enforce({ graceDays: 0 });
    const facts = { name: "Ana Ruiz", email: "ana@x.example", cellPhone: null, kind: "staff", role: "member" } as const;
    const added = asJoan((caller) => addPerson(world, caller, facts));
    if (!added.ok) throw new Error("not added");
    const claim = { email: facts.email, code: added.value.code, password: "eleven purple horses" };
    expect(await claimSetUpCode(world, NOBODY, claim)).toEqual(next("set-up"));
    expect(sessionView(world)).toMatchObject({ setUpCodeNeeded: false });
    await enableByApp(world, callerNow(world));
    expect(stance()).toBe("member");
  });

  test("whoever chose a password and went away needs a code for the phone once it is overdue", async () => {
    const facts = { name: "Ana Ruiz", email: "ana@x.example", cellPhone: null, kind: "staff", role: "member" } as const;
    const added = asJoan((caller) => addPerson(world, caller, facts));
    if (!added.ok) throw new Error("not added");
    await claimSetUpCode(world, NOBODY, {
      email: facts.email,
      code: added.value.code,
      password: "eleven purple horses",
    });
    signOut(world, callerNow(world));
    enforce({ graceDays: 0 });
    expect(await typePassword(world, facts.email, "eleven purple horses")).toEqual(next("set-up"));
    expect(sessionView(world)).toMatchObject({ setUpCodeNeeded: true });
  });

  test("the only manager who came back with the recovery kit sets up without anybody's code", async () => {
    enforce({ graceDays: 0 });
    giveRecoveryCodes(world, world.manager, "01234567890123456789");
    const back = { email: world.manager.email, recoveryKey: world.recoveryKey, password: "eleven purple horses swim" };
    const by = { factor: "recovery-code", code: "01234567890123456789" } as const;
    const recovered = await recoverOnlyManager(world, NOBODY, { ...back, by });
    expect(recovered).toEqual({ ok: true, value: null });
    expect(await typePassword(world, world.manager.email, back.password)).toEqual(next("set-up"));
    expect(sessionView(world)).toMatchObject({ setUpCodeNeeded: false });
    await enableByApp(world, callerNow(world));
    expect(stance()).toBe("manager");
  });
});

describe("a method that is allowed no longer", () => {
  test("leads from text messages to the app, by a set-up code besides", async () => {
    setUpText(world, marcus);
    giveGateway(world);
    expect(await comeByText(marcus)).toEqual(next("signed-in"));
    enforce({ graceDays: 0, methods: "app-only" });
    expect(stance()).toBe("member");
    signOut(world, callerNow(world));
    expect(await typePassword(world, marcus.email)).toEqual(next("token"));
    expect(await comeByText(marcus)).toEqual(next("set-up"));
    expect(stance()).toBe("set-up-only");
    expect(sessionView(world)).toMatchObject({ appOnly: true, setUpCodeNeeded: true, twoFactor: "text" });
    giveCode(world, marcus, { sort: "set-up-code", code: "4K7D92QXM3", use: "enrolment" });
    await redeemSetUpCode(world, callerNow(world), { code: "4K7D-92QX-M3" });
    await enableByApp(world, callerNow(world));
    expect(stance()).toBe("member");
    expect(again(world, marcus).twoFactor).toBe("app");
  });

  test("is not turned on: by text where the app alone will do", async () => {
    giveGateway(world);
    enforce({ graceDays: 30, methods: "app-only" });
    await typePassword(world, marcus.email);
    const me = callerNow(world);
    expect(enableTwoFactor(world, me, {})).toEqual(notNow("text-not-allowed"));
    expect(await confirmTextToken(world, me, { token: TEXTED })).toEqual(notNow("text-not-allowed"));
    expect(sessionView(world)).toMatchObject({ appOnly: true });
  });

  test("is not gone back to, and two-factor that is required stays on", async () => {
    giveGateway(world);
    setUpText(world, marcus);
    const key = await setUpApp(world, marcus);
    world.clock.advance(10 * PERIOD_MS);
    await typePassword(world, marcus.email);
    await typeToken(appCode(key, world.clock.now()));
    const me = callerNow(world);
    enforce({ graceDays: 30 });
    expect(disableTwoFactor(world, me, { proof: PROOF })).toEqual(notNow("required"));
    enforce({ graceDays: 30, methods: "app-only" });
    expect(disableTwoFactor(world, me, { proof: PROOF })).toEqual(notNow("required"));
    expect(chooseTextMessages(world, me, { proof: PROOF })).toEqual(notNow("text-not-allowed"));
    enforce({ graceDays: 30 });
    expect(chooseTextMessages(world, me, { proof: PROOF })).toEqual({ ok: true, value: null });
    // Not required yet.
    enforce({ fromOn: "2026-12-01" });
    expect(disableTwoFactor(world, me, { proof: PROOF })).toEqual({ ok: true, value: null });
  });
});

describe("an exemption", () => {
  const untilOn = "2026-12-01";
  const exempt = (more: { untilOn?: string; account?: string; reason?: string } = {}) =>
    asJoan((caller) => exemptPerson(world, caller, { account: marcus.id, untilOn, ...act, ...more }));

  test("lets somebody off through the whole of a day, and is listed with its reason and who granted it", async () => {
    await typePassword(world, marcus.email);
    signOut(world, callerNow(world));
    enforce({ graceDays: 0 });
    expect(await kindsLeftBy(world, marcus, () => exempt({ reason: "on leave" }))).toEqual(["exemption-granted"]);
    const untilAt = Date.parse("2026-12-02T06:00:00Z");
    const granted = {
      ...{ person: { id: marcus.id, name: marcus.name }, untilAt, reason: "on leave" },
      ...{ grantedBy: { id: world.manager.id, name: "Joan Price" }, grantedAt: world.clock.now() },
    };
    expect(asJoan((caller) => listExemptions(world, caller, {}))).toEqual({ ok: true, value: [granted] });
    expect(personOf(marcus)).toMatchObject({
      ...{ status: "exempt", exemptUntilAt: untilAt, deadlineAt: untilAt, setUpCodeNeeded: false },
      requirement: { exemption: granted },
      may: { exempt: true, "end-exemption": true },
    });
    expect(await typePassword(world, marcus.email)).toEqual(next("signed-in"));
    expect(sessionView(world)).toMatchObject({ deadlineAt: untilAt });
    signOut(world, callerNow(world));

    world.clock.set(untilAt - 1);
    expect(await typePassword(world, marcus.email)).toEqual(next("signed-in"));
    signOut(world, callerNow(world));
    world.clock.set(untilAt);
    expect(await typePassword(world, marcus.email)).toEqual(next("set-up"));
    expect(asJoan((caller) => listExemptions(world, caller, {}))).toEqual({ ok: true, value: [] });
    expect(personOf(marcus)).toMatchObject({ status: "overdue", may: { "end-exemption": "not-exempt" } });
  });

  test("lets two-factor be turned off, and texts be chosen, while it holds", async () => {
    giveGateway(world);
    enforce({ methods: "app-only" });
    setUpText(world, marcus);
    await setUpApp(world, marcus);
    const me = signedInAs(world, marcus);
    expect(chooseTextMessages(world, me, { proof: PROOF })).toEqual(notNow("text-not-allowed"));
    exempt();
    expect(sessionView(world)).toMatchObject({ appOnly: false });
    expect(chooseTextMessages(world, me, { proof: PROOF })).toEqual({ ok: true, value: null });
    expect(disableTwoFactor(world, me, { proof: PROOF })).toEqual({ ok: true, value: null });
  });

  test("ends at once where a manager ends it", async () => {
    await typePassword(world, marcus.email);
    signOut(world, callerNow(world));
    enforce({ graceDays: 0 });
    const end = () => asJoan((caller) => endExemption(world, caller, { account: marcus.id, ...act }));
    expect(end()).toEqual({ ok: false, refusal: { code: "may-not", because: "not-exempt" } });
    exempt();
    expect(await kindsLeftBy(world, marcus, end)).toEqual(["exemption-ended"]);
    expect(await typePassword(world, marcus.email)).toEqual(next("set-up"));
  });

  test("is not over, no longer than a year, and not the very one that there is", () => {
    const bad = (problem: string) => ({ ok: false, refusal: { code: "bad-input", fields: { untilOn: problem } } });
    expect(exempt({ untilOn: "2026-11-01" })).toEqual(bad("in-the-past"));
    expect(exempt({ untilOn: "2027-11-04" })).toEqual(bad("out-of-range"));
    expect(exempt({ untilOn: "2027-11-03" })).toEqual({ ok: true, value: null });
    expect(exempt({ untilOn: "2027-11-03" })).toMatchObject({ refusal: { because: "exempt-already" } });
    expect(exempt({ untilOn: "2026-11-03" })).toEqual({ ok: true, value: null });
    expect(exempt({ account: world.manager.id })).toMatchObject({ refusal: { because: "own-account" } });
    expect(exempt({ account: "b".repeat(26) })).toMatchObject({ refusal: { code: "no-such-person" } });
  });

  test("takes a second manager where two are active, but not where it ends no later than the one before", async () => {
    exempt();
    const other = await addMember(world, { name: "Ben", email: "ben@x.example", role: "manager" });
    const key = await setUpApp(world, other);
    world.clock.advance(10 * PERIOD_MS);
    await typePassword(world, other.email);
    await typeToken(appCode(key, world.clock.now()));
    signOut(world, callerNow(world));
    await typePassword(world, marcus.email);
    signOut(world, callerNow(world));
    const joanSignsIn = await setUpApp(world, world.manager);
    world.clock.advance(10 * PERIOD_MS);
    await typePassword(world, world.manager.email);
    await typeToken(appCode(joanSignsIn, world.clock.now()));
    expect(exempt({ untilOn: "2026-12-02" })).toMatchObject({ refusal: { because: "second-manager" } });
    expect(exempt({ untilOn: "2026-11-30" })).toEqual({ ok: true, value: null });
    expect(asJoan((caller) => endExemption(world, caller, { account: marcus.id, ...act }))).toMatchObject({ ok: true });
  });
});

describe("the grace", () => {
  const deadline = () => personOf(marcus).deadlineAt;

  test("is renewed by no reset, no new name and e-mail, no deactivation, and no clock that is set back", async () => {
    await typePassword(world, marcus.email);
    signOut(world, callerNow(world));
    enforce({ graceDays: 14 });
    const until = world.clock.now() + 14 * DAY_MS;
    expect(deadline()).toBe(until);

    world.clock.advance(5 * DAY_MS);
    await setUpApp(world, marcus);
    asJoan((caller) => resetTwoFactor(world, caller, { ...helpFor(marcus), cause: "new-phone" }));
    expect(deadline()).toBe(until);

    const facts = { name: "Mark Reed", email: "mark@x.example", cellPhone: null, kind: "provider" } as const;
    const identity = { kind: "photo-id", reference: "driver's license" } as const;
    asJoan((caller) => editPerson(world, caller, { account: marcus.id, ...facts, identity, ...act }));
    expect(deadline()).toBe(until);

    world.clock.advance(5 * DAY_MS);
    asJoan((caller) => deactivatePerson(world, caller, { account: marcus.id, ...act }));
    world.clock.advance(2 * DAY_MS);
    const back = asJoan((caller) => reactivatePerson(world, caller, { account: marcus.id, ...act }));
    expect(deadline()).toBe(until);
    const code = back.ok ? back.value.code : "";
    await claimSetUpCode(world, NOBODY, { email: facts.email, code, password: PASSWORD });
    signOut(world, callerNow(world));
    expect(deadline()).toBe(until);

    world.clock.set(until);
    expect(await typePassword(world, facts.email)).toEqual(next("set-up"));
    signOut(world, callerNow(world));
    world.clock.set(until - 10 * DAY_MS);
    expect(personOf(marcus).status).toBe("overdue");
    expect(await typePassword(world, facts.email)).toEqual(next("set-up"));
  });

  test("begins at the latest thirty days after the account was created", () => {
    enforce({ graceDays: 14 });
    expect(deadline()).toBe(marcus.createdAt + 44 * DAY_MS);
  });
});
