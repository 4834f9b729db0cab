import { recoveryTokenText, tokenText } from "../../../contract/messaging/text-messages";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import { nextAttemptAt } from "../domain/delivery-retry";
import { isExpired } from "../domain/one-time-codes";
import type { Gateway, Sent } from "../ports";
import { findCode } from "../store/codes";
import { type Fate, saveMessage, type TokenMessage } from "../store/outbox";
import { thePractice } from "../store/practice";

/* A token in the outbox: its text lives in memory until it was sent, and dies with its code. */

const MINUTE_MS = 60_000;

/** What is to be done about a token that was not sent yet. */
export function tokenFate(context: VaultContext, message: TokenMessage): Fate {
  const code = findCode(context.db, message.code);
  const now = ruleTime(context);
  // It was typed in, so it arrived, whatever the gateway said.
  if (code?.state === "spent") return "sent";
  if (code?.state !== "open") return "replaced";
  if (isExpired(message.expiresAt, now)) return "expired";
  if (context.memory.sending.has(message.id)) return "later";
  if (!context.memory.tokenTexts.has(message.code)) return "not-sent-ask-again";
  return now < message.nextAt ? "later" : "due";
}

/** Gives the token to the gateway. */
export function sendToken(
  context: VaultContext,
  { code, channel, recipient, at, expiresAt, purpose }: TokenMessage,
  gateway: Gateway,
  signal: AbortSignal,
): Promise<Sent> {
  const practice = thePractice(context.db).name;
  const token = context.memory.tokenTexts.get(code) ?? "";
  const newPhone = purpose === "recovery-token";
  if (channel === "call") return gateway.placeCall(recipient, { practice, digits: token, newPhone }, signal);
  const lifetimeMinutes = expiresAt === null ? "never" : Math.round((expiresAt - at) / MINUTE_MS);
  const textOf = newPhone ? recoveryTokenText : tokenText;
  return gateway.sendText(recipient, textOf({ practice, token, lifetimeMinutes }), signal);
}

/** What became of one try, inside the caller's transaction. */
export function settleToken(context: VaultContext, message: TokenMessage, sent: Sent): void {
  if (sent.ok) settleSent(context, message);
  else if (message.state === "waiting") settleFailed(context, message, sent);
}

function settleSent(context: VaultContext, message: TokenMessage): void {
  const { account, code } = message;
  const state = message.state === "waiting" ? "sent" : message.state;
  saveMessage(context.db, { ...message, state, attempts: message.attempts + 1, reason: null });
  recordEvent(context, null, { kind: "token-delivered", subject: account, data: { code } });
}

function settleFailed(
  context: VaultContext,
  message: TokenMessage,
  { reason, retriable }: Extract<Sent, { ok: false }>,
): void {
  const { account, code, expiresAt } = message;
  const attempts = message.attempts + 1;
  const next = retriable ? nextAttemptAt(attempts, ruleTime(context), expiresAt) : undefined;
  const state = next === undefined ? "failed" : "waiting";
  saveMessage(context.db, { ...message, state, attempts, nextAt: next ?? message.nextAt, reason });
  // A gateway that is down for ten minutes is one fact, not one for every try.
  if (reason !== message.reason) {
    recordEvent(context, null, { kind: "token-not-delivered", subject: account, data: { code, reason } });
  }
  if (state === "failed") context.memory.tokenTexts.delete(code);
}
