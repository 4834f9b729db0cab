import type { InputOf } from "../../preload/inputs";
import type { NoSuchPerson } from "../../preload/refusals";
import type { Result } from "../../preload/result";
import type { SupportCase } from "../../preload/views/support";
import type { Caller, World } from "./world";

/** All that the support desk shows of one person: why they cannot sign in, and what helps. */
export function getSupportCase(
  _world: World,
  _caller: Caller,
  _input: InputOf<"getSupportCase">,
): Result<SupportCase, NoSuchPerson> {
  throw new Error("NOT-BUILT (diagnosis)");
}
