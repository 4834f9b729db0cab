import { afterEach, beforeEach, expect, test } from "vitest";
import type { TextTokenMinutes } from "../../../src/contract/vocabulary";
import { issueToken, sendToken, tokenSentView } from "../../../src/main/core/authentication/tokens";
import { recordEvent } from "../../../src/main/core/context";
import { getMySecurity } from "../../../src/main/core/enrollment/security";
import { confirmTextToken, enableTwoFactor } from "../../../src/main/core/enrollment/two-factor-setup";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import type { Caller } from "../../../src/main/core/session/session";
import { settingsOf } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { listCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { otherThan } from "../../support/phone";
import { enableByApp, enableByText, giveGateway, textedToken } from "../../support/two-factor";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let context: TestContext;
let marcus: Account;
let me: Caller;

beforeEach(() => {
  context = createTestContext();
  giveGateway(context);
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+14155552671" });
  me = signedInAs(context, marcus);
});
afterEach(() => context.close());

/** The practice's choice of how long tokens live. */
function letTokensLive(textTokenMinutes: TextTokenMinutes): void {
  const before = settingsOf(thePractice(context.db));
  const data = { before, after: { ...before, textTokenMinutes } };
  immediately(context.db, () => recordEvent(context, null, { kind: "settings-changed", subject: null, data }));
}

async function wanted(): Promise<string> {
  enableTwoFactor(context, me, {});
  await pumpOutbox(context);
  return textedToken(context, marcus.cellPhone);
}
const confirm = (token: string) => confirmTextToken(context, me, { token });

test("a token lives as long as the practice chose: right at 9:59, dead at 10:00", async () => {
  const token = await wanted();
  context.clock.advance(10 * MINUTE);
  expect(await confirm(token)).toEqual({ ok: false, refusal: { code: "token-expired" } });
  expect(newestEntry(context, marcus, "attempt-refused")?.data).toMatchObject({
    cause: "expired",
    inARow: 1,
  });
  const next = await wanted();
  context.clock.advance(10 * MINUTE - 1);
  expect(await confirm(next)).toEqual({ ok: true, value: null });
  expectReplayEqualsTables(context, marcus);
});

test("a clock that is set back does not make an expired token good again", async () => {
  const token = await wanted();
  context.clock.advance(10 * MINUTE);
  await confirm(token);
  context.clock.set(context.clock.now() - 20 * MINUTE);
  expect(await confirm(token)).toEqual({ ok: false, refusal: { code: "token-expired" } });
});

test("where the practice chose that tokens never expire, one is right years later", async () => {
  letTokensLive("never");
  const token = await wanted();
  expect(context.noted.texts[0]?.body).toContain("It works once. ");
  context.clock.advance(3 * 365 * 24 * HOUR);
  expect(await confirm(token)).toEqual({ ok: true, value: null });
});

test("a newer token replaces the one before it, also where tokens never expire", async () => {
  letTokensLive("never");
  const older = await wanted();
  context.clock.advance(1_000);
  const newer = await wanted();
  expect(await confirm(older)).toEqual({ ok: false, refusal: { code: "token-used", because: "replaced" } });
  expect(newestEntry(context, marcus, "attempt-refused")?.data).toMatchObject({
    factor: "text-token",
    cause: "replaced",
  });
  expect(await confirm(newer)).toEqual({ ok: true, value: null });
});

test("at most five tokens an hour go to one account, by text and call together", async () => {
  await enableByText(context, me, marcus.cellPhone);
  for (const channel of ["text", "call", "text", "call"] as const) {
    context.clock.advance(MINUTE);
    expect(sendToken(context, me, { channel }).ok).toBe(true);
  }
  const againAt = context.clock.now() - 4 * MINUTE + HOUR;
  const left = await kindsLeftBy(context, marcus, () => {
    expect(sendToken(context, me, { channel: "text" })).toEqual({
      ok: false,
      refusal: { code: "send-limit", againAt },
    });
  });
  expect(left).toEqual([]);
  context.clock.set(againAt - 1);
  expect(sendToken(context, me, { channel: "text" }).ok).toBe(false);
  context.clock.set(againAt);
  expect(sendToken(context, me, { channel: "text" }).ok).toBe(true);
});

test("tokens of every use count together: for the sign-in, for a new number and for a new phone (TOKEN-8)", () => {
  const uses = ["text-token", "phone-proof", "recovery-token", "recovery-token", "text-token", "phone-proof"] as const;
  const issued = uses.map((use) => {
    const wanted = { use, channel: "text", cellPhone: marcus.cellPhone ?? "" } as const;
    const token = immediately(context.db, () => issueToken(context, marcus, wanted));
    return token.ok ? "sent" : token.refusal.code;
  });
  expect(issued).toEqual(["sent", "sent", "sent", "sent", "sent", "send-limit"]);
});

test("setting the clock back gives no sixth token", async () => {
  await enableByText(context, me, marcus.cellPhone);
  for (let sent = 1; sent < 5; sent++) sendToken(context, me, { channel: "text" });
  context.clock.set(context.clock.now() - 2 * HOUR);
  expect(sendToken(context, me, { channel: "text" })).toMatchObject({ refusal: { code: "send-limit" } });
});

test("nor does a clock that was set back before the first of them", async () => {
  await enableByText(context, me, marcus.cellPhone);
  context.clock.set(context.clock.now() - 2 * HOUR);
  for (let sent = 1; sent < 5; sent++) expect(sendToken(context, me, { channel: "text" }).ok).toBe(true);
  expect(sendToken(context, me, { channel: "text" })).toMatchObject({ refusal: { code: "send-limit" } });
});

test("the limit of one account is no other's", async () => {
  const ana = addAccount(context, { name: "Ana Ruiz", email: "ana@northside.example" });
  for (let sent = 0; sent < 6; sent++) enableTwoFactor(context, me, {});
  expect(enableTwoFactor(context, signedInAs(context, ana), {}).ok).toBe(true);
});

test("asking for a token never gives back failed attempts", async () => {
  for (let asked = 0; asked < 4; asked++) {
    const token = await wanted();
    expect(await confirm(otherThan(token))).toEqual({
      ok: false,
      refusal: { code: "wrong-token", triesLeft: 4 - asked },
    });
  }
  await wanted();
  expect(failuresNow(context, marcus.id).count).toBe(4);
});

test("while the account is locked no token is sent, and nothing is evaluated or counted", async () => {
  const token = await wanted();
  for (let tried = 0; tried < 5; tried++) await confirm(otherThan(token));
  const until = context.clock.now() + MINUTE;
  const locked = { ok: false, refusal: { code: "locked", until } };
  const left = await kindsLeftBy(context, marcus, async () => {
    expect(await confirm(token)).toEqual(locked);
    expect(enableTwoFactor(context, me, {})).toEqual(locked);
  });
  expect(left).toEqual([]);
  context.clock.set(until);
  expect(await confirm(token)).toEqual({ ok: true, value: null });
});

test("only a hash of a token is stored, and its readable text is gone once it is sent", async () => {
  enableTwoFactor(context, me, {});
  expect(context.memory.tokenTexts.size).toBe(1);
  await pumpOutbox(context);
  const token = textedToken(context, marcus.cellPhone);
  expect(context.memory.tokenTexts.size).toBe(0);
  const secrets = context.db.prepare("SELECT bytes FROM secrets WHERE kind = 'code'").all() as { bytes: Uint8Array }[];
  expect(secrets.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual([
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]);
  const rows = ["ledger", "codes", "outbox", "working"].flatMap((table) =>
    context.db.prepare(`SELECT * FROM ${table}`).all(),
  );
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("a token goes to the confirmed phone by text or by call, and the screen hears what became of it", async () => {
  await enableByText(context, me, marcus.cellPhone);
  context.session.pending = { account: marcus.id, since: 0, lastSent: null, recovery: { proven: [], lastSent: null } };
  const caller: Caller = {
    session: context.session,
    sessionState: "password-passed",
    account: marcus.id,
    role: "member",
  };
  expect(sendToken(context, caller, { channel: "call" })).toMatchObject({
    ok: true,
    value: { channel: "call", maskedPhone: "•••• 2671", digits: 7, sentAt: context.clock.now(), state: "sending" },
  });
  await pumpOutbox(context);
  expect(context.noted.calls).toEqual([{ to: "+14155552671", digits: expect.stringMatching(/^\d{7}$/) }]);
  const { lastSent } = context.session.pending;
  expect(tokenSentView(context, lastSent ?? "")).toMatchObject({ channel: "call", state: "sent" });
  expect(getMySecurity(context, me, {})).toMatchObject({ value: { pendingToken: { channel: "call", state: "sent" } } });
});

test("no token by text while the app is set up, nor without two-factor or a gateway", async () => {
  const wrongStep = { ok: false, refusal: { code: "not-now", because: "wrong-step" } };
  expect(sendToken(context, me, { channel: "text" })).toEqual(wrongStep);
  await enableByText(context, me, marcus.cellPhone);
  immediately(context.db, () => {
    const before = { baseUrl: "", accountSid: "", sender: "" };
    recordEvent(context, null, { kind: "gateway-changed", subject: null, data: { before, after: null } });
  });
  expect(sendToken(context, me, { channel: "text" })).toEqual({ ok: false, refusal: { code: "no-gateway" } });
  await enableByApp(context, me);
  expect(sendToken(context, me, { channel: "text" })).toEqual(wrongStep);
});

test("a never-expiring token by text is worth nothing once the app is set up", async () => {
  letTokensLive("never");
  await enableByText(context, me, marcus.cellPhone);
  sendToken(context, me, { channel: "text" });
  await pumpOutbox(context);
  await enableByApp(context, me);
  expect(listCodes(context.db, marcus.id, "text-token", "open")).toEqual([]);
  expectReplayEqualsTables(context, marcus);
});

test("somebody who was deactivated in the meantime gets no token", async () => {
  await enableByText(context, me, marcus.cellPhone);
  const event = { kind: "account-deactivated", subject: marcus.id, data: { reason: "left" } } as const;
  immediately(context.db, () => recordEvent(context, context.manager.id, event));
  expect(sendToken(context, me, { channel: "text" })).toEqual({ ok: false, refusal: { code: "sign-in-ended" } });
});

test("digests of closed tokens are forgotten after a day", async () => {
  const older = await wanted();
  context.clock.advance(25 * HOUR);
  await wanted();
  context.clock.advance(1_000);
  await wanted();
  const secrets = context.db.prepare("SELECT count(*) AS n FROM secrets WHERE kind = 'code'").get() as { n: number };
  expect(secrets.n).toBe(2);
  expect(await confirm(older)).toMatchObject({ refusal: { code: "wrong-token" } });
});
