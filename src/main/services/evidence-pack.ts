import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function makeEvidencePack(
  _world: World,
  _caller: Caller,
  _input: InputOf<"makeEvidencePack">,
): Promise<Answer<"makeEvidencePack">> {
  throw new Error("NOT-BUILT (reports)");
}
