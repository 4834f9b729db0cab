import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDelivery } from "../../../src/main/core/delivery/delivery";
import type { GatewaySettings } from "../../../src/main/core/ports";
import { readCase } from "../../support/case-files";
import { startTwilio, type Twilio } from "../../support/twilio";

const PHONE = "+12125550123";
const SENDER = "+15005550006";
const TOKEN = "7305518";
const BODY = `${TOKEN} is your sign-in token`;
const open = new AbortController().signal;

let twilio: Twilio;
beforeEach(async () => {
  twilio = await startTwilio();
});
afterEach(() => twilio.close());

function settings(change: Partial<GatewaySettings> = {}): GatewaySettings {
  const { baseUrl, accountSid, authToken } = twilio;
  return { kind: "twilio", baseUrl, accountSid, authToken, sender: SENDER, ...change };
}

function gateway(change: Partial<GatewaySettings> = {}, timeoutMs = 10_000) {
  return createDelivery(fetch, timeoutMs).gateway(settings(change));
}

describe("a text message", () => {
  test("arrives as it was written, from the practice's sender, and its reference comes back", async () => {
    const body = `${TOKEN} & "más" <té> + 100 % 日本`;
    const sent = await gateway().sendText(PHONE, body, open);
    expect(sent).toEqual({ ok: true, reference: expect.stringMatching(/^SM[0-9a-f]{32}$/) });
    expect(await twilio.waitForMessage(PHONE)).toEqual({ to: PHONE, from: SENDER, body });
  });

  test("goes out through a messaging service where the sender is one", async () => {
    const sender = "MG0123456789abcdef0123456789abcdef";
    expect(await gateway({ sender }).sendText(PHONE, BODY, open)).toMatchObject({ ok: true });
    expect(twilio.requests[0]?.form.get("MessagingServiceSid")).toBe(sender);
    expect(twilio.requests[0]?.form.has("From")).toBe(false);
  });

  test("reaches a gateway below a path, whether or not the base URL ends in a slash", async () => {
    const sent = await gateway({ baseUrl: `${twilio.baseUrl}/compat/` }).sendText(PHONE, BODY, open);
    expect(twilio.requests[0]?.path).toBe(`/compat/2010-04-01/Accounts/${twilio.accountSid}/Messages.json`);
    expect(sent).toMatchObject({ ok: false, reason: "refused-credentials" });
  });

  test("that the gateway takes and gives up in one answer is not called sent", async () => {
    const body = JSON.stringify({ sid: "SM1", status: "failed", error_code: 21610, error_message: "unsubscribed" });
    twilio.answerNext({ kind: "answer", status: 201, body });
    expect(await gateway().sendText(PHONE, BODY, open)).toEqual({
      ok: false,
      reason: "refused-number",
      retriable: false,
      detail: "21610: unsubscribed",
    });
  });
});

describe("a call", () => {
  test("greets with the practice's name and spells the digits one by one, twice", async () => {
    const spoken = { practice: `Smith & "Sons" <Clinic>`, digits: "0051234" };
    const sent = await gateway().placeCall(PHONE, spoken, open);
    expect(sent).toEqual({ ok: true, reference: expect.stringMatching(/^CA/) });
    const call = await twilio.waitForCall(PHONE);
    expect(call).toMatchObject({ to: PHONE, from: SENDER, digits: "0051234" });
    expect(call.twiml).toContain("Smith &amp; &quot;Sons&quot; &lt;Clinic&gt;");
  });

  test("needs a sender that is a phone number", async () => {
    const call = gateway({ sender: "MG0123456789abcdef0123456789abcdef" });
    const sent = await call.placeCall(PHONE, { practice: "Elm", digits: TOKEN }, open);
    expect(sent).toMatchObject({ ok: false, reason: "refused-sender", retriable: false });
    expect(twilio.requests).toEqual([]);
  });

  test("to a number that cannot be reached says so", async () => {
    const sent = await gateway().placeCall("+15005550002", { practice: "Elm", digits: TOKEN }, open);
    expect(sent).toMatchObject({ ok: false, reason: "refused-number" });
    expect(twilio.calls).toEqual([]);
  });
});

