import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function listSelected(
  _world: World,
  _caller: Caller,
  _input: InputOf<"listSelected">,
): Promise<Answer<"listSelected">> {
  throw new Error("NOT-BUILT (people)");
}

export async function deactivatePeople(
  _world: World,
  _caller: Caller,
  _input: InputOf<"deactivatePeople">,
): Promise<Answer<"deactivatePeople">> {
  throw new Error("NOT-BUILT (people)");
}
