import { expect, test } from "@playwright/test";
import { thePractice } from "../../src/main/core/store/practice";
import type { App } from "../support/app";
import { PASSWORD, type TestContext } from "../support/context";
import { takeDesk } from "../support/desk";
import { require as requireRule, ruleOf } from "../support/enforced";
import { helpFor } from "../support/help";
import { createTwoManagers } from "../support/managers";
import { putVault } from "../support/past";
import { appCode, holdPhone } from "../support/phone";
import { ask, call } from "../support/sample-clinic";
import { heading, openVault, signIn } from "../support/screens";
import { type SettableClock, takeClock } from "../support/set-clock";
import { addMember, addMemberWithApp, giveCode, noteSignIn, typePassword } from "../support/sign-in";
import { correctClockByHand, onTheWall } from "../support/story-clock";

/** Somebody sets the clock of the real app's computer, before it starts and while it runs. */

const desk = takeDesk();
const PASSPHRASE = "nine blue herons over the weir";
const MINUTE = 60_000;
const STEP = MINUTE / 2;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BYPASS = "123456789";

/** Puts a vault onto a computer whose clock somebody sets. */
async function onComputer(context: TestContext): Promise<SettableClock> {
  context.session.signedIn = null;
  const clock = takeClock(desk.computer());
  await putVault(context, clock.computer, PASSPHRASE);
  context.close();
  return clock;
}

/** The app on it, as far as the sign-in. */
async function opened({ computer }: SettableClock): Promise<App> {
  const app = await desk.open(computer);
  await openVault(app.page, PASSPHRASE);
  await expect(heading(app.page, "Sign in")).toBeVisible();
  return app;
}

test("a clock set back, sixty wrong sign-ins and a restart bring back no expired code and no time to set up", async () => {
  const begun = Date.now() - 5 * DAY;
  const { context, joan } = await createTwoManagers({ now: begun });
  const marcus = await addMemberWithApp(context);
  const ana = await addMember(context, { name: "Ana Castillo", email: "ana@northside.example" });
  noteSignIn(context, ana);
  const fromOn = new Date(begun).toISOString().slice(0, 10);
  requireRule(context, joan, ruleOf({ applies: { to: "people", people: [ana.id] }, fromOn, graceDays: 3 }));
  giveCode(context, marcus.account, { sort: "bypass-code", code: BYPASS, expiresAt: context.clock.now() + HOUR });
  context.session.signedIn = null;
  const givenAt = context.clock.now();
  context.clock.advance(Date.now() - givenAt);
  await typePassword(context, "stranger@elsewhere.example");
  const clock = await onComputer(context);

  clock.set(givenAt + 60_000 - Date.now());
  let app = await opened(clock);
  const { now } = await call(app.page, "getAppState", {});
  expect(now).toBeLessThan(givenAt + HOUR);
  for (let stranger = 0; stranger < 60; stranger++) {
    const email = `stranger${stranger}@elsewhere.example`;
    expect(await ask(app.page, "signIn", { email, password: PASSWORD })).toMatchObject({ ok: false });
  }
  await app.close();
  clock.set(givenAt + 120_000 - Date.now());
  app = await opened(clock);
  await call(app.page, "signIn", { email: marcus.account.email, password: PASSWORD });
  const typed = await ask(app.page, "useBypassCode", { code: BYPASS });
  expect(typed).toMatchObject({ ok: false, refusal: { code: "token-expired" } });
  await call(app.page, "cancelSignIn", {});
  await call(app.page, "signIn", { email: ana.email, password: PASSWORD });
  const { session } = await call(app.page, "getAppState", {});
  expect(session).toMatchObject({ setupCodeNeeded: true });
});

test("thirteen hours asleep end a session of twelve", async () => {
  const { context, ruth, keyOf } = await createTwoManagers({ now: Date.now() - DAY });
  const phone = holdPhone(keyOf(ruth));
  const clock = await onComputer(context);
  const { page } = await opened(clock);
  await signIn(page, { email: ruth.email, password: PASSWORD }, phone.nextCode);
  await expect(heading(page, "Overview")).toBeVisible();
  clock.set(13 * HOUR);
  await expect(heading(page, "Sign in")).toBeVisible();
});

test.describe("ten years ahead and right again", () => {
  const AHEAD = 3652 * DAY;
  const paper = (email: string) => ({ email, password: PASSWORD, recoveryCode: "abcd-efgh-jkmn-pqrs" });

  test("a lock and a code last as long as they were meant to, and a token typed late is taken", async () => {
    const clinic = await clinicOfThree();
    const { clock, timeZone, email, keyOf, marcus } = clinic;
    clock.set(AHEAD);
    const code = await whileAhead(clinic, AHEAD);

    clock.set(0);
    const { page } = await opened(clock);
    const lea = { email: email.lea, password: PASSWORD };
    expect(await ask(page, "signIn", lea)).toMatchObject({ refusal: { code: "locked" } });
    const managers = { first: paper(email.joan), second: paper(email.ruth) };
    await correctClockByHand(page, () => onTheWall(Date.now(), timeZone), managers);
    await call(page, "signIn", { email: email.ruth, password: PASSWORD });
    const tenSecondsLate = appCode(keyOf.ruth, Date.now() - 10_000);
    await call(page, "submitToken", { token: tenSecondsLate, remember: false });
    await call(page, "signOut", {});

    const locked = await ask(page, "signIn", lea);
    expect(locked).toMatchObject({ refusal: { code: "locked", until: expect.any(Number) } });
    clock.set(MINUTE + 1000);
    expect(await call(page, "signIn", lea)).toEqual({ next: "token" });
    await call(page, "cancelSignIn", {});
    clock.set(HOUR + 2 * MINUTE);
    await call(page, "signIn", { email: marcus, password: PASSWORD });
    expect(await ask(page, "useBypassCode", { code })).toMatchObject({ refusal: { code: "token-expired" } });
  });

  /** A manager locks themselves out, and support gives a code for an hour; then the app is closed. */
  async function whileAhead({ clock, email, keyOf, helped }: Clinic, ahead: number): Promise<string> {
    const { page, close } = await opened(clock);
    for (let guess = 0; guess < 5; guess++) {
      await ask(page, "signIn", { email: email.lea, password: "a wrong one altogether" });
    }
    await call(page, "signIn", { email: email.sam, password: PASSWORD });
    const tokenIn = (ms: number) => appCode(keyOf.sam, Date.now() + ahead + ms);
    await call(page, "submitToken", { token: tokenIn(0), remember: false });
    const proof = { password: PASSWORD, token: tokenIn(STEP) };
    const { code } = await call(page, "issueBypassCode", { ...helped, signIns: 1, hours: 1, proof });
    await close();
    return code;
  }

  type Clinic = Awaited<ReturnType<typeof clinicOfThree>>;

  /** Three managers, support and a member with an app. */
  async function clinicOfThree() {
    const two = await createTwoManagers({ now: Date.now() - DAY });
    const { context, ruth } = two;
    const lea = await two.addManager("Lea Brandt", "lea@northside.example");
    const marcus = await addMemberWithApp(context);
    const sam = await addMemberWithApp(context, { name: "Sam Cole", email: "sam@northside.example", role: "support" });
    const { timeZone } = thePractice(context.db);
    const email = { joan: context.manager.email, ruth: ruth.email, lea: lea.email, sam: sam.account.email };
    const keyOf = { ruth: two.keyOf(ruth), sam: sam.key };
    const clock = await onComputer(context);
    return { clock, timeZone, email, keyOf, marcus: marcus.account.email, helped: helpFor(marcus.account) };
  }
});
