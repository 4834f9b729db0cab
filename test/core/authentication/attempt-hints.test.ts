import { afterEach, beforeEach, expect, test } from "vitest";
import { checkProof } from "../../../src/main/core/authentication/proof";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import { beginAuthenticator } from "../../../src/main/core/enrollment/authenticators";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator, listOthersLikely } from "../../../src/main/core/store/authenticators";
import { immediately } from "../../../src/main/core/store/open";
import { KEPT_KEYS_MS } from "../../../src/main/core/store/secrets";
import { replacePhone, resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { PASSWORD, signedInAs, type TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { changeNumber, createDesk, type Desk, deactivate, helpFor } from "../../support/help";
import { appCode } from "../../support/phone";
import { nobodyAt } from "../../support/session";
import { again, giveCode, setUpApp, setUpText, typePassword } from "../../support/sign-in";

/* What a refused token was right for: recorded for support, and neither said nor let in. */

const STEP = 30_000;
const wrong = { ok: false, refusal: { code: "wrong-token", triesLeft: 4 } };

let desk: Desk;
let context: TestContext;
let marcus: Account;

beforeEach(async () => {
  desk = await createDesk();
  ({ context, marcus } = desk);
  context.clock.advance(40 * STEP);
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  context.close();
});

const code = (key: string, steps = 0) => appCode(key, context.clock.now() + steps * STEP);
const submit = (token: string) => submitToken(context, nobodyAt(context), { token, remember: false });
const hint = () => newestEntry(context, marcus, "attempt-refused")?.data.hint;

/** A token after the right password; what was recorded of it. */
async function hintOf(token: string) {
  await typePassword(context, marcus.email);
  expect(await submit(token)).toEqual(wrong);
  return hint();
}

/** One more token of the sign-in that waits. */
async function hintAgain(token: string) {
  await submit(token);
  return hint();
}

/** The app set up once more, on another phone. */
async function newPhone(): Promise<string> {
  const key = await setUpApp(context, again(context, marcus));
  context.clock.advance(10 * STEP);
  return key;
}

test.each([-20, -5, -2, 2, 19, 20])("a code that was right %i periods from now", async (steps) => {
  const key = desk.keyOf(marcus);
  expect(await hintOf(code(key, steps))).toEqual({ is: "other-time", periods: steps, fromClock: steps });
});

test.each([-21, 21])("but none that was right %i periods from now", async (steps) => {
  expect(await hintOf(code(desk.keyOf(marcus), steps))).toBeNull();
});

test("counted from where the phone's clock was thought to be, and from the workstation's", async () => {
  const { id } = findAuthenticator(context.db, marcus.id, "active") ?? { id: "" };
  const data = { authenticator: id, step: 0, drift: -6 };
  immediately(context.db, () =>
    recordEvent(context, null, { kind: "authenticator-resynced", subject: marcus.id, data }),
  );
  expect(await hintOf(code(desk.keyOf(marcus), -10))).toEqual({ is: "other-time", periods: -4, fromClock: -10 });
});

test("a code of the phone that was replaced, for thirty days and no longer", async () => {
  const old = desk.keyOf(marcus);
  const changedAt = context.clock.now();
  await newPhone();
  expect(await hintOf(code(old))).toEqual({ is: "other-authenticator", state: "replaced" });
  context.clock.set(changedAt + KEPT_KEYS_MS);
  await typePassword(context, marcus.email);
  await submit(code(old));
  expect(hint()).toEqual({ is: "other-authenticator", state: "replaced" });
  context.clock.advance(1);
  await submit(code(old, 1));
  expect(hint()).toBeNull();
});

test("a code of the phone that was lost, when the next one works", async () => {
  const old = desk.keyOf(marcus);
  const sam = desk.as(desk.sam);
  expect(replacePhone(context, sam, { ...helpFor(marcus), cause: "lost-or-stolen" }).ok).toBe(true);
  immediately(context.db, () => {
    const claimed = { code: "", for: "enrollment" } as const;
    recordEvent(context, marcus.id, { kind: "setup-code-claimed", subject: marcus.id, data: claimed });
  });
  await newPhone();
  expect(await hintOf(code(old))).toEqual({ is: "other-authenticator", state: "lost-or-stolen" });
});

test("a code of a phone whose setup was not finished", async () => {
  const offer = beginAuthenticator(context, signedInAs(context, marcus), { key: "new" });
  if (!offer.ok) throw new Error(offer.refusal.code);
  context.session.signedIn = null;
  expect(await hintOf(code(offer.value.key))).toEqual({ is: "other-authenticator", state: "offered" });
});

test("the phone in use at another time, and another phone at another time", async () => {
  const own = await newPhone();
  expect(await hintOf(code(own, 7))).toEqual({ is: "other-time", periods: 7, fromClock: 7 });
  expect(await hintAgain(code(desk.keyOf(marcus), 7))).toEqual({ is: "other-authenticator", state: "replaced" });
});

test("nothing of a phone after a reset that was not for a loss: its key is forgotten at once", async () => {
  const old = desk.keyOf(marcus);
  const sam = desk.as(desk.sam);
  expect(resetTwoFactor(context, sam, { ...helpFor(marcus), cause: "app-gone" }).ok).toBe(true);
  const claimed = { code: "", for: "enrollment" } as const;
  immediately(context.db, () =>
    recordEvent(context, marcus.id, { kind: "setup-code-claimed", subject: marcus.id, data: claimed }),
  );
  await newPhone();
  expect(await hintOf(code(old))).toBeNull();
});

test("a token by text, though the app is the method", async () => {
  const text = giveCode(context, marcus, { sort: "text-token", code: "7654321" });
  immediately(context.db, () => {
    const confirmed = { cellPhone: marcus.cellPhone ?? "", channel: "text", code: text } as const;
    recordEvent(context, marcus.id, { kind: "phone-confirmed", subject: marcus.id, data: confirmed });
  });
  expect(await hintOf("7654321")).toEqual({ is: "text-while-app" });
  expect(newestEntry(context, marcus, "attempt-refused")?.data).toMatchObject({ factor: "text-token" });
});

test("a code of the app, though tokens come by text by now", async () => {
  const old = desk.keyOf(marcus);
  setUpText(context, marcus);
  immediately(context.db, () =>
    recordEvent(context, marcus.id, { kind: "text-messages-chosen", subject: marcus.id, data: {} }),
  );
  giveCode(context, marcus, { sort: "text-token", code: "7654321" });
  expect(await hintOf(code(old))).toEqual({ is: "other-authenticator", state: "replaced" });
});

test("of a code that was used nothing is looked for", async () => {
  const used = code(desk.keyOf(marcus));
  await typePassword(context, marcus.email);
  await submit(used);
  context.session.signedIn = null;
  context.clock.advance(STEP);
  await typePassword(context, marcus.email);
  await submit(code(desk.keyOf(marcus)));
  context.session.signedIn = null;
  expect(await hintOf(used)).toBeNull();
  expect(newestEntry(context, marcus, "attempt-refused")?.data).toMatchObject({ cause: "used" });
});

test("nothing is looked for while the password is wrong", async () => {
  await typePassword(context, marcus.email, "not the password");
  expect(hint()).toBeNull();
});

test("looked for too where a token goes with an act", async () => {
  const me = signedInAs(context, marcus);
  const token = code(desk.keyOf(marcus), -4);
  expect(await checkProof(context, me, { password: PASSWORD, token }, "unlockAccount")).toEqual(wrong);
  expect(hint()).toEqual({ is: "other-time", periods: -4, fromClock: -4 });
  expect(newestEntry(context, marcus, "attempt-refused")?.data.during).toBe("proof");
});

test("it lets nobody in, whatever fits, and the answer is that of a wrong token", async () => {
  await typePassword(context, marcus.email);
  const left = await kindsLeftBy(context, marcus, async () => {
    expect(await submit(code(desk.keyOf(marcus), -4))).toEqual(wrong);
  });
  expect(left).toEqual(["attempt-refused"]);
  expect(context.session.signedIn).toBeNull();
});

test("a code of another account's app, which lets nobody in, is said to nobody who types, and names nobody", async () => {
  const left = await kindsLeftBy(context, marcus, async () => {
    expect(await hintOf(code(desk.keyOf(desk.ellen)))).toEqual({ is: "other-account" });
  });
  expect(left).toEqual(["attempt-refused"]);
});

test("but none without the right password, and none of somebody who has left", async () => {
  const ofEllen = code(desk.keyOf(desk.ellen));
  deactivate(context, desk.ellen);
  expect(await hintOf(ofEllen)).toBeNull();
});

test("of a few accounts that are likely, however many there are: the same phone first, then the last used", async () => {
  const others = listOthersLikely(context.db, marcus.id);
  expect(others.length).toBeLessThanOrEqual(40);
  expect(others.map(({ account }) => account)).not.toContain(marcus.id);
  changeNumber(context, desk.ellen, again(context, marcus).cellPhone);
  expect(listOthersLikely(context.db, marcus.id)[0]?.account).toBe(desk.ellen.id);
});
