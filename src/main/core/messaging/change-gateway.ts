import type { InputOf } from "../../../contract/methods";
import type { BadInput, MayNot } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { notifyManagers } from "../approvals/notify-managers";
import { findPass, passSecondManager, withoutProof } from "../approvals/second-manager";
import { newId, recordEvent, recordRefusal, type VaultContext } from "../context";
import type { GatewayFacts } from "../domain/practice-facts";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { saveGatewayHealth } from "../store/gateway-health";
import { immediately } from "../store/open";
import { type Practice, thePractice } from "../store/practice";
import { dropSecret, type NewSecret } from "../store/secrets";
import { factsOf } from "./gateway";
import { untilTried } from "./outbox";

/**
 * Sets the gateway up or changes it. Whoever has it gets others' tokens, so that it takes a second manager where there is
 * one, and every manager hears of it by text through the one that is there until now. A stored token goes to no other
 * address or account than the one it was typed for (MESSAGE-5, MESSAGE-7).
 */
export async function saveGateway(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"saveGateway">,
): Promise<Result<null, BadInput | MayNot>> {
  const { baseUrl, accountSid, sender, token } = input;
  const before = thePractice(context.db).gateway;
  const facts = { baseUrl, accountSid, sender };
  if (token === null && !isSameGateway(before, facts))
    return refuse({ code: "bad-input", fields: { token: "missing" } });
  if (token === null && before?.sender === sender) return ok(null);
  return changeGateway(context, caller, { act: "saveGateway", parameters: withoutProof(input) }, { facts, token });
}

/**
 * Takes the gateway away, with its token. Tokens and reminders that wait fail at their next try, and say so; notices say so
 * too, and wait for another gateway for as long as they are tried.
 */
export async function removeGateway(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"removeGateway">,
): Promise<Result<null, MayNot | BadInput>> {
  if (thePractice(context.db).gateway === null) return ok(null);
  return changeGateway(context, caller, { act: "removeGateway", parameters: withoutProof(input) }, null);
}

type NewGateway = { readonly facts: GatewayFacts; readonly token: string | null };

async function changeGateway(
  context: VaultContext,
  caller: Caller,
  asked: { readonly act: "saveGateway" | "removeGateway"; readonly parameters: object },
  next: NewGateway | null,
): Promise<Result<null, MayNot | BadInput>> {
  const actor = ownAccount(context, caller).id;
  const about = { ...asked, subject: null };
  const knownSecret = thePractice(context.db).gateway?.secret;
  const notified = immediately(context.db, () => {
    const pass = findPass(context, caller, actor, about);
    if (pass === undefined) return recordRefusal(context, actor, { ...refused(asked.act), because: "second-manager" });
    return ok(notifyManagers(context, "gateway-changes"));
  });
  if (!notified.ok) return notified;
  await untilTried(context, notified.value);
  return immediately(context.db, (): Result<null, MayNot | BadInput> => {
    const before = thePractice(context.db).gateway;
    // Somebody changed it while the texts went out.
    if (before?.secret !== knownSecret) return refuse({ code: "bad-input", fields: { token: "missing" } });
    const passed = passSecondManager(context, caller, actor, about);
    if (passed !== true) return recordRefusal(context, actor, { ...refused(asked.act), because: passed });
    recordChange(context, actor, before, next);
    return ok(null);
  });
}

const refused = (act: "saveGateway" | "removeGateway") => ({ act, subject: null }) as const;

function recordChange(
  context: VaultContext,
  actor: string,
  before: Practice["gateway"],
  next: NewGateway | null,
): void {
  const added = next === null || next.token === null ? undefined : newToken(context, next.token);
  const secret = added?.id ?? before?.secret ?? "";
  const after = next === null ? null : { ...next.facts, secret };
  const data = { before: before && factsOf(before), after };
  const secrets = added === undefined ? [] : [added];
  recordEvent(context, actor, { kind: "gateway-changed", subject: null, data }, { secrets });
  if (before !== null && before.secret !== after?.secret) dropSecret(context.db, before.secret);
  saveGatewayHealth(context.db, { okAt: null, error: null });
}

function isSameGateway(before: GatewayFacts | null, after: GatewayFacts): boolean {
  return before !== null && before.baseUrl === after.baseUrl && before.accountSid === after.accountSid;
}

function newToken(context: VaultContext, token: string): NewSecret {
  return { id: newId(context), account: null, kind: "gateway-token", bytes: new TextEncoder().encode(token) };
}
