import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function getRequirement(
  _world: World,
  _caller: Caller,
  _input: InputOf<"getRequirement">,
): Promise<Answer<"getRequirement">> {
  throw new Error("NOT-BUILT (requirement)");
}

export async function rehearseRequirement(
  _world: World,
  _caller: Caller,
  _input: InputOf<"rehearseRequirement">,
): Promise<Answer<"rehearseRequirement">> {
  throw new Error("NOT-BUILT (requirement)");
}

export async function listRehearsed(
  _world: World,
  _caller: Caller,
  _input: InputOf<"listRehearsed">,
): Promise<Answer<"listRehearsed">> {
  throw new Error("NOT-BUILT (requirement)");
}

export async function changeRequirement(
  _world: World,
  _caller: Caller,
  _input: InputOf<"changeRequirement">,
): Promise<Answer<"changeRequirement">> {
  throw new Error("NOT-BUILT (requirement)");
}
