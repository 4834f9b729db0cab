import type { InputOf } from "../../../contract/inputs";
import type { BadInput, MayNot } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { findPass, passSecondManager, withoutProof } from "../approvals/second-manager";
import { type Caller, newId, recordEvent, type World } from "../context";
import type { GatewayFacts } from "../domain/events";
import { recordRefusal } from "../people/act-on-account";
import { ownAccount } from "../session/own-account";
import { saveGatewayHealth } from "../store/gateway-health";
import { immediately } from "../store/open";
import { type Practice, thePractice } from "../store/practice";
import { dropSecret, type NewSecret } from "../store/secrets";
import { factsOf } from "./gateway";
import { tellManagers, untilTried } from "./notify-managers";

/**
 * Sets the gateway up or changes it. Whoever has it gets others' tokens, so that it takes a second manager where there is
 * one, and every manager hears of it by text through the one that is there until now. A stored token goes to no other
 * address or account than the one it was typed for.
 */
export async function saveGateway(
  world: World,
  caller: Caller,
  input: InputOf<"saveGateway">,
): Promise<Result<null, BadInput | MayNot>> {
  const { baseUrl, accountSid, sender, token } = input;
  const before = thePractice(world.db).gateway;
  const facts = { baseUrl, accountSid, sender };
  if (token === null && !isSameDoor(before, facts)) return refuse({ code: "bad-input", fields: { token: "missing" } });
  if (token === null && before?.sender === sender) return ok(null);
  return changeGateway(world, caller, { act: "saveGateway", parameters: withoutProof(input) }, { facts, token });
}

/**
 * Takes the gateway away, with its token. Tokens and reminders that wait fail at their next try, and say so; notices say so
 * too, and wait for another gateway for as long as they are tried.
 */
export async function removeGateway(
  world: World,
  caller: Caller,
  input: InputOf<"removeGateway">,
): Promise<Result<null, MayNot | BadInput>> {
  if (thePractice(world.db).gateway === null) return ok(null);
  return changeGateway(world, caller, { act: "removeGateway", parameters: withoutProof(input) }, null);
}

type NewGateway = { readonly facts: GatewayFacts; readonly token: string | null };

async function changeGateway(
  world: World,
  caller: Caller,
  asked: { readonly act: "saveGateway" | "removeGateway"; readonly parameters: object },
  next: NewGateway | null,
): Promise<Result<null, MayNot | BadInput>> {
  const actor = ownAccount(world, caller).id;
  const about = { ...asked, subject: null };
  const asTold = thePractice(world.db).gateway?.secret;
  const told = immediately(world.db, () => {
    const pass = findPass(world, actor, about);
    if (pass === undefined) return recordRefusal(world, actor, { ...refused(asked.act), because: "second-manager" });
    return ok(tellManagers(world, "gateway-changes"));
  });
  if (!told.ok) return told;
  await untilTried(world, told.value);
  return immediately(world.db, (): Result<null, MayNot | BadInput> => {
    const before = thePractice(world.db).gateway;
    // Somebody changed it while the texts went out.
    if (before?.secret !== asTold) return refuse({ code: "bad-input", fields: { token: "missing" } });
    const passed = passSecondManager(world, actor, about);
    if (passed !== true) return recordRefusal(world, actor, { ...refused(asked.act), because: passed });
    recordChange(world, actor, before, next);
    return ok(null);
  });
}

const refused = (act: "saveGateway" | "removeGateway") => ({ act, subject: null }) as const;

function recordChange(world: World, actor: string, before: Practice["gateway"], next: NewGateway | null): void {
  const added = next === null || next.token === null ? undefined : newToken(world, next.token);
  const secret = added?.id ?? before?.secret ?? "";
  const after = next === null ? null : { ...next.facts, secret };
  const data = { before: before && factsOf(before), after };
  const secrets = added === undefined ? [] : [added];
  recordEvent(world, actor, { kind: "gateway-changed", subject: null, data }, { secrets });
  if (before !== null && before.secret !== after?.secret) dropSecret(world.db, before.secret);
  saveGatewayHealth(world.db, { okAt: null, error: null });
}

function isSameDoor(before: GatewayFacts | null, after: GatewayFacts): boolean {
  return before !== null && before.baseUrl === after.baseUrl && before.accountSid === after.accountSid;
}

function newToken(world: World, token: string): NewSecret {
  return { id: newId(world), account: null, kind: "gateway-token", bytes: new TextEncoder().encode(token) };
}
