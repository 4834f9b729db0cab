import { afterEach, beforeEach, expect, test } from "vitest";
import { resyncAuthenticator } from "../../../src/main/core/authentication/resync";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { immediately } from "../../../src/main/core/store/open";
import { createTestContext, type TestContext } from "../../support/context";
import { driftOf } from "../../support/drift";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { appCode } from "../../support/phone";
import { callerNow, nobodyAt } from "../../support/session";
import { addMember, addMemberWithApp, setUpText, typePassword } from "../../support/sign-in";

const STEP = 30_000;
const signedIn = { ok: true, value: { next: "signed-in" } };
const wrong = { ok: false, refusal: { code: "wrong-token", triesLeft: 4 } };

let context: TestContext;
let marcus: Account;
let key: string;

beforeEach(async () => {
  context = createTestContext();
  ({ account: marcus, key } = await addMemberWithApp(context));
  context.clock.advance(100 * STEP);
  await typePassword(context, marcus.email);
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  context.close();
});

const code = (steps: number) => appCode(key, context.clock.now() + steps * STEP);
const resync = (first: string, second: string) => resyncAuthenticator(context, nobodyAt(context), { first, second });
const submit = (token: string) => submitToken(context, nobodyAt(context), { token, remember: false });
const app = () => findAuthenticator(context.db, marcus.id, "active");
const stepNow = () => Math.floor(context.clock.now() / STEP);

test.each([-20, -8, 7, 20])(
  "two codes in a row that are %i periods away sign in and set the phone right",
  async (away) => {
    expect(await submit(code(away))).toEqual(wrong);
    const left = await kindsLeftBy(context, marcus, async () =>
      expect(await resync(code(away), code(away + 1))).toEqual(signedIn),
    );
    expect(left).toEqual(["authenticator-resynced", "signed-in"]);
    expect(app()).toMatchObject({ lastStep: stepNow() + away + 1, failures: 0 });
    expect(driftOf(context, marcus.id)).toBe(away + 1);
    expect(callerNow(context)).toMatchObject({ sessionState: "member" });
    expect(failuresNow(context, marcus.id).count).toBe(0);
    context.clock.advance(5 * STEP);
    await typePassword(context, marcus.email);
    expect(await submit(code(away + 1))).toEqual(signedIn);
  },
);

test("what was learned is kept against the computer's clock, whatever correction is in force", async () => {
  const data = { before: 0, after: -4 * 60_000, where: "settings", with: null, reason: null } as const;
  immediately(context.db, () => recordEvent(context, null, { kind: "clock-corrected", subject: null, data }));
  expect(await resync(code(12), code(13))).toEqual(signedIn);
  expect(driftOf(context, marcus.id)).toBe(13 - 8);
});

test.each([
  ["the same code twice", 3, 3],
  ["codes with one between them", 3, 5],
  ["the wrong way round", 4, 3],
  ["more than twenty periods away", 21, 22],
])("%s: one failure, and nothing is learned", async (_, first, second) => {
  const left = await kindsLeftBy(context, marcus, async () =>
    expect(await resync(code(first), code(second))).toEqual(wrong),
  );
  expect(left).toEqual(["attempt-refused"]);
  expect(newestEntry(context, marcus, "attempt-refused")?.data).toMatchObject({
    ...{ factor: "app", during: "sign-in", cause: "wrong", authenticator: { id: app()?.id } },
  });
  expect(app()).toMatchObject({ failures: 1 });
  expect(driftOf(context, marcus.id)).toBe(0);
  expect(context.session.signedIn).toBeNull();
});

test("both have to be later than the last accepted one", async () => {
  expect(await submit(code(1))).toEqual(signedIn);
  await typePassword(context, marcus.email);
  expect(await resync(code(1), code(2))).toEqual(wrong);
  expect(await resync(code(2), code(3))).toEqual(signedIn);
});

test("the codes are spent by it", async () => {
  expect(await resync(code(3), code(4))).toEqual(signedIn);
  await typePassword(context, marcus.email);
  expect(await resync(code(3), code(4))).toEqual(wrong);
  expect(await submit(code(4))).toMatchObject({ refusal: { code: "token-repeated" } });
  expect(await submit(code(3))).toMatchObject({ refusal: { code: "wrong-token" } });
});

test("five wrong pairs lock, and a right one is not looked at then", async () => {
  for (let failure = 1; failure < 5; failure++) await resync(code(1), code(1));
  const until = context.clock.now() + 60_000;
  const locked = { ok: false, refusal: { code: "locked", until } };
  expect(await resync(code(1), code(1))).toEqual(locked);
  expect(await resync(code(1), code(2))).toEqual(locked);
  context.clock.advance(60_000);
  expect(await resync(code(1), code(2))).toEqual(signedIn);
});

test("of ten right pairs at once one signs in", async () => {
  const [first, second] = [code(3), code(4)];
  const replies = await Promise.all(Array.from({ length: 10 }, () => resync(first, second)));
  expect(replies.filter(({ ok }) => ok)).toEqual([signedIn]);
  expect(failuresNow(context, marcus.id).count).toBe(0);
});

test("without a right password before it there is nothing to set right", async () => {
  context.session.pending = null;
  expect(await resync(code(0), code(1))).toEqual({ ok: false, refusal: { code: "sign-in-ended" } });
});

test("nor for somebody whose tokens come by text", async () => {
  const ana = await addMember(context, { name: "Ana Castillo", email: "ana@northside.example" });
  setUpText(context, ana);
  await typePassword(context, ana.email);
  expect(await resync(code(0), code(1))).toEqual({ ok: false, refusal: { code: "sign-in-ended" } });
  expect(failuresNow(context, ana.id).count).toBe(0);
});
