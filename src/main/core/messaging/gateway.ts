import { testText } from "../../../contract/messaging/text-messages";
import type { GatewayView, TestOutcome } from "../../../contract/messaging/views";
import type { InputOf } from "../../../contract/methods";
import type { NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import { deliveryReason } from "../domain/delivery-reason";
import type { GatewayFacts } from "../domain/practice-facts";
import type { GatewaySettings, Sent } from "../ports";
import type { Caller } from "../session/session";
import { readGatewayHealth, saveGatewayHealth } from "../store/gateway-health";
import { immediately } from "../store/open";
import { type Practice, thePractice } from "../store/practice";
import { readSecret } from "../store/secrets";

/** What a test call reads out: as long as a token, and plainly none. */
const TEST_DIGITS = "1234567";

/** The gateway as delivery needs it; undefined where there is none, or where its token is not what its entry committed to. */
export function gatewaySettings(context: VaultContext): GatewaySettings | undefined {
  const { gateway } = thePractice(context.db);
  if (gateway === null) return undefined;
  const token = readSecret(context.db, context.keys.commitments, gateway.secret, null, "gateway-token");
  if (token.is === "damaged") return undefined;
  return { ...factsOf(gateway), kind: "twilio", authToken: new TextDecoder().decode(token.bytes) };
}

/** What Settings show of the gateway; never its token. */
export function gatewayView(context: VaultContext): GatewayView | null {
  const { gateway } = thePractice(context.db);
  if (gateway === null) return null;
  const { okAt, error } = readGatewayHealth(context.db);
  const reason = deliveryReason(error?.reason ?? null);
  const lastError = error === null || reason === null ? null : { at: error.at, reason, detail: error.detail };
  return { ...factsOf(gateway), lastOk: okAt, lastError };
}

/** Remembers how sending went, inside the caller's transaction. A message that was stopped says nothing about the gateway. */
export function noteGatewayHealth(context: VaultContext, sent: Sent): void {
  const now = ruleTime(context);
  if (sent.ok) saveGatewayHealth(context.db, { okAt: now, error: null });
  else if (sent.reason !== "cancelled") {
    const { okAt } = readGatewayHealth(context.db);
    saveGatewayHealth(context.db, { okAt, error: { at: now, reason: sent.reason, detail: sent.detail } });
  }
}

/** Where it is and who sends, without its token. */
export function factsOf({ baseUrl, accountSid, sender }: GatewayFacts): GatewayFacts {
  return { baseUrl, accountSid, sender };
}

/** Sends a test text or call now and waits for the gateway's answer (10 s at most). */
export async function sendTest(
  context: VaultContext,
  caller: Caller,
  { channel, to }: InputOf<"sendTest">,
): Promise<Result<TestOutcome, NotNow>> {
  const practice = thePractice(context.db);
  if (practice.gateway === null) return refuse({ code: "not-now", because: "no-gateway" });
  const gateway = context.delivery.gateway(gatewaySettings(context));
  const { signal } = new AbortController();
  const sent =
    channel === "call"
      ? await gateway.placeCall(to, { practice: practice.name, digits: TEST_DIGITS }, signal)
      : await gateway.sendText(to, testText({ practice: practice.name }), signal);
  immediately(context.db, () => noteTest(context, caller, practice, { channel, sent }));
  return ok(sent.ok ? { sent: true } : { sent: false, reason: sent.reason, detail: sent.detail });
}

type Test = { readonly channel: InputOf<"sendTest">["channel"]; readonly sent: Sent };

function noteTest(context: VaultContext, caller: Caller, tested: Practice, { channel, sent }: Test): void {
  const failure = sent.ok ? null : sent.reason;
  recordEvent(context, caller.account, { kind: "delivery-tested", subject: null, data: { channel, failure } });
  // Settings may have been changed while the old gateway was answering.
  if (thePractice(context.db).gateway?.secret === tested.gateway?.secret) noteGatewayHealth(context, sent);
}
