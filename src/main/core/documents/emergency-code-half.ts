import { emergencyHalfWords as words } from "../../../contract/documents/emergency-code-messages";
import { paperClock, paperDate, paperWords } from "../../../contract/documents/messages";
import type { Paper, Papers, Sheet } from "../ports";
import { html } from "./markup";
import { listPart, makePaper } from "./paper";

type Half = Parameters<Papers["emergencyHalf"]>[0];

/** One half of the emergency codes (EMERGENCY-1): useless without the other, which is on another sheet. */
export function emergencyHalfPaper(printed: Half, sheet: Sheet): Paper {
  const { practice, number, half, code, lastDayAt, madeAt } = printed;
  const made = `${paperDate(madeAt, sheet)}, ${paperClock(madeAt, sheet)}`;
  const groups = code.split("-").map((group) => html`<li>${group}</li>`);
  const page = {
    heading: words.title(half),
    practice,
    shred: words.shred,
    body: html`<p class="lead">${words.lead(half)}</p>
<dl><dt>${words.codes}</dt><dd>${words.number(number, half)}</dd><dt>${words.until}</dt><dd>${paperDate(lastDayAt, sheet)}</dd>
<dt>${paperWords.made}</dt><dd>${made}</dd></dl>
<section class="box"><h2>${words.code}</h2><ol class="half mono">${groups}</ol><p class="note">${words.codeNote}</p></section>
<div class="columns"><div>${listPart("ul", words.when, words.whenRules)}<div class="section">${listPart("ul", words.keep, words.keepRules)}</div></div>
${listPart("ol", words.how, words.howSteps)}</div>
<div class="fill"><div>${words.opened.by}</div><div>${words.opened.hand}</div><div>${words.opened.on}</div></div>`,
  };
  return makePaper(sheet.size, words.subject(number, half, practice), [page]);
}
