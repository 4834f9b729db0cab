import type { InputOf } from "../../preload/inputs";
import type { LockedUntil, MayNot, NotNow, RecordsDamaged, WrongCredentials } from "../../preload/refusals";
import type { Result } from "../../preload/result";
import type { SignInNext } from "../../preload/views";
import type { BreakGlass } from "../../preload/views/support";
import type { Caller, World } from "./world";

/* Emergency access for one shift, with both halves of the envelope and one's own password (product.md 7). */

export function openBreakGlass(
  _world: World,
  _caller: Caller,
  _input: InputOf<"openBreakGlass">,
): Promise<Result<SignInNext, WrongCredentials | LockedUntil | NotNow | RecordsDamaged>> {
  throw new Error("NOT-BUILT (break-glass)");
}

/** Every shift of emergency access, newest first, with what was done in it. */
export function listBreakGlass(
  _world: World,
  _caller: Caller,
  _input: InputOf<"listBreakGlass">,
): Result<readonly BreakGlass[]> {
  throw new Error("NOT-BUILT (break-glass)");
}

export function reviewBreakGlass(
  _world: World,
  _caller: Caller,
  _input: InputOf<"reviewBreakGlass">,
): Result<null, MayNot | NotNow> {
  throw new Error("NOT-BUILT (break-glass)");
}
