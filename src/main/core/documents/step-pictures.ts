import { svgDataUri } from "./markup";

/** A drawing in black lines on a ground of 88 by 56. */
function drawing(...parts: readonly string[]): string {
  return svgDataUri(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 88 56" fill="none" stroke="#000" stroke-width="2" ' +
      `stroke-linecap="round" stroke-linejoin="round">${parts.join("")}</svg>`,
  );
}

const rect = (x: number, y: number, width: number, height: number, round = 0, rest = "") =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" ${rest}/>`;
const path = (d: string, rest = "") => `<path d="${d}" ${rest}/>`;
const INK = 'fill="#000" stroke="none"';
const PAPER = 'fill="#fff"';

/** Dots in a row, as typed letters show. */
const dots = (x: number, y: number, count: number) =>
  Array.from({ length: count }, (_, index) => `<circle cx="${x + index * 6}" cy="${y}" r="1.8" ${INK}/>`).join("");

const SCREEN = rect(12, 3, 64, 40, 3) + path("M38 43v8M50 43v8M30 52h28");

/** The three corners of a QR code and some of its modules, 26 wide. Not a code: nobody should scan the paper. */
const qrLike = (x: number, y: number) =>
  [
    ...[
      [0, 0],
      [17, 0],
      [0, 17],
    ].map(([dx = 0, dy = 0]) => rect(x + dx, y + dy, 8, 8) + rect(x + dx + 2.75, y + dy + 2.75, 2.5, 2.5, 0, INK)),
    path(`M${x + 12} ${y}v4m0 5v4h4m5 0h4m-17 4v0m4 4v4m5-8h4v4m4 4h-4`),
  ].join("");

const KEYS = [0, 1, 2].map((row) =>
  Array.from({ length: 9 - row }, (_, key) =>
    rect(12 + row * 3.6 + key * 7.2, 31 + row * 7.5, 4.4, 4.4, 1, 'stroke-width="1.4"'),
  ).join(""),
);

/** What the hands do at each step of a setup: pictures beside the words, never instead of them. */
export const stepPictures = {
  /** The sign-in screen with its button and a pointer. */
  screen: drawing(
    SCREEN,
    rect(28, 11, 32, 6, 1.5, 'stroke-width="1.6"'),
    rect(28, 21, 32, 8, 2, INK),
    path("M52 26l4.5 13 2.6-5 5.4-2.2z", `${PAPER} stroke-width="1.6"`),
  ),
  /** A field in three groups, being typed into, above a keyboard. */
  code: drawing(
    rect(6, 5, 76, 17, 3),
    dots(14, 13.5, 4),
    path("M37 13.5h3"),
    dots(46, 13.5, 3),
    path("M63 9v9"),
    ...KEYS,
  ),
  /** A field with hidden letters, and a padlock. */
  password: drawing(
    rect(4, 19, 52, 18, 3),
    dots(13, 28, 6),
    rect(64, 25, 20, 17, 2.5, INK),
    path("M68 25v-5a6 6 0 0 1 12 0v5"),
    '<circle cx="74" cy="32" r="2.2" fill="#fff" stroke="none"/>',
    path("M74 33v4", 'stroke="#fff"'),
  ),
  /** A phone that looks at the code on the screen. */
  phone: drawing(
    rect(3, 5, 50, 36, 3),
    path("M22 41v8M34 41v8M15 50h26"),
    qrLike(15, 10.5),
    rect(58, 9, 26, 44, 4.5, PAPER),
    path("M68 13.5h6", 'stroke-width="1.6"'),
    path("M63.5 24v-4h4M78.5 24v-4h-4M63.5 37v4h4M78.5 37v4h-4"),
    path("M62.5 30.5h17", 'stroke-dasharray="3 3" stroke-width="1.6"'),
    path("M69 48.5h4", 'stroke-width="1.6"'),
  ),
  /** A sheet with codes to tick off. */
  codes: drawing(
    path("M24 3h30l12 12v38H24zM54 3v12h12"),
    ...[21, 29, 37, 45].map((y) => rect(30, y - 2, 4, 4, 0.5, 'stroke-width="1.4"') + path(`M39 ${y}h8m4 0h8`)),
    path("M30.4 20.8l1.6 2 4-5.4", 'stroke-width="1.8"'),
  ),
} as const;
