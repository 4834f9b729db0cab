import { afterEach, beforeEach, expect, test } from "vitest";
import { tokenSentView } from "../../../src/main/core/authentication/tokens";
import { createMemory, type VaultContext } from "../../../src/main/core/context";
import { createDelivery } from "../../../src/main/core/delivery/delivery";
import { sendPhoneProof } from "../../../src/main/core/enrollment/phone-proof";
import { confirmTextToken, enableTwoFactor } from "../../../src/main/core/enrollment/two-factor-setup";
import { saveGateway } from "../../../src/main/core/messaging/change-gateway";
import { listOutbox, pumpOutbox } from "../../../src/main/core/messaging/outbox";
import type { Sent } from "../../../src/main/core/ports";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { listCodes } from "../../../src/main/core/store/codes";
import { openDatabase } from "../../../src/main/core/store/open";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { startTwilio } from "../../support/twilio";
import { giveGateway, PROOF, takeGateway, textedToken } from "../../support/two-factor";

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

const down: Sent = { ok: false, reason: "unreachable", retriable: true, detail: "ECONNREFUSED" };

/** An answer of the gateway that comes when the test says so. */
function slowly() {
  let answer: (sent: Sent) => void = () => {};
  const said = new Promise<Sent>((resolve) => {
    answer = resolve;
  });
  context.noted.state.answer = () => said;
  return { answer };
}

const states = (of: VaultContext = context) => listRows(of).map(({ state }) => state);
function listRows(of: VaultContext = context) {
  const listed = listOutbox(of, me, {});
  return listed.ok ? listed.value : [];
}
const newest = () => listCodes(context.db, marcus.id, "phone-proof")[0]?.id ?? "";
const view = () => tokenSentView(context, newest());
const delivered = () =>
  entriesAbout(context, marcus).flatMap(({ kind, data }) =>
    kind === "token-delivered" ? [kind] : kind === "token-not-delivered" ? [`${kind}: ${data.reason}`] : [],
  );

test("a token goes out by text with the practice's name and its lifetime, and its delivery is recorded", async () => {
  const sent = enableTwoFactor(context, me, {});
  expect(sent).toMatchObject({
    ok: true,
    value: { channel: "text", maskedPhone: "•••• 2671", digits: 7, state: "sending" },
  });
  await pumpOutbox(context);
  expect(context.noted.texts).toEqual([
    {
      to: "+14155552671",
      body: expect.stringMatching(
        /^\d{7} is your sign-in token for Northside Clinic\. It works once, within 10 minutes\./,
      ),
    },
  ]);
  expect(view()).toMatchObject({ state: "sent", failure: null });
  expect(delivered()).toEqual(["token-delivered"]);
  expect(context.reads).toEqual(["getMySecurity", "listOutbox"]);
  expectReplayEqualsTables(context, marcus);
});

test("the screen has its answer before a slow gateway has given its own", async () => {
  const gateway = slowly();
  expect(enableTwoFactor(context, me, {})).toMatchObject({ ok: true, value: { state: "sending" } });
  const pumped = pumpOutbox(context);
  await Promise.resolve();
  expect(view()).toMatchObject({ state: "sending", failure: null });
  gateway.answer({ ok: true, reference: "SM1" });
  await pumped;
  expect(view()).toMatchObject({ state: "sent" });
});

test("a message is given to the gateway once at a time, however often the outbox is looked at", async () => {
  const gateway = slowly();
  enableTwoFactor(context, me, {});
  const pumps = [pumpOutbox(context), pumpOutbox(context), pumpOutbox(context)];
  await Promise.resolve();
  gateway.answer({ ok: true, reference: "SM1" });
  await Promise.all([...pumps, pumpOutbox(context)]);
  expect(context.noted.texts).toHaveLength(1);
});

