import { paperClock, paperDate, paperWords, recoveryKitWords as words } from "../../../contract/documents/messages";
import type { Paper, Papers, Sheet } from "../ports";
import { type Html, html } from "./markup";
import { listPart, makePaper } from "./paper";
import { qrSvgDataUri } from "./qr";

/** `recoveryKey` as formatted for people: groups joined by hyphens; `madeAt` in epoch ms. */
type RecoveryKit = Parameters<Papers["recoveryKit"]>[0];

/** The printed key that opens the vault without this computer (VAULT-3). */
export function recoveryKitPaper(kit: RecoveryKit, sheet: Sheet): Paper {
  const made = `${paperDate(kit.madeAt, sheet)}, ${paperClock(kit.madeAt, sheet)}`;
  const page = {
    heading: words.title,
    practice: kit.practice,
    shred: words.shred,
    body: html`<p class="lead">${words.lead}</p>
<dl><dt>${words.vaultId}</dt><dd class="mono">${kit.vaultId}</dd><dt>${words.number}</dt><dd>${kit.number}</dd>
<dt>${paperWords.made}</dt><dd>${made}</dd><dt>${words.fingerprint}</dt><dd class="mono">${kit.fingerprint}</dd></dl>
${keyBox(kit.recoveryKey)}
<div class="columns">${listPart("ol", words.use, words.useSteps)}${listPart("ul", words.keep, words.keepRules)}</div>
<div class="fill"><div>${words.kept.where}</div><div>${words.kept.by}</div><div>${words.kept.on}</div></div>`,
  };
  return makePaper(sheet.size, words.subject(kit.practice), [page]);
}

function keyBox(key: string): Html {
  const groups = key.split("-").map((group) => html`<li>${group}</li>`);
  return html`<section class="box key">
<div><h2>${words.key}</h2><ol class="groups mono">${groups}</ol><p class="note">${words.keyNote}</p></div>
<figure><img src="${qrSvgDataUri(key)}" alt=""><figcaption>${words.scan}</figcaption></figure>
</section>`;
}
