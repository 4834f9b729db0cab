import type { InputOf } from "../../preload/inputs";
import type {
  BadPassword,
  LockedUntil,
  NotNow,
  RecordsDamaged,
  RecoveryRefused,
  WrongKey,
} from "../../preload/refusals";
import type { Result } from "../../preload/result";
import type { Refounding } from "../../preload/views/support";
import type { Caller, World } from "./world";

/*
 * A practice whose managers all lost everything (product.md 6): recovery kit and both halves of the envelope found one of
 * them anew, after 24 hours of notice on every screen.
 */

/** What waits, for every screen; null where nothing does. */
export function refoundingView(_world: World, _caller: Caller): Refounding | null {
  // NOT-BUILT (break-glass)
  return null;
}

export function askRefounding(
  _world: World,
  _caller: Caller,
  _input: InputOf<"askRefounding">,
): Promise<Result<null, RecoveryRefused | WrongKey | LockedUntil | NotNow | RecordsDamaged>> {
  throw new Error("NOT-BUILT (break-glass)");
}

export function finishRefounding(
  _world: World,
  _caller: Caller,
  _input: InputOf<"finishRefounding">,
): Promise<Result<null, RecoveryRefused | WrongKey | LockedUntil | BadPassword | NotNow | RecordsDamaged>> {
  throw new Error("NOT-BUILT (break-glass)");
}

export function stopRefounding(
  _world: World,
  _caller: Caller,
  _input: InputOf<"stopRefounding">,
): Result<null, NotNow> {
  throw new Error("NOT-BUILT (break-glass)");
}
