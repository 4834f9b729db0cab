import { afterEach, beforeEach, expect, test } from "vitest";
import { recordEvent } from "../../../src/main/core/context";
import { updateMyProfile } from "../../../src/main/core/enrollment/profile";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { enableTwoFactor } from "../../../src/main/core/enrollment/two-factor-setup";
import { listMyNotices } from "../../../src/main/core/messaging/my-notices";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { makeRecoveryCodes } from "../../../src/main/core/recovery/recovery-codes";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { enableByApp, enableByText, giveGateway } from "../../support/two-factor";

let context: TestContext;
let marcus: Account;
let me: Caller;

beforeEach(() => {
  context = createTestContext();
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+14155552671" });
  me = signedInAs(context, marcus);
});
afterEach(() => context.close());

const security = () => {
  const read = getMySecurity(context, me, {});
  return read.ok ? read.value : undefined;
};
const by = (actor: Account, event: Parameters<typeof recordEvent>[2]) =>
  immediately(context.db, () => recordEvent(context, actor.id, event));
const signIn = () => by(marcus, { kind: "signed-in", subject: marcus.id, data: { factors: [{ factor: "password" }] } });
const notices = () => {
  const listed = listMyNotices(context, me, {});
  return listed.ok ? listed.value : [];
};

test("before anything is set up, the tab shows e-mail and cell phone as saved in Profile", () => {
  expect(security()).toEqual({
    email: "marcus@northside.example",
    cellPhone: "+14155552671",
    confirmedPhone: null,
    twoFactor: "none",
    twoFactorSince: null,
    hasGateway: false,
    phoneToVerify: false,
    textTokenMinutes: 10,
    digits: 7,
    authenticator: null,
    recoveryCodes: { left: 0, total: 0, stored: false, list: [] },
    backupPassword: { setAt: null, skipped: false },
    numberWaits: false,
    mayKeepKey: false,
    startedBy: null,
    setupCodeNeeded: false,
    pendingToken: null,
    sealedSheet: false,
    workstation: null,
    policy: {
      ...{ applying: [], decidedBy: null, deadlineAt: null, allowed: null },
      ...{ exemption: null, sentence: null },
    },
  });
});

test("a token that is on its way is shown until it is used or expires", async () => {
  giveGateway(context);
  enableTwoFactor(context, me, {});
  await pumpOutbox(context);
  expect(security()?.pendingToken).toMatchObject({ maskedPhone: "•••• 2671", state: "sent" });
  context.clock.advance(10 * 60_000);
  expect(security()?.pendingToken).toBeNull();
  await enableByText(context, me, marcus.cellPhone);
  expect(security()?.pendingToken).toBeNull();
});

test("with the app on, it shows since when, with how many digits, and how many recovery codes are left", async () => {
  await enableByApp(context, me);
  const at = context.clock.now();
  expect(security()).toMatchObject({
    twoFactor: "app",
    twoFactorSince: at,
    authenticator: { digits: 7, enabledAt: at, lastUsedAt: at, phoneVerified: false },
  });
  makeRecoveryCodes(context, me, {});
  const list = Array.from({ length: 10 }, (_, index) => ({ number: index + 1, usedAt: null }));
  expect(security()?.recoveryCodes).toEqual({ left: 10, total: 10, stored: false, list });
});

test("no secret is in it", async () => {
  const key = await enableByApp(context, me);
  expect(JSON.stringify(security())).not.toContain(key.slice(0, 4));
});

test("what a manager started is named with the manager", () => {
  by(context.manager, { kind: "two-factor-started", subject: marcus.id, data: {} });
  expect(security()).toMatchObject({ startedBy: "Joan Price" });
});

test("one is told what others did to one's account since one's previous sign-in, newest first", () => {
  signIn();
  by(context.manager, {
    kind: "account-unlocked",
    subject: marcus.id,
    data: { reason: "called" },
  });
  by(context.manager, {
    kind: "two-factor-reset",
    subject: marcus.id,
    data: { cause: "lost-or-stolen", reason: "lost phone" },
  });
  updateMyProfile(context, me, { name: "Marcus J. Webb", email: marcus.email, cellPhone: null });
  signIn();
  expect(notices().map(({ kind }) => kind)).toEqual(["two-factor-reset", "account-unlocked"]);
  expect(notices()[0]).toMatchObject({
    actor: { name: "Joan Price" },
    sentence: expect.stringContaining("Joan Price"),
  });
  signIn();
  expect(notices()).toEqual([]);
});

test("at the very first sign-in there is nothing to tell", () => {
  by(context.manager, { kind: "two-factor-started", subject: marcus.id, data: {} });
  signIn();
  expect(notices()).toEqual([]);
});
