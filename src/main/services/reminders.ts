import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function remindPeople(
  _world: World,
  _caller: Caller,
  _input: InputOf<"remindPeople">,
): Promise<Answer<"remindPeople">> {
  throw new Error("NOT-BUILT (people)");
}
