import type { VaultContext } from "../context";
import { type Account, findAccount } from "../store/accounts";
import type { Caller } from "./session";

/** The caller's own account, as it is now; the bridge lets nobody without one call what concerns it. */
export function ownAccount(context: VaultContext, caller: Caller): Account {
  const account = caller.account === null ? undefined : findAccount(context.db, caller.account);
  if (account === undefined) throw new Error("a method for one's own account was called without one");
  return account;
}
