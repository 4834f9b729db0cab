import { paperDate, paperWords, recoveryCodesWords as words } from "../../../contract/documents/messages";
import type { Paper, Papers, Sheet } from "../ports";
import { html } from "./markup";
import { listPart, makePaper } from "./paper";

/** `codes` as shown to people; `madeAt` in epoch ms; `stillStuck` is the practice's setting: whom to call. */
type RecoveryCodeSheet = Parameters<Papers["recoveryCodes"]>[0];

/** The single-use codes that a person keeps on paper (TOKEN-12). */
export function recoveryCodesPaper(codeSheet: RecoveryCodeSheet, sheet: Sheet): Paper {
  const { practice, name, codes, first, madeAt, stillStuck } = codeSheet;
  const made = paperDate(madeAt, sheet);
  const page = {
    heading: words.title,
    practice,
    shred: words.shred,
    body: html`<p class="lead">${codes.length === 1 ? words.leadOfOne(first) : words.lead}</p>
<dl><dt>${paperWords.name}</dt><dd class="lines"><bdi>${name}</bdi></dd><dt>${paperWords.made}</dt><dd>${made}</dd></dl>
<section class="box"><h2>${words.codes(codes.length)}</h2>
<ol class="codes mono">${codes.map((code, index) => html`<li><span class="number">${first + index}</span>${code}</li>`)}</ol></section>
<div class="columns">${listPart("ol", words.use, words.useSteps)}${listPart("ul", words.keep, words.keepRules)}</div>
${stillStuck === null ? "" : html`<p class="help lines section">${paperWords.stillStuck(stillStuck)}</p>`}`,
  };
  return makePaper(sheet.size, words.subject(name), [page]);
}
