import type { Answer } from "../../preload/contract";
import type { InputOf } from "../../preload/inputs";
import type { Caller, World } from "./world";

export async function chooseImportFile(
  _world: World,
  _caller: Caller,
  _input: InputOf<"chooseImportFile">,
): Promise<Answer<"chooseImportFile">> {
  throw new Error("NOT-BUILT (import)");
}

export async function rehearseImport(
  _world: World,
  _caller: Caller,
  _input: InputOf<"rehearseImport">,
): Promise<Answer<"rehearseImport">> {
  throw new Error("NOT-BUILT (import)");
}

export async function listImportRows(
  _world: World,
  _caller: Caller,
  _input: InputOf<"listImportRows">,
): Promise<Answer<"listImportRows">> {
  throw new Error("NOT-BUILT (import)");
}

export async function saveImportProblems(
  _world: World,
  _caller: Caller,
  _input: InputOf<"saveImportProblems">,
): Promise<Answer<"saveImportProblems">> {
  throw new Error("NOT-BUILT (import)");
}

export async function runImport(
  _world: World,
  _caller: Caller,
  _input: InputOf<"runImport">,
): Promise<Answer<"runImport">> {
  throw new Error("NOT-BUILT (import)");
}

export async function listImports(
  _world: World,
  _caller: Caller,
  _input: InputOf<"listImports">,
): Promise<Answer<"listImports">> {
  throw new Error("NOT-BUILT (import)");
}

export async function undoImport(
  _world: World,
  _caller: Caller,
  _input: InputOf<"undoImport">,
): Promise<Answer<"undoImport">> {
  throw new Error("NOT-BUILT (import)");
}
