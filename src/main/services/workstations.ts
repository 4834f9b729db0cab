import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function forgetMyWorkstation(
  _world: World,
  _caller: Caller,
  _input: InputOf<"forgetMyWorkstation">,
): Promise<Answer<"forgetMyWorkstation">> {
  throw new Error("NOT-BUILT (enforcement)");
}

export async function forgetWorkstation(
  _world: World,
  _caller: Caller,
  _input: InputOf<"forgetWorkstation">,
): Promise<Answer<"forgetWorkstation">> {
  throw new Error("NOT-BUILT (enforcement)");
}
