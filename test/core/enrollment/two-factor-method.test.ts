import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetOldKeys } from "../../../src/main/core/authentication/attempt-hints";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { sendToken } from "../../../src/main/core/authentication/tokens";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { chooseTextMessages, disableTwoFactor } from "../../../src/main/core/enrollment/two-factor-method";
import type { Caller } from "../../../src/main/core/session/session";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { KEPT_KEYS_MS } from "../../../src/main/core/store/secrets";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy } from "../../support/entries";
import { changeNumber } from "../../support/help";
import { appCode } from "../../support/phone";
import { nobodyAt } from "../../support/session";
import { choosePassword, typePassword } from "../../support/sign-in";
import { enableByApp, enableByText, giveGateway, PROOF, takeGateway } from "../../support/two-factor";

let context: TestContext;
let marcus: Account;
let me: Caller;
const proof = { proof: PROOF };

beforeEach(() => {
  context = createTestContext();
  giveGateway(context);
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+14155552671" });
  me = signedInAs(context, marcus);
});
afterEach(() => context.close());

const now = () => findAccount(context.db, marcus.id);
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const countKeys = () => context.db.prepare("SELECT id FROM secrets WHERE kind = 'totp-key'").all().length;

test("from the app back to text messages: tokens go to the confirmed phone, and the app's key is kept for support alone", async () => {
  await enableByText(context, me, marcus.cellPhone);
  await enableByApp(context, me);
  expect(await kindsLeftBy(context, marcus, () => chooseTextMessages(context, me, proof))).toEqual([
    "text-messages-chosen",
    "notice-queued",
  ]);
  expect(now()).toMatchObject({ twoFactor: "text", confirmedPhone: "+14155552671" });
  expect(findAuthenticator(context.db, marcus.id, "active")).toBeUndefined();
  // Codes of it are still known when they are typed.
  expect(countKeys()).toBe(1);
  expect(sendToken(context, me, { channel: "text" })).toMatchObject({ value: { maskedPhone: "•••• 2671" } });
  expectReplayEqualsTables(context, marcus);
});

test("the key of an app that was given up lets nobody in, and is forgotten after thirty days, no sooner", async () => {
  await choosePassword(context, marcus);
  await enableByText(context, me, marcus.cellPhone);
  const key = await enableByApp(context, me);
  chooseTextMessages(context, me, proof);
  const until = context.clock.now() + KEPT_KEYS_MS;
  context.clock.advance(90_000);
  await typePassword(context, marcus.email);
  const passed = {
    session: context.session,
    sessionState: "password-passed",
    account: marcus.id,
    role: "member",
  } as const;
  expect(sendToken(context, passed, { channel: "text" }).ok).toBe(true);
  expect(
    await submitToken(context, nobodyAt(context), { token: appCode(key, context.clock.now()), remember: false }),
  ).toEqual({
    ok: false,
    refusal: { code: "wrong-token", triesLeft: 4 },
  });
  context.clock.set(until);
  forgetOldKeys(context);
  expect(countKeys()).toBe(1);
  context.clock.advance(1);
  forgetOldKeys(context);
  expect(countKeys()).toBe(0);
});

test("there is no way back to text messages without two-factor, a confirmed phone and a gateway", async () => {
  expect(chooseTextMessages(context, me, proof)).toEqual(notNow("two-factor-off"));
  changeNumber(context, marcus, null);
  await enableByApp(context, me);
  expect(chooseTextMessages(context, me, proof)).toEqual(notNow("no-phone"));
  expect(now()?.twoFactor).toBe("app");
});

test("whoever has text messages has no need to choose them, and without a gateway nobody can", async () => {
  await enableByText(context, me, marcus.cellPhone);
  expect(chooseTextMessages(context, me, proof)).toEqual(notNow("already-text"));
  await enableByApp(context, me);
  takeGateway(context);
  expect(chooseTextMessages(context, me, proof)).toEqual(notNow("no-gateway"));
});

test("two-factor can be turned off again, with the authenticator and every code that went with it", async () => {
  await enableByApp(context, me);
  expect(await kindsLeftBy(context, marcus, () => disableTwoFactor(context, me, proof))).toEqual([
    "two-factor-disabled",
    "notice-queued",
  ]);
  expect(getMySecurity(context, me, {})).toMatchObject({
    value: {
      twoFactor: "none",
      twoFactorSince: null,
      authenticator: null,
      recoveryCodes: { left: 0, total: 0, stored: false },
    },
  });
  expect(countKeys()).toBe(0);
  expect(disableTwoFactor(context, me, proof)).toEqual(notNow("two-factor-off"));
  expectReplayEqualsTables(context, marcus);
});

test("turning it on again takes a new enrollment", async () => {
  await enableByText(context, me, marcus.cellPhone);
  disableTwoFactor(context, me, proof);
  expect(sendToken(context, me, { channel: "text" })).toEqual(notNow("wrong-step"));
  await enableByText(context, me, marcus.cellPhone);
  expect(now()?.twoFactor).toBe("text");
});
