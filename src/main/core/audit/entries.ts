import type { EntriesPage, LedgerState } from "../../../contract/audit/views";
import type { InputOf } from "../../../contract/methods";
import { ok, type Result } from "../../../contract/result";
import type { VaultContext } from "../context";
import type { Caller } from "../session/session";
import { countEntriesOf, listEntries as listFound } from "../store/ledger/entries";
import { countEntries } from "../store/ledger/ledger";
import { toEntryView } from "./entry-view";

/** One page of the entries that fit, newest first. */
export function listEntries(
  context: VaultContext,
  _caller: Caller,
  input: InputOf<"listEntries">,
): Result<EntriesPage> {
  const { before, limit, ...filter } = input;
  const found = listFound(context.db, filter, { before, limit: limit + 1 });
  const shown = found.slice(0, limit);
  return ok({
    entries: shown.map((entry) => toEntryView(context, entry)),
    total: countEntriesOf(context.db, filter),
    next: found.length > limit ? (shown.at(-1)?.arrival ?? null) : null,
  });
}

/** What the last verification said, or how far the running one is. */
export function getLedgerState(
  context: VaultContext,
  _caller: Caller,
  _input: InputOf<"getLedgerState">,
): Result<LedgerState> {
  const state = context.memory.ledgerState;
  if (state.is !== "verified") return ok(state);
  return ok({ ...state, newer: Math.max(0, countEntries(context.db) - state.entries) });
}

/** Checks the whole ledger, its tables and secrets anew; how far that is, and what it finds, is told by itself. */
export function verifyLedger(context: VaultContext): Result<null> {
  context.ledgerCheck.again();
  return ok(null);
}
