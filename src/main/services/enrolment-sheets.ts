import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function makeEnrolmentSheets(
  _world: World,
  _caller: Caller,
  _input: InputOf<"makeEnrolmentSheets">,
): Promise<Answer<"makeEnrolmentSheets">> {
  throw new Error("NOT-BUILT (people)");
}
