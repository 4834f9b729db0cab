import type { InputOf } from "../../preload/inputs";
import type { BadPassword, NotNow } from "../../preload/refusals";
import type { Result } from "../../preload/result";
import type { Caller, World } from "./world";

/** Sets one's own backup password: at least 12 characters, and unlike the account password. */
export function setBackupPassword(
  _world: World,
  _caller: Caller,
  _input: InputOf<"setBackupPassword">,
): Promise<Result<null, BadPassword | NotNow>> {
  throw new Error("NOT-BUILT (recovery)");
}

/** Goes on without one; that is recorded. */
export function skipBackupPassword(
  _world: World,
  _caller: Caller,
  _input: InputOf<"skipBackupPassword">,
): Result<null, NotNow> {
  throw new Error("NOT-BUILT (recovery)");
}

export function removeBackupPassword(
  _world: World,
  _caller: Caller,
  _input: InputOf<"removeBackupPassword">,
): Result<null, NotNow> {
  throw new Error("NOT-BUILT (recovery)");
}