describe("what the gateway refuses has a reason", () => {
  test.each([
    ["+15005550001", "refused-number", 21211],
    ["+15005550002", "refused-number", 21612],
    ["+15005550003", "refused-number", 21408],
    ["+15005550004", "refused-number", 21610],
    ["+15005550009", "refused-number", 21614],
  ])("the number %s: %s", async (to, reason, code) => {
    const sent = await gateway().sendText(to, BODY, open);
    expect(sent).toMatchObject({ ok: false, reason, retriable: false, detail: expect.stringMatching(`^${code}: `) });
    expect(twilio.messages).toEqual([]);
  });

  test.each([
    ["+15005550001", "refused-sender", false],
    ["+15005550007", "refused-sender", false],
    ["+15005550008", "rate-limited", true],
  ])("the sender %s: %s", async (sender, reason, retriable) => {
    expect(await gateway({ sender }).sendText(PHONE, BODY, open)).toMatchObject({ ok: false, reason, retriable });
  });

  test.each([
    ["auth token", { authToken: "wrong" }],
    ["account SID", { accountSid: "AC00000000000000000000000000000000" }],
  ])("a wrong %s: refused-credentials", async (_, change) => {
    const sent = await gateway(change).sendText(PHONE, BODY, open);
    expect(sent).toMatchObject({ ok: false, reason: "refused-credentials", retriable: false });
  });

  test.each([
    [401, "refused-credentials", false],
    [403, "refused-credentials", false],
    [404, "unexpected-answer", true],
    [408, "gateway-error", true],
    [422, "unexpected-answer", true],
    [429, "rate-limited", true],
    [500, "gateway-error", true],
    [503, "gateway-error", true],
  ])("HTTP %i without words: %s", async (status, reason, retriable) => {
    twilio.answerNext({ kind: "answer", status, body: "" });
    const sent = await gateway().sendText(PHONE, BODY, open);
    expect(sent).toMatchObject({ ok: false, reason, retriable, detail: expect.stringContaining(String(status)) });
  });

  test("a code that we do not know keeps the gateway's words", async () => {
    twilio.answerNext({ kind: "error", status: 400, code: 29999, message: "The moon is in the wrong house" });
    expect(await gateway().sendText(PHONE, BODY, open)).toEqual({
      ok: false,
      reason: "refused",
      retriable: false,
      detail: "29999: The moon is in the wrong house",
    });
  });

  test.each([
    ["unregistered-sender.json", "refused-sender", "30034: Message from an Unregistered Number"],
    ["body-too-long.json", "refused", "21617: The concatenated message body exceeds the 1600 character limit"],
  ])("%s: the gateway's own refusal, with its number and words", async (file, reason, detail) => {
    const { httpStatus: status, body } = JSON.parse(readCase(`texts/${file}`).toString());
    twilio.answerNext({ kind: "answer", status, body: JSON.stringify(body) });
    expect(await gateway().sendText(PHONE, BODY, open)).toEqual({ ok: false, reason, retriable: false, detail });
  });

  test("a number in quotation marks, as other gateways of this kind write it, is the same number", async () => {
    const body = JSON.stringify({ code: "21211", message: "The 'To' number is not valid", status: 400 });
    twilio.answerNext({ kind: "answer", status: 400, body });
    expect(await gateway().sendText(PHONE, BODY, open)).toMatchObject({
      reason: "refused-number",
      detail: "21211: The 'To' number is not valid",
    });
  });

  test("a number that is not in international form is never sent out", async () => {
    for (const to of ["2125550123", "+0125550123", "+1212555012x", "+12125550123,+12125550124", ""]) {
      expect(await gateway().sendText(to, BODY, open)).toMatchObject({ ok: false, reason: "refused-number" });
    }
    expect(twilio.requests).toEqual([]);
  });
});

