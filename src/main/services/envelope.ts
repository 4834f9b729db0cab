import type { InputOf } from "../../preload/inputs";
import type { NotNow, PaperTrouble } from "../../preload/refusals";
import type { Result } from "../../preload/result";
import type { SavedFile } from "../../preload/views";
import type { EnvelopeView } from "../../preload/views/support";
import type { Caller, World } from "./world";

/* The break-glass envelope: two halves, each useless alone, printed on two occasions (product.md 7). */

export function getEnvelope(
  _world: World,
  _caller: Caller,
  _input: InputOf<"getEnvelope">,
): Result<EnvelopeView | null> {
  throw new Error("NOT-BUILT (break-glass)");
}

export function makeEnvelopeHalf(
  _world: World,
  _caller: Caller,
  _input: InputOf<"makeEnvelopeHalf">,
): Promise<Result<SavedFile | null, NotNow | PaperTrouble>> {
  throw new Error("NOT-BUILT (break-glass)");
}

export function voidEnvelope(_world: World, _caller: Caller, _input: InputOf<"voidEnvelope">): Result<null, NotNow> {
  throw new Error("NOT-BUILT (break-glass)");
}