test("a message that could not be sent stays with its reason and is tried again with growing pauses", async () => {
  context.noted.state.answer = async () => down;
  enableTwoFactor(context, me, {});
  await pumpOutbox(context);
  expect(view()).toMatchObject({ state: "sending", failure: "unreachable" });
  expect(listRows()).toMatchObject([{ state: "waiting", attempts: 1, reason: "unreachable" }]);

  context.clock.advance(4_999);
  await pumpOutbox(context);
  expect(context.noted.texts).toHaveLength(1);
  context.clock.advance(1);
  await pumpOutbox(context);
  expect(context.noted.texts).toHaveLength(2);

  context.noted.state.answer = async () => ({ ok: true, reference: "SM1" });
  context.clock.advance(10_000);
  await pumpOutbox(context);
  expect(new Set(context.noted.texts.map(({ body }) => body)).size).toBe(1);
  expect(listRows()).toMatchObject([{ state: "sent", attempts: 3, reason: null }]);
  // One fact, not one for every try.
  expect(delivered()).toEqual(["token-not-delivered: unreachable", "token-delivered"]);
});

test("a message is tried until its token expires, and then no more", async () => {
  context.noted.state.answer = async () => down;
  enableTwoFactor(context, me, {});
  for (let minutes = 0; minutes < 11; minutes++) {
    await pumpOutbox(context);
    context.clock.advance(60_000);
  }
  const tries = context.noted.texts.length;
  await pumpOutbox(context);
  expect(states()).toEqual(["failed"]);
  expect(view()).toMatchObject({ state: "failed", failure: "unreachable" });
  expect(context.noted.texts).toHaveLength(tries);
  expect(context.memory.tokenTexts.size).toBe(0);
});

test("a token that expires while it waits is never sent", async () => {
  enableTwoFactor(context, me, {});
  context.clock.advance(10 * 60_000);
  await pumpOutbox(context);
  expect(states()).toEqual(["expired"]);
  expect(context.noted.texts).toEqual([]);
  expect(context.memory.tokenTexts.size).toBe(0);
});

test("what the gateway refuses for good is not tried again", async () => {
  context.noted.state.answer = async () => ({
    ok: false,
    reason: "refused-number",
    retriable: false,
    detail: "21211: no",
  });
  enableTwoFactor(context, me, {});
  await pumpOutbox(context);
  expect(view()).toMatchObject({ state: "failed", failure: "refused-number" });
  context.clock.advance(60_000);
  await pumpOutbox(context);
  expect(context.noted.texts).toHaveLength(1);
  expect(delivered()).toEqual(["token-not-delivered: refused-number"]);
});

test("a newer token stops the one that is still being sent", async () => {
  const signals: AbortSignal[] = [];
  const stubborn = {
    sendText: (_to: string, _body: string, signal: AbortSignal) =>
      new Promise<Sent>((resolve) => {
        signals.push(signal);
        const cancelled: Sent = { ok: false, reason: "cancelled", retriable: false, detail: "" };
        signal.addEventListener("abort", () => resolve(cancelled));
        if (signals.length > 1) resolve({ ok: true, reference: "SM2" });
      }),
    placeCall: async () => down,
  };
  const slow: VaultContext = { ...context, delivery: { gateway: () => stubborn } };
  enableTwoFactor(slow, me, {});
  const first = pumpOutbox(slow);
  await Promise.resolve();
  sendPhoneProof(slow, me, { channel: "text" });
  await Promise.all([first, pumpOutbox(slow)]);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  expect(states().toSorted()).toEqual(["replaced", "sent"]);
  expect(delivered()).toEqual(["token-delivered"]);
});

test("after a restart what was not sent reads so, and nothing of its token is left", async () => {
  context.noted.state.answer = async () => down;
  enableTwoFactor(context, me, {});
  await pumpOutbox(context);
  const db = openDatabase(context.file, context.key, { mustExist: true });
  const restarted: VaultContext = { ...context, db, memory: createMemory() };
  context.clock.advance(5_000);
  await pumpOutbox(restarted);
  expect(states(restarted)).toEqual(["not-sent-ask-again"]);
  expect(tokenSentView(restarted, newest())).toMatchObject({ state: "failed" });
  expect(context.noted.texts).toHaveLength(1);
  db.close();
});

