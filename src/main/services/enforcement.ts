import type { SessionView } from "../../preload/views";
import { decide, isExempt } from "../domain/requirement";
import type { Account } from "../store/accounts";
import { findRequirement } from "../store/requirement";
import { ruleTime, type World } from "./world";

/** By when the account has to act, and whether only the app will do, for whoever is signed in with it. */
export function whatIsDue(world: World, account: Account): Pick<SessionView, "deadlineAt" | "appOnly"> {
  const { deadlineAt, allowed } = decide(findRequirement(world.db), account);
  return { deadlineAt, appOnly: allowed === "app-only" && !isExempt(account, ruleTime(world)) };
}
