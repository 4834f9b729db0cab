import { evidenceWords as words } from "../../../contract/documents/evidence-messages";
import { documentSubject } from "../../../contract/documents/list-messages";
import { formatDate } from "../../../contract/formats";
import type { EvidencePack, Paper, Sheet } from "../ports";
import { makeDocument, signature } from "./document";
import { evidenceCover } from "./evidence-cover";
import { coverageNow, coverageOverTime } from "./evidence-coverage";
import { changes, claims, exemptions, lockouts, policy, resets } from "./evidence-records";
import { type Html, html } from "./markup";
import { ledgerInWords } from "./sign-off-sheet";

/** In the order in which they stand; the cover lists them. */
const SECTIONS = [
  ["now", coverageNow],
  ["overTime", coverageOverTime],
  ["policy", policy],
  ["changes", changes],
  ["exemptions", exemptions],
  ["resets", resets],
  ["lockouts", lockouts],
  ["claims", claims],
  ["ledger", ({ ledger }) => ledgerInWords(ledger)],
  ["sign", () => signature(words.sign.text)],
] as const satisfies readonly [keyof typeof words.sections, (pack: EvidencePack, sheet: Sheet) => Html][];

/** One document for insurers (DOCUMENT-5): what is protected, who is not and why, and what was done to it. */
export function evidencePackPaper(pack: EvidencePack, sheet: Sheet): Paper {
  const subject = documentSubject(words.title, pack.practice, formatDate(pack.madeAt, sheet));
  const headings = SECTIONS.map(([name]) => words.sections[name]);
  const sections = SECTIONS.map(([, draw], index) => section(index + 1, headings[index] ?? "", draw(pack, sheet)));
  return makeDocument({ subject, size: sheet.size, wide: false }, [evidenceCover(pack, headings, sheet), ...sections]);
}

function section(number: number, heading: string, body: Html): Html {
  return html`<section><h2>${number}. ${heading}</h2>${body}</section>`;
}
