import {
  enrollmentSheetsWords,
  paperClock,
  paperDate,
  paperWords,
  sealedSheetWords as sealedWords,
  setupSlipWords as words,
} from "../../../contract/documents/messages";
import type { Paper, Papers, Sheet, SheetPerson } from "../ports";
import { type Html, html } from "./markup";
import { makePaper, type Page } from "./paper";
import { stepPictures } from "./step-pictures";

/** Longer ones are set smaller, so that all of them leave room for what follows. */
const LONG_EMAIL = 80;

type EnrollmentSheets = Parameters<Papers["enrollmentSheets"]>[0];

/** One document with a page for each person, in the order given (DOCUMENT-3). */
export function enrollmentSheetsPaper(sheets: EnrollmentSheets, sheet: Sheet): Paper {
  const pages = sheets.people.map((person) => setupPage(person, sheets, sheet));
  return makePaper(sheet.size, enrollmentSheetsWords.subject(sheets.practice), pages);
}

/** A person's setup code with what to do with it; `stillStuck` is the practice's setting: whom to call. */
function setupPage(
  { name, email, accountType, setupCode, validUntilAt, purpose, sealed }: SheetPerson,
  { practice, stillStuck }: Pick<EnrollmentSheets, "practice" | "stillStuck">,
  sheet: Sheet,
): Page {
  const steps = words.stepsFor[purpose](accountType, sealed !== null);
  return {
    heading: words.title,
    practice,
    shred: words.shred,
    body: html`<p class="lead">${words.lead[purpose]}</p>
<dl><dt>${paperWords.name}</dt><dd class="lines"><bdi>${name}</bdi></dd><dt>${words.signInName}</dt><dd class="${email.length > LONG_EMAIL ? "fine" : ""}"><bdi>${email}</bdi></dd></dl>
<section class="box slip">
<div><h2>${words.code}</h2><p class="code mono">${setupCode}</p></div>
<p class="until">${words.validUntil}<strong>${paperDate(validUntilAt, sheet)}</strong>${paperClock(validUntilAt, sheet)}</p>
</section>
<section class="section"><h2>${words.steps}</h2><ol class="steps">
${steps.map(({ picture, what, how }) => html`<li><img src="${stepPictures[picture]}" alt=""><div><strong>${what}</strong>${how}</div></li>`)}</ol></section>
<p>${words.secret}</p>
${stillStuck === null ? "" : html`<p class="help lines">${paperWords.stillStuck(stillStuck)}</p>`}
${sealed === null ? "" : sealedPart(sealed)}`,
  };
}

/** What is folded in: a key and its QR code, black on white with its margin, at least 45 mm without it. */
function sealedPart({ qr, key }: NonNullable<SheetPerson["sealed"]>): Html {
  const groups = key.split(" ").map((group) => html`<li>${group}</li>`);
  return html`<section class="fold"><h2>${sealedWords.fold}</h2>
<div><figure><img src="${qr}" alt=""></figure>
<div><p><strong>${sealedWords.who}</strong></p><p>${sealedWords.replaced}</p>
<h3>${sealedWords.scan}</h3><h3>${sealedWords.key}</h3><ul class="mono">${groups}</ul></div></div></section>`;
}

type SetupSlip = Parameters<Papers["setupSlip"]>[0];

/** One person's setup code with what to do with it: the enrollment sheet of one. */
export function setupSlipPaper(slip: SetupSlip, sheet: Sheet): Paper {
  return makePaper(sheet.size, words.subject(slip.name), [setupPage(slip, slip, sheet)]);
}
