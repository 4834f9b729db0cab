import type { OutboxRow } from "../../../contract/messaging/views";
import type { InputOf } from "../../../contract/methods";
import { ok, type Result } from "../../../contract/result";
import { ruleTime, type VaultContext } from "../context";
import { deliveryReason } from "../domain/delivery-reason";
import { maskPhone } from "../domain/phones";
import type { Sent } from "../ports";
import type { Caller } from "../session/session";
import { findAccountName } from "../store/accounts";
import { immediately } from "../store/open";
import {
  expireReminders,
  findMessage,
  listDueDeferrables,
  listMessages,
  listWaitingTokens,
  type Message,
  saveMessage,
} from "../store/outbox";
import { deferrableFate, expireNotices, sendDeferrable, settleDeferrable } from "./deferrable-message";
import { gatewaySettings, noteGatewayHealth } from "./gateway";
import { sendToken, settleToken, tokenFate } from "./token-message";

/** What the screen shows: tokens by themselves, so that a clinic's reminders do not push them out of sight. */
const SHOWN = { tokens: 200, notices: 200, reminders: 300 };
/** Gateways refuse who gives them more at once; and a token must never wait behind reminders and notices. */
const DEFERRABLE_AT_ONCE = 4;
/** While reminders and notices go out, the screen hears of it no more often than this. */
const REPORT_MS = 500;

/**
 * Sends what is due, each message once at a time, and settles what needs no sending any more. Resolves when nothing is
 * being sent. May be called at any moment, and must be now and then: retries and expiries come with time.
 */
export async function pumpOutbox(context: VaultContext): Promise<void> {
  // Whoever calls may stand inside the very transaction that gave it work.
  await Promise.resolve();
  if (!context.db.open) return;
  for (const message of listWaitingTokens(context.db)) take(context, message);
  takeDeferrable(context);
  await sendingEnds(context);
}

/** Everybody who waits waits for one promise; what breaks is told to the first of them. */
function sendingEnds(context: VaultContext): Promise<void> {
  const { memory } = context;
  if (memory.sendingEnds !== null) return memory.sendingEnds.catch(() => {});
  const ends = untilNothingIsSent(context).finally(() => {
    memory.sendingEnds = null;
  });
  memory.sendingEnds = ends;
  return ends;
}

async function untilNothingIsSent({ memory }: VaultContext): Promise<void> {
  while (memory.sending.size > 0) await Promise.all([...memory.sending.values()].map(({ done }) => done));
}

/** As many of the due reminders and notices as may be under way at once; each that ends makes room for the next. */
function takeDeferrable(context: VaultContext): void {
  const { db, memory } = context;
  const now = ruleTime(context);
  if (expireReminders(db, now) > 0) announce(context);
  if (immediately(db, () => expireNotices(context)) > 0) announce(context);
  if (now < memory.reminders.heldUntil) return;
  for (;;) {
    const underWay = countDeferrable(context);
    if (underWay >= DEFERRABLE_AT_ONCE) return;
    const due = listDueDeferrables(db, now, DEFERRABLE_AT_ONCE).filter(({ id }) => !memory.sending.has(id));
    const next = due.slice(0, DEFERRABLE_AT_ONCE - underWay);
    if (next.length === 0) return;
    for (const message of next) take(context, message);
  }
}

function countDeferrable({ memory }: VaultContext): number {
  return [...memory.sending.values()].filter(({ purpose }) => isDeferrable(purpose)).length;
}

function goOn(context: VaultContext): void {
  takeDeferrable(context);
  const { reminders } = context.memory;
  const now = context.clock.monotonic();
  if (countDeferrable(context) > 0 && now - reminders.reportedAt < REPORT_MS) return;
  reminders.reportedAt = now;
  announce(context);
}

function take(context: VaultContext, message: Message): void {
  const fate = message.code === null ? deferrableFate(context, message) : tokenFate(context, message);
  if (fate === "due") startSending(context, message);
  if (fate === "due" || fate === "later") return;
  saveMessage(context.db, { ...message, state: fate });
  if (message.code !== null) context.memory.tokenTexts.delete(message.code);
  context.memory.sending.get(message.id)?.stop.abort();
  announce(context, message.account);
}

function isDeferrable(purpose: Message["purpose"]): boolean {
  return purpose === "reminder" || purpose === "notice";
}

function startSending(context: VaultContext, message: Message): void {
  const stop = new AbortController();
  const { id, purpose, code, account } = message;
  const done = send(context, message, stop.signal).then((sent) => {
    context.memory.sending.delete(id);
    // First of all: whatever fails below, nobody gets the same token twice.
    if (sent.ok && code !== null) context.memory.tokenTexts.delete(code);
    // The vault may have been closed while the gateway took its time.
    if (!context.db.open) return;
    immediately(context.db, () => settle(context, id, sent));
    if (isDeferrable(purpose)) goOn(context);
    else announce(context, account);
  });
  context.memory.sending.set(id, { purpose, stop, done });
}

function send(context: VaultContext, message: Message, signal: AbortSignal): Promise<Sent> {
  const gateway = context.delivery.gateway(gatewaySettings(context));
  if (message.code === null) return sendDeferrable(context, message, gateway, signal);
  return sendToken(context, message, gateway, signal);
}

function settle(context: VaultContext, id: string, sent: Sent): void {
  const message = findMessage(context.db, id);
  if (message === undefined) return;
  noteGatewayHealth(context, sent);
  if (message.code === null) settleDeferrable(context, message, sent);
  else settleToken(context, message, sent);
}

/** The token screen shows how far its own token got, and must not hear of anybody else's messages. */
function announce(context: VaultContext, account?: string): void {
  context.changed(["getMySecurity", "listOutbox"]);
  if (account !== undefined) context.changed(["getAppState"], account);
}

/** The newest messages with how far they got; phone numbers only by their last four digits. */
export function listOutbox(
  context: VaultContext,
  _caller: Caller,
  _input: InputOf<"listOutbox">,
): Result<readonly OutboxRow[]> {
  return ok(listMessages(context.db, SHOWN).map((message) => outboxRow(context, message)));
}

function outboxRow(context: VaultContext, message: Message): OutboxRow {
  const { id, at, channel, purpose, state, attempts, reason, account, recipient } = message;
  const name = findAccountName(context.db, account);
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

/**
 * Waits until these were given to the gateway and it answered, each once (10 s at most); what fails is tried again
 * later.
 */
export async function untilTried(context: VaultContext, messages: readonly string[]): Promise<void> {
  await pumpOutbox(context);
  await Promise.all(messages.map((id) => context.memory.sending.get(id)?.done));
}
