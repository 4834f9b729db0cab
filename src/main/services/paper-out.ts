import type { PaperTrouble, Waiting } from "../../preload/refusals";
import { ok, type Result } from "../../preload/result";
import type { SavedFile } from "../../preload/views";
import type { Paper } from "../outside/types";
import type { World } from "./world";

/**
 * Prints a paper, or saves it as PDF: what came out, by name; null where the person stopped it. `before` runs once it is
 * certain that something leaves, for the printer before its dialog.
 */
export async function takeOut(
  world: World,
  to: "printer" | "pdf",
  paper: Paper,
  before: () => void,
): Promise<Result<SavedFile | null, PaperTrouble | Waiting>> {
  if (to === "pdf") return world.savePaper(paper, before);
  const printed = await world.printPaper(paper, before);
  if (!printed.ok) return printed;
  return ok(printed.value ? { name: paper.title } : null);
}
