import type { PaperTrouble, Waiting } from "../../../contract/refusals";
import { ok, type Result } from "../../../contract/result";
import type { SavedFile } from "../../../contract/session/views";
import type { Paper } from "../ports";
import type { Session } from "./session";

/**
 * Prints a paper, or saves it as PDF: what came out, by name; null where the person stopped it. `before` runs once it is
 * certain that something leaves, for the printer before its dialog.
 */
export async function takeOut(
  { host }: Session,
  to: "printer" | "pdf",
  paper: Paper,
  before: () => void,
): Promise<Result<SavedFile | null, PaperTrouble | Waiting>> {
  if (to === "pdf") return host.savePaper(paper, before);
  const printed = await host.printPaper(paper, before);
  if (!printed.ok) return printed;
  return ok(printed.value ? { name: paper.title } : null);
}
