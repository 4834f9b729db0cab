import type { NoticeTopic } from "../../../contract/vocabulary";
import { newId, recordEvent, ruleTime, type VaultContext } from "../context";
import { NOTICE_LIFETIME_MS } from "../domain/delivery-retry";
import type { Entry } from "../domain/events";
import { listManagers } from "../store/accounts";
import { addMessage } from "../store/outbox";
import { thePractice } from "../store/practice";

type How = {
  readonly cause?: Entry;
  /** Whom a text of their own tells it. */
  readonly except?: string;
};

/**
 * Texts every active manager, whoever did it included: it may have been done in their name. Inside the caller's
 * transaction; nothing where there is no gateway, where every screen says it all the same. The messages' ids.
 */
export function notifyManagers(
  context: VaultContext,
  about: NoticeTopic,
  { except, ...how }: How = {},
): readonly string[] {
  if (thePractice(context.db).gateway === null) return [];
  const at = ruleTime(context);
  const managers = listManagers(context.db).filter(({ id }) => id !== except);
  return managers.flatMap(({ id: account, cellPhone, confirmedPhone }) => {
    const numbers = new Set([cellPhone, confirmedPhone].filter((number) => number !== null));
    return [...numbers].map((recipient) => {
      const message = newId(context);
      addMessage(context.db, {
        ...{ id: message, at, account, code: null, channel: "text", recipient, purpose: "notice", about },
        ...{ state: "waiting", attempts: 0, nextAt: at, expiresAt: at + NOTICE_LIFETIME_MS, reason: null },
      });
      const data = { message, about, cellPhone: recipient };
      recordEvent(context, null, { kind: "notice-queued", subject: account, data }, how);
      return message;
    });
  });
}
