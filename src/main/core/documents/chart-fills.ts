import { type Html, html } from "./markup";

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

type Fill = {
  readonly ground: string;
  /** Drawn over the ground, in as much as the shape lets through. */
  readonly pattern: ((box: Box) => Html) | null;
};

const INK = "#333";

/** From the darkest to white and on: each is told from every other without color, and by a copier too. */
const FILLS: readonly Fill[] = [
  { ground: INK, pattern: null },
  { ground: "#ddd", pattern: (box) => html`<path d="${slanting(box, 10)}" stroke="${INK}" stroke-width="2.4"/>` },
  { ground: "#fff", pattern: (box) => dotted(box) },
  { ground: "#bbb", pattern: null },
  { ground: "#fff", pattern: (box) => html`<path d="${level(box, 6)}" stroke="${INK}" stroke-width="1.5"/>` },
  {
    ground: "#fff",
    pattern: (box) => html`<path d="${slanting(box, 10)}${falling(box, 10)}" stroke="${INK}" stroke-width="1.2"/>`,
  },
];

/**
 * A shape filled as the series at `index` is; the seventh like the first. Lines are drawn one by one and clipped:
 * Chromium prints SVG patterns as pictures of few points, which blur on paper.
 */
export function filledShape(id: string, index: number, shape: string, box: Box): Html {
  const { ground, pattern } = FILLS[index % FILLS.length] ?? { ground: INK, pattern: null };
  const base = html`<path d="${shape}" fill="${ground}"/>`;
  if (pattern === null) return base;
  return html`<clipPath id="${id}"><path d="${shape}"/></clipPath>${base}<g clip-path="url(#${id})" fill="none">${pattern(box)}</g>`;
}

/** A legend's key: a piece of the fill, and its name. */
export function swatch(id: string, index: number, { x, y }: { x: number; y: number }, label: string): Html {
  const shape = `M${x} ${y}h18v14h-18Z`;
  return html`${filledShape(id, index, shape, { x, y, width: 18, height: 14 })}
<path d="${shape}" fill="none" stroke="#000"/><text x="${x + 24}" y="${y + 12}">${label}</text>`;
}

/** Lines that rise to the right, `apart` from each other along the edge. */
function slanting({ x, y, width, height }: Box, apart: number): string {
  return along(x - height, x + width, apart, (from) => `M${from} ${y + height}l${height} ${-height}`);
}

function falling({ x, y, width, height }: Box, apart: number): string {
  return along(x - height, x + width, apart, (from) => `M${from} ${y}l${height} ${height}`);
}

function level({ x, y, width, height }: Box, apart: number): string {
  return along(y, y + height, apart, (line) => `M${x} ${line}h${width}`);
}

/** Rows of dots: dashes as long as they are wide. */
function dotted(box: Box): Html {
  return html`<path d="${level({ ...box, x: box.x + 3 }, 6)}" stroke="${INK}" stroke-width="1.7" stroke-dasharray="1.7 4.3"/>`;
}

/**
 * What is drawn at every place from the first to the last that is a multiple of `apart`, so that pieces fit together.
 */
function along(from: number, to: number, apart: number, draw: (place: number) => string): string {
  const first = Math.ceil(from / apart) * apart;
  const count = Math.max(0, Math.floor((to - first) / apart) + 1);
  return Array.from({ length: count }, (_, index) => draw(first + index * apart)).join("");
}
