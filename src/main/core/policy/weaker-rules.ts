import type { Kind, Role } from "../../../contract/vocabulary";
import type { World } from "../context";
import { whatWeakensFor } from "../domain/weakening";
import type { Account } from "../store/accounts";
import { findRequirement } from "../store/policy";

/** Whether the rules would ask less of an account with another kind or role, by whatever door it comes. */
export function asksLess(
  world: World,
  account: Account,
  change: { readonly kind?: Kind; readonly role?: Role },
): boolean {
  return whatWeakensFor(findRequirement(world.db), account, { ...account, ...change }).length > 0;
}
