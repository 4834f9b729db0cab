import type { InputOf, Reply } from "../../../contract/methods";
import type { NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { Asking } from "../asking";
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

/** Prints a paper at hand. */
export function printPaper(
  _context: VaultContext,
  { session }: Caller,
  { paper, size }: InputOf<"printPaper">,
): Asking<Reply<"printPaper">> | Reply<"printPaper"> {
  const taken = takePaper(session, paper, size);
  if (!taken.ok) return taken;
  return {
    ...{ to: "printer", name: taken.value.title },
    canceled: ok(null),
    commit: () => takePaper(session, paper, size),
    done: () => ok(null),
  };
}

/** Saves a paper at hand as PDF; null when the person chose no place. */
export function savePaper(
  _context: VaultContext,
  { session }: Caller,
  { paper, size }: InputOf<"savePaper">,
): Asking<Reply<"savePaper">> | Reply<"savePaper"> {
  const taken = takePaper(session, paper, size);
  if (!taken.ok) return taken;
  return {
    ...{ to: "pdf", name: taken.value.title },
    canceled: ok(null),
    commit: () => takePaper(session, paper, size),
    done: (name) => ok({ name }),
  };
}

/** Puts the recovery codes that are at hand on the clipboard, for a while. */
export function copyRecoveryCodes(
  _context: VaultContext,
  { session }: Caller,
  _input: InputOf<"copyRecoveryCodes">,
): Asking<Reply<"copyRecoveryCodes">> | Reply<"copyRecoveryCodes"> {
  const textNow = (): Result<string, NotNow> => {
    const text = session.papers.get("recovery-codes")?.text;
    return text == null ? refuse({ code: "not-now", because: "no-paper" }) : ok(text);
  };
  const text = textNow();
  if (!text.ok) return text;
  return { ...{ to: "clipboard", name: "" }, canceled: ok(null), commit: textNow, done: () => ok(null) };
}

/** The paper for printing or saving; refused once it is no longer at hand. */
export function takePaper(session: Session, kind: PaperKind, size: Sheet["size"]): Result<Paper, NotNow> {
  const paper = session.papers.get(kind);
  return paper === undefined ? refuse({ code: "not-now", because: "no-paper" }) : ok(paper.draw(size));
}
