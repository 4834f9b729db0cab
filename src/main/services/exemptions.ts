import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function listExemptions(
  _world: World,
  _caller: Caller,
  _input: InputOf<"listExemptions">,
): Promise<Answer<"listExemptions">> {
  throw new Error("NOT-BUILT (requirement)");
}

export async function exemptPerson(
  _world: World,
  _caller: Caller,
  _input: InputOf<"exemptPerson">,
): Promise<Answer<"exemptPerson">> {
  throw new Error("NOT-BUILT (requirement)");
}

export async function endExemption(
  _world: World,
  _caller: Caller,
  _input: InputOf<"endExemption">,
): Promise<Answer<"endExemption">> {
  throw new Error("NOT-BUILT (requirement)");
}
