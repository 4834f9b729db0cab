import type { Channel } from "../../preload/words";
import type { TokenUse } from "../domain/events";
import { type Db, prepared } from "./open";

/** `waiting` is the one state that ends: everything else is final. */
export type MessageState = "waiting" | "sent" | "failed" | "not-sent-ask-again" | "expired" | "replaced";

/** A working row: who gets a token, and how far sending it got. The token itself is only in the main process's memory. */
export type Message = {
  readonly id: string;
  readonly at: number;
  readonly account: string;
  readonly code: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly purpose: TokenUse;
  readonly state: MessageState;
  readonly attempts: number;
  /** Epoch ms before which it is not tried (again). */
  readonly nextAt: number;
  /** null: never expires. */
  readonly expiresAt: number | null;
  /** Code of the last failure. */
  readonly reason: string | null;
};

const columns = `id, at, account, code, channel, recipient, purpose, state, attempts, next_at AS nextAt,
  expires_at AS expiresAt, reason`;

export function addMessage(db: Db, message: Message): void {
  prepared(
    db,
    `INSERT INTO outbox (id, at, account, code, channel, recipient, purpose, state, attempts, next_at, expires_at, reason)
     VALUES (@id, @at, @account, @code, @channel, @recipient, @purpose, @state, @attempts, @nextAt, @expiresAt, @reason)`,
  ).run(message);
}

export function findMessage(db: Db, id: string): Message | undefined {
  return prepared(db, `SELECT ${columns} FROM outbox WHERE id = ?`).get(id) as Message | undefined;
}

/** The message that carries a code. */
export function findMessageOfCode(db: Db, code: string): Message | undefined {
  return prepared(db, `SELECT ${columns} FROM outbox WHERE code = ?`).get(code) as Message | undefined;
}

/** What still has to be sent, oldest first. */
export function listWaitingMessages(db: Db): readonly Message[] {
  return prepared(db, `SELECT ${columns} FROM outbox WHERE state = 'waiting' ORDER BY at, id`).all() as Message[];
}

/** Newest first. */
export function listMessages(db: Db, limit: number): readonly Message[] {
  return prepared(db, `SELECT ${columns} FROM outbox ORDER BY at DESC, rowid DESC LIMIT ?`).all(limit) as Message[];
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
