import type { Paper } from "../../src/main/core/ports";

/** What a reader sees: text without tags, entities read, blanks folded. */
export function readPaper({ html }: Pick<Paper, "html">): string {
  const body = html.slice(html.indexOf("<body>"));
  const text = body
    .replace(/<wbr>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/[\u2068\u2069]/g, "");
  const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  return text.replace(/&(#?\w+);/g, (whole, entity) => entities[entity] ?? whole).replace(/\s+/g, " ");
}

/** Empty stands for <!doctype. */
const OUR_TAGS = " html head meta title style body header main footer section article figure figcaption img"
  .concat(" h1 h2 h3 p div span bdi wbr strong dl dt dd ol ul li table colgroup col thead tbody tr th td")
  .concat(" svg clipPath g path rect circle text tspan")
  .split(" ");

/** What stands in a paper and is not ours: tags, whole documents within, addresses, scripts and styles on elements. */
export function strangeIn(html: string): string[] {
  const tags = Array.from(html.matchAll(/<\/?(\w*)/g), (match) => match[1] ?? "");
  const foreign = tags.filter((tag) => !OUR_TAGS.includes(tag));
  const frame = tags.filter((tag) => ["head", "style", "title", "body"].includes(tag));
  const addresses = Array.from(html.matchAll(/<[^>]*\b(?:src|href)="([^"]*)"/g), (match) => match[1] ?? "");
  const elsewhere = addresses.filter((address) => !address.startsWith("data:image/svg+xml,"));
  const references = Array.from(html.matchAll(/url\(([^)]*)\)/g), (match) => match[1] ?? "");
  const withoutValues = html.replace(/="[^"]*"/g, '=""');
  const acts = Array.from(withoutValues.matchAll(/<[^>]*\s(?:on\w+|style)=/gi), ([whole]) => whole);
  return [
    ...foreign,
    ...(frame.length === 8 ? [] : frame),
    ...elsewhere,
    ...references.filter((reference) => !reference.startsWith("#")),
    ...acts,
  ];
}

export const hostileNames = [
  ["quotes", `Dr. "Ann" O'Neill & Sons`],
  ["a script", `<script src="https://evil.example"></script><img src=x onerror=alert(1)>`],
  ["an end of the style", "</style></title></head>--><!--"],
  ["a right-to-left name", "ד״ר שרה כהן"],
  ["300 characters", "Wolfeschlegelsteinhausenbergerdorff ".repeat(9).slice(0, 300)],
] as const;
