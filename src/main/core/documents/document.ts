import { evidenceWords } from "../../../contract/documents/evidence-messages";
import type { Paper, Sheet } from "../ports";
import { type Html, html } from "./markup";
import { completePaper } from "./paper";
import { documentStyle } from "./style";

type Running = { readonly subject: string; readonly size: Sheet["size"]; readonly wide: boolean };

/** A paper that runs over as many pages as it takes; `wide` turns the page. */
export function makeDocument({ subject, size, wide }: Running, body: readonly Html[]): Paper {
  return { ...completePaper(subject, documentStyle(size, wide), body), numbered: true };
}

/** What the document is, and whose. */
export function documentHead(title: string, practice: string): Html {
  return html`<header><h1>${title}</h1><p class="lines"><bdi>${practice}</bdi></p></header>`;
}

/** Sentences below each other, as the value beside a label. */
export function sentences(texts: readonly string[]): Html[] {
  return texts.map((text) => html`<p>${text}</p>`);
}

/** A sentence, and the lines on which somebody stands for it. */
export function signature(text: string): Html {
  const { name, position, date, signature: hand } = evidenceWords.sign;
  return html`<div class="keep"><p>${text}</p>
<div class="sign"><div>${name}</div><div>${position}</div><div>${hand}</div><div>${date}</div></div></div>`;
}
