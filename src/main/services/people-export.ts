import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function exportPeople(
  _world: World,
  _caller: Caller,
  _input: InputOf<"exportPeople">,
): Promise<Answer<"exportPeople">> {
  throw new Error("NOT-BUILT (people)");
}
