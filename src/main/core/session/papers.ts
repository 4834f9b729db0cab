import type { InputOf } from "../../../contract/methods";
import type { NotNow, PaperTrouble } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { SavedFile } from "../../../contract/session/views";
import type { VaultContext } from "../context";
import type { Paper, Sheet } from "../ports";
import { thePractice } from "../store/practice";
import type { Caller, PaperKind, Session } from "./session";

/** Keeps a revealed paper at hand until it is stored, or the session is locked or ended. `draw` gets the sheet to fill. */
export function keepPaper(
  context: VaultContext,
  session: Session,
  kind: PaperKind,
  draw: (sheet: Sheet) => Paper,
  text: string | null,
): void {
  const { region, timeZone } = thePractice(context.db);
  session.papers.set(kind, { draw: (size) => draw({ size, region, timeZone }), text });
}

/** Opens the system's print dialog for a paper at hand. */
export async function printPaper(
  _context: VaultContext,
  { session }: Caller,
  { paper, size }: InputOf<"printPaper">,
): Promise<Result<null, NotNow | PaperTrouble>> {
  const taken = takePaper(session, paper, size);
  const printed = taken.ok ? await session.host.printPaper(taken.value, () => {}) : taken;
  return printed.ok ? ok(null) : printed;
}

/** Saves a paper at hand as PDF; null when the person chose no place. */
export async function savePaper(
  _context: VaultContext,
  { session }: Caller,
  { paper, size }: InputOf<"savePaper">,
): Promise<Result<SavedFile | null, NotNow | PaperTrouble>> {
  const taken = takePaper(session, paper, size);
  return taken.ok ? session.host.savePaper(taken.value, () => {}) : taken;
}

/** Puts the recovery codes that are at hand on the clipboard, for a while. */
export async function copyRecoveryCodes(
  _context: VaultContext,
  { session }: Caller,
  _input: InputOf<"copyRecoveryCodes">,
): Promise<Result<null, NotNow>> {
  const text = session.papers.get("recovery-codes")?.text;
  if (text == null) return refuse({ code: "not-now", because: "no-paper" });
  await session.host.copy(text);
  return ok(null);
}

/** The paper for printing or saving; refused once it is no longer at hand. */
export function takePaper(session: Session, kind: PaperKind, size: Sheet["size"]): Result<Paper, NotNow> {
  const paper = session.papers.get(kind);
  return paper === undefined ? refuse({ code: "not-now", because: "no-paper" }) : ok(paper.draw(size));
}
