import type { MisplacedCode, TokenRefusal } from "../../preload/refusals";
import { type Refused, refuse } from "../../preload/result";
import { recogniseCode } from "../domain/code-kinds";
import type { Account } from "../store/accounts";
import { type Failed, refuseAttempt } from "./attempts";
import type { World } from "./world";

/**
 * Counts and records a typed token or code that was not right, inside the caller's transaction, and says what may be said
 * of it: whoever typed a code that was right once learns what became of it.
 */
export function refuseCode(world: World, account: Account, failed: Failed, typed: string): Refused<TokenRefusal> {
  const counted = refuseAttempt(world, account, failed);
  if (counted.code === "locked") return refuse(counted);
  const { cause } = failed;
  if (cause === "expired") return refuse({ code: "token-expired" });
  if (cause === "used" || cause === "replaced") return refuse({ code: "token-used", because: cause });
  const looksLike = cause === "misplaced" ? shapeOf(typed) : undefined;
  if (looksLike !== undefined) return refuse({ code: "misplaced-code", looksLike });
  return refuse({ code: "wrong-token", triesLeft: counted.triesLeft });
}

function shapeOf(typed: string): MisplacedCode["looksLike"] | undefined {
  const kind = recogniseCode(typed);
  return kind === "unknown" ? undefined : kind;
}
