import type { InputOf } from "../../preload/inputs";
import type { LockedUntil, MayNot, RecordsDamaged, TokenRefusal, WrongCredentials } from "../../preload/refusals";
import type { Result } from "../../preload/result";
import type { ClockState, ClockView } from "../../preload/views/support";
import type { Caller, World } from "./world";

/* The clock doctor (product.md 6). */

/** How the workstation's clock stands, for every screen. */
export function clockState(_world: World): ClockState {
  // NOT-BUILT (clock)
  return { is: "fine" };
}

export function getClock(_world: World, _caller: Caller, _input: InputOf<"getClock">): Result<ClockView> {
  throw new Error("NOT-BUILT (clock)");
}

export function correctClock(_world: World, _caller: Caller, _input: InputOf<"correctClock">): Result<null, MayNot> {
  throw new Error("NOT-BUILT (clock)");
}

/** While the clock is wrong no phone proves anything: password and recovery code of a manager, and of a second one. */
export function correctClockAtSignIn(
  _world: World,
  _caller: Caller,
  _input: InputOf<"correctClockAtSignIn">,
): Promise<Result<null, WrongCredentials | LockedUntil | TokenRefusal | MayNot | RecordsDamaged>> {
  throw new Error("NOT-BUILT (clock)");
}

export function correctClockInFounding(
  _world: World,
  _caller: Caller,
  _input: InputOf<"correctClockInFounding">,
): Result<null> {
  throw new Error("NOT-BUILT (clock)");
}
