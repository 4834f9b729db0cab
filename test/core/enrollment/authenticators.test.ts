import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetOldKeys } from "../../../src/main/core/authentication/attempt-hints";
import { sendToken } from "../../../src/main/core/authentication/tokens";
import { oneAtATime, recordEvent } from "../../../src/main/core/context";
import {
  beginAuthenticator,
  cancelAuthenticator,
  confirmAuthenticator,
} from "../../../src/main/core/enrollment/authenticators";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import type { Caller } from "../../../src/main/core/session/session";
import { settingsOf } from "../../../src/main/core/settings/settings";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { immediately } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { KEPT_KEYS_MS } from "../../../src/main/core/store/secrets";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { appCode, otherThan, scanQr } from "../../support/phone";
import { enableByApp, enableByText, giveGateway } from "../../support/two-factor";

const STEP = 30_000;
const TEN_MINUTES = 10 * 60_000;

let context: TestContext;
let marcus: Account;
let me: Caller;

beforeEach(() => {
  context = createTestContext();
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+14155552671" });
  me = signedInAs(context, marcus);
});
afterEach(() => context.close());

const now = () => findAccount(context.db, marcus.id);
const active = () => findAuthenticator(context.db, marcus.id, "active");
const confirm = (token: string, digits: 6 | 7 | 8 | null = null) =>
  confirmAuthenticator(context, me, { token, digits });
const accepted = { ok: true, value: { answer: "accepted" } };

function begin() {
  const offer = beginAuthenticator(context, me, { key: "new" });
  if (!offer.ok) throw new Error(offer.refusal.code);
  return offer.value;
}

/** The codes that would be accepted now, so that a wrong one can be none of them. */
const wrongFor = (key: string, digits = 7) =>
  otherThan(...[-1, 0, 1].map((step) => appCode(key, context.clock.now() + step * STEP, digits)));

function askForDigits(digits: 6 | 7 | 8): void {
  const before = settingsOf(thePractice(context.db));
  const data = { before, after: { ...before, digits } };
  immediately(context.db, () => recordEvent(context, null, { kind: "settings-changed", subject: null, data }));
}

