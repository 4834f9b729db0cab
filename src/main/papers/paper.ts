import { paperWords } from "../../preload/messages/papers";
import type { Paper, Sheet } from "../outside/types";
import { type Html, html, htmlText } from "./markup";
import { paperCsp, paperStyle } from "./style";

type Parts = { subject: string; heading: string; practice: string; shred: string; body: Html };

/**
 * One page with a heading, the practice's name and, at its foot, what becomes of it: a complete document that needs
 * nothing else, no script, no file, no network. Print it with the page size that it names.
 */
export function makePaper(size: Sheet["size"], parts: Parts): Paper {
  const { subject, heading, practice, shred, body } = parts;
  const head = html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${paperCsp}">
<title>${subject}</title>`;
  const page = html`<header><h1>${heading}</h1><p class="lines"><bdi>${practice}</bdi></p></header>
<main>${body}</main>
<footer><strong>${shred}</strong><span>${paperWords.madeWith}</span></footer>`;
  // The style is the one text that must stay as its hash knows it; it is ours, and holds no value.
  const style = `<style>${paperStyle(size)}</style>`;
  return {
    title: subject,
    html: `<!doctype html>\n<html lang="en"><head>${htmlText(head)}\n${style}</head>\n<body>${htmlText(page)}</body></html>\n`,
  };
}

/** A heading above things to do in order, or rules to keep. */
export function listPart(list: "ol" | "ul", heading: string, items: readonly string[]): Html {
  const lines = items.map((item) => html`<li>${item}</li>`);
  const part = list === "ol" ? html`<ol>${lines}</ol>` : html`<ul>${lines}</ul>`;
  return html`<section><h2>${heading}</h2>${part}</section>`;
}
