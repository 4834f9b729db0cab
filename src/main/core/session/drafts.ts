import type { InputOf } from "../../../contract/methods";
import { ok, type Result } from "../../../contract/result";
import type { VaultContext } from "../context";
import type { Caller } from "./session";

/*
 * What somebody was typing when the window locked, or their session became too old, as the page wrote it down: the page
 * holds none of it then. It lies in memory, for that person alone, and ends with whoever comes next, with Sign out and with
 * the app.
 */

/** Keeps what the person was typing who is locked now, or whose open session has just ended by its age. */
export function keepDrafts(
  _context: VaultContext,
  { session, account: there }: Caller,
  { text }: InputOf<"keepDrafts">,
): Result<null> {
  const account = there ?? session.draftsOf;
  session.draftsOf = null;
  if (account !== null) session.drafts = { account, text };
  return ok(null);
}

/** Gives it back to the same person, once. */
export function takeDrafts(_context: VaultContext, { session, account }: Caller): Result<string | null> {
  const { drafts } = session;
  session.drafts = null;
  return ok(drafts !== null && drafts.account === account ? drafts.text : null);
}
