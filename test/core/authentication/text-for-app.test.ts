import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkProof } from "../../../src/main/core/authentication/proof";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { sendToken } from "../../../src/main/core/authentication/tokens";
import { recordEvent } from "../../../src/main/core/context";
import { beginAuthenticator } from "../../../src/main/core/enrollment/authenticators";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { makeRecoveryCodes } from "../../../src/main/core/recovery/recovery-codes";
import type { Caller } from "../../../src/main/core/session/session";
import { signOut } from "../../../src/main/core/session/sessions";
import { updateSettings } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { immediately } from "../../../src/main/core/store/open";
import { PASSWORD, signedInAs, type TestContext } from "../../support/context";
import { require, ruleOf } from "../../support/enforced";
import { expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { changeNumber } from "../../support/help";
import { createTwoManagers } from "../../support/managers";
import { otherThan } from "../../support/phone";
import { callerNow, nobodyAt, signInView } from "../../support/session";
import { again, createContextWithApps, giveCode, typePassword } from "../../support/sign-in";
import { giveGateway, PROOF, textedToken } from "../../support/two-factor";

/* Text me and Call me for people with the app (SIGNIN-5): off at first, and no more than the sign-in's weaker way in. */

let context: TestContext;
let marcus: Account;

beforeEach(async () => {
  ({ context, account: marcus } = await createContextWithApps());
  giveGateway(context);
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  context.close();
});

const TEXT = "7654321";
const settings = {
  ...({ practiceName: "Northside Clinic", region: "US", timeZone: "America/Chicago", stillStuck: null } as const),
  ...({ textTokenMinutes: 10, digits: 7, idleMinutes: 10, rememberDays: 0 } as const),
  proof: PROOF,
};
const asJoan = <T>(does: (caller: Caller) => T): T => {
  const done = does(signedInAs(context, again(context, context.manager)));
  context.session.signedIn = null;
  return done;
};
const switchOn = () => {
  const changed = asJoan((caller) => updateSettings(context, caller, { ...settings, textForApp: true }));
  expect(changed).toEqual({ ok: true, value: null });
};
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const signedIn = { ok: true, value: { next: "signed-in" } };
const submit = (token: string) => submitToken(context, nobodyAt(context), { token, remember: false });
const ask = () => sendToken(context, callerNow(context), { channel: "text" });
const waiting = async () => {
  expect(await typePassword(context, marcus.email)).toEqual({ ok: true, value: { next: "token" } });
};
const sentToken = async () => {
  expect(ask()).toMatchObject({ ok: true });
  await pumpOutbox(context);
  return textedToken(context, marcus.cellPhone);
};

test("it is off at first: none is offered, none is sent, and one that there is lets nobody in", async () => {
  await waiting();
  expect(signInView(context)).toMatchObject({ method: "app", channels: [] });
  expect(ask()).toEqual(notNow("wrong-step"));
  giveCode(context, marcus, { sort: "text-token", code: TEXT });
  expect(await submit(TEXT)).toEqual({ ok: false, refusal: { code: "wrong-token", triesLeft: 4 } });
});

test("once it is on, the token that was sent signs in, and gives the app's own count nothing back", async () => {
  switchOn();
  await waiting();
  expect(signInView(context)).toMatchObject({ method: "app", channels: ["text", "call"] });
  const token = await sentToken();
  await submit(otherThan(token));
  expect(findAuthenticator(context.db, marcus.id, "active")?.failures).toBe(1);
  expect(await submit(token)).toEqual(signedIn);
  expect(failuresNow(context, marcus.id).count).toBe(0);
  expect(findAuthenticator(context.db, marcus.id, "active")?.failures).toBe(1);
  expect(newestEntry(context, marcus, "signed-in")?.data.factors).toMatchObject([
    { factor: "password" },
    { factor: "text-token" },
  ]);
});

test("it is as long as the app's codes, lives as the practice chose, and five an hour are sent", async () => {
  switchOn();
  context.clock.advance(3_600_000);
  context.db.prepare("UPDATE settings SET digits = 8").run();
  await waiting();
  const token = await sentToken();
  expect(token).toHaveLength(7);
  expect(signInView(context)).toMatchObject({ digits: 7, textTokenDigits: 7, lastSent: { digits: 7 } });
  context.db.prepare("UPDATE settings SET digits = 7").run();
  context.clock.advance(600_000 - 1);
  for (let sent = 1; sent < 5; sent++) expect(ask()).toMatchObject({ ok: true });
  expect(ask()).toMatchObject({ refusal: { code: "send-limit" } });
  expect(await submit(token)).not.toEqual(signedIn);
});

test("asking for one gives no failed try back, and while the account is locked none is sent", async () => {
  switchOn();
  await waiting();
  const token = await sentToken();
  for (let tries = 0; tries < 4; tries++) await submit(otherThan(token));
  expect(ask()).toMatchObject({ ok: true });
  expect(failuresNow(context, marcus.id).count).toBe(4);
  await submit(otherThan(token));
  expect(ask()).toMatchObject({ refusal: { code: "locked" } });
});

describe("one that was sent is worth nothing any more once", () => {
  const off: Readonly<Record<string, () => unknown>> = {
    "the practice switched it off": () => asJoan((caller) => updateSettings(context, caller, settings)),
    "the policy allows the app alone": () =>
      asJoan((caller) =>
        require(context, caller, ruleOf({ applies: { to: "role", role: "member" }, methods: "app-only" })),
      ),
    "the number is another one": () => changeNumber(context, marcus, "+14155559999"),
    "the number was taken off": () => changeNumber(context, marcus, null),
  };
  test.each(Object.keys(off))("%s", async (name) => {
    switchOn();
    await waiting();
    const token = await sentToken();
    off[name]?.();
    expect(ask()).toEqual(notNow("wrong-step"));
    expect(signInView(context)?.channels).toEqual([]);
    expect(await submit(token)).toEqual({ ok: false, refusal: { code: "wrong-token", triesLeft: 4 } });
    expect(newestEntry(context, marcus, "attempt-refused")?.data.hint).toEqual({ is: "text-while-app" });
  });
});

test("it proves no act, and binds nothing new: the app is not replaced by the weaker way in", async () => {
  switchOn();
  await waiting();
  await submit(await sentToken());
  const me = callerNow(context);
  expect(me.sessionState).toBe("member");
  expect(ask()).toEqual(notNow("wrong-step"));
  giveCode(context, marcus, { sort: "text-token", code: TEXT });
  expect(await checkProof(context, me, { password: PASSWORD, token: TEXT }, "addPerson")).toMatchObject({
    refusal: { code: "wrong-token" },
  });
  expect(beginAuthenticator(context, me, { key: "new" })).toEqual(notNow("second-factor-needed"));
  expect(makeRecoveryCodes(context, me, {})).toEqual(notNow("second-factor-needed"));
  signOut(context, callerNow(context));
});

test("switching it on is a weakening, and takes a second manager; switching it off does not", async () => {
  const two = await createTwoManagers();
  const old = context;
  context = two.context;
  old.close();
  marcus = again(context, context.manager);
  const as = (textForApp: boolean) =>
    updateSettings(context, signedInAs(context, again(context, context.manager)), { ...settings, textForApp });
  expect(as(true)).toEqual({ ok: false, refusal: { code: "may-not", because: "second-manager" } });
  const { proof: _proof, practiceName: name, ...rest } = settings;
  const before = { ...rest, name, textForApp: false };
  const on = { before, after: { ...before, textForApp: true } };
  immediately(context.db, () => recordEvent(context, null, { kind: "settings-changed", subject: null, data: on }));
  expect(as(false)).toEqual({ ok: true, value: null });
});
