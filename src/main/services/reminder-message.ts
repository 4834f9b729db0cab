import { reminderText } from "../../preload/messages/texts";
import { nextReminderAt, REMINDER_LIFETIME_MS } from "../domain/delivery-retry";
import type { Entry } from "../domain/events";
import { decide } from "../domain/requirement";
import type { Gateway, Sent } from "../outside/types";
import { findAccount } from "../store/accounts";
import { addMessage, type Fate, type Reminder, replaceReminders, saveMessage } from "../store/outbox";
import { findPerson, type PersonInList } from "../store/people";
import { thePractice } from "../store/practice";
import { findRequirement } from "../store/requirement";
import { needsSetUpCode } from "./enforcement";
import { newId, recordEvent, ruleTime, type World } from "./world";

/* A reminder in the outbox: its text is made when it goes out, from what the account is missing then. */

/** Whether something is due that is not done: overdue, or with days left; a lock makes nobody less late. */
export function isLate({ status, deadlineAt, exemptUntilAt }: PersonInList, now: number): boolean {
  if (status === "overdue" || status === "days-left") return true;
  return status === "locked" && deadlineAt !== null && (exemptUntilAt ?? 0) <= now;
}

/** Puts a reminder into the outbox with its entry, in the caller's transaction. One that still waits gives way to it. */
export function enqueueReminder(
  world: World,
  actor: string,
  { id: account, cellPhone }: { readonly id: string; readonly cellPhone: string },
  cause: Entry,
): void {
  const now = ruleTime(world);
  const message = newId(world);
  replaceReminders(world.db, account);
  addMessage(world.db, {
    ...{ id: message, at: now, account, code: null, channel: "text", recipient: cellPhone, purpose: "reminder" },
    ...{ state: "waiting", attempts: 0, nextAt: now, expiresAt: now + REMINDER_LIFETIME_MS, reason: null },
  });
  const data = { message, cellPhone };
  recordEvent(world, actor, { kind: "reminder-queued", subject: account, data }, { cause });
}

/** What is to be done about a reminder whose turn it is: nothing where nothing is due any more, or the number is another. */
export function reminderFate(world: World, { account, recipient }: Reminder): Fate {
  const now = ruleTime(world);
  const person = findPerson(world.db, account, now);
  const needed = person !== undefined && isLate(person, now) && person.cellPhone === recipient;
  return needed ? "due" : "not-needed";
}

/** Gives the reminder to the gateway. */
export function sendReminder(
  world: World,
  { account, recipient }: Reminder,
  gateway: Gateway,
  signal: AbortSignal,
): Promise<Sent> {
  return gateway.sendText(recipient, textFor(world, account), signal);
}

function textFor(world: World, id: string): string {
  const account = findAccount(world.db, id);
  if (account === undefined) throw new Error("a reminder for nobody");
  const { name: practice, region, timeZone } = thePractice(world.db);
  const dueAt = decide(findRequirement(world.db), account).deadlineAt ?? 0;
  const overdue = dueAt <= ruleTime(world);
  const missing = account.twoFactor === "none" ? "two-factor" : "app";
  const codeNeeded = needsSetUpCode(world, account);
  return reminderText({ practice, missing, dueAt, overdue, codeNeeded }, { region, timeZone });
}

/** What became of one try, inside the caller's transaction. */
export function settleReminder(world: World, message: Reminder, sent: Sent): void {
  const { id, account } = message;
  if (sent.ok) {
    Object.assign(world.memory.reminders, { tries: 0, heldUntil: 0 });
    const state = message.state === "waiting" ? "sent" : message.state;
    saveMessage(world.db, { ...message, state, attempts: message.attempts + 1, reason: null });
    recordEvent(world, null, { kind: "reminder-delivered", subject: account, data: { message: id } });
  } else if (message.state === "waiting") settleFailed(world, message, sent);
}

function settleFailed(world: World, message: Reminder, { reason, retriable }: Extract<Sent, { ok: false }>): void {
  const { id, account, expiresAt } = message;
  const attempts = message.attempts + 1;
  const next = retriable ? nextReminderAt(attempts, ruleTime(world), expiresAt) : undefined;
  const state = next === undefined ? "failed" : "waiting";
  saveMessage(world.db, { ...message, state, attempts, nextAt: next ?? message.nextAt, reason });
  if (reason !== message.reason) {
    const data = { message: id, reason };
    recordEvent(world, null, { kind: "reminder-not-delivered", subject: account, data });
  }
  if (retriable) holdReminders(world);
}

/** What may be tried again failed for the gateway's sake: the other reminders would fare no better now. */
function holdReminders(world: World): void {
  const { reminders } = world.memory;
  const now = ruleTime(world);
  // Others that were under way then fail for the same reason.
  if (now < reminders.heldUntil) return;
  reminders.tries += 1;
  reminders.heldUntil = nextReminderAt(reminders.tries, now, Number.POSITIVE_INFINITY) ?? now;
}
