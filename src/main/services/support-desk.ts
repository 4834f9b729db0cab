import type { InputOf } from "../../preload/inputs";
import type { NoSuchPerson, NotNow } from "../../preload/refusals";
import type { Result } from "../../preload/result";
import type { SupportQueue } from "../../preload/views/support";
import type { Caller, World } from "./world";

/** Who waits for support: locked out, asked for help, few recovery codes left. */
export function getSupportQueue(
  _world: World,
  _caller: Caller,
  _input: InputOf<"getSupportQueue">,
): Result<SupportQueue> {
  throw new Error("NOT-BUILT (desk)");
}

/** Takes a request for help off the list. */
export function closeHelp(_world: World, _caller: Caller, _input: InputOf<"closeHelp">): Result<null, NoSuchPerson> {
  throw new Error("NOT-BUILT (desk)");
}

/** Asks support for help from the sign-in; the answer is the same for an e-mail that belongs to nobody. */
export function askForHelp(_world: World, _caller: Caller, _input: InputOf<"askForHelp">): Result<null, NotNow> {
  throw new Error("NOT-BUILT (desk)");
}
