import { noticeText } from "../../../contract/messaging/text-messages";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import { MESSAGES_KEPT_MS, nextDeferrableAt } from "../domain/delivery-retry";
import type { Gateway, Sent } from "../ports";
import {
  type Deferrable,
  dropOldMessages,
  type Fate,
  listExpiredNotices,
  type Notice,
  saveMessage,
} from "../store/outbox";
import { thePractice } from "../store/practice";
import { reminderBody, reminderFate } from "./reminder-message";

/* Reminders and notices in the outbox: nobody waits for them, and their text is made when they go out. */

/** What is to be done about a message whose turn it is: what happened is told in any case. */
export function deferrableFate(context: VaultContext, message: Deferrable): Fate {
  return message.purpose === "notice" ? "due" : reminderFate(context, message);
}

/** Gives it to the gateway. */
export function sendDeferrable(
  context: VaultContext,
  message: Deferrable,
  gateway: Gateway,
  signal: AbortSignal,
): Promise<Sent> {
  const body = message.purpose === "notice" ? noticeBody(context, message) : reminderBody(context, message);
  return gateway.sendText(message.recipient, body, signal);
}

function noticeBody(context: VaultContext, { about, at }: Notice): string {
  const { name: practice, region, timeZone, stillStuck } = thePractice(context.db);
  return noticeText({ practice, about, at, stillStuck }, { region, timeZone });
}

/** What became of one try, inside the caller's transaction. */
export function settleDeferrable(context: VaultContext, message: Deferrable, sent: Sent): void {
  const { id, account, purpose } = message;
  dropOldMessages(context.db, ruleTime(context) - MESSAGES_KEPT_MS);
  if (sent.ok) {
    Object.assign(context.memory.reminders, { tries: 0, heldUntil: 0 });
    const state = message.state === "waiting" ? "sent" : message.state;
    saveMessage(context.db, { ...message, state, attempts: message.attempts + 1, reason: null });
    recordEvent(context, null, { kind: `${purpose}-delivered`, subject: account, data: { message: id } });
  } else if (message.state === "waiting") settleFailed(context, message, sent);
}

function settleFailed(
  context: VaultContext,
  message: Deferrable,
  { reason, retriable }: Extract<Sent, { ok: false }>,
): void {
  const attempts = message.attempts + 1;
  // What happened must be heard within days, so that a gateway may be set right meanwhile; a wrong number stays wrong.
  const again = retriable || (message.purpose === "notice" && reason !== "refused-number");
  const next = again ? nextDeferrableAt(attempts, ruleTime(context), message.expiresAt) : undefined;
  const state = next === undefined ? "failed" : "waiting";
  saveMessage(context.db, { ...message, state, attempts, nextAt: next ?? message.nextAt, reason });
  if (reason !== message.reason) recordNotDelivered(context, message, reason);
  if (retriable) hold(context);
}

function recordNotDelivered(context: VaultContext, { id, account, purpose }: Deferrable, reason: string): void {
  recordEvent(context, null, { kind: `${purpose}-not-delivered`, subject: account, data: { message: id, reason } });
}

/** What may be tried again failed for the gateway's sake: the others would fare no better now. */
function hold(context: VaultContext): void {
  const { reminders } = context.memory;
  const now = ruleTime(context);
  // Others that were under way then fail for the same reason.
  if (now < reminders.heldUntil) return;
  reminders.tries += 1;
  reminders.heldUntil = nextDeferrableAt(reminders.tries, now, Number.POSITIVE_INFINITY) ?? now;
}

/** Gives up notices that are out of time, inside the caller's transaction; how many there were. */
export function expireNotices(context: VaultContext): number {
  const expired = listExpiredNotices(context.db, ruleTime(context));
  for (const notice of expired) {
    saveMessage(context.db, { ...notice, state: "expired" });
    // One that was never tried has said nothing yet.
    if (notice.reason === null) recordNotDelivered(context, notice, "expired");
  }
  return expired.length;
}
