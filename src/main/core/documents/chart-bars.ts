import { chartWords as words } from "../../../contract/documents/list-messages";
import { formatNumber } from "../../../contract/formats";
import type { PaperChart } from "../ports";
import { filledShape } from "./chart-fills";
import { type Drawing, type Ground, stackAreas, textWidth } from "./chart-ground";
import { type Html, html } from "./markup";

/** As many as fit on a page of either size, turned too. */
const MOST_BARS = 20;
const LONGEST_LABEL = 30;
const LINE = 26;
const BAR = 18;

type Bar = {
  readonly label: string;
  readonly values: readonly number[];
  readonly edges: readonly number[];
  readonly y: number;
};

/** One bar for each point, its series side by side from the first at the left; lengths share one scale. */
export function drawBars({ points, series }: PaperChart, ground: Ground): Drawing {
  const shown = points.slice(0, MOST_BARS);
  const bars = layBars(shown, series.length, ground);
  const pieces = series.map((_, index) => drawPieces(bars, index, ground));
  const foot = shown.length * LINE;
  const marks = html`${pieces}${bars.map((bar) => drawWords(bar, ground))}`;
  if (shown.length === points.length) return { height: foot + 4, marks };
  const cut = html`<text class="quiet" x="0" y="${foot + 14}">${words.barsCut(shown.length, points.length)}</text>`;
  return { height: foot + 22, marks: html`${marks}${cut}` };
}

/** `edges` are where the bar begins and where each series in it ends. */
function layBars(points: PaperChart["points"], series: number, { width, sheet }: Ground): Bar[] {
  const stack = stackAreas(points, series);
  const most = Math.max(1, ...stack.map((sums) => sums.at(-1) ?? 0));
  const left = Math.max(0, ...points.map(({ label }) => textWidth(shortened(label)))) + 12;
  const room = width - left - textWidth(formatNumber(most, sheet)) - 16;
  return points.map(({ label, values }, index) => {
    const sums = [0, ...(stack[index] ?? [])];
    return { label, values, y: index * LINE + 2, edges: sums.map((sum) => round(left + (room * sum) / most)) };
  });
}

/** All pieces of one series. */
function drawPieces(bars: readonly Bar[], index: number, { name }: Ground): Html {
  const pieces = bars.map(({ edges, y }) => {
    const [from = 0, to = 0] = edges.slice(index, index + 2);
    return to > from ? `M${from} ${y}H${to}v${BAR}H${from}Z` : "";
  });
  const shape = pieces.join("");
  if (shape === "") return html``;
  const from = Math.min(...bars.map(({ edges }) => edges[index] ?? 0));
  const to = Math.max(...bars.map(({ edges }) => edges[index + 1] ?? 0));
  const box = { x: from, y: 0, width: to - from, height: bars.length * LINE };
  return html`${filledShape(`${name}-${index}`, index, shape, box)}<path d="${shape}" fill="none" stroke="#000"/>`;
}

/** The bar's name, the value of every piece that is long enough for it, and the sum at its end. */
function drawWords({ label, values, edges, y }: Bar, { sheet }: Ground): Html {
  const plates = values.map((value, index) => {
    const [from = 0, to = 0] = edges.slice(index, index + 2);
    return drawPlate(formatNumber(value, sheet), from, to, y);
  });
  const all = values.reduce((sum, value) => sum + value, 0);
  return html`<text x="0" y="${y + 13}">${shortened(label)}</text>${plates}
<path d="M${edges[0] ?? 0} ${y - 2}v${BAR + 4}" stroke="#000" stroke-width="1.2"/>
<text class="strong" x="${round((edges.at(-1) ?? 0) + 7)}" y="${y + 13}">${formatNumber(all, sheet)}</text>`;
}

function drawPlate(text: string, from: number, to: number, y: number): Html {
  const width = textWidth(text) + 8;
  if (to - from < width + 8) return html``;
  const middle = (from + to) / 2;
  return html`<rect x="${round(middle - width / 2)}" y="${y + 2}" width="${round(width)}" height="${BAR - 4}" rx="3" fill="#fff"/>
<text x="${round(middle)}" y="${y + 13.5}" text-anchor="middle">${text}</text>`;
}

function shortened(label: string): string {
  return label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1)}…`;
}

const round = (value: number) => Math.round(value * 10) / 10;
