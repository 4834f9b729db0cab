import type { AccountType, Role } from "../../../contract/vocabulary";
import type { VaultContext } from "../context";
import { whatWeakensFor } from "../domain/weakening";
import type { Account } from "../store/accounts";
import { findPolicy } from "../store/policy";

/** Whether the rules would ask less of an account with another type or role, however that comes about. */
export function asksLess(
  context: VaultContext,
  account: Account,
  change: { readonly accountType?: AccountType; readonly role?: Role },
): boolean {
  return whatWeakensFor(findPolicy(context.db), account, { ...account, ...change }).length > 0;
}
