const MARKUP = Symbol("markup");

/** HTML that was made by `html`; nothing else is ever put into a document unescaped. */
export type Html = { readonly [MARKUP]: string };

type Value = string | number | Html | readonly Html[];

/** HTML from a template; every value is escaped, save what was itself made by `html`. Attributes need their quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  const text = parts.reduce((done, part, at) => done + markupOf(values[at - 1] ?? "") + part);
  return { [MARKUP]: text };
}

/** The characters to write to a file or load into a window. */
export function htmlText(markup: Html): string {
  return markup[MARKUP];
}

function markupOf(value: Value): string {
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  return MARKUP in value ? value[MARKUP] : value.map(markupOf).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Control characters become visible as U+FFFD: HTML allows them nowhere, escaped or not. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "").replace(/[^\P{Cc}\t\n\r]/gu, "\uFFFD");
}

/** An SVG picture as an address that papers and windows may load (CSP `img-src data:`). */
export function svgDataUri(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
