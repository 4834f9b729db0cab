import { paperWords } from "../../../contract/documents/messages";
import type { Paper, Sheet } from "../ports";
import { type Html, html, htmlText } from "./markup";
import { paperCsp, sheetStyle } from "./style";

/** One page: a heading, the practice's name and, at its foot, what becomes of it. */
export type Page = { heading: string; practice: string; shred: string; body: Html };

/** Papers that are one page each: whatever stands on a page, the next one begins on paper of its own. */
export function makePaper(size: Sheet["size"], subject: string, pages: readonly Page[]): Paper {
  return completePaper(subject, sheetStyle(size), pages.map(drawPage));
}

function drawPage({ heading, practice, shred, body }: Page): Html {
  return html`<article class="sheet"><header><h1>${heading}</h1><p class="lines"><bdi>${practice}</bdi></p></header>
<main>${body}</main>
<footer><strong>${shred}</strong><span>${paperWords.madeWith}</span></footer></article>`;
}

/**
 * A complete document that needs nothing else, no script, no file, no network. Print it with the page size that it
 * names. `style` is one of style.ts: the one text that must stay as its hash knows it; it is ours, and holds no value.
 */
export function completePaper(subject: string, style: string, body: readonly Html[]): Paper {
  const head = html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${paperCsp(style)}">
<title>${subject}</title>`;
  return {
    title: subject,
    html: `<!doctype html>\n<html lang="en"><head>${htmlText(head)}\n<style>${style}</style></head>\n<body>${body.map(htmlText).join("\n")}</body></html>\n`,
  };
}

/** A heading above things to do in order, or rules to keep. */
export function listPart(list: "ol" | "ul", heading: string, items: readonly string[]): Html {
  const lines = items.map((item) => html`<li>${item}</li>`);
  const part = list === "ol" ? html`<ol>${lines}</ol>` : html`<ul>${lines}</ul>`;
  return html`<section><h2>${heading}</h2>${part}</section>`;
}
