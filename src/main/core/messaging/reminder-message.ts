import { reminderText } from "../../../contract/messaging/text-messages";
import { newId, recordEvent, ruleTime, type VaultContext } from "../context";
import { REMINDER_LIFETIME_MS } from "../domain/delivery-retry";
import type { Entry } from "../domain/events";
import { decide } from "../domain/policy";
import { needsSetupCode } from "../session/enforcement";
import { findAccount } from "../store/accounts";
import { addMessage, type Fate, type Reminder, replaceReminders } from "../store/outbox";
import { findPerson, type PersonInList } from "../store/people";
import { findPolicy } from "../store/policy";
import { thePractice } from "../store/practice";

/* A reminder in the outbox: its text is made when it goes out, from what the account is missing then. */

/** Whether something is due that is not done: overdue, or with days left; a lock makes nobody less late. */
export function isLate({ status, deadlineAt, exemptUntilAt }: PersonInList, now: number): boolean {
  if (status === "overdue" || status === "days-left") return true;
  return status === "locked" && deadlineAt !== null && (exemptUntilAt ?? 0) <= now;
}

/** Puts a reminder into the outbox with its entry, in the caller's transaction. One that still waits gives way to it. */
export function enqueueReminder(
  context: VaultContext,
  actor: string,
  { id: account, cellPhone }: { readonly id: string; readonly cellPhone: string },
  cause: Entry,
): void {
  const now = ruleTime(context);
  const message = newId(context);
  replaceReminders(context.db, account);
  addMessage(context.db, {
    ...{ id: message, at: now, account, code: null, channel: "text", recipient: cellPhone },
    ...{ purpose: "reminder", about: null },
    ...{ state: "waiting", attempts: 0, nextAt: now, expiresAt: now + REMINDER_LIFETIME_MS, reason: null },
  });
  const data = { message, cellPhone };
  recordEvent(context, actor, { kind: "reminder-queued", subject: account, data }, { cause });
}

/** What is to be done about a reminder whose turn it is: nothing where nothing is due any more, or the number is another. */
export function reminderFate(context: VaultContext, { account, recipient }: Reminder): Fate {
  const now = ruleTime(context);
  const person = findPerson(context.db, account, now);
  const needed = person !== undefined && isLate(person, now) && person.cellPhone === recipient;
  return needed ? "due" : "not-needed";
}

/** What a reminder says when it goes out. */
export function reminderBody(context: VaultContext, { account: id }: Reminder): string {
  const account = findAccount(context.db, id);
  if (account === undefined) throw new Error("a reminder for nobody");
  const { name: practice, region, timeZone } = thePractice(context.db);
  const dueAt = decide(findPolicy(context.db), account).deadlineAt ?? 0;
  const overdue = dueAt <= ruleTime(context);
  const missing = account.twoFactor === "none" ? "two-factor" : "app";
  const codeNeeded = needsSetupCode(context, account);
  return reminderText({ practice, missing, dueAt, overdue, codeNeeded }, { region, timeZone });
}
