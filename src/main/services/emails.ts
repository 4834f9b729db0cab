import type { EmailTaken } from "../../preload/refusals";
import { emailWasUsed, findEmailHolder } from "../store/accounts";
import type { World } from "./world";

/**
 * Why an account may not have an e-mail; null where it may. `account`: the one that is to have it, null where it is new.
 * One under which somebody else came in is theirs also after it was changed: what is sent to it, or known by it, would
 * reach another person. One that was never used is free once nobody has it.
 */
export function emailRefusal(world: World, emailKey: string, account: string | null): EmailTaken | null {
  const holder = findEmailHolder(world.db, emailKey);
  if (holder !== undefined && holder !== account) return { code: "email-taken" };
  return emailWasUsed(world.db, emailKey, account) ? { code: "email-used" } : null;
}
