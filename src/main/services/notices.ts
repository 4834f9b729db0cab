import type { InputOf } from "../../preload/inputs";
import { ok, type Result } from "../../preload/result";
import type { EntryView } from "../../preload/views";
import type { EventKind } from "../domain/events";
import { findPreviousSignIn, listEntriesByOthers } from "../store/notices";
import { toEntryView } from "./entry-view";
import { ownAccount } from "./own-account";
import type { Caller, World } from "./world";

/** What others can do to an account that its owner has to hear of: one of them may not have been who they seemed. */
const TOLD: readonly EventKind[] = [
  "account-unlocked",
  "two-factor-reset",
  "two-factor-started",
  "set-up-code-issued",
  "bypass-code-issued",
  "role-changed",
  "account-edited",
  "account-deactivated",
  "account-reactivated",
];

/** What others did to one's own account since one's previous sign-in, newest first; nothing at the very first. */
export function listMyNotices(
  world: World,
  caller: Caller,
  _input: InputOf<"listMyNotices">,
): Result<readonly EntryView[]> {
  const { id } = ownAccount(world, caller);
  const previous = findPreviousSignIn(world.db, id);
  const entries = previous === undefined ? [] : listEntriesByOthers(world.db, id, previous, TOLD);
  return ok(entries.map((entry) => toEntryView(world, entry, id)));
}
