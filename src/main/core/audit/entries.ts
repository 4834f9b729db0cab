import type { EntriesPage, FullCheckView, LedgerState } from "../../../contract/audit/views";
import type { InputOf } from "../../../contract/methods";
import { ok, type Result } from "../../../contract/result";
import type { VaultContext } from "../context";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { countEntriesOf, listEntries as listFound } from "../store/ledger/entries";
import { countEntries } from "../store/ledger/ledger";
import { toEntryView } from "./entry-view";
import { toFindingView } from "./findings";
import { type FullCheck, fullChecksOf, isFullCheckDue } from "./full-checks";
import { accountName } from "./names";

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
  const { alarm, found, ledgerState: state } = context.memory;
  if (alarm !== null) {
    const { findings = [], count = 0, at = context.clock.now() } = found ?? {};
    return ok({ is: "wrong", alarm, at, count, findings: findings.map((one) => toFindingView(context, one)) });
  }
  if (state.is !== "verified") return ok(state);
  return ok({ ...state, newer: Math.max(0, countEntries(context.db) - state.entries) });
}

/** Checks everything down to the last page of the file; how far that is, and what it finds, is told by itself. */
export function verifyLedger(context: VaultContext, caller: Caller): Result<null> {
  context.ledgerCheck.beginFull(ownAccount(context, caller).id);
  return ok(null);
}

/** Stops a full check that runs: it goes on being due. */
export function cancelFullCheck(context: VaultContext, caller: Caller): Result<null> {
  context.ledgerCheck.cancelFull(ownAccount(context, caller).id);
  return ok(null);
}

/** The full check: how far one that runs has come, how the last ones ended, and when the next one is due. */
export function getFullCheck(
  context: VaultContext,
  _caller: Caller,
  _input: InputOf<"getFullCheck">,
): Result<FullCheckView> {
  const { newest, newestWhole, dueAt } = fullChecksOf(context);
  const view = (entry: FullCheck | undefined) =>
    entry === undefined
      ? null
      : {
          ...{ at: entry.at, result: entry.data.result, entries: entry.data.entries },
          by: entry.actor === null ? null : accountName(context, entry.actor),
        };
  return ok({
    running: context.memory.fullCheck,
    last: view(newest),
    lastWhole: view(newestWhole),
    dueAt,
    isDue: isFullCheckDue(context),
  });
}
