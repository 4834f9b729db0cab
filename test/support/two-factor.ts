import { newId, recordEvent, type VaultContext } from "../../src/main/core/context";
import { beginAuthenticator, confirmAuthenticator } from "../../src/main/core/enrollment/authenticators";
import { confirmPhoneProof, sendPhoneProof } from "../../src/main/core/enrollment/phone-proof";
import { confirmTextToken, enableTwoFactor } from "../../src/main/core/enrollment/two-factor-setup";
import { pumpOutbox } from "../../src/main/core/messaging/outbox";
import type { Caller } from "../../src/main/core/session/session";
import { immediately } from "../../src/main/core/store/open";
import { PASSWORD, type TestContext } from "./context";
import { appCode } from "./phone";

export const GATEWAY = {
  baseUrl: "https://gateway.example",
  accountSid: "AC1",
  token: "auth-token-1",
  sender: "+14155550100",
};
/** For services whose row says "every-time": the bridge checks it before they run, and they never look at it. */
export const PROOF = { password: PASSWORD, token: null };

/** Sets a gateway up; what it is given goes to `context.noted`. */
export function giveGateway(context: VaultContext & Pick<TestContext, "manager">, { token, ...facts } = GATEWAY): void {
  const secret = newId(context);
  const added = { id: secret, account: null, kind: "gateway-token", bytes: new TextEncoder().encode(token) } as const;
  const data = { before: null, after: { ...facts, secret } };
  const event = { kind: "gateway-changed", subject: null, data } as const;
  immediately(context.db, () => recordEvent(context, context.manager.id, event, { secrets: [added] }));
}

/** Takes the practice's gateway away. */
export function takeGateway(context: TestContext): void {
  const event = { kind: "gateway-changed", subject: null, data: { before: null, after: null } } as const;
  immediately(context.db, () => recordEvent(context, context.manager.id, event));
}

/** The token of the newest text message to a number. */
export function textedToken(context: Pick<TestContext, "noted">, cellPhone: string | null): string {
  const text = context.noted.texts.findLast(({ to, body }) => to === cellPhone && /^\d/.test(body));
  return /^\d+/.exec(text?.body ?? "")?.[0] ?? "";
}

/** Turns two-factor on by text message, as the seed has it; the gateway must be there. */
export async function enableByText(
  context: VaultContext & Pick<TestContext, "noted">,
  caller: Caller,
  cellPhone: string | null,
): Promise<void> {
  enableTwoFactor(context, caller, {});
  await pumpOutbox(context);
  await confirmTextToken(context, caller, { token: textedToken(context, cellPhone) });
}

/** Proves the number in the profile by the code that is sent there. */
async function verifyPhone(context: VaultContext, caller: Caller): Promise<void> {
  const sent = sendPhoneProof(context, caller, { channel: "text" });
  const token = [...context.memory.tokenTexts.values()].at(-1) ?? "";
  const confirmed = await confirmPhoneProof(context, caller, { token });
  if (!sent.ok || !confirmed.ok) throw new Error("the phone could not be verified");
}

/** Turns two-factor on by app; the key that the phone holds is returned (base32). */
export async function enableByApp(context: VaultContext, caller: Caller, digits = 7): Promise<string> {
  const first = beginAuthenticator(context, caller, { key: "new" });
  const unverified = !first.ok && first.refusal.code === "not-now" && first.refusal.because === "phone-to-verify";
  if (unverified) await verifyPhone(context, caller);
  const offer = unverified ? beginAuthenticator(context, caller, { key: "new" }) : first;
  if (!offer.ok) throw new Error(`the authenticator was not offered: ${JSON.stringify(offer.refusal)}`);
  const token = appCode(offer.value.key, context.clock.now(), digits);
  const confirmed = await confirmAuthenticator(context, caller, { token, digits: null });
  if (!confirmed.ok) throw new Error(`the first code was refused: ${confirmed.refusal.code}`);
  return offer.value.key;
}
