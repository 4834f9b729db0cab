import { leastTime, type VaultContext } from "../context";
import type { AccountFacts } from "../domain/events";
import { TOGETHER_MS } from "../domain/identity";
import { type Account, cameIn } from "../store/accounts";
import { wasChangedSince } from "../store/edits";

/**
 * Whether a change of the profile makes somebody's account another person's, as far as others can see: name and e-mail
 * together, or the one within 14 days after the other. An account that nobody has come in with is nobody's yet
 * (HELP-10).
 */
export function changesWhoTheyAre(
  context: VaultContext,
  account: Account,
  after: Pick<AccountFacts, "name" | "emailKey">,
): boolean {
  const name = account.name !== after.name;
  const email = account.emailKey !== after.emailKey;
  if ((!name && !email) || !cameIn(context.db, account.id)) return false;
  const since = leastTime(context) - TOGETHER_MS;
  const before = (what: "name" | "emailKey") => wasChangedSince(context.db, account.id, what, since);
  return (name || before("name")) && (email || before("emailKey"));
}
