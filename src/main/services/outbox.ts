import type { InputOf } from "../../preload/inputs";
import { tokenText } from "../../preload/messages/texts";
import { ok, type Result } from "../../preload/result";
import type { OutboxRow } from "../../preload/views";
import { nextAttemptAt } from "../domain/delivery-retry";
import { isExpired } from "../domain/one-time-codes";
import { maskPhone } from "../domain/phones";
import type { Sent } from "../outside/types";
import { findAccountName } from "../store/accounts";
import { findCode } from "../store/codes";
import { immediately } from "../store/open";
import {
  addMessage,
  dropOldMessages,
  findMessage,
  listMessages,
  listWaitingMessages,
  type Message,
  type MessageState,
  saveMessage,
} from "../store/outbox";
import { thePractice } from "../store/practice";
import { deliveryReason, gatewaySettings, noteGatewayHealth } from "./gateway";
import { type Caller, newId, recordEvent, ruleTime, type World } from "./world";

const MINUTE_MS = 60_000;
const OUTBOX_ROWS = 200;
/** Long enough to find out why somebody got nothing; after that it is only a list of phone numbers. */
const KEPT_MS = 30 * 24 * 60 * MINUTE_MS;

/** Puts a token into the outbox, in the transaction of its entry. Its readable text stays in memory. */
export function enqueueToken(
  world: World,
  message: Pick<Message, "account" | "code" | "channel" | "recipient" | "purpose" | "expiresAt">,
  token: string,
): void {
  const now = ruleTime(world);
  dropOldMessages(world.db, now - KEPT_MS);
  world.memory.tokenTexts.set(message.code, token);
  addMessage(world.db, {
    ...message,
    id: newId(world),
    at: now,
    state: "waiting",
    attempts: 0,
    nextAt: now,
    reason: null,
  });
}

/**
 * Sends what is due, each message once at a time, and settles what needs no sending any more. Resolves when nothing is
 * being sent. May be called at any moment, and must be now and then: retries and expiries come with time.
 */
export async function pumpOutbox(world: World): Promise<void> {
  // Whoever calls may stand inside the very transaction that gave it work.
  await Promise.resolve();
  if (!world.db.open) return;
  for (const message of listWaitingMessages(world.db)) take(world, message);
  await Promise.all([...world.memory.sending.values()].map(({ done }) => done));
}

function take(world: World, message: Message): void {
  const fate = fateOf(world, message);
  if (fate === "due") startSending(world, message);
  if (fate === "due" || fate === "later") return;
  saveMessage(world.db, { ...message, state: fate });
  world.memory.tokenTexts.delete(message.code);
  world.memory.sending.get(message.id)?.stop.abort();
  announce(world);
}

type Fate = "due" | "later" | Exclude<MessageState, "waiting" | "failed">;

function fateOf(world: World, message: Message): Fate {
  const code = findCode(world.db, message.code);
  const now = ruleTime(world);
  // It was typed in, so it arrived, whatever the gateway said.
  if (code?.state === "spent") return "sent";
  if (code?.state !== "open") return "replaced";
  if (isExpired(message.expiresAt, now)) return "expired";
  if (world.memory.sending.has(message.id)) return "later";
  if (!world.memory.tokenTexts.has(message.code)) return "not-sent-ask-again";
  return now < message.nextAt ? "later" : "due";
}

function startSending(world: World, message: Message): void {
  const stop = new AbortController();
  const done = send(world, message, stop.signal).then((sent) => {
    world.memory.sending.delete(message.id);
    // First of all: whatever fails below, nobody gets the same token twice.
    if (sent.ok) world.memory.tokenTexts.delete(message.code);
    // The vault may have been closed while the gateway took its time.
    if (!world.db.open) return;
    immediately(world.db, () => settle(world, message.id, sent));
    announce(world);
  });
  world.memory.sending.set(message.id, { stop, done });
}

function send(world: World, message: Message, signal: AbortSignal): Promise<Sent> {
  const practice = thePractice(world.db).name;
  const token = world.memory.tokenTexts.get(message.code) ?? "";
  const gateway = world.delivery.gateway(gatewaySettings(world));
  if (message.channel === "call") return gateway.placeCall(message.recipient, { practice, digits: token }, signal);
  const { at, expiresAt } = message;
  const lifetimeMinutes = expiresAt === null ? "never" : Math.round((expiresAt - at) / MINUTE_MS);
  return gateway.sendText(message.recipient, tokenText({ practice, token, lifetimeMinutes }), signal);
}

function settle(world: World, id: string, sent: Sent): void {
  const message = findMessage(world.db, id);
  if (message === undefined) return;
  noteGatewayHealth(world, sent);
  if (sent.ok) settleSent(world, message);
  else if (message.state === "waiting") settleFailed(world, message, sent);
}

function settleSent(world: World, message: Message): void {
  const { account, code } = message;
  const state = message.state === "waiting" ? "sent" : message.state;
  saveMessage(world.db, { ...message, state, attempts: message.attempts + 1, reason: null });
  recordEvent(world, null, { kind: "token-delivered", subject: account, data: { code } });
}

function settleFailed(world: World, message: Message, { reason, retriable }: Extract<Sent, { ok: false }>): void {
  const { account, code, expiresAt } = message;
  const attempts = message.attempts + 1;
  const next = retriable ? nextAttemptAt(attempts, ruleTime(world), expiresAt) : undefined;
  const state = next === undefined ? "failed" : "waiting";
  saveMessage(world.db, { ...message, state, attempts, nextAt: next ?? message.nextAt, reason });
  // A gateway that is down for ten minutes is one fact, not one for every try.
  if (reason !== message.reason) {
    recordEvent(world, null, { kind: "token-not-delivered", subject: account, data: { code, reason } });
  }
  if (state === "failed") world.memory.tokenTexts.delete(code);
}

function announce(world: World): void {
  world.changed(["getSituation", "getMySecurity", "listOutbox"]);
}

/** The newest messages with how far they got; phone numbers only by their last four digits. */
export function listOutbox(world: World, _caller: Caller, _input: InputOf<"listOutbox">): Result<readonly OutboxRow[]> {
  return ok(listMessages(world.db, OUTBOX_ROWS).map((message) => outboxRow(world, message)));
}

function outboxRow(world: World, message: Message): OutboxRow {
  const { id, at, channel, purpose, state, attempts, reason, account, recipient } = message;
  const name = findAccountName(world.db, account);
  const person = name === undefined ? null : { id: account, name };
  return {
    id,
    at,
    channel,
    to: maskPhone(recipient),
    person,
    purpose,
    state,
    attempts,
    reason: deliveryReason(reason),
  };
}
