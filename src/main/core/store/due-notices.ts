import { NOTICE_LIFETIME_MS } from "../domain/delivery-retry";
import type { DomainEvent } from "../domain/events";
import {
  type Before,
  FORMER_NUMBER_MS,
  isNotified,
  isNotifiedAfterLeaving,
  REFUSALS_NOTIFIED_MS,
  textTopic,
} from "../domain/notices";
import { findAccount } from "./accounts";
import { listFormerNumbers } from "./edits";
import type { Db } from "./open";
import { type Notice, wasNoticed } from "./outbox";
import { thePractice } from "./practice";

/* Every entry about an account comes past here (`recordEvent`): no act can forget to tell the person concerned. */

/** What is remembered of an account before an entry of which its person may have to be told; null: they have not. */
export function beforeNotice(db: Db, { kind, subject }: DomainEvent): Before | null {
  if (subject === null || !isNotified(kind) || thePractice(db).gateway === null) return null;
  const account = findAccount(db, subject);
  if (account === undefined || (account.deactivatedAt !== null && !isNotifiedAfterLeaving(kind))) return null;
  const { cellPhone, confirmedPhone, passwordSecret, twoFactor } = account;
  return { cellPhone, confirmedPhone, hasPassword: passwordSecret !== null, hasTwoFactor: twoFactor !== "none" };
}

type NoticeCause = {
  readonly event: DomainEvent;
  readonly before: Before;
  readonly now: number;
  readonly newId: () => string;
};

/**
 * The texts that tell the person of an entry that was just recorded (MESSAGE-3): to the number on file, to the
 * confirmed one, and to those that were either until now or within the last 14 days. Without a number, the banner tells.
 */
export function noticesOf(db: Db, { event, before, now, newId }: NoticeCause): readonly Notice[] {
  const about = textTopic(event, before);
  const account = event.subject === null ? undefined : findAccount(db, event.subject);
  if (about === null || account === undefined) return [];
  if (about === "help-refused" && wasNoticed(db, account.id, about, now - REFUSALS_NOTIFIED_MS)) return [];
  const former = account.phoneSince === null ? [] : listFormerNumbers(db, account.id, now - FORMER_NUMBER_MS);
  const numbers = [account.cellPhone, account.confirmedPhone, before.cellPhone, before.confirmedPhone, ...former];
  const recipients = new Set(numbers.filter((number) => number !== null));
  return [...recipients].map((recipient) => ({
    ...{ id: newId(), at: now, account: account.id, code: null, channel: "text", recipient, purpose: "notice", about },
    ...{ state: "waiting", attempts: 0, nextAt: now, expiresAt: now + NOTICE_LIFETIME_MS, reason: null },
  }));
}