test("a token that was typed in has arrived, whatever the gateway said", async () => {
  context.noted.state.answer = async () => ({ ...down, reason: "timed-out" });
  enableTwoFactor(context, me, {});
  await pumpOutbox(context);
  expect(await confirmTextToken(context, me, { token: textedToken(context, marcus.cellPhone) })).toEqual({
    ok: true,
    value: null,
  });
  context.clock.advance(5_000);
  await pumpOutbox(context);
  const tokens = listRows().filter(({ purpose }) => purpose === "phone-proof");
  expect(tokens).toMatchObject([{ state: "sent", attempts: 1 }]);
  expect(context.noted.texts.filter(({ body }) => body.includes("sign-in token"))).toHaveLength(1);
});

test("without the gateway that was there a moment ago, the message says that none is set up", async () => {
  enableTwoFactor(context, me, {});
  takeGateway(context);
  await pumpOutbox(context);
  expect(view()).toMatchObject({ state: "failed", failure: "not-configured" });
});

test("a vault that was closed while the gateway took its time is left alone", async () => {
  const gateway = slowly();
  enableTwoFactor(context, me, {});
  const pumped = pumpOutbox(context);
  await Promise.resolve();
  context.db.close();
  gateway.answer({ ok: true, reference: "SM1" });
  await expect(pumped).resolves.toBeUndefined();
});

test("the outbox shows who, how and how far, and of the number its last four digits", async () => {
  sendPhoneProof(context, me, { channel: "call" });
  await pumpOutbox(context);
  expect(listRows()).toEqual([
    {
      id: expect.any(String),
      at: context.clock.now(),
      channel: "call",
      to: "•••• 2671",
      person: { id: marcus.id, name: "Marcus Webb" },
      purpose: "phone-proof",
      state: "sent",
      attempts: 1,
      reason: null,
    },
  ]);
});

test("neither token nor number nor the gateway's words are in a delivery's entry", async () => {
  context.noted.state.answer = async () => ({ ...down, detail: "5552671 is not reachable" });
  enableTwoFactor(context, me, {});
  await pumpOutbox(context);
  expect(newestEntry(context, marcus, "token-not-delivered")?.data).toEqual({ code: newest(), reason: "unreachable" });
  const token = textedToken(context, marcus.cellPhone);
  expect(JSON.stringify(entriesAbout(context))).not.toContain(token);
});

test("text and call go through a Twilio-compatible gateway as they are set up in Settings", async () => {
  const twilio = await startTwilio();
  const real: VaultContext = { ...context, delivery: createDelivery(fetch) };
  const { baseUrl, accountSid, authToken: token } = twilio;
  const manager = signedInAs(context, context.manager);
  await saveGateway(real, manager, { baseUrl, accountSid, token, sender: "+14155550100", proof: PROOF });
  signedInAs(context, marcus);

  twilio.answerNext({ kind: "error", status: 503 });
  enableTwoFactor(real, me, {});
  await pumpOutbox(real);
  expect(view()).toMatchObject({ state: "sending", failure: "gateway-error" });
  context.clock.advance(5_000);
  await pumpOutbox(real);
  const text = await twilio.waitForMessage("+14155552671");
  expect(text.from).toBe("+14155550100");

  sendPhoneProof(real, me, { channel: "call" });
  await pumpOutbox(real);
  const { digits } = await twilio.waitForCall("+14155552671");
  expect(digits).toMatch(/^\d{7}$/);
  expect(await confirmTextToken(real, me, { token: digits })).toEqual({ ok: true, value: null });
  await twilio.close();
});