test("the offer shows a QR code and the same key in groups of four, for seven digits every thirty seconds", async () => {
  const offer = begin();
  expect(offer).toMatchObject({ digits: 7, expiresAt: context.clock.now() + TEN_MINUTES, phoneVerified: false });
  expect(offer.key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  expect(await scanQr(offer.qr)).toBe(
    `otpauth://totp/Northside%20Clinic:marcus%40northside.example?secret=${offer.key.replaceAll(" ", "")}` +
      "&issuer=Northside%20Clinic&algorithm=SHA1&digits=7&period=30",
  );
});

test("an app that keeps one entry for one name keeps the key in use while another one is offered", async () => {
  const nameOf = async ({ qr }: { qr: string }) => decodeURIComponent(new URL(await scanQr(qr)).pathname).split(":")[1];
  const first = begin();
  expect(first.newEntry).toBeNull();
  // Nobody needs an offer that was not finished: the next one may take its place on the phone.
  expect(await nameOf(begin())).toBe(await nameOf(first));
  await enableByApp(context, me);
  const second = begin();
  expect(await nameOf(second)).toBe("marcus@northside.example (2)");
  expect(second.newEntry).toBe("marcus@northside.example (2)");
  await enableByApp(context, me);
  expect(await nameOf(begin())).toBe("marcus@northside.example (3)");
});

test("a phone that scanned the QR code shows a code that turns two-factor on by app", async () => {
  const uri = new URL(await scanQr(begin().qr));
  const code = appCode(uri.searchParams.get("secret") ?? "", context.clock.now());
  expect(code).toMatch(/^\d{7}$/);
  expect(await kindsLeftBy(context, marcus, () => confirm(code))).toEqual(["authenticator-enabled"]);
  expect(now()).toMatchObject({ twoFactor: "app", twoFactorAt: context.clock.now() });
  expect(active()).toMatchObject({
    digits: 7,
    state: "active",
    phoneVerified: false,
    lastStep: context.clock.now() / STEP,
  });
  expect(context.session.signedIn?.factors).toEqual(["password", "app"]);
  expectReplayEqualsTables(context, marcus);
});

test.each([6, 8] as const)("the practice's choice of %i digits applies to new authenticators", async (digits) => {
  askForDigits(digits);
  const { key } = begin();
  expect(await confirm(appCode(key, context.clock.now(), digits))).toEqual(accepted);
  expect(active()?.digits).toBe(digits);
});

test("a phone that shows six digits although seven were asked is noticed, and six can be used", async () => {
  const { key } = begin();
  const six = appCode(key, context.clock.now(), 6);
  expect(await kindsLeftBy(context, marcus, () => confirm(six))).toEqual([]);
  expect(await confirm(six)).toEqual({ ok: true, value: { answer: "other-digits", digits: 6 } });
  expect(failuresNow(context, marcus.id).count).toBe(0);
  expect(now()?.twoFactor).toBe("none");
  expect(await confirm(six, 6)).toEqual(accepted);
  expect(active()?.digits).toBe(6);
  expectReplayEqualsTables(context, marcus);
});

test("six wrong digits are wrong, and no sign that the phone shows six", async () => {
  const { key } = begin();
  expect(await confirm(wrongFor(key, 6))).toEqual({ ok: false, refusal: { code: "wrong-token", triesLeft: 4 } });
});

test.each([-1, 0, 1])("the code of the step %i steps away from now is accepted", async (steps) => {
  const { key } = begin();
  expect(await confirm(appCode(key, context.clock.now() + steps * STEP))).toEqual(accepted);
});

test.each([-20, -2, 2, 20])("the code of the step %i steps away is a failure that tells how far", async (steps) => {
  const { key } = begin();
  const code = appCode(key, context.clock.now() + steps * STEP);
  const differs = { ok: false, refusal: { code: "clock-differs", byMs: steps * STEP } };
  expect(await kindsLeftBy(context, marcus, async () => expect(await confirm(code)).toEqual(differs))).toEqual([
    "attempt-refused",
  ]);
  const hint = { is: "other-time", periods: steps, fromClock: steps };
  expect(newestEntry(context, marcus, "attempt-refused")?.data).toMatchObject({ during: "enrollment", hint });
  expect(failuresNow(context, marcus.id).count).toBe(1);
});

test("a wrong code counts as a failure of the account, and the fifth locks", async () => {
  const { key } = begin();
  for (const triesLeft of [4, 3, 2, 1]) {
    expect(await confirm(wrongFor(key))).toEqual({ ok: false, refusal: { code: "wrong-token", triesLeft } });
  }
  const locked = { ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } };
  expect(await confirm(wrongFor(key))).toEqual(locked);
  expect(await confirm(appCode(key, context.clock.now()))).toEqual(locked);
  context.clock.advance(60_000);
  expect(await confirm(appCode(key, context.clock.now()))).toEqual(accepted);
  expect(newestEntry(context, marcus, "attempt-refused")?.data).toMatchObject({
    factor: "app",
    during: "enrollment",
    cause: "wrong",
  });
});

test("an offer that was not finished within ten minutes ends, and its key is forgotten", async () => {
  const { key } = begin();
  context.clock.advance(TEN_MINUTES);
  const expired = { ok: false, refusal: { code: "not-now", because: "set-up-expired" } };
  expect(await confirm(appCode(key, context.clock.now()))).toEqual(expired);
  expect(await confirm(appCode(key, context.clock.now()))).toEqual({
    ok: false,
    refusal: { code: "not-now", because: "wrong-step" },
  });
  expect(countKeys()).toBe(0);
  expect(newestEntry(context, marcus, "authenticator-withdrawn")?.actor).toBe(marcus.id);
});

test("nor does a clock that is set back give it longer (SETUP-4, TIME-1)", async () => {
  const { key } = begin();
  context.clock.advance(TEN_MINUTES - 1);
  await confirm(wrongFor(key));
  context.clock.set(context.clock.now() - TEN_MINUTES);
  context.clock.advance(1);
  expect(await confirm(appCode(key, context.clock.now()))).toEqual({
    ok: false,
    refusal: { code: "not-now", because: "set-up-expired" },
  });
});

test("one millisecond before that, it can still be finished", async () => {
  const { key } = begin();
  context.clock.advance(TEN_MINUTES - 1);
  expect(await confirm(appCode(key, context.clock.now()))).toEqual(accepted);
});

test("an unfinished setup never replaces the authenticator that works", async () => {
  await enableByApp(context, me);
  const works = active();
  context.clock.advance(60_000);
  const { key } = begin();
  await confirm(wrongFor(key));
  expect(active()).toEqual(works);
  expect(await kindsLeftBy(context, marcus, () => cancelAuthenticator(context, me, {}))).toEqual([
    "authenticator-withdrawn",
  ]);
  expect(active()).toEqual(works);
  expect(await confirm(appCode(key, context.clock.now()))).toMatchObject({ refusal: { because: "wrong-step" } });
  expect(countKeys()).toBe(1);
  expectReplayEqualsTables(context, marcus);
});

