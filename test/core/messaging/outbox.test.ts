import { afterEach, beforeEach, expect, test } from "vitest";
import { tokenSentView } from "../../../src/main/core/authentication/tokens";
import { type Caller, createMemory, type World } from "../../../src/main/core/context";
import { createDelivery } from "../../../src/main/core/delivery/delivery";
import { sendPhoneProof } from "../../../src/main/core/enrollment/phone-proof";
import { confirmTextToken, enableTwoFactor } from "../../../src/main/core/enrollment/two-factor-setup";
import { saveGateway } from "../../../src/main/core/messaging/change-gateway";
import { listOutbox, pumpOutbox } from "../../../src/main/core/messaging/outbox";
import type { Sent } from "../../../src/main/core/ports";
import type { Account } from "../../../src/main/core/store/accounts";
import { listCodes } from "../../../src/main/core/store/codes";
import { openDatabase } from "../../../src/main/core/store/open";
import { addAccount, createWorld, signedInAs, type TestWorld } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { startTwilio } from "../../support/twilio";
import { giveGateway, PROOF, takeGateway, textedToken } from "../../support/two-factor";

let world: TestWorld;
let marcus: Account;
let me: Caller;

beforeEach(() => {
  world = createWorld();
  giveGateway(world);
  marcus = addAccount(world, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+14155552671" });
  me = signedInAs(world, marcus);
});
afterEach(() => world.close());

const down: Sent = { ok: false, reason: "unreachable", retriable: true, detail: "ECONNREFUSED" };

/** An answer of the gateway that comes when the test says so. */
function slowly() {
  let answer: (sent: Sent) => void = () => {};
  const said = new Promise<Sent>((resolve) => {
    answer = resolve;
  });
  world.noted.state.answer = () => said;
  return { answer };
}

const states = (of: World = world) => listRows(of).map(({ state }) => state);
function listRows(of: World = world) {
  const listed = listOutbox(of, me, {});
  return listed.ok ? listed.value : [];
}
const newest = () => listCodes(world.db, marcus.id, "phone-proof")[0]?.id ?? "";
const view = () => tokenSentView(world, newest());
const delivered = () =>
  entriesAbout(world, marcus).flatMap(({ kind, data }) =>
    kind === "token-delivered" ? [kind] : kind === "token-not-delivered" ? [`${kind}: ${data.reason}`] : [],
  );

test("a token goes out by text with the practice's name and its lifetime, and its delivery is recorded", async () => {
  const sent = enableTwoFactor(world, me, {});
  expect(sent).toMatchObject({
    ok: true,
    value: { channel: "text", maskedPhone: "•••• 2671", digits: 7, state: "sending" },
  });
  await pumpOutbox(world);
  expect(world.noted.texts).toEqual([
    {
      to: "+14155552671",
      body: expect.stringMatching(
        /^\d{7} is your sign-in token for Northside Clinic\. It works once, within 10 minutes\./,
      ),
    },
  ]);
  expect(view()).toMatchObject({ state: "sent", failure: null });
  expect(delivered()).toEqual(["token-delivered"]);
  expect(world.reads).toEqual(["getMySecurity", "listOutbox"]);
  expectReplayEqualsTables(world, marcus);
});

test("the screen has its answer before a slow gateway has given its own", async () => {
  const gateway = slowly();
  expect(enableTwoFactor(world, me, {})).toMatchObject({ ok: true, value: { state: "sending" } });
  const pumped = pumpOutbox(world);
  await Promise.resolve();
  expect(view()).toMatchObject({ state: "sending", failure: null });
  gateway.answer({ ok: true, reference: "SM1" });
  await pumped;
  expect(view()).toMatchObject({ state: "sent" });
});

test("a message is given to the gateway once at a time, however often the outbox is looked at", async () => {
  const gateway = slowly();
  enableTwoFactor(world, me, {});
  const pumps = [pumpOutbox(world), pumpOutbox(world), pumpOutbox(world)];
  await Promise.resolve();
  gateway.answer({ ok: true, reference: "SM1" });
  await Promise.all([...pumps, pumpOutbox(world)]);
  expect(world.noted.texts).toHaveLength(1);
});

test("a message that could not be sent stays with its reason and is tried again with growing pauses", async () => {
  world.noted.state.answer = async () => down;
  enableTwoFactor(world, me, {});
  await pumpOutbox(world);
  expect(view()).toMatchObject({ state: "sending", failure: "unreachable" });
  expect(listRows()).toMatchObject([{ state: "waiting", attempts: 1, reason: "unreachable" }]);

  world.clock.advance(4_999);
  await pumpOutbox(world);
  expect(world.noted.texts).toHaveLength(1);
  world.clock.advance(1);
  await pumpOutbox(world);
  expect(world.noted.texts).toHaveLength(2);

  world.noted.state.answer = async () => ({ ok: true, reference: "SM1" });
  world.clock.advance(10_000);
  await pumpOutbox(world);
  expect(new Set(world.noted.texts.map(({ body }) => body)).size).toBe(1);
  expect(listRows()).toMatchObject([{ state: "sent", attempts: 3, reason: null }]);
  // One fact, not one for every try.
  expect(delivered()).toEqual(["token-not-delivered: unreachable", "token-delivered"]);
});

test("a message is tried until its token expires, and then no more", async () => {
  world.noted.state.answer = async () => down;
  enableTwoFactor(world, me, {});
  for (let minutes = 0; minutes < 11; minutes++) {
    await pumpOutbox(world);
    world.clock.advance(60_000);
  }
  const tries = world.noted.texts.length;
  await pumpOutbox(world);
  expect(states()).toEqual(["failed"]);
  expect(view()).toMatchObject({ state: "failed", failure: "unreachable" });
  expect(world.noted.texts).toHaveLength(tries);
  expect(world.memory.tokenTexts.size).toBe(0);
});

test("a token that expires while it waits is never sent", async () => {
  enableTwoFactor(world, me, {});
  world.clock.advance(10 * 60_000);
  await pumpOutbox(world);
  expect(states()).toEqual(["expired"]);
  expect(world.noted.texts).toEqual([]);
  expect(world.memory.tokenTexts.size).toBe(0);
});

test("what the gateway refuses for good is not tried again", async () => {
  world.noted.state.answer = async () => ({
    ok: false,
    reason: "refused-number",
    retriable: false,
    detail: "21211: no",
  });
  enableTwoFactor(world, me, {});
  await pumpOutbox(world);
  expect(view()).toMatchObject({ state: "failed", failure: "refused-number" });
  world.clock.advance(60_000);
  await pumpOutbox(world);
  expect(world.noted.texts).toHaveLength(1);
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
  const slow: World = { ...world, delivery: { gateway: () => stubborn } };
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
  world.noted.state.answer = async () => down;
  enableTwoFactor(world, me, {});
  await pumpOutbox(world);
  const db = openDatabase(world.file, world.key, { mustExist: true });
  const restarted: World = { ...world, db, memory: createMemory() };
  world.clock.advance(5_000);
  await pumpOutbox(restarted);
  expect(states(restarted)).toEqual(["not-sent-ask-again"]);
  expect(tokenSentView(restarted, newest())).toMatchObject({ state: "failed" });
  expect(world.noted.texts).toHaveLength(1);
  db.close();
});

test("a token that was typed in has arrived, whatever the gateway said", async () => {
  world.noted.state.answer = async () => ({ ...down, reason: "timed-out" });
  enableTwoFactor(world, me, {});
  await pumpOutbox(world);
  expect(await confirmTextToken(world, me, { token: textedToken(world, marcus.cellPhone) })).toEqual({
    ok: true,
    value: null,
  });
  world.clock.advance(5_000);
  await pumpOutbox(world);
  const tokens = listRows().filter(({ purpose }) => purpose === "phone-proof");
  expect(tokens).toMatchObject([{ state: "sent", attempts: 1 }]);
  expect(world.noted.texts.filter(({ body }) => body.includes("sign-in token"))).toHaveLength(1);
});

test("without the gateway that was there a moment ago, the message says that none is set up", async () => {
  enableTwoFactor(world, me, {});
  takeGateway(world);
  await pumpOutbox(world);
  expect(view()).toMatchObject({ state: "failed", failure: "not-configured" });
});

test("a vault that was closed while the gateway took its time is left alone", async () => {
  const gateway = slowly();
  enableTwoFactor(world, me, {});
  const pumped = pumpOutbox(world);
  await Promise.resolve();
  world.db.close();
  gateway.answer({ ok: true, reference: "SM1" });
  await expect(pumped).resolves.toBeUndefined();
});

test("the outbox shows who, how and how far, and of the number its last four digits", async () => {
  sendPhoneProof(world, me, { channel: "call" });
  await pumpOutbox(world);
  expect(listRows()).toEqual([
    {
      id: expect.any(String),
      at: world.clock.now(),
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
  world.noted.state.answer = async () => ({ ...down, detail: "5552671 is not reachable" });
  enableTwoFactor(world, me, {});
  await pumpOutbox(world);
  expect(newestEntry(world, marcus, "token-not-delivered")?.data).toEqual({ code: newest(), reason: "unreachable" });
  const token = textedToken(world, marcus.cellPhone);
  expect(JSON.stringify(entriesAbout(world))).not.toContain(token);
});

test("text and call go through a Twilio-compatible gateway as they are set up in Settings", async () => {
  const twilio = await startTwilio();
  const real: World = { ...world, delivery: createDelivery(fetch) };
  const { baseUrl, accountSid, authToken: token } = twilio;
  const manager = signedInAs(world, world.manager);
  await saveGateway(real, manager, { baseUrl, accountSid, token, sender: "+14155550100", proof: PROOF });
  signedInAs(world, marcus);

  twilio.answerNext({ kind: "error", status: 503 });
  enableTwoFactor(real, me, {});
  await pumpOutbox(real);
  expect(view()).toMatchObject({ state: "sending", failure: "gateway-error" });
  world.clock.advance(5_000);
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
