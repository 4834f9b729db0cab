import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function getPeopleSettings(
  _world: World,
  _caller: Caller,
  _input: InputOf<"getPeopleSettings">,
): Promise<Answer<"getPeopleSettings">> {
  throw new Error("NOT-BUILT (people)");
}

export async function savePeopleSettings(
  _world: World,
  _caller: Caller,
  _input: InputOf<"savePeopleSettings">,
): Promise<Answer<"savePeopleSettings">> {
  throw new Error("NOT-BUILT (people)");
}

export async function saveView(
  _world: World,
  _caller: Caller,
  _input: InputOf<"saveView">,
): Promise<Answer<"saveView">> {
  throw new Error("NOT-BUILT (people)");
}

export async function removeView(
  _world: World,
  _caller: Caller,
  _input: InputOf<"removeView">,
): Promise<Answer<"removeView">> {
  throw new Error("NOT-BUILT (people)");
}
