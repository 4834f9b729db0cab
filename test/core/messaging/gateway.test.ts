import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { askApproval, listApprovals } from "../../../src/main/core/approvals/approvals";
import type { Caller, World } from "../../../src/main/core/context";
import { createDelivery } from "../../../src/main/core/delivery/delivery";
import { removeGateway, saveGateway } from "../../../src/main/core/messaging/change-gateway";
import { gatewaySettings, gatewayView, sendTest } from "../../../src/main/core/messaging/gateway";
import { listMyNotices } from "../../../src/main/core/messaging/my-notices";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import type { Sent } from "../../../src/main/core/ports";
import { createWorld, signedInAs, type TestWorld } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { createTwoManagers, type TwoManagers } from "../../support/managers";
import { addMember, noteSignIn } from "../../support/sign-in";
import { startTwilio } from "../../support/twilio";
import { GATEWAY, giveGateway, PROOF } from "../../support/two-factor";

let world: TestWorld;
let joan: Caller;

beforeEach(() => {
  world = createWorld();
  joan = signedInAs(world, world.manager);
});
afterEach(() => world.close());

const save = (change: Partial<Record<keyof typeof GATEWAY, string | null>> = {}) => {
  const { baseUrl, accountSid, sender, token } = { ...GATEWAY, ...change };
  return saveGateway(world, joan, {
    baseUrl: baseUrl ?? "",
    accountSid: accountSid ?? "",
    sender: sender ?? "",
    token: token ?? null,
    proof: PROOF,
  });
};
const countTokens = () => world.db.prepare("SELECT id FROM secrets WHERE kind = 'gateway-token'").all().length;
const to = "+14155552671";
const refused: Sent = { ok: false, reason: "refused-credentials", retriable: false, detail: "20003: Authenticate" };

test("a gateway is set up with address, account, token and sender; its token is shown nowhere", async () => {
  expect(gatewayView(world)).toBeNull();
  expect(await kindsLeftBy(world, undefined, () => save())).toEqual(["gateway-changed"]);
  const { token, ...shown } = GATEWAY;
  expect(gatewayView(world)).toEqual({ ...shown, lastOk: null, lastError: null });
  expect(gatewaySettings(world)).toEqual({ ...shown, kind: "twilio", authToken: token });
  expect(newestEntry(world, undefined, "gateway-changed")).toMatchObject({
    actor: world.manager.id,
    data: { before: null },
  });
  expect(JSON.stringify(entriesAbout(world))).not.toContain(token);
  expectReplayEqualsTables(world);
});

test("the stored token can be kept when the sender changes", async () => {
  await save();
  expect(await save({ token: null, sender: "+14155550199" })).toEqual({ ok: true, value: null });
  expect(gatewaySettings(world)).toMatchObject({ sender: "+14155550199", authToken: GATEWAY.token });
  expect(countTokens()).toBe(1);
});

test("a new token takes the place of the old one, which is forgotten", async () => {
  await save();
  await save({ token: "auth-token-2" });
  expect(gatewaySettings(world)).toMatchObject({ authToken: "auth-token-2" });
  expect(countTokens()).toBe(1);
  expectReplayEqualsTables(world);
});

test.each([{ baseUrl: "https://elsewhere.example" }, { accountSid: "AC2" }])(
  "a stored token goes to no other door than the one it was typed for: %j",
  async (change) => {
    await save();
    const left = await kindsLeftBy(world, undefined, async () => {
      expect(await save({ ...change, token: null })).toEqual({
        ok: false,
        refusal: { code: "bad-input", fields: { token: "missing" } },
      });
    });
    expect(left).toEqual([]);
    expect(gatewaySettings(world)).toMatchObject({ baseUrl: GATEWAY.baseUrl, accountSid: GATEWAY.accountSid });
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
  expect(await kindsLeftBy(world, undefined, () => save({ token: null }))).toEqual([]);
});

test("a gateway can be taken away, with its token", async () => {
  expect(await kindsLeftBy(world, undefined, () => removeGateway(world, joan, { proof: PROOF }))).toEqual([]);
  await save();
  const kinds = await kindsLeftBy(world, undefined, () => removeGateway(world, joan, { proof: PROOF }));
  expect(kinds.filter((kind) => !kind.startsWith("notice-"))).toEqual(["gateway-changed"]);
  expect(gatewayView(world)).toBeNull();
  expect(gatewaySettings(world)).toBeUndefined();
  expect(countTokens()).toBe(0);
  expectReplayEqualsTables(world);
});

test("a swapped token is not used: the gateway then counts as not set up", async () => {
  await save();
  world.db
    .prepare("UPDATE secrets SET bytes = ? WHERE kind = 'gateway-token'")
    .run(new TextEncoder().encode("another"));
  expect(gatewaySettings(world)).toBeUndefined();
});

test("Send test sends a text at once and says that it went", async () => {
  giveGateway(world);
  expect(await sendTest(world, joan, { channel: "text", to })).toEqual({ ok: true, value: { sent: true } });
  expect(world.noted.texts).toEqual([{ to, body: expect.stringContaining("Northside Clinic") }]);
  expect(newestEntry(world, undefined, "delivery-tested")?.data).toEqual({ channel: "text", failure: null });
  expect(gatewayView(world)).toMatchObject({ lastOk: world.clock.now(), lastError: null });
});