test("nor does one that is abandoned while tokens come by text", async () => {
  giveGateway(context);
  await enableByText(context, me, marcus.cellPhone);
  begin();
  context.clock.advance(TEN_MINUTES);
  expect(now()?.twoFactor).toBe("text");
});

test("the fifth code of another time locks like any other failure, and is told as a lock", async () => {
  const { key } = begin();
  const late = () => confirm(appCode(key, context.clock.now() - 4 * STEP));
  for (let failure = 1; failure < 5; failure++)
    expect(await late()).toMatchObject({ refusal: { code: "clock-differs" } });
  expect(await late()).toEqual({ ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } });
});

test("a code 21 steps away is just wrong", async () => {
  const { key } = begin();
  const code = appCode(key, context.clock.now() + 21 * STEP);
  expect(await confirm(code)).toEqual({ ok: false, refusal: { code: "wrong-token", triesLeft: 4 } });
  expect(newestEntry(context, marcus, "attempt-refused")?.data.hint).toBeNull();
});

test("a finished one replaces the older, whose key is kept for thirty days and no longer", async () => {
  await enableByApp(context, me);
  const older = active()?.id;
  context.clock.advance(60_000);
  await enableByApp(context, me);
  expect(active()?.id).not.toBe(older);
  expect(newestEntry(context, marcus, "authenticator-revoked")?.data).toEqual({
    authenticator: older,
    cause: "replaced",
  });
  expect(countKeys()).toBe(2);
  context.clock.advance(KEPT_KEYS_MS);
  forgetOldKeys(context);
  expect(countKeys()).toBe(2);
  context.clock.advance(1);
  forgetOldKeys(context);
  expect(countKeys()).toBe(1);
  expectReplayEqualsTables(context, marcus);
});

test("a second offer voids the first", async () => {
  const first = begin();
  context.clock.advance(STEP);
  const second = begin();
  expect(await confirm(appCode(first.key, context.clock.now()))).toMatchObject({ refusal: { code: "wrong-token" } });
  expect(await confirm(appCode(second.key, context.clock.now()))).toEqual(accepted);
});

test("the first code is good once, even when fifty arrive together", async () => {
  const { key } = begin();
  const code = appCode(key, context.clock.now());
  const replies = await Promise.all(Array.from({ length: 50 }, () => confirm(code)));
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(entriesAbout(context, marcus).filter(({ kind }) => kind === "authenticator-enabled")).toHaveLength(1);
});

test("a code waits for the attempt before it on the same account", async () => {
  const { key } = begin();
  let finish = () => {};
  const before = oneAtATime(context, marcus.id, () => new Promise<void>((done) => (finish = done)));
  const confirmed = confirm(appCode(key, context.clock.now()));
  await new Promise(setImmediate);
  expect(active()).toBeUndefined();
  finish();
  await before;
  expect(await confirmed).toEqual(accepted);
});

test("canceling where nothing was begun records nothing", async () => {
  expect(await kindsLeftBy(context, undefined, () => cancelAuthenticator(context, me, {}))).toEqual([]);
});

test("every key has 160 random bits, and none is in the audit log", () => {
  const keys = Array.from({ length: 20 }, () => begin().key.replaceAll(" ", ""));
  expect(new Set(keys).size).toBe(20);
  const ledger = JSON.stringify(entriesAbout(context));
  for (const key of keys) {
    expect(key).toHaveLength(32);
    expect(ledger).not.toContain(key);
  }
});

test("a swapped key is damage, and nothing is enabled with it", async () => {
  const { key } = begin();
  context.db.prepare("UPDATE secrets SET bytes = ? WHERE kind = 'totp-key'").run(new Uint8Array(20));
  expect(await confirm(appCode(key, context.clock.now()))).toEqual({ ok: false, refusal: { code: "records-damaged" } });
  expect(now()?.twoFactor).toBe("none");
  expect(context.memory.damaged.has(marcus.id)).toBe(true);
});

test("setting the app up stops a token by text that still waits in the outbox", async () => {
  giveGateway(context);
  await enableByText(context, me, marcus.cellPhone);
  context.noted.state.answer = async () => ({ ok: false, reason: "unreachable", retriable: true, detail: "" });
  sendToken(context, me, { channel: "text" });
  await pumpOutbox(context);
  await enableByApp(context, me);
  context.clock.advance(60_000);
  const tokens = () => context.noted.texts.filter(({ body }) => /^\d/.test(body)).length;
  const before = tokens();
  await pumpOutbox(context);
  expect(tokens()).toBe(before);
});

function countKeys(): number {
  return (context.db.prepare("SELECT count(*) AS n FROM secrets WHERE kind = 'totp-key'").get() as { n: number }).n;
}
