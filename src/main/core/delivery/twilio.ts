import { deliveryDetails } from "../../../contract/messaging/text-messages";
import type { DeliveryFailure, Gateway, GatewaySettings, Sent } from "../ports";
import { readBaseUrl } from "./base-url";
import { cleanDetail, MAX_DETAIL, shorten } from "./detail";
import { exchange, type Fetch, type Reply } from "./exchange";
import { failureOf, isRetriable } from "./twilio-errors";
import { spokenTwiml } from "./twiml";

const E164 = /^\+[1-9]\d{6,14}$/;
const MAX_ANSWER_BYTES = 64 * 1024;
/** Seconds a phone rings: most voice mailboxes answer later, and a token does not belong in one. */
const RING_SECONDS = "20";

/** A gateway that speaks Twilio's REST API of 2010-04-01 (Messages.json, Calls.json). */
export function twilioGateway(settings: GatewaySettings, fetch: Fetch, timeoutMs: number): Gateway {
  const post = async (resource: string, to: string, form: Record<string, string>, signal: AbortSignal) => {
    const base = readBaseUrl(settings.baseUrl);
    if (base === undefined) return notSent("not-configured", deliveryDetails.badBaseUrl);
    if (!E164.test(to)) return notSent("refused-number", deliveryDetails.badNumber);
    const url = `${base}/2010-04-01/Accounts/${encodeURIComponent(settings.accountSid)}/${resource}.json`;
    const body = new URLSearchParams({ To: to, ...form }).toString();
    const limits = { timeoutMs, maxBytes: MAX_ANSWER_BYTES, signal };
    return outcome(await exchange(fetch, url, { method: "POST", headers: headers(settings), body }, limits), settings);
  };
  return {
    sendText: (to, body, signal) => post("Messages", to, { ...textSender(settings.sender), Body: body }, signal),
    placeCall: async (to, spoken, signal) => {
      const Twiml = spokenTwiml(spoken);
      if (!E164.test(settings.sender)) return notSent("refused-sender", deliveryDetails.senderCannotCall);
      return post("Calls", to, { From: settings.sender, Twiml, Timeout: RING_SECONDS }, signal);
    },
  };
}

function textSender(sender: string): Record<string, string> {
  return /^MG[0-9a-fA-F]{32}$/.test(sender) ? { MessagingServiceSid: sender } : { From: sender };
}

function headers(settings: GatewaySettings): Record<string, string> {
  return {
    authorization: `Basic ${basic(settings)}`,
    "content-type": "application/x-www-form-urlencoded",
    accept: "application/json",
  };
}

function basic({ accountSid, authToken }: GatewaySettings): string {
  return Buffer.from(`${accountSid}:${authToken}`).toString("base64");
}

function outcome(answer: Reply, settings: GatewaySettings): Sent {
  switch (answer.kind) {
    case "timed-out":
      return notSent("timed-out", deliveryDetails.timedOut);
    case "cancelled":
      return notSent("cancelled", deliveryDetails.cancelled);
    case "redirected":
      return notSent("unexpected-answer", deliveryDetails.redirected);
    case "too-long":
      return strange(answer.start, deliveryDetails.tooLong);
    case "unreachable":
      return notSent("unreachable", cleanDetail(answer.why, secretsOf(settings)));
    case "answered":
      return judge(answer.status, answer.text, settings);
  }
}

/**
 * An answer that is not the gateway's. A page says that the message never reached the gateway; what could be its JSON may
 * stand for a message that it took, and sending that once more would make two of it.
 */
function strange(text: string, detail: string): Sent {
  const mayBeTaken = /^\s*(?:$|[[{]|null\b)/.test(text);
  return { ...notSent("unexpected-answer", detail), ...(mayBeTaken && { retriable: false }) };
}

type Fields = Readonly<Record<string, unknown>>;

/** An answer's top-level fields; none where it is not a JSON object. */
function fieldsOf(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Statuses of a message or a call that was taken and given up at once, told in the same answer. */
const GIVEN_UP: readonly unknown[] = ["failed", "undelivered", "canceled"];

function judge(status: number, text: string, settings: GatewaySettings): Sent {
  const fields = fieldsOf(text);
  const { sid, status: state, code, message, error_code, error_message } = fields;
  if (status === 403 && isPage(text)) return notSent("unexpected-answer", deliveryDetails.notTheGateway(status));
  if (status < 200 || status >= 300) return refusal(status, code, message, settings);
  if (GIVEN_UP.includes(state)) return refusal(status, error_code, error_message, settings);
  if (typeof sid === "string" && /^[\w-]{1,64}$/.test(sid)) return { ok: true, reference: sid };
  return strange(text, deliveryDetails.notTheGateway(status));
}

/** Filters and proxies forbid with a page of their own; a gateway does not write pages. */
function isPage(text: string): boolean {
  return /^\s*</.test(text);
}

function refusal(status: number, code: unknown, words: unknown, settings: GatewaySettings): Sent {
  const known = codeOf(code);
  const reason = failureOf(status, known);
  const said = typeof words === "string" ? cleanDetail(words, secretsOf(settings)) : wordless(reason, status);
  return notSent(reason, known === undefined ? said : deliveryDetails.coded(known, said));
}

/** Five digits at most, a number or quoted: what is shown as a code can be neither a token nor a number that was echoed. */
function codeOf(code: unknown): number | undefined {
  const quoted = typeof code === "string" && /^[1-9]\d{0,4}$/.test(code);
  const number = quoted ? Number(code) : code;
  return typeof number === "number" && Number.isInteger(number) && number > 0 && number < 100_000 ? number : undefined;
}

function wordless(reason: DeliveryFailure, status: number): string {
  return reason === "unexpected-answer" ? deliveryDetails.notTheGateway(status) : deliveryDetails.status(status);
}

function secretsOf(settings: GatewaySettings): readonly string[] {
  return [basic(settings), settings.authToken, settings.accountSid];
}

function notSent(reason: DeliveryFailure, detail: string): Sent {
  return { ok: false, reason, retriable: isRetriable(reason), detail: shorten(detail, MAX_DETAIL) };
}
