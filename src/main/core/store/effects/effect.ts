import type { Entry, EventKind } from "../../domain/events";
import { type Db, prepared } from "../open";

/** What an entry of one kind does to the shadow tables; `owner` is its subject, or '' for the practice itself. */
export type Effect<K extends EventKind> = (db: Db, owner: string, entry: Extract<Entry, { kind: K }>) => void;

/** A part of the table of all effects. */
export type Effects = { readonly [K in EventKind]?: Effect<K> };

/** What of a kind is only told. */
export const none = () => {};

export function run(db: Db, sql: string, ...values: readonly (string | number | null)[]): void {
  prepared(db, sql).run(...values);
}
