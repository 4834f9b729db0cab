import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { VaultContext } from "../../../src/main/core/context";
import { createDelivery } from "../../../src/main/core/delivery/delivery";
import { removeGateway, saveGateway } from "../../../src/main/core/messaging/change-gateway";
import { gatewaySettings, gatewayView, sendTest } from "../../../src/main/core/messaging/gateway";
import { listMyNotices } from "../../../src/main/core/messaging/my-notices";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import type { Sent } from "../../../src/main/core/ports";
import type { Caller } from "../../../src/main/core/session/session";
import { askApproval, listApprovals } from "../../support/approvals";
import { createTestContext, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { createTwoManagers, type TwoManagers } from "../../support/managers";
import { addMember, noteSignIn } from "../../support/sign-in";
import { startTwilio } from "../../support/twilio";
import { GATEWAY, giveGateway, PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;

beforeEach(() => {
  context = createTestContext();
  joan = signedInAs(context, context.manager);
});
afterEach(() => context.close());

const save = (change: Partial<Record<keyof typeof GATEWAY, string | null>> = {}) => {
  const { baseUrl, accountSid, sender, token } = { ...GATEWAY, ...change };
  return saveGateway(context, joan, {
    baseUrl: baseUrl ?? "",
    accountSid: accountSid ?? "",
    sender: sender ?? "",
    token: token ?? null,
    proof: PROOF,
  });
};
const countTokens = () => context.db.prepare("SELECT id FROM secrets WHERE kind = 'gateway-token'").all().length;
const to = "+14155552671";
const refused: Sent = { ok: false, reason: "refused-credentials", retriable: false, detail: "20003: Authenticate" };

test("a gateway is set up with address, account, token and sender; its token is shown nowhere", async () => {
  expect(gatewayView(context)).toBeNull();
  expect(await kindsLeftBy(context, undefined, () => save())).toEqual(["gateway-changed"]);
  const { token, ...shown } = GATEWAY;
  expect(gatewayView(context)).toEqual({ ...shown, lastOk: null, lastError: null });
  expect(gatewaySettings(context)).toEqual({ ...shown, kind: "twilio", authToken: token });
  expect(newestEntry(context, undefined, "gateway-changed")).toMatchObject({
    actor: context.manager.id,
    data: { before: null },
  });
  expect(JSON.stringify(entriesAbout(context))).not.toContain(token);
  expectReplayEqualsTables(context);
});

test("the stored token can be kept when the sender changes", async () => {
  await save();
  expect(await save({ token: null, sender: "+14155550199" })).toEqual({ ok: true, value: null });
  expect(gatewaySettings(context)).toMatchObject({ sender: "+14155550199", authToken: GATEWAY.token });
  expect(countTokens()).toBe(1);
});

test("a new token takes the place of the old one, which is forgotten", async () => {
  await save();
  await save({ token: "auth-token-2" });
  expect(gatewaySettings(context)).toMatchObject({ authToken: "auth-token-2" });
  expect(countTokens()).toBe(1);
  expectReplayEqualsTables(context);
});

test.each([{ baseUrl: "https://elsewhere.example" }, { accountSid: "AC2" }])(
  "a stored token goes to no other door than the one it was typed for: %j",
  async (change) => {
    await save();
    const left = await kindsLeftBy(context, undefined, async () => {
      expect(await save({ ...change, token: null })).toEqual({
        ok: false,
        refusal: { code: "bad-input", fields: { token: "missing" } },
      });
    });
    expect(left).toEqual([]);
    expect(gatewaySettings(context)).toMatchObject({ baseUrl: GATEWAY.baseUrl, accountSid: GATEWAY.accountSid });
  },
);

test("the first time, a token must be typed", async () => {
  expect(await save({ token: null })).toEqual({
    ok: false,
    refusal: { code: "bad-input", fields: { token: "missing" } },
  });
});

test("saving what is there already records nothing", async () => {
  await save();
  expect(await kindsLeftBy(context, undefined, () => save({ token: null }))).toEqual([]);
});

test("a gateway can be taken away, with its token", async () => {
  expect(await kindsLeftBy(context, undefined, () => removeGateway(context, joan, { proof: PROOF }))).toEqual([]);
  await save();
  const kinds = await kindsLeftBy(context, undefined, () => removeGateway(context, joan, { proof: PROOF }));
  expect(kinds.filter((kind) => !kind.startsWith("notice-"))).toEqual(["gateway-changed"]);
  expect(gatewayView(context)).toBeNull();
  expect(gatewaySettings(context)).toBeUndefined();
  expect(countTokens()).toBe(0);
  expectReplayEqualsTables(context);
});

test("a swapped token is not used: the gateway then counts as not set up", async () => {
  await save();
  context.db
    .prepare("UPDATE secrets SET bytes = ? WHERE kind = 'gateway-token'")
    .run(new TextEncoder().encode("another"));
  expect(gatewaySettings(context)).toBeUndefined();
});

test("Send test sends a text at once and says that it went", async () => {
  giveGateway(context);
  expect(await sendTest(context, joan, { channel: "text", to })).toEqual({ ok: true, value: { sent: true } });
  expect(context.noted.texts).toEqual([{ to, body: expect.stringContaining("Northside Clinic") }]);
  expect(newestEntry(context, undefined, "delivery-tested")?.data).toEqual({ channel: "text", failure: null });
  expect(gatewayView(context)).toMatchObject({ lastOk: context.clock.now(), lastError: null });
});

test("Send test says what went wrong, Settings keep the last error, and the next success clears it", async () => {
  giveGateway(context);
  context.noted.state.answer = async () => refused;
  const outcome = { sent: false, reason: "refused-credentials", detail: "20003: Authenticate" };
  expect(await sendTest(context, joan, { channel: "call", to })).toEqual({ ok: true, value: outcome });
  const at = context.clock.now();
  expect(gatewayView(context)).toMatchObject({
    lastOk: null,
    lastError: { at, reason: "refused-credentials", detail: "20003: Authenticate" },
  });
  expect(newestEntry(context, undefined, "delivery-tested")?.data).toEqual({
    channel: "call",
    failure: "refused-credentials",
  });
  context.noted.state.answer = async () => ({ ok: true, reference: "SM1" });
  await sendTest(context, joan, { channel: "text", to });
  expect(gatewayView(context)).toMatchObject({ lastError: null });
});

test("without a gateway there is nothing to test", async () => {
  const left = await kindsLeftBy(context, undefined, async () => {
    expect(await sendTest(context, joan, { channel: "text", to })).toEqual({
      ok: false,
      refusal: { code: "not-now", because: "no-gateway" },
    });
  });
  expect(left).toEqual([]);
});

test("an answer of the gateway that was replaced meanwhile says nothing about the new one", async () => {
  giveGateway(context);
  let answer: (sent: Sent) => void = () => {};
  context.noted.state.answer = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const tested = sendTest(context, joan, { channel: "text", to });
  context.noted.state.answer = async () => ({ ok: true, reference: "SM1" });
  await save({ token: "auth-token-2" });
  answer(refused);
  await tested;
  expect(gatewayView(context)).toMatchObject({ lastError: null });
});

test("Send test reaches a gateway that speaks Twilio's API, with the credentials as they were typed", async () => {
  const twilio = await startTwilio();
  const real: VaultContext = { ...context, delivery: createDelivery(fetch) };
  const { baseUrl, accountSid, authToken: token } = twilio;
  await save({ baseUrl, accountSid, token });
  expect(await sendTest(real, joan, { channel: "text", to })).toEqual({ ok: true, value: { sent: true } });
  expect((await twilio.waitForMessage(to)).body).toContain("This is a test from Wardkey");
  expect(await sendTest(real, joan, { channel: "call", to })).toEqual({ ok: true, value: { sent: true } });
  expect((await twilio.waitForCall(to)).digits).toBe("1234567");
  await save({ baseUrl, accountSid, token: "wrong" });
  expect(await sendTest(real, joan, { channel: "text", to })).toMatchObject({
    value: { sent: false, reason: "refused-credentials" },
  });
  await twilio.close();
});

describe("where there are two managers", () => {
  const second = { ok: false, refusal: { code: "may-not", because: "second-manager" } };
  const elsewhere = { ...GATEWAY, baseUrl: "https://gateway.elsewhere.example", token: "of-one-alone" };
  let two: TwoManagers;
  beforeEach(async () => {
    context.close();
    two = await createTwoManagers();
    ({ context, joan } = two);
    giveGateway(context);
  });

  test("one alone neither changes it, nor its sender or token, nor removes it", async () => {
    for (const change of [elsewhere, { token: "of-one-alone" }, { token: null, sender: "+14155550199" }]) {
      expect(await save(change)).toEqual(second);
    }
    expect(await removeGateway(context, joan, { proof: PROOF })).toEqual(second);
    expect(gatewaySettings(context)).toMatchObject({ baseUrl: GATEWAY.baseUrl, authToken: GATEWAY.token });
    // What changed nothing announces nothing.
    expect(context.db.prepare("SELECT count(*) FROM outbox").pluck().get()).toBe(0);
  });

  test("two change it to exactly what was approved; every manager hears of it through the one before", async () => {
    const asked = askApproval(context, joan, { act: "saveGateway", parameters: elsewhere });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    await pumpOutbox(context);
    const numbers = [context.manager.cellPhone, two.ruth.cellPhone].sort();
    expect(context.noted.texts.map(({ to: number }) => number).sort()).toEqual(numbers);
    expect(context.noted.texts[0]?.body).toMatch(/a manager asked for something that takes two/);
    await two.approve(asked.value.id);
    expect(await save({ ...elsewhere, token: "another" })).toEqual(second);
    let thereAtTheText: string | undefined;
    const { noted } = context;
    const before = noted.texts.length;
    const watching: VaultContext = {
      ...context,
      delivery: {
        ...context.delivery,
        gateway: (settings) => {
          thereAtTheText ??= settings?.baseUrl;
          return context.delivery.gateway(settings);
        },
      },
    };
    expect(await saveGateway(watching, joan, { ...elsewhere, proof: PROOF })).toEqual({ ok: true, value: null });
    expect(thereAtTheText).toBe(GATEWAY.baseUrl);
    expect(
      noted.texts
        .slice(before)
        .map(({ to: number }) => number)
        .sort(),
    ).toEqual(numbers);
    expect(gatewaySettings(context)).toMatchObject({ baseUrl: elsewhere.baseUrl, authToken: elsewhere.token });
    expect(JSON.stringify(entriesAbout(context))).not.toContain(elsewhere.token);
  });

  test("whoever asked goes on from the list of what waits, and types the new token once more", async () => {
    const asked = askApproval(context, joan, { act: "saveGateway", parameters: elsewhere });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    await two.approve(asked.value.id);
    const listed = listApprovals(context, joan, {});
    const { token, ...rest } = elsewhere;
    expect(listed).toMatchObject({ ok: true, value: [{ state: "approved", parameters: rest }] });
    expect(JSON.stringify(listed)).not.toContain(token);
    const goOn = (typed: string) => saveGateway(context, joan, { ...rest, token: typed, proof: PROOF });
    expect(await goOn("another")).toEqual(second);
    expect(await goOn(token)).toEqual({ ok: true, value: null });
  });

  test("the others read of it at their next sign-in", async () => {
    for (const manager of [two.ruth, two.ruth]) noteSignIn(context, manager);
    const asked = askApproval(context, joan, { act: "removeGateway", parameters: {} });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    await two.approve(asked.value.id);
    expect(await removeGateway(context, joan, { proof: PROOF })).toEqual({ ok: true, value: null });
    noteSignIn(context, two.ruth);
    const notices = listMyNotices(context, two.signIn(two.ruth), {});
    expect(notices.ok && notices.value.map(({ kind }) => kind)).toContain("gateway-changed");
    const member = await addMember(context, { name: "Marcus Webb", email: "marcus@northside.example" });
    for (const _ of [1, 2]) noteSignIn(context, member);
    expect(listMyNotices(context, two.signIn(member), {})).toEqual({ ok: true, value: [] });
  });
});
