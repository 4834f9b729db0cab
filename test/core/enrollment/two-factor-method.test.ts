import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetOldKeys } from "../../../src/main/core/authentication/attempt-hints";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { sendToken } from "../../../src/main/core/authentication/tokens";
import type { Caller } from "../../../src/main/core/context";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { chooseTextMessages, disableTwoFactor } from "../../../src/main/core/enrollment/two-factor-method";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { KEPT_KEYS_MS } from "../../../src/main/core/store/secrets";
import { addAccount, createWorld, signedInAs, type TestWorld } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy } from "../../support/entries";
import { changeNumber } from "../../support/help";
import { appCode } from "../../support/phone";
import { choosePassword, NOBODY, typePassword } from "../../support/sign-in";
import { enableByApp, enableByText, giveGateway, PROOF, takeGateway } from "../../support/two-factor";

let world: TestWorld;
let marcus: Account;
let me: Caller;
const proof = { proof: PROOF };

beforeEach(() => {
  world = createWorld();
  giveGateway(world);
  marcus = addAccount(world, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+14155552671" });
  me = signedInAs(world, marcus);
});
afterEach(() => world.close());

const now = () => findAccount(world.db, marcus.id);
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const countKeys = () => world.db.prepare("SELECT id FROM secrets WHERE kind = 'totp-key'").all().length;

test("from the app back to text messages: tokens go to the confirmed phone, and the app's key is kept for support alone", async () => {
  await enableByText(world, me, marcus.cellPhone);
  await enableByApp(world, me);
  expect(await kindsLeftBy(world, marcus, () => chooseTextMessages(world, me, proof))).toEqual([
    "text-messages-chosen",
    "notice-queued",
  ]);
  expect(now()).toMatchObject({ twoFactor: "text", confirmedPhone: "+14155552671" });
  expect(findAuthenticator(world.db, marcus.id, "active")).toBeUndefined();
  // Codes of it are still known when they are typed.
  expect(countKeys()).toBe(1);
  expect(sendToken(world, me, { channel: "text" })).toMatchObject({ value: { maskedPhone: "•••• 2671" } });
  expectReplayEqualsTables(world, marcus);
});

test("the key of an app that was given up lets nobody in, and is forgotten after thirty days, no sooner", async () => {
  await choosePassword(world, marcus);
  await enableByText(world, me, marcus.cellPhone);
  const key = await enableByApp(world, me);
  chooseTextMessages(world, me, proof);
  const until = world.clock.now() + KEPT_KEYS_MS;
  world.clock.advance(90_000);
  await typePassword(world, marcus.email);
  const passed = { stance: "password-passed", account: marcus.id, role: "member" } as const;
  expect(sendToken(world, passed, { channel: "text" }).ok).toBe(true);
  expect(await submitToken(world, NOBODY, { token: appCode(key, world.clock.now()), remember: false })).toEqual({
    ok: false,
    refusal: { code: "wrong-token", triesLeft: 4 },
  });
  world.clock.set(until);
  forgetOldKeys(world);
  expect(countKeys()).toBe(1);
  world.clock.advance(1);
  forgetOldKeys(world);
  expect(countKeys()).toBe(0);
});

test("there is no way back to text messages without two-factor, a confirmed phone and a gateway", async () => {
  expect(chooseTextMessages(world, me, proof)).toEqual(notNow("two-factor-off"));
  changeNumber(world, marcus, null);
  await enableByApp(world, me);
  expect(chooseTextMessages(world, me, proof)).toEqual(notNow("no-phone"));
  expect(now()?.twoFactor).toBe("app");
});

test("whoever has text messages has no need to choose them, and without a gateway nobody can", async () => {
  await enableByText(world, me, marcus.cellPhone);
  expect(chooseTextMessages(world, me, proof)).toEqual(notNow("already-text"));
  await enableByApp(world, me);
  takeGateway(world);
  expect(chooseTextMessages(world, me, proof)).toEqual(notNow("no-gateway"));
});

test("two-factor can be turned off again, with the authenticator and every code that went with it", async () => {
  await enableByApp(world, me);
  expect(await kindsLeftBy(world, marcus, () => disableTwoFactor(world, me, proof))).toEqual([
    "two-factor-disabled",
    "notice-queued",
  ]);
  expect(getMySecurity(world, me, {})).toMatchObject({
    value: {
      twoFactor: "none",
      twoFactorSince: null,
      authenticator: null,
      recoveryCodes: { left: 0, total: 0, stored: false },
    },
  });
  expect(countKeys()).toBe(0);
  expect(disableTwoFactor(world, me, proof)).toEqual(notNow("two-factor-off"));
  expectReplayEqualsTables(world, marcus);
});

test("turning it on again takes a new enrolment", async () => {
  await enableByText(world, me, marcus.cellPhone);
  disableTwoFactor(world, me, proof);
  expect(sendToken(world, me, { channel: "text" })).toEqual(notNow("wrong-step"));
  await enableByText(world, me, marcus.cellPhone);
  expect(now()?.twoFactor).toBe("text");
});
