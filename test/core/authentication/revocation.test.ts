import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkProof } from "../../../src/main/core/authentication/proof";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { sendToken } from "../../../src/main/core/authentication/tokens";
import { recordEvent } from "../../../src/main/core/context";
import { beginAuthenticator } from "../../../src/main/core/enrollment/authenticators";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { disableTwoFactor } from "../../../src/main/core/enrollment/two-factor-method";
import { redeemSetupCode } from "../../../src/main/core/enrollment/two-factor-setup";
import type { Caller } from "../../../src/main/core/session/session";
import { signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { countCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { fallBackToText, issueSetupCode, resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { PASSWORD, signedInAs, type TestContext } from "../../support/context";
import { require, ruleOf, type TypedRule } from "../../support/enforced";
import { expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { refusedWith } from "../../support/failures";
import { helpFor } from "../../support/help";
import { appCode, otherThan } from "../../support/phone";
import { callerNow, nobodyAt, sessionView, signInView } from "../../support/session";
import { addMember, again, createContextWithApps, giveCode, setUpText, typePassword } from "../../support/sign-in";
import { enableByApp, giveGateway, PROOF } from "../../support/two-factor";

/*
 * LOCK-6 and SETUP-12: revocation never leaves a weaker way in than the policy allows, and after it password and text
 * token bind no new authenticator. Every way in which a method disappears.
 */

let context: TestContext;
let marcus: Account;
let key: string;

beforeEach(async () => {
  ({ context, account: marcus, key } = await createContextWithApps());
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  context.close();
});

const TEXT = "7654321";
const next = (step: string) => ({ ok: true, value: { next: step } });
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const now = () => again(context, marcus);
const sessionState = () => callerNow(context).sessionState;
const leave = () => signOut(context, callerNow(context));
const asJoan = <T>(does: (caller: Caller) => T): T => {
  const done = does(signedInAs(context, again(context, context.manager)));
  context.session.signedIn = null;
  return done;
};
const enforce = (more: Partial<TypedRule>) => {
  asJoan((caller) => require(context, caller, ruleOf({ applies: { to: "role", role: "member" }, ...more })));
};
const wrong = () => otherThan(...[-1, 0, 1].map((shift) => appCode(key, context.clock.now() + shift * 30_000)));
/** As it is after ninety-eight wrong codes of the app, with support unlocking whenever it took that. */
function failedBefore() {
  const authenticator = { id: findAuthenticator(context.db, marcus.id, "active")?.id ?? "" };
  const data = { ...refusedWith("app", { signIn: null, recovery: null }, 0), authenticator };
  immediately(context.db, () => {
    for (let failure = 0; failure < 98; failure++)
      recordEvent(context, null, { kind: "attempt-refused", subject: marcus.id, data });
  });
}
async function failAHundredTimes() {
  failedBefore();
  for (let tries = 0; tries < 2; tries++) {
    expect(findAuthenticator(context.db, marcus.id, "active")).toBeDefined();
    await typePassword(context, marcus.email);
    await submitToken(context, nobodyAt(context), { token: wrong(), remember: false });
  }
  expect(findAuthenticator(context.db, marcus.id, "active")).toBeUndefined();
}
const comeByText = async () => {
  expect(await typePassword(context, marcus.email)).toEqual(next("token"));
  giveCode(context, marcus, { sort: "text-token", code: TEXT });
  return submitToken(context, nobodyAt(context), { token: TEXT, remember: false });
};
const begin = () => beginAuthenticator(context, callerNow(context), { key: "new" });
/** Support or a manager gives a code for the phone, and the person types it. */
async function typeSetupCode(given = asJoan((caller) => issueSetupCode(context, caller, helpFor(marcus)))) {
  if (!given.ok) throw new Error(given.refusal.code);
  expect(await typePassword(context, marcus.email)).toEqual(next("setup"));
  expect(await redeemSetupCode(context, callerNow(context), { code: given.value.code })).toEqual({
    ok: true,
    value: null,
  });
}

describe("a hundred failures of the app", () => {
  test("leave nothing where the app alone is allowed: password and text token reach nothing without a setup code", async () => {
    giveGateway(context);
    enforce({ methods: "app-only" });
    await failAHundredTimes();
    expect(now()).toMatchObject({ twoFactor: "none", setupCodeNeeded: true });
    expect(await typePassword(context, marcus.email)).toEqual(next("setup"));
    expect(sessionView(context)).toMatchObject({ setupCodeNeeded: true });
    expect(sendToken(context, callerNow(context), { channel: "text" })).toEqual(notNow("wrong-step"));
    expect(begin()).toEqual(notNow("setup-code-needed"));
    leave();
    await typeSetupCode();
    await enableByApp(context, callerNow(context));
    expect(sessionState()).toBe("member");
  });

  test("likewise from the day on that a rule begins, however long the grace", async () => {
    giveGateway(context);
    enforce({ methods: "app-only", graceDays: 30 });
    await failAHundredTimes();
    expect(now().twoFactor).toBe("none");
  });

  test("leave text messages where they are allowed, and these bind no new authenticator", async () => {
    giveGateway(context);
    enforce({ methods: "app-and-text" });
    await failAHundredTimes();
    expect(now().twoFactor).toBe("text");
    expect(newestEntry(context, marcus, "authenticator-revoked")?.data).toMatchObject({ left: "text" });
    expect(await comeByText()).toEqual(next("signed-in"));
    expect(begin()).toEqual(notNow("reset-needed"));
    expect(disableTwoFactor(context, callerNow(context), { proof: PROOF })).toEqual(notNow("required"));
    leave();
    await typeSetupCode(asJoan((caller) => resetTwoFactor(context, caller, { ...helpFor(marcus), cause: "other" })));
    await enableByApp(context, callerNow(context));
    expect(now().twoFactor).toBe("app");
  });

  test("nor is two-factor turned off to set it up anew, where nobody requires it", async () => {
    giveGateway(context);
    await failAHundredTimes();
    await comeByText();
    expect(begin()).toEqual(notNow("reset-needed"));
    expect(disableTwoFactor(context, callerNow(context), { proof: PROOF })).toEqual(notNow("reset-needed"));
  });

  test("leave a new password to be had: a code for that is none for a phone", async () => {
    giveGateway(context);
    await failAHundredTimes();
    const given = asJoan((caller) => issueSetupCode(context, caller, helpFor(marcus)));
    expect(given.ok).toBe(true);
    expect(newestEntry(context, marcus, "setup-code-issued")?.data.for).toBe("password");
  });

  test("leave nothing where no token could be sent: without a gateway, or a number", async () => {
    await failAHundredTimes();
    expect(now()).toMatchObject({ twoFactor: "none", setupCodeNeeded: true });
  });

  test("forget the workstation that stood in for it, and confine whoever is signed in", async () => {
    giveGateway(context);
    enforce({ methods: "app-only" });
    await typePassword(context, marcus.email);
    await submitToken(context, nobodyAt(context), {
      token: appCode(key, context.clock.now() + 30_000),
      remember: false,
    });
    expect(sessionState()).toBe("member");
    const code = { code: "w".repeat(26), secret: "s".repeat(26), expiresAt: context.clock.now() + 1e9, after: null };
    const remembered = { kind: "sign-in-remembered", subject: marcus.id, data: code } as const;
    immediately(context.db, () => recordEvent(context, marcus.id, remembered));
    failedBefore();
    for (let tries = 0; tries < 2; tries++) {
      await checkProof(context, callerNow(context), { password: PASSWORD, token: wrong() }, "addPerson");
    }
    expect(countCodes(context.db, marcus.id, "remembered-sign-in", "open")).toBe(0);
    expect(sessionState()).toBe("setup-only");
    expect(begin()).toEqual(notNow("setup-code-needed"));
  });

  test("of old entries, which do not say what was left, read as they were written", () => {
    const authenticator = findAuthenticator(context.db, marcus.id, "active")?.id ?? "";
    const data = { authenticator, cause: "too-many-failures" } as const;
    immediately(context.db, () =>
      recordEvent(context, null, { kind: "authenticator-revoked", subject: marcus.id, data }),
    );
    expect(now()).toMatchObject({ twoFactor: "text", setupCodeNeeded: true });
  });
});

test("tokens by text that support fell back to bind no new authenticator either", async () => {
  giveGateway(context);
  expect(asJoan((caller) => fallBackToText(context, caller, helpFor(marcus)))).toEqual({ ok: true, value: null });
  expect(await comeByText()).toEqual(next("signed-in"));
  expect(begin()).toEqual(notNow("reset-needed"));
});

test("a policy that allows the app alone takes a setup code of whoever came by text, once the day is over", async () => {
  giveGateway(context);
  const ana = await addMember(context, { name: "Ana Castillo", email: "ana@northside.example" });
  setUpText(context, ana);
  marcus = again(context, ana);
  enforce({ methods: "app-only" });
  expect(await comeByText()).toEqual(next("setup"));
  expect(sessionView(context)).toMatchObject({ setupCodeNeeded: true });
  expect(begin()).toEqual(notNow("setup-code-needed"));
  const given = asJoan((caller) => issueSetupCode(context, caller, helpFor(marcus)));
  if (!given.ok) throw new Error(given.refusal.code);
  expect(await comeByText()).toEqual(next("setup"));
  await redeemSetupCode(context, callerNow(context), { code: given.value.code });
  await enableByApp(context, callerNow(context));
  expect(sessionState()).toBe("member");
});

describe("a number that was taken off", () => {
  const takeOff = () => {
    const { name, email } = marcus;
    const saved = updateMyProfile(context, signedInAs(context, now()), { name, email, cellPhone: null });
    expect(saved.ok).toBe(true);
    context.session.signedIn = null;
  };

  test("gets no tokens, and leaves nothing weaker in its place", async () => {
    giveGateway(context);
    marcus = await addMember(context, { name: "Ana Castillo", email: "ana@northside.example" });
    setUpText(context, marcus);
    takeOff();
    expect(await typePassword(context, marcus.email)).toEqual(next("token"));
    expect(signInView(context)).toMatchObject({ channels: [], maskedPhone: null, recovery: { token: false } });
    expect(sendToken(context, callerNow(context), { channel: "text" })).toEqual({
      ok: false,
      refusal: { code: "no-phone" },
    });
  });

  test("is none that the app falls back to", async () => {
    giveGateway(context);
    takeOff();
    await failAHundredTimes();
    expect(now()).toMatchObject({ twoFactor: "none", setupCodeNeeded: true });
  });
});
