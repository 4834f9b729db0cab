import { longDay, evidenceWords as words } from "../../../contract/documents/evidence-messages";
import { paperClock, paperDate } from "../../../contract/documents/messages";
import { formatNumber, shareOf } from "../../../contract/formats";
import type { EvidencePack, Sheet } from "../ports";
import { sentences } from "./document";
import { type Html, html } from "./markup";
import { hashInGroups } from "./sign-off-sheet";

/** Whose pack it is, its four figures, and the seal. */
export function evidenceCover(pack: EvidencePack, headings: readonly string[], sheet: Sheet): Html {
  const { period, practice } = pack;
  return html`<section class="cover"><h1>${words.heading}</h1>
<p class="whose lines"><bdi>${practice}</bdi></p>
<p class="when">${words.period(longDay(period.fromAt, sheet), longDay(period.toAt, sheet))}</p>
${particulars(pack, sheet)}${figures(pack, sheet)}${seal(pack, sheet)}
<h3>${words.cover.contents}</h3><ol class="contents">${headings.map((heading) => html`<li>${heading}</li>`)}</ol></section>`;
}

function particulars({ madeAt, madeBy, statedFilters, vaultId, workstation }: EvidencePack, sheet: Sheet): Html {
  const { cover } = words;
  const covers = statedFilters.length === 0 ? [cover.everybody] : statedFilters;
  return html`<dl><dt>${cover.made}</dt><dd>${paperDate(madeAt, sheet)}, ${paperClock(madeAt, sheet)}</dd>
<dt>${cover.by}</dt><dd class="lines">${madeBy}</dd>
<dt>${cover.covers}</dt><dd>${sentences(covers)}</dd>
<dt>${cover.vaultId}</dt><dd class="mono ids">${vaultId}</dd>
<dt>${cover.workstation}</dt><dd class="mono ids">${workstation}</dd></dl>`;
}

function figures({ now }: EvidencePack, sheet: Sheet): Html {
  const { app, text, none } = now.coverage;
  const { all, protected: guarded } = now.managers;
  const shown: readonly [string, string][] = [
    [shareOf(app + text, app + text + none, sheet), words.figures.protected(app + text, app + text + none, sheet)],
    [words.figures.of(formatNumber(guarded, sheet), formatNumber(all, sheet)), words.figures.managers],
    [formatNumber(now.overdue, sheet), words.figures.overdue],
    [formatNumber(now.exempt, sheet), words.figures.exempt],
  ];
  return html`<ul class="figures">${shown.map(([figure, about]) => html`<li><strong>${figure}</strong>${about}</li>`)}</ul>`;
}

function seal({ ledger: { entries, headHash } }: EvidencePack, sheet: Sheet): Html {
  const { heading, entries: counted, proves, check } = words.ledger;
  return html`<div class="box"><h2>${heading}</h2><p>${counted(entries, sheet)}</p>
${hashInGroups(headHash)}
<p class="note">${proves(entries, sheet)}</p><p class="note">${check(entries, sheet)}</p></div>`;
}