describe("a broken network or a stranger's answer never hangs and never throws", () => {
  test.each(["never", "stall"] as const)("a gateway that answers %s: timed-out, retriable", async (kind) => {
    twilio.answerNext({ kind });
    const sent = await gateway({}, 50).sendText(PHONE, BODY, open);
    expect(sent).toMatchObject({ ok: false, reason: "timed-out", retriable: true });
  });

  test("a slow answer within the time is an answer", async () => {
    let release = () => {};
    twilio.answerNext({ kind: "slow", until: new Promise((resolve) => (release = resolve)) });
    const sending = gateway().sendText(PHONE, BODY, open);
    await twilio.waitForRequest(PHONE);
    release();
    expect(await sending).toMatchObject({ ok: true });
  });

  test("the caller can stop it, before and during", async () => {
    const stop = new AbortController();
    twilio.answerNext({ kind: "never" });
    const sending = gateway().sendText(PHONE, BODY, stop.signal);
    await twilio.waitForRequest(PHONE);
    stop.abort();
    const cancelled = { ok: false, reason: "cancelled", retriable: false };
    expect(await sending).toMatchObject(cancelled);
    expect(await gateway().sendText(PHONE, BODY, stop.signal)).toMatchObject(cancelled);
    expect(twilio.requests).toHaveLength(1);
  });

  test("a fetch that ignores its signal does not keep the caller waiting", async () => {
    const deaf = createDelivery(() => new Promise(() => {}), 20).gateway(settings());
    expect(await deaf.sendText(PHONE, BODY, open)).toMatchObject({ ok: false, reason: "timed-out" });
  });

  test("a closed connection and a host that is not there: unreachable, retriable", async () => {
    const unreachable = { ok: false, reason: "unreachable", retriable: true };
    twilio.answerNext({ kind: "drop" });
    expect(await gateway().sendText(PHONE, BODY, open)).toMatchObject(unreachable);
    const nobody = gateway({ baseUrl: "http://127.0.0.1:1" });
    expect(await nobody.sendText(PHONE, BODY, open)).toMatchObject(unreachable);
  });

  const longPage = `<!DOCTYPE html><html><body>${"<p>Terms</p>".repeat(8000)}</body></html>`;
  test.each([
    ["guest-network.html", 200, readCase("texts/guest-network.html").toString()],
    ["a portal's page of 90 KB", 200, longPage],
    ["a filter's page", 403, "<html>This site is blocked</html>"],
    ["a page that is not there", 404, "<html>Not found</html>"],
    ["words", 200, "OK"],
  ])("%s was never given to the gateway: unexpected-answer, retriable", async (_, status, body) => {
    twilio.answerNext({ kind: "answer", status, body });
    const sent = await gateway().sendText(PHONE, BODY, open);
    expect(sent).toMatchObject({ ok: false, reason: "unexpected-answer", retriable: true });
  });

  test.each([
    ["nothing", 200, ""],
    ["a list", 200, '[{"sid": "SM1"}]'],
    ["null", 200, "null"],
    ["a reference that is none", 201, '{"sid": "<b>1</b>"}'],
    ["half an answer", 201, '{"sid": "SM1'],
  ])("%s may have been the gateway's, and is not asked for twice: unexpected-answer", async (_, status, body) => {
    twilio.answerNext({ kind: "answer", status, body });
    const sent = await gateway().sendText(PHONE, BODY, open);
    expect(sent).toMatchObject({ ok: false, reason: "unexpected-answer", retriable: false });
  });

  test("an answer without end is cut off", async () => {
    twilio.answerNext({ kind: "huge" });
    const sent = await gateway().sendText(PHONE, BODY, open);
    expect(sent).toMatchObject({ ok: false, reason: "unexpected-answer", retriable: false });
  });

  test("a redirect is not followed: neither token nor credentials go elsewhere", async () => {
    const elsewhere = await startTwilio();
    twilio.answerNext({ kind: "redirect", to: `${elsewhere.baseUrl}/` });
    const sent = await gateway().sendText(PHONE, BODY, open);
    expect(sent).toMatchObject({ ok: false, reason: "unexpected-answer", retriable: true });
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });
});

test("nothing is sent without settings, or over a plain connection that leaves this computer", async () => {
  const none = createDelivery(fetch).gateway(undefined);
  expect(await none.sendText(PHONE, BODY, open)).toMatchObject({ ok: false, reason: "not-configured" });
  const spoken = { practice: "Elm", digits: TOKEN };
  expect(await none.placeCall(PHONE, spoken, open)).toMatchObject({ ok: false, reason: "not-configured" });
  const asked: string[] = [];
  const listening = async (url: string) => {
    asked.push(url);
    return new Response();
  };
  const plain = createDelivery(listening).gateway(settings({ baseUrl: "http://gateway.example" }));
  expect(await plain.sendText(PHONE, BODY, open)).toMatchObject({ ok: false, reason: "not-configured" });
  expect(asked).toEqual([]);
});

test("what a gateway says back is kept without token, numbers and credentials, in one short line", async () => {
  const { accountSid, authToken } = twilio;
  const basic = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
  const message = `No\n\t‮${PHONE} (212) 555-0123 "${TOKEN}" 7 3 0 5 5 1 8 ٧٣٠٥٥١٨ ${authToken} ${basic} ${"x".repeat(900)}😀`;
  for (const code of [21211, 7305518, "7305518"]) {
    const body = JSON.stringify({ code, message, status: 400 });
    twilio.answerNext({ kind: "answer", status: 400, body });
    const sent = await gateway().sendText(PHONE, BODY, open);
    const { detail } = sent as Extract<typeof sent, { ok: false }>;
    expect(detail.length).toBeLessThanOrEqual(200);
    expect(detail).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(detail.replace(/^21211: /, "").match(/\p{Nd}{4}|555|7 3 0/u)).toBeNull();
    expect(detail).not.toContain(authToken);
    expect(detail).not.toContain(basic);
    expect(detail).toContain("No");
  }
});
