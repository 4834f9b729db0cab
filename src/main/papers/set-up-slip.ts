import { paperClock, paperDate, paperWords, setUpSlipWords as words } from "../../preload/messages/papers";
import type { Paper, Papers, Sheet } from "../outside/types";
import { html } from "./markup";
import { makePaper } from "./paper";

/**
 * `setUpCode` as shown to people; `validUntilAt` in epoch ms; `stillStuck` is the practice's setting: whom to call.
 * The code starts an account (`choose-password`), or lets somebody with a password enrol a phone again.
 */
type SetUpSlip = Parameters<Papers["setUpSlip"]>[0];

/** One person's set-up code with what to do with it (product.md 5, Enrolment sheets). */
export function setUpSlipPaper(slip: SetUpSlip, sheet: Sheet): Paper {
  const { practice, name, email, setUpCode, validUntilAt, purpose, stillStuck } = slip;
  const steps = words.stepsFor[purpose](slip.kind);
  return makePaper(sheet.size, {
    subject: words.subject(name),
    heading: words.title,
    practice,
    shred: words.shred,
    body: html`<p class="lead">${words.lead[purpose]}</p>
<dl><dt>${paperWords.name}</dt><dd class="lines"><bdi>${name}</bdi></dd><dt>${words.signInName}</dt><dd><bdi>${email}</bdi></dd></dl>
<section class="box slip">
<div><h2>${words.code}</h2><p class="code mono">${setUpCode}</p></div>
<p class="until">${words.validUntil}<strong>${paperDate(validUntilAt, sheet)}</strong>${paperClock(validUntilAt, sheet)}</p>
</section>
<section class="section"><h2>${words.steps}</h2><ol class="steps">
${steps.map(({ what, how }) => html`<li><strong>${what}</strong>${how}</li>`)}</ol></section>
<p>${words.secret}</p>
${stillStuck === null ? "" : html`<p class="help lines">${paperWords.stillStuck(stillStuck)}</p>`}`,
  });
}
