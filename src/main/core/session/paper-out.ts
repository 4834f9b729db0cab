import type { PaperTrouble, Waiting } from "../../../contract/refusals";
import { ok, type Result } from "../../../contract/result";
import type { SavedFile } from "../../../contract/views";
import type { World } from "../context";
import type { Paper } from "../ports";

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
