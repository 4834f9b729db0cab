import type { Conflicts } from "../../../contract/conflicts/views";
import type { InputOf } from "../../../contract/methods";
import type { MayNot, NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { recordEvent, recordRefusal, ruleTime, type VaultContext } from "../context";
import { type Conflict, fieldOf, mayBeKept, subjectOf } from "../domain/conflicts";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import {
  countOpenConflicts,
  hasHadConflicts,
  listFound,
  listOpenConflicts,
  listSettledConflicts,
} from "../store/conflicts";
import { immediately } from "../store/open";
import { conflictView, type Found, settledView } from "./conflict-view";
import { mayKeep } from "./ways";

/* What workstations recorded apart and cannot both hold, for whoever looks after the practice (CONFLICT-8). */

const OPEN_SHOWN = 50;
const SETTLED_SHOWN = 100;

/** The open conflicts with what settles them, and those that were settled; the newest first. */
export function listConflicts(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"listConflicts">,
): Result<Conflicts> {
  const found = listFound(context.db);
  const open = listOpenConflicts(context.db)
    .map((conflict) => ({ conflict, found: found.get(conflict.id) ?? foundNow(context) }))
    .sort((one, other) => other.found.at - one.found.at);
  return ok({
    open: open.slice(0, OPEN_SHOWN).map(({ conflict, found }) => conflictView(context, caller, conflict, found)),
    openCount: open.length,
    settled: listSettledConflicts(context.db, SETTLED_SHOWN).map((settled) => settledView(context, settled)),
  });
}

/** One of which the ledger does not tell yet. */
function foundNow(context: VaultContext): Found {
  return { at: ruleTime(context), workstation: context.workstation };
}

/** How many are open, for whoever may read them; null where there never was one. */
export function conflictsForCaller(context: VaultContext, { sessionState }: Caller): number | null {
  if (sessionState !== "manager" && sessionState !== "auditor") return null;
  return hasHadConflicts(context.db) ? countOpenConflicts(context.db) : null;
}

/**
 * Settles a conflict by what is in force, which stays as it is. Whatever else settles one is an act of its own. Nobody
 * does this where it is about their own account, unless they are the only manager.
 */
export function settleConflict(
  context: VaultContext,
  caller: Caller,
  { conflict: id, reason }: InputOf<"settleConflict">,
): Result<null, MayNot | NotNow> {
  return immediately(context.db, (): Result<null, MayNot | NotNow> => {
    const actor = ownAccount(context, caller).id;
    const conflict = listOpenConflicts(context.db).find((one) => one.id === id);
    if (conflict === undefined) return refuse({ code: "not-now", because: "conflict-settled" });
    if (!mayBeKept(conflict)) return refuse({ code: "not-now", because: "conflict-stays" });
    const [subject, may] = [subjectOf(conflict), mayKeep(context, caller, conflict)];
    if (may !== true) return recordRefusal(context, actor, { act: "settleConflict", because: may, subject });
    recordEvent(context, actor, { kind: "conflict-settled", subject, data: keptData(conflict, reason) });
    return ok(null);
  });
}

function keptData(conflict: Conflict, reason: string) {
  return { conflict: conflict.id, what: conflict.what, field: fieldOf(conflict), by: null, reason };
}
