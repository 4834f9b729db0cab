import type { Entry, EventKind } from "../../domain/events";
import type { Knowing } from "../../domain/order";
import { type Db, prepared } from "../open";

/** What an entry of one kind does to the shadow tables; `owner` is the stream that it belongs to. */
export type Effect<K extends EventKind> = Apply<K, Db> | { readonly changesMethod: Apply<K, MethodDb> };

type Apply<K extends EventKind, D> = (
  db: D,
  owner: string,
  entry: Extract<Entry, { kind: K }>,
  knowing: Knowing,
) => void;

declare const method: unique symbol;
/**
 * The database of an effect that says that it changes an account's method: how it proves its second factor, or that it is
 * there at all. What writes these takes no other, so that no effect changes a method without saying so.
 */
export type MethodDb = Db & { readonly [method]: true };

/** A part of the table of all effects. */
export type Effects = { readonly [K in EventKind]?: Effect<K> };

/** What of a kind is only told. */
export const none = () => {};

export function run(db: Db, sql: string, ...values: readonly (string | number | null)[]): void {
  prepared(db, sql).run(...values);
}
