import type { EntryView } from "../../../contract/audit/views";
import type { InputOf } from "../../../contract/methods";
import { ok, type Result } from "../../../contract/result";
import { toEntryView } from "../audit/entry-view";
import type { VaultContext } from "../context";
import type { Entry } from "../domain/events";
import { isInBanner, NOTIFIED_KINDS } from "../domain/notices";
import { compareOrder } from "../domain/order";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { findLastSignIns, listEntriesSince } from "../store/ledger/entries-about";
import { listOfKindsSince } from "../store/ledger/entries-of-kinds";

const MOST_NOTICES = 50;
/** Another way of texts and calls, and a manager who got in again with what lies in the safe. */
const MANAGER_NOTICES = ["gateway-changed", "recovery-kit-used", "manager-recovery-finished"] as const;

/**
 * What happened to one's own account since one's previous sign-in, newest first: what others did, and what somebody could
 * have done in one's name, that sign-in itself included; to managers also what concerns them all. Nothing at the very first.
 */
export function listMyNotices(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"listMyNotices">,
): Result<readonly EntryView[]> {
  const { id } = ownAccount(context, caller);
  const [present, previous] = findLastSignIns(context.db, id, 2);
  if (present === undefined || previous === undefined) return ok([]);
  // Of what they did themselves, what came with this sign-in or after it is no news to whoever reads it.
  const fits = (entry: Entry) => isInBanner(entry) && (entry.actor !== id || compareOrder(entry, present) < 0);
  const sought = { from: previous, limit: MOST_NOTICES };
  const own = listEntriesSince(context.db, id, { ...sought, kinds: NOTIFIED_KINDS, fits });
  const others = caller.role === "manager" ? listOfKindsSince(context.db, MANAGER_NOTICES, sought) : [];
  const entries = [...own, ...others.filter(({ actor, subject }) => actor !== id && subject !== id)].sort((a, b) =>
    compareOrder(b, a),
  );
  return ok(entries.map((entry) => toEntryView(context, entry, id)));
}
