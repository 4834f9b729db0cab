import type { Channel, NoticeTopic } from "../../../contract/vocabulary";
import type { TokenUse } from "../domain/events";
import { type Db, prepared } from "./open";

/** `waiting` is the one state that ends: everything else is final. */
export type MessageState = "waiting" | "sent" | "failed" | "not-sent-ask-again" | "expired" | "replaced" | "not-needed";

/** What is to be done about a message that waits. */
export type Fate = "due" | "later" | Exclude<MessageState, "waiting" | "failed">;

type Delivery = {
  readonly id: string;
  readonly at: number;
  readonly account: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly state: MessageState;
  readonly attempts: number;
  /** Epoch ms before which it is not tried (again). */
  readonly nextAt: number;
  /** Code of the last failure. */
  readonly reason: string | null;
};

/** A working row: who gets a token, and how far sending it got. The token itself is only in the main process's memory. */
export type TokenMessage = Delivery & {
  readonly purpose: TokenUse;
  readonly about: null;
  readonly code: string;
  /** null: never expires. */
  readonly expiresAt: number | null;
};

/** Who is reminded of what is due. Its text is made from the account when it goes out, and nothing in it is secret. */
export type Reminder = Delivery & {
  readonly purpose: "reminder";
  readonly about: null;
  readonly code: null;
  readonly expiresAt: number;
};

/** Who is told what happened to their account. */
export type Notice = Delivery & {
  readonly purpose: "notice";
  readonly about: NoticeTopic;
  readonly code: null;
  readonly expiresAt: number;
};

/** What nobody waits for, and what holds no secret: it outlives a restart. */
export type Deferrable = Reminder | Notice;
export type Message = TokenMessage | Deferrable;

const columns = `id, at, account, code, channel, recipient, purpose, about, state, attempts, next_at AS nextAt,
  expires_at AS expiresAt, reason`;

export function addMessage(db: Db, message: Message): void {
  prepared(
    db,
    `INSERT INTO outbox
       (id, at, account, code, channel, recipient, purpose, about, state, attempts, next_at, expires_at, reason)
     VALUES
       (@id, @at, @account, @code, @channel, @recipient, @purpose, @about, @state, @attempts, @nextAt, @expiresAt, @reason)`,
  ).run(message);
}

export function findMessage(db: Db, id: string): Message | undefined {
  return prepared(db, `SELECT ${columns} FROM outbox WHERE id = ?`).get(id) as Message | undefined;
}

/** The message that carries a code. */
export function findMessageOfCode(db: Db, code: string): TokenMessage | undefined {
  return prepared(db, `SELECT ${columns} FROM outbox WHERE code = ?`).get(code) as TokenMessage | undefined;
}

/** Tokens that still have to be sent, oldest first. */
export function listWaitingTokens(db: Db): readonly TokenMessage[] {
  const sql = `SELECT ${columns} FROM outbox
    WHERE state = 'waiting' AND purpose IN ('text-token', 'phone-proof', 'recovery-token') ORDER BY at, id`;
  return prepared(db, sql).all() as TokenMessage[];
}

/** Notices, and then reminders, whose turn it is at `now` (epoch ms), longest due first. */
export function listDueDeferrables(db: Db, now: number, limit: number): readonly Deferrable[] {
  const notices = listDue(db, "notice", now, limit);
  return notices.length === limit ? notices : [...notices, ...listDue(db, "reminder", now, limit - notices.length)];
}

function listDue(db: Db, purpose: Deferrable["purpose"], now: number, limit: number): readonly Deferrable[] {
  const sql = `SELECT ${columns} FROM outbox WHERE state = 'waiting' AND purpose = ? AND next_at <= ?
    ORDER BY next_at, at, rowid LIMIT ?`;
  return prepared(db, sql).all(purpose, now, limit) as Deferrable[];
}

/** Notices that are out of time at `now` (epoch ms). */
export function listExpiredNotices(db: Db, now: number): readonly Notice[] {
  const sql = `SELECT ${columns} FROM outbox WHERE state = 'waiting' AND purpose = 'notice' AND expires_at <= ?`;
  return prepared(db, sql).all(now) as Notice[];
}

/** Whether an account's person was told of this after `since` (epoch ms), or is going to be. */
export function wasNoticed(db: Db, account: string, about: NoticeTopic, since: number): boolean {
  const sql = "SELECT 1 FROM outbox WHERE account = ? AND purpose = 'notice' AND about = ? AND at > ? LIMIT 1";
  return prepared(db, sql).get(account, about, since) !== undefined;
}

/** Gives up reminders that are out of time at `now` (epoch ms); how many there were. */
export function expireReminders(db: Db, now: number): number {
  const sql = `UPDATE outbox SET state = 'expired' WHERE state = 'waiting' AND purpose = 'reminder' AND expires_at <= ?`;
  return prepared(db, sql).run(now).changes;
}

/** A newer reminder takes the place of those of an account that still wait. */
export function replaceReminders(db: Db, account: string): void {
  prepared(
    db,
    "UPDATE outbox SET state = 'replaced' WHERE account = ? AND state = 'waiting' AND purpose = 'reminder'",
  ).run(account);
}

/**
 * Newest first: so many tokens, so many notices, and so many reminders, of which those that were sent give way to those
 * that wait or failed.
 */
export function listMessages(
  db: Db,
  most: { readonly tokens: number; readonly notices: number; readonly reminders: number },
): readonly Message[] {
  const sql = `SELECT ${columns} FROM outbox WHERE rowid IN (
      SELECT rowid FROM (SELECT rowid FROM outbox WHERE purpose NOT IN ('reminder', 'notice')
        ORDER BY at DESC, rowid DESC LIMIT @tokens)
      UNION ALL
      SELECT rowid FROM (SELECT rowid FROM outbox WHERE purpose = 'notice' ORDER BY at DESC, rowid DESC LIMIT @notices)
      UNION ALL
      SELECT rowid FROM (SELECT rowid FROM outbox WHERE purpose = 'reminder'
        ORDER BY state NOT IN ('waiting', 'failed', 'expired'), at DESC, rowid DESC LIMIT @reminders)
    ) ORDER BY at DESC, rowid DESC`;
  return prepared(db, sql).all(most) as Message[];
}

export function saveMessage(db: Db, message: Pick<Message, "id" | "state" | "attempts" | "nextAt" | "reason">): void {
  prepared(
    db,
    "UPDATE outbox SET state = @state, attempts = @attempts, next_at = @nextAt, reason = @reason WHERE id = @id",
  ).run({
    id: message.id,
    state: message.state,
    attempts: message.attempts,
    nextAt: message.nextAt,
    reason: message.reason,
  });
}

/** Forgets messages older than `before` (epoch ms) that need no more sending: they name phone numbers. */
export function dropOldMessages(db: Db, before: number): void {
  prepared(db, "DELETE FROM outbox WHERE at < ? AND state <> 'waiting'").run(before);
}

/** Nothing that waited in a backup goes out after its restore: it was sent, or is told anew. */
export function dropWaiting(db: Db): void {
  prepared(db, "UPDATE outbox SET state = 'not-needed' WHERE state = 'waiting'").run();
}
