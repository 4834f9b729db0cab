import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function getReport(
  _world: World,
  _caller: Caller,
  _input: InputOf<"getReport">,
): Promise<Answer<"getReport">> {
  throw new Error("NOT-BUILT (reports)");
}

export async function exportReport(
  _world: World,
  _caller: Caller,
  _input: InputOf<"exportReport">,
): Promise<Answer<"exportReport">> {
  throw new Error("NOT-BUILT (reports)");
}
