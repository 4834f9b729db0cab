import { documentSubject } from "../../../contract/documents/list-messages";
import { paperClock, paperDate, paperWords, recoveryKitWords } from "../../../contract/documents/messages";
import { signOffWords as words } from "../../../contract/documents/sign-off-messages";
import { formatDate } from "../../../contract/formats";
import type { LedgerOnPaper, Paper, Papers, Sheet } from "../ports";
import { documentHead, makeDocument, signature } from "./document";
import { type Html, html } from "./markup";
import { listPart } from "./paper";
import { qrSvgDataUri } from "./qr";

/** The newest entry on a sheet that somebody signs and keeps elsewhere (ANCHOR-1). */
export function signOffSheetPaper(signOff: Parameters<Papers["signOffSheet"]>[0], sheet: Sheet): Paper {
  const { practice, vaultId, workstation, ledger, printedAt, printedBy } = signOff;
  const subject = documentSubject(words.title, practice, formatDate(printedAt, sheet));
  return makeDocument({ subject, size: sheet.size, wide: false }, [
    documentHead(words.title, practice),
    html`<p class="lead">${words.lead}</p>
<dl><dt>${paperWords.made}</dt><dd>${paperDate(printedAt, sheet)}, ${paperClock(printedAt, sheet)}</dd>
<dt>${words.by}</dt><dd class="lines">${printedBy}</dd>
<dt>${words.workstation}</dt><dd><span class="lines">${workstation.name}</span><span class="mono ids">${workstation.id}</span></dd>
<dt>${recoveryKitWords.vaultId}</dt><dd class="mono ids">${vaultId}</dd></dl>`,
    html`<div class="box keep"><h2>${words.entry(ledger.entries, sheet)}</h2>${ledgerInWords(ledger)}
<h3>${words.hash}</h3>${hashInGroups(ledger.headHash)}<p class="note">${words.means}</p></div>`,
    listPart("ol", words.use, words.useSteps),
    signature(words.sign),
  ]);
}

/** The entry in twelve words and in a QR code, side by side. */
export function ledgerInWords({ words: twelve, code }: LedgerOnPaper): Html {
  return html`<div class="anchor"><div><h3>${words.words}</h3>
<ol class="words">${twelve.map((word) => html`<li>${word}</li>`)}</ol><p class="note">${words.wordsAbout}</p></div>
<figure><img src="${qrSvgDataUri(code)}" alt=""><figcaption>${words.scan}</figcaption></figure></div>`;
}

/** A hash in hexadecimal, in eight groups of eight. */
export function hashInGroups(hash: string): Html {
  const groups = hash.match(/.{1,8}/gu) ?? [];
  return html`<div class="hash mono">${groups.map((group) => html`<span>${group}</span>`)}</div>`;
}
