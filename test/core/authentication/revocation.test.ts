import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkProof } from "../../../src/main/core/authentication/proof";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { sendToken } from "../../../src/main/core/authentication/tokens";
import { type Caller, recordEvent } from "../../../src/main/core/context";
import { beginAuthenticator } from "../../../src/main/core/enrollment/authenticators";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { disableTwoFactor } from "../../../src/main/core/enrollment/two-factor-method";
import { redeemSetUpCode } from "../../../src/main/core/enrollment/two-factor-setup";
import { callerNow, sessionView, signInView } from "../../../src/main/core/session/session-state";
import { signOut } from "../../../src/main/core/session/sessions";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { countCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { fallBackToText, issueSetUpCode, resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { PASSWORD, signedInAs, type TestWorld } from "../../support/context";
import { require, ruleOf, type TypedRule } from "../../support/enforced";
import { expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { helpFor } from "../../support/help";
import { appCode, otherThan } from "../../support/phone";
import {
  addMember,
  again,
  createWorldWithApps,
  giveCode,
  NOBODY,
  setUpText,
  typePassword,
} from "../../support/sign-in";
import { enableByApp, giveGateway, PROOF } from "../../support/two-factor";

/*
 * Product.md 4: revocation never leaves a weaker way in than the policy allows, and after it password and text token bind
 * no new authenticator. Every way in which a method disappears.
 */

let world: TestWorld;
let marcus: Account;
let key: string;

beforeEach(async () => {
  ({ world, account: marcus, key } = await createWorldWithApps());
});
afterEach(() => {
  expectReplayEqualsTables(world, marcus);
  world.close();
});

const TEXT = "7654321";
const next = (step: string) => ({ ok: true, value: { next: step } });
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const now = () => again(world, marcus);
const stance = () => callerNow(world).stance;
const leave = () => signOut(world, callerNow(world));
const asJoan = <T>(does: (caller: Caller) => T): T => {
  const done = does(signedInAs(world, again(world, world.manager)));
  world.memory.session = null;
  return done;
};
const enforce = (more: Partial<TypedRule>) => {
  asJoan((caller) => require(world, caller, ruleOf({ applies: { to: "role", role: "member" }, ...more })));
};
const wrong = () => otherThan(...[-1, 0, 1].map((shift) => appCode(key, world.clock.now() + shift * 30_000)));
/** As it is after ninety-eight wrong codes of the app, with support unlocking whenever it took that. */
function failedBefore() {
  const failures = { count: 0, towardsHold: 0, towardsHoldAfterPassword: 0, lockedUntilAt: null, held: false };
  const authenticator = { id: findAuthenticator(world.db, marcus.id, "active")?.id ?? "", failures: 98 };
  const typed = { factor: "app", during: "sign-in", cause: "wrong", hint: null } as const;
  const data = { ...typed, failures, authenticator };
  immediately(world.db, () => recordEvent(world, null, { kind: "attempt-refused", subject: marcus.id, data }));
}
async function failAHundredTimes() {
  failedBefore();
  for (let tries = 0; tries < 2; tries++) {
    expect(findAuthenticator(world.db, marcus.id, "active")).toBeDefined();
    await typePassword(world, marcus.email);
    await submitToken(world, NOBODY, { token: wrong(), remember: false });
  }
  expect(findAuthenticator(world.db, marcus.id, "active")).toBeUndefined();
}
const comeByText = async () => {
  expect(await typePassword(world, marcus.email)).toEqual(next("token"));
  giveCode(world, marcus, { sort: "text-token", code: TEXT });
  return submitToken(world, NOBODY, { token: TEXT, remember: false });
};
const begin = () => beginAuthenticator(world, callerNow(world), { key: "new" });
/** Support or a manager gives a code for the phone, and the person types it. */
async function typeSetUpCode(given = asJoan((caller) => issueSetUpCode(world, caller, helpFor(marcus)))) {
  if (!given.ok) throw new Error(given.refusal.code);
  expect(await typePassword(world, marcus.email)).toEqual(next("set-up"));
  expect(await redeemSetUpCode(world, callerNow(world), { code: given.value.code })).toEqual({ ok: true, value: null });
}

describe("a hundred failures of the app", () => {
  test("leave nothing where the app alone is allowed: password and text token reach nothing without a set-up code", async () => {
    giveGateway(world);
    enforce({ methods: "app-only" });
    await failAHundredTimes();
    expect(now()).toMatchObject({ twoFactor: "none", setUpCodeNeeded: true });
    expect(await typePassword(world, marcus.email)).toEqual(next("set-up"));
    expect(sessionView(world)).toMatchObject({ setUpCodeNeeded: true });
    expect(sendToken(world, callerNow(world), { channel: "text" })).toEqual(notNow("wrong-step"));
    expect(begin()).toEqual(notNow("set-up-code-needed"));
    leave();
    await typeSetUpCode();
    await enableByApp(world, callerNow(world));
    expect(stance()).toBe("member");
  });

  test("likewise from the day on that a rule begins, however long the grace", async () => {
    giveGateway(world);
    enforce({ methods: "app-only", graceDays: 30 });
    await failAHundredTimes();
    expect(now().twoFactor).toBe("none");
  });

  test("leave text messages where they are allowed, and these bind no new authenticator", async () => {
    giveGateway(world);
    enforce({ methods: "app-and-text" });
    await failAHundredTimes();
    expect(now().twoFactor).toBe("text");
    expect(newestEntry(world, marcus, "authenticator-revoked")?.data).toMatchObject({ left: "text" });
    expect(await comeByText()).toEqual(next("signed-in"));
    expect(begin()).toEqual(notNow("reset-needed"));
    expect(disableTwoFactor(world, callerNow(world), { proof: PROOF })).toEqual(notNow("required"));
    leave();
    await typeSetUpCode(asJoan((caller) => resetTwoFactor(world, caller, { ...helpFor(marcus), cause: "other" })));
    await enableByApp(world, callerNow(world));
    expect(now().twoFactor).toBe("app");
  });

  test("nor is two-factor turned off to set it up anew, where nobody requires it", async () => {
    giveGateway(world);
    await failAHundredTimes();
    await comeByText();
    expect(begin()).toEqual(notNow("reset-needed"));
    expect(disableTwoFactor(world, callerNow(world), { proof: PROOF })).toEqual(notNow("reset-needed"));
  });

  test("leave a new password to be had: a code for that is none for a phone", async () => {
    giveGateway(world);
    await failAHundredTimes();
    const given = asJoan((caller) => issueSetUpCode(world, caller, helpFor(marcus)));
    expect(given.ok).toBe(true);
    expect(newestEntry(world, marcus, "set-up-code-issued")?.data.for).toBe("password");
  });

  test("leave nothing where no token could be sent: without a gateway, or a number", async () => {
    await failAHundredTimes();
    expect(now()).toMatchObject({ twoFactor: "none", setUpCodeNeeded: true });
  });

  test("forget the workstation that stood in for it, and confine whoever is signed in", async () => {
    giveGateway(world);
    enforce({ methods: "app-only" });
    await typePassword(world, marcus.email);
    await submitToken(world, NOBODY, { token: appCode(key, world.clock.now() + 30_000), remember: false });
    expect(stance()).toBe("member");
    const code = { code: "w".repeat(26), secret: "s".repeat(26), expiresAt: world.clock.now() + 1e9, after: null };
    const remembered = { kind: "workstation-remembered", subject: marcus.id, data: code } as const;
    immediately(world.db, () => recordEvent(world, marcus.id, remembered));
    failedBefore();
    for (let tries = 0; tries < 2; tries++) {
      await checkProof(world, callerNow(world), { password: PASSWORD, token: wrong() }, "addPerson");
    }
    expect(countCodes(world.db, marcus.id, "workstation", "open")).toBe(0);
    expect(stance()).toBe("set-up-only");
    expect(begin()).toEqual(notNow("set-up-code-needed"));
  });

  test("of old entries, which do not say what was left, read as they were written", () => {
    const authenticator = findAuthenticator(world.db, marcus.id, "active")?.id ?? "";
    const data = { authenticator, cause: "too-many-failures" } as const;
    immediately(world.db, () => recordEvent(world, null, { kind: "authenticator-revoked", subject: marcus.id, data }));
    expect(now()).toMatchObject({ twoFactor: "text", setUpCodeNeeded: true });
  });
});

test("tokens by text that support fell back to bind no new authenticator either", async () => {
  giveGateway(world);
  expect(asJoan((caller) => fallBackToText(world, caller, helpFor(marcus)))).toEqual({ ok: true, value: null });
  expect(await comeByText()).toEqual(next("signed-in"));
  expect(begin()).toEqual(notNow("reset-needed"));
});

test("a policy that allows the app alone takes a set-up code of whoever came by text, once the day is over", async () => {
  giveGateway(world);
  const ana = await addMember(world, { name: "Ana Castillo", email: "ana@northside.example" });
  setUpText(world, ana);
  marcus = again(world, ana);
  enforce({ methods: "app-only" });
  expect(await comeByText()).toEqual(next("set-up"));
  expect(sessionView(world)).toMatchObject({ setUpCodeNeeded: true });
  expect(begin()).toEqual(notNow("set-up-code-needed"));
  const given = asJoan((caller) => issueSetUpCode(world, caller, helpFor(marcus)));
  if (!given.ok) throw new Error(given.refusal.code);
  expect(await comeByText()).toEqual(next("set-up"));
  await redeemSetUpCode(world, callerNow(world), { code: given.value.code });
  await enableByApp(world, callerNow(world));
  expect(stance()).toBe("member");
});

describe("a number that was taken off", () => {
  const takeOff = () => {
    const { name, email } = marcus;
    const saved = updateMyProfile(world, signedInAs(world, now()), { name, email, cellPhone: null });
    expect(saved.ok).toBe(true);
    world.memory.session = null;
  };

  test("gets no tokens, and leaves nothing weaker in its place", async () => {
    giveGateway(world);
    marcus = await addMember(world, { name: "Ana Castillo", email: "ana@northside.example" });
    setUpText(world, marcus);
    takeOff();
    expect(await typePassword(world, marcus.email)).toEqual(next("token"));
    expect(signInView(world)).toMatchObject({ channels: [], maskedPhone: null, recovery: { token: false } });
    expect(sendToken(world, callerNow(world), { channel: "text" })).toEqual({
      ok: false,
      refusal: { code: "no-phone" },
    });
  });

  test("is none that the app falls back to", async () => {
    giveGateway(world);
    takeOff();
    await failAHundredTimes();
    expect(now()).toMatchObject({ twoFactor: "none", setUpCodeNeeded: true });
  });
});
