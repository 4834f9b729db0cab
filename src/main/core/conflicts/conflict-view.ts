import { possessive } from "../../../contract/audit/entry-vocabulary";
import { conflictTitle, consequenceWords, inForceWords } from "../../../contract/conflicts/messages";
import { inForceNow, settledWords } from "../../../contract/conflicts/screen-messages";
import type { ConflictView, SettledConflict } from "../../../contract/conflicts/views";
import { toEntryView } from "../audit/entry-view";
import { accountName, workstationName } from "../audit/names";
import type { VaultContext } from "../context";
import { type Conflict, subjectOf } from "../domain/conflicts";
import type { Written } from "../domain/order";
import type { Caller } from "../session/session";
import { findAccount } from "../store/accounts";
import type { SettledConflict as Settled } from "../store/conflicts";
import { findEntryAt } from "../store/ledger/ledger";
import { toEntry } from "../store/ledger/row";
import { thePractice } from "../store/practice";
import { sidesOf } from "./conflict-sides";
import { valuesOf } from "./conflict-values";
import { waysOf } from "./ways";

/** When (epoch ms) and at which workstation it was found. */
export type Found = { readonly at: number; readonly workstation: string };

/** An open conflict as the caller sees it. */
export function conflictView(
  context: VaultContext,
  caller: Caller,
  conflict: Conflict,
  { at, workstation }: Found,
): ConflictView {
  const place = thePractice(context.db);
  const held = inForceWords(conflict, place, detailsOf(context, conflict));
  return {
    id: conflict.id,
    title: titleOf(context, conflict),
    about: sharedName(context, conflict),
    foundAt: at,
    foundBy: workstationName(context, workstation),
    sides: sidesOf(context, conflict),
    inForce: {
      title: inForceNow(held),
      about: consequenceWords(conflict, whom(context, conflict)),
      facts: rulesInForce(context, conflict),
    },
    ways: waysOf(context, caller, conflict),
  };
}

/** A settled one: what happened, and the entry or the reason that ended it. */
export function settledView(context: VaultContext, settled: Settled): SettledConflict {
  const { conflict, settledAt } = settled;
  const [title, shared] = [titleOf(context, conflict), sharedName(context, conflict)];
  const happened = `${shared === null ? title : `${title}, ${shared}`}.`;
  return { id: conflict.id, settledAt, happened, how: howSettled(context, settled) };
}

function titleOf(context: VaultContext, conflict: Conflict): string {
  return conflictTitle(conflict, possessive(whom(context, conflict)), thePractice(context.db));
}

/** What accounts share, as somebody typed it. */
function sharedName(context: VaultContext, conflict: Conflict): string | null {
  if (!("accounts" in conflict)) return null;
  const { what, name, accounts } = conflict;
  if (what === "same-two-factor-id") return name;
  const holders = accounts.map((id) => findAccount(context.db, id));
  return holders.find((holder) => holder?.emailKey === name)?.email ?? name;
}

/** Whom it is about, where that is one person; it is in no sentence of the others. */
function whom(context: VaultContext, conflict: Conflict): string {
  const account = subjectOf(conflict);
  return account === null ? "" : accountName(context, account);
}

function detailsOf(context: VaultContext, conflict: Conflict) {
  if ("keeper" in conflict) {
    return conflict.keeper === null ? {} : { keeper: accountName(context, conflict.keeper) };
  }
  if (conflict.what !== "profile" && conflict.what !== "settings" && conflict.what !== "gateway") return {};
  const [first] = valuesOf(context, conflict).inForce;
  return first === undefined ? {} : { value: first.value };
}

function rulesInForce(context: VaultContext, conflict: Conflict): ConflictView["inForce"]["facts"] {
  return conflict.what === "policy" ? valuesOf(context, conflict).inForce : [];
}

function howSettled(context: VaultContext, { settledBy, reason, by }: Settled): string {
  const who = settledBy === null ? null : accountName(context, settledBy);
  if (reason !== null) return settledWords.kept(who, reason);
  return by === null ? settledWords.since : (sentenceAt(context, by) ?? settledWords.since);
}

function sentenceAt(context: VaultContext, { workstation, seq }: Written): string | undefined {
  const row = findEntryAt(context.db, workstation, seq);
  return row === undefined ? undefined : toEntryView(context, toEntry(row)).sentence;
}
