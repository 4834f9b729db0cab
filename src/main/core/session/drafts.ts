import type { InputOf } from "../../../contract/inputs";
import { ok, type Result } from "../../../contract/result";
import type { Caller, World } from "../context";

/*
 * What somebody was typing when the window locked, or their session became too old, as the page wrote it down: the page
 * holds none of it then. It lies in memory, for that person alone, and ends with whoever comes next, with Sign out and with
 * the app.
 */

/** Keeps what the person was typing who is locked now, or whose open session has just ended by its age. */
export function keepDrafts(world: World, caller: Caller, { text }: InputOf<"keepDrafts">): Result<null> {
  const account = caller.account ?? world.memory.draftsOf;
  world.memory.draftsOf = null;
  if (account !== null) world.memory.drafts = { account, text };
  return ok(null);
}

/** Gives it back to the same person, once. */
export function takeDrafts(world: World, caller: Caller): Result<string | null> {
  const { drafts } = world.memory;
  world.memory.drafts = null;
  return ok(drafts !== null && drafts.account === caller.account ? drafts.text : null);
}
