import type { Caller } from "./session";
import type { InputOf } from "../../../contract/methods";
import { ok, type Result } from "../../../contract/result";
import type { VaultContext } from "../context";

/*
 * What somebody was typing when the window locked, or their session became too old, as the page wrote it down: the page
 * holds none of it then. It lies in memory, for that person alone, and ends with whoever comes next, with Sign out and with
 * the app.
 */

/** Keeps what the person was typing who is locked now, or whose open session has just ended by its age. */
export function keepDrafts(context: VaultContext, caller: Caller, { text }: InputOf<"keepDrafts">): Result<null> {
  const account = caller.account ?? context.memory.draftsOf;
  context.memory.draftsOf = null;
  if (account !== null) context.memory.drafts = { account, text };
  return ok(null);
}

/** Gives it back to the same person, once. */
export function takeDrafts(context: VaultContext, caller: Caller): Result<string | null> {
  const { drafts } = context.memory;
  context.memory.drafts = null;
  return ok(drafts !== null && drafts.account === caller.account ? drafts.text : null);
}