test("Send test says what went wrong, Settings keep the last error, and the next success clears it", async () => {
  giveGateway(world);
  world.noted.state.answer = async () => refused;
  const outcome = { sent: false, reason: "refused-credentials", detail: "20003: Authenticate" };
  expect(await sendTest(world, joan, { channel: "call", to })).toEqual({ ok: true, value: outcome });
  const at = world.clock.now();
  expect(gatewayView(world)).toMatchObject({
    lastOk: null,
    lastError: { at, reason: "refused-credentials", detail: "20003: Authenticate" },
  });
  expect(newestEntry(world, undefined, "delivery-tested")?.data).toEqual({
    channel: "call",
    failure: "refused-credentials",
  });
  world.noted.state.answer = async () => ({ ok: true, reference: "SM1" });
  await sendTest(world, joan, { channel: "text", to });
  expect(gatewayView(world)).toMatchObject({ lastError: null });
});

test("without a gateway there is nothing to test", async () => {
  const left = await kindsLeftBy(world, undefined, async () => {
    expect(await sendTest(world, joan, { channel: "text", to })).toEqual({
      ok: false,
      refusal: { code: "not-now", because: "no-gateway" },
    });
  });
  expect(left).toEqual([]);
});

test("an answer of the gateway that was replaced meanwhile says nothing about the new one", async () => {
  giveGateway(world);
  let answer: (sent: Sent) => void = () => {};
  world.noted.state.answer = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const tested = sendTest(world, joan, { channel: "text", to });
  world.noted.state.answer = async () => ({ ok: true, reference: "SM1" });
  await save({ token: "auth-token-2" });
  answer(refused);
  await tested;
  expect(gatewayView(world)).toMatchObject({ lastError: null });
});

test("Send test reaches a gateway that speaks Twilio's API, with the credentials as they were typed", async () => {
  const twilio = await startTwilio();
  const real: World = { ...world, delivery: createDelivery(fetch) };
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
    world.close();
    two = await createTwoManagers();
    ({ world, joan } = two);
    giveGateway(world);
  });

  test("one alone neither changes it, nor its sender or token, nor removes it", async () => {
    for (const change of [elsewhere, { token: "of-one-alone" }, { token: null, sender: "+14155550199" }]) {
      expect(await save(change)).toEqual(second);
    }
    expect(await removeGateway(world, joan, { proof: PROOF })).toEqual(second);
    expect(gatewaySettings(world)).toMatchObject({ baseUrl: GATEWAY.baseUrl, authToken: GATEWAY.token });
    // What changed nothing announces nothing.
    expect(world.db.prepare("SELECT count(*) FROM outbox").pluck().get()).toBe(0);
  });

  test("two change it to exactly what was approved; every manager hears of it through the one before", async () => {
    const asked = askApproval(world, joan, { act: "saveGateway", parameters: elsewhere });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    await pumpOutbox(world);
    const numbers = [world.manager.cellPhone, two.ruth.cellPhone].sort();
    expect(world.noted.texts.map(({ to: number }) => number).sort()).toEqual(numbers);
    expect(world.noted.texts[0]?.body).toMatch(/a manager asked for something that takes two/);
    await two.approve(asked.value.id);
    expect(await save({ ...elsewhere, token: "another" })).toEqual(second);
    let thereAtTheText: string | undefined;
    const { noted } = world;
    const before = noted.texts.length;
    const watching: World = {
      ...world,
      delivery: {
        ...world.delivery,
        gateway: (settings) => {
          thereAtTheText ??= settings?.baseUrl;
          return world.delivery.gateway(settings);
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
    expect(gatewaySettings(world)).toMatchObject({ baseUrl: elsewhere.baseUrl, authToken: elsewhere.token });
    expect(JSON.stringify(entriesAbout(world))).not.toContain(elsewhere.token);
  });

  test("whoever asked goes on from the list of what waits, and types the new token once more", async () => {
    const asked = askApproval(world, joan, { act: "saveGateway", parameters: elsewhere });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    await two.approve(asked.value.id);
    const listed = listApprovals(world, joan, {});
    const { token, ...rest } = elsewhere;
    expect(listed).toMatchObject({ ok: true, value: [{ state: "approved", parameters: rest }] });
    expect(JSON.stringify(listed)).not.toContain(token);
    const goOn = (typed: string) => saveGateway(world, joan, { ...rest, token: typed, proof: PROOF });
    expect(await goOn("another")).toEqual(second);
    expect(await goOn(token)).toEqual({ ok: true, value: null });
  });

  test("the others read of it at their next sign-in", async () => {
    for (const manager of [two.ruth, two.ruth]) noteSignIn(world, manager);
    const asked = askApproval(world, joan, { act: "removeGateway", parameters: {} });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    await two.approve(asked.value.id);
    expect(await removeGateway(world, joan, { proof: PROOF })).toEqual({ ok: true, value: null });
    noteSignIn(world, two.ruth);
    const notices = listMyNotices(world, two.signIn(two.ruth), {});
    expect(notices.ok && notices.value.map(({ kind }) => kind)).toContain("gateway-changed");
    const member = await addMember(world, { name: "Marcus Webb", email: "marcus@northside.example" });
    for (const _ of [1, 2]) noteSignIn(world, member);
    expect(listMyNotices(world, two.signIn(member), {})).toEqual({ ok: true, value: [] });
  });
});
