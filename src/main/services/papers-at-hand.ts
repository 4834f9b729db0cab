import type { NotNow } from "../../preload/refusals";
import { ok, type Result, refuse } from "../../preload/result";
import type { Paper, Sheet } from "../outside/types";
import { thePractice } from "../store/practice";
import type { PaperKind, World } from "./world";

/** Keeps a revealed paper at hand until it is stored, or the session is locked or ended. `draw` gets the sheet to fill. */
export function keepPaper(world: World, kind: PaperKind, draw: (sheet: Sheet) => Paper, text: string | null): void {
  const { region, timeZone } = thePractice(world.db);
  world.memory.papers.set(kind, { draw: (size) => draw({ size, region, timeZone }), text });
}

/** The paper for printing or saving; refused once it is no longer at hand. */
export function takePaper(world: World, kind: PaperKind, size: Sheet["size"]): Result<Paper, NotNow> {
  const paper = world.memory.papers.get(kind);
  return paper === undefined ? refuse({ code: "not-now", because: "no-paper" }) : ok(paper.draw(size));
}
