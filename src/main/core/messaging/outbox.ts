import type { InputOf } from "../../../contract/inputs";
import { ok, type Result } from "../../../contract/result";
import type { OutboxRow } from "../../../contract/views";
import { type Caller, ruleTime, type World } from "../context";
import { deliveryReason } from "../domain/delivery-reason";
import { maskPhone } from "../domain/phones";
import type { Sent } from "../ports";
import { findAccountName } from "../store/accounts";
import { immediately } from "../store/open";
import {
  expireReminders,
  findMessage,
  listDueUnhurried,
  listMessages,
  listWaitingTokens,
  type Message,
  saveMessage,
} from "../store/outbox";
import { expireNotices, sendUnhurried, settleUnhurried, unhurriedFate } from "./deferrable-message";
import { gatewaySettings, noteGatewayHealth } from "./gateway";
import { sendToken, settleToken, tokenFate } from "./token-message";

/** What the screen shows: tokens by themselves, so that a clinic's reminders do not push them out of sight. */
const SHOWN = { tokens: 200, notices: 200, reminders: 300 };
/** Gateways refuse who gives them more at once; and a token must never wait behind reminders and notices. */
const UNHURRIED_AT_ONCE = 4;
/** While reminders and notices go out, the screen hears of it no more often than this. */
const TELL_MS = 500;

/**
 * Sends what is due, each message once at a time, and settles what needs no sending any more. Resolves when nothing is
 * being sent. May be called at any moment, and must be now and then: retries and expiries come with time.
 */
export async function pumpOutbox(world: World): Promise<void> {
  // Whoever calls may stand inside the very transaction that gave it work.
  await Promise.resolve();
  if (!world.db.open) return;
  for (const message of listWaitingTokens(world.db)) take(world, message);
  takeUnhurried(world);
  await sendingEnds(world);
}

/** Everybody who waits waits for one promise; what breaks is told to the first of them. */
function sendingEnds(world: World): Promise<void> {
  const { memory } = world;
  if (memory.sendingEnds !== null) return memory.sendingEnds.catch(() => {});
  const ends = untilNothingIsSent(world).finally(() => {
    memory.sendingEnds = null;
  });
  memory.sendingEnds = ends;
  return ends;
}

async function untilNothingIsSent({ memory }: World): Promise<void> {
  while (memory.sending.size > 0) await Promise.all([...memory.sending.values()].map(({ done }) => done));
}

/** As many of the due reminders and notices as may be under way at once; each that ends makes room for the next. */
function takeUnhurried(world: World): void {
  const { db, memory } = world;
  const now = ruleTime(world);
  if (expireReminders(db, now) > 0) announce(world);
  if (immediately(db, () => expireNotices(world)) > 0) announce(world);
  if (now < memory.reminders.heldUntil) return;
  for (;;) {
    const underWay = countUnhurried(world);
    if (underWay >= UNHURRIED_AT_ONCE) return;
    const due = listDueUnhurried(db, now, UNHURRIED_AT_ONCE).filter(({ id }) => !memory.sending.has(id));
    const next = due.slice(0, UNHURRIED_AT_ONCE - underWay);
    if (next.length === 0) return;
    for (const message of next) take(world, message);
  }
}

function countUnhurried({ memory }: World): number {
  return [...memory.sending.values()].filter(({ purpose }) => isUnhurried(purpose)).length;
}

function goOn(world: World): void {
  takeUnhurried(world);
  const { reminders } = world.memory;
  const now = world.clock.monotonic();
  if (countUnhurried(world) > 0 && now - reminders.toldAt < TELL_MS) return;
  reminders.toldAt = now;
  announce(world);
}

function take(world: World, message: Message): void {
  const fate = message.code === null ? unhurriedFate(world, message) : tokenFate(world, message);
  if (fate === "due") startSending(world, message);
  if (fate === "due" || fate === "later") return;
  saveMessage(world.db, { ...message, state: fate });
  if (message.code !== null) world.memory.tokenTexts.delete(message.code);
  world.memory.sending.get(message.id)?.stop.abort();
  announce(world, message.account);
}

function isUnhurried(purpose: Message["purpose"]): boolean {
  return purpose === "reminder" || purpose === "notice";
}

function startSending(world: World, message: Message): void {
  const stop = new AbortController();
  const { id, purpose, code, account } = message;
  const done = send(world, message, stop.signal).then((sent) => {
    world.memory.sending.delete(id);
    // First of all: whatever fails below, nobody gets the same token twice.
    if (sent.ok && code !== null) world.memory.tokenTexts.delete(code);
    // The vault may have been closed while the gateway took its time.
    if (!world.db.open) return;
    immediately(world.db, () => settle(world, id, sent));
    if (isUnhurried(purpose)) goOn(world);
    else announce(world, account);
  });
  world.memory.sending.set(id, { purpose, stop, done });
}

function send(world: World, message: Message, signal: AbortSignal): Promise<Sent> {
  const gateway = world.delivery.gateway(gatewaySettings(world));
  if (message.code === null) return sendUnhurried(world, message, gateway, signal);
  return sendToken(world, message, gateway, signal);
}

function settle(world: World, id: string, sent: Sent): void {
  const message = findMessage(world.db, id);
  if (message === undefined) return;
  noteGatewayHealth(world, sent);
  if (message.code === null) settleUnhurried(world, message, sent);
  else settleToken(world, message, sent);
}

/** The token screen shows how far its own token got, and must not hear of anybody else's messages. */
function announce(world: World, account?: string): void {
  const isAwaited = account !== undefined && world.memory.pending?.account === account;
  world.changed([...(isAwaited ? (["getSituation"] as const) : []), "getMySecurity", "listOutbox"]);
}

/** The newest messages with how far they got; phone numbers only by their last four digits. */
export function listOutbox(world: World, _caller: Caller, _input: InputOf<"listOutbox">): Result<readonly OutboxRow[]> {
  return ok(listMessages(world.db, SHOWN).map((message) => outboxRow(world, message)));
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
