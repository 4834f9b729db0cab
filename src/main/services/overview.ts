import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function getOverview(
  _world: World,
  _caller: Caller,
  _input: InputOf<"getOverview">,
): Promise<Answer<"getOverview">> {
  throw new Error("NOT-BUILT (reports)");
}
