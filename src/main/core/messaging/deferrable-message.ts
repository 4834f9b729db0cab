import { noticeText } from "../../../contract/messaging/text-messages";
import { recordEvent, ruleTime, type World } from "../context";
import { MESSAGES_KEPT_MS, nextUnhurriedAt } from "../domain/delivery-retry";
import type { Gateway, Sent } from "../ports";
import {
  dropOldMessages,
  type Fate,
  listExpiredNotices,
  type Notice,
  saveMessage,
  type Unhurried,
} from "../store/outbox";
import { thePractice } from "../store/practice";
import { reminderBody, reminderFate } from "./reminder-message";

/* Reminders and notices in the outbox: nobody waits for them, and their text is made when they go out. */

/** What is to be done about a message whose turn it is: what happened is told in any case. */
export function unhurriedFate(world: World, message: Unhurried): Fate {
  return message.purpose === "notice" ? "due" : reminderFate(world, message);
}

/** Gives it to the gateway. */
export function sendUnhurried(world: World, message: Unhurried, gateway: Gateway, signal: AbortSignal): Promise<Sent> {
  const body = message.purpose === "notice" ? noticeBody(world, message) : reminderBody(world, message);
  return gateway.sendText(message.recipient, body, signal);
}

function noticeBody(world: World, { about, at }: Notice): string {
  const { name: practice, region, timeZone, stillStuck } = thePractice(world.db);
  return noticeText({ practice, about, at, stillStuck }, { region, timeZone });
}

/** What became of one try, inside the caller's transaction. */
export function settleUnhurried(world: World, message: Unhurried, sent: Sent): void {
  const { id, account, purpose } = message;
  dropOldMessages(world.db, ruleTime(world) - MESSAGES_KEPT_MS);
  if (sent.ok) {
    Object.assign(world.memory.reminders, { tries: 0, heldUntil: 0 });
    const state = message.state === "waiting" ? "sent" : message.state;
    saveMessage(world.db, { ...message, state, attempts: message.attempts + 1, reason: null });
    recordEvent(world, null, { kind: `${purpose}-delivered`, subject: account, data: { message: id } });
  } else if (message.state === "waiting") settleFailed(world, message, sent);
}

function settleFailed(world: World, message: Unhurried, { reason, retriable }: Extract<Sent, { ok: false }>): void {
  const attempts = message.attempts + 1;
  // What happened must be heard within days, so that a gateway may be set right meanwhile; a wrong number stays wrong.
  const again = retriable || (message.purpose === "notice" && reason !== "refused-number");
  const next = again ? nextUnhurriedAt(attempts, ruleTime(world), message.expiresAt) : undefined;
  const state = next === undefined ? "failed" : "waiting";
  saveMessage(world.db, { ...message, state, attempts, nextAt: next ?? message.nextAt, reason });
  if (reason !== message.reason) recordNotDelivered(world, message, reason);
  if (retriable) hold(world);
}

function recordNotDelivered(world: World, { id, account, purpose }: Unhurried, reason: string): void {
  recordEvent(world, null, { kind: `${purpose}-not-delivered`, subject: account, data: { message: id, reason } });
}

/** What may be tried again failed for the gateway's sake: the others would fare no better now. */
function hold(world: World): void {
  const { reminders } = world.memory;
  const now = ruleTime(world);
  // Others that were under way then fail for the same reason.
  if (now < reminders.heldUntil) return;
  reminders.tries += 1;
  reminders.heldUntil = nextUnhurriedAt(reminders.tries, now, Number.POSITIVE_INFINITY) ?? now;
}

/** Gives up notices that are out of time, inside the caller's transaction; how many there were. */
export function expireNotices(world: World): number {
  const expired = listExpiredNotices(world.db, ruleTime(world));
  for (const notice of expired) {
    saveMessage(world.db, { ...notice, state: "expired" });
    // One that was never tried has said nothing yet.
    if (notice.reason === null) recordNotDelivered(world, notice, "expired");
  }
  return expired.length;
}
