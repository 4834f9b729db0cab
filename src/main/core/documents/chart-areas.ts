import { formatNumber } from "../../../contract/formats";
import type { PaperChart } from "../ports";
import { filledShape } from "./chart-fills";
import { type Drawing, type Ground, stackAreas, textWidth, ticksUpTo } from "./chart-ground";
import { type Html, html } from "./markup";

const HEIGHT = 230;
const TOP = 10;
const BELOW = 24;
const LABEL_LINE = 16;

type Plot = {
  readonly left: number;
  readonly right: number;
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
};

/** Series stacked on each other from the first at the bottom, over points that stand evenly apart. */
export function drawAreas(chart: PaperChart, ground: Ground): Drawing {
  const { points, series, markers = [] } = chart;
  const stack = stackAreas(points, series.length);
  const ticks = ticksUpTo(Math.max(...stack.map((column) => column.at(-1) ?? 0)));
  const plot = plotOf(chart, ticks, ground);
  const areas = series.map((_, index) => drawArea(stack, index, plot, ground));
  const marks = html`${drawTicks(ticks, plot, ground)}${areas}${drawMarkers(markers, plot)}
${dayLabels(points, plot)}${endLabels(chart, stack, plot, ground)}
<path d="M${plot.left} ${TOP}V${plot.y(0)}H${plot.right}" fill="none" stroke="#000" stroke-width="1.2"/>`;
  return { height: HEIGHT + markers.length * LABEL_LINE + 6, marks };
}

function plotOf({ points, series }: PaperChart, ticks: readonly number[], { width, sheet }: Ground): Plot {
  const top = ticks.at(-1) ?? 1;
  const last = points.at(-1)?.values ?? [];
  const ends = series.map(({ label }, index) => textWidth(`${label} ${formatNumber(last[index] ?? 0, sheet)}`));
  const left = textWidth(formatNumber(top, sheet)) + 10;
  const right = width - Math.min(Math.max(...ends) + 14, width / 3);
  const bottom = HEIGHT - BELOW;
  return {
    left,
    right,
    x: (index) => round(left + ((right - left) * index) / (points.length - 1)),
    y: (value) => round(bottom - ((bottom - TOP) * value) / top),
  };
}

/** `stack[point][series]` is the upper edge of a series at a point. */
function drawArea(
  stack: readonly (readonly number[])[],
  index: number,
  { left, right, x, y }: Plot,
  { name }: Ground,
): Html {
  const upper = stack.map((column, at) => `${x(at)} ${y(column[index] ?? 0)}`);
  const lower = stack.map((column, at) => `${x(at)} ${y(column[index - 1] ?? 0)}`);
  const shape = `M${[...upper, ...lower.reverse()].join("L")}Z`;
  const top = y(Math.max(...stack.map((column) => column[index] ?? 0)));
  const foot = y(Math.min(...stack.map((column) => column[index - 1] ?? 0)));
  const box = { x: left, y: top, width: right - left, height: foot - top };
  return html`${filledShape(`${name}-${index}`, index, shape, box)}
<path d="M${upper.join("L")}" fill="none" stroke="#000" stroke-width="1.2"/>`;
}

/** A dashed line with a number at each marked point; what the numbers mean stands below. */
function drawMarkers(markers: NonNullable<PaperChart["markers"]>, { left, x, y }: Plot): Html[] {
  return markers.map(({ point, label }, index) => {
    const at = x(point);
    return html`<path d="M${at} ${TOP}V${y(0)}" stroke="#fff" stroke-width="3.5"/>
<path d="M${at} ${TOP}V${y(0)}" stroke="#000" stroke-width="1.4" stroke-dasharray="5 3"/>
<circle cx="${at}" cy="${TOP}" r="8" fill="#fff" stroke="#000"/><text class="small" x="${at}" y="${TOP + 4}" text-anchor="middle">${index + 1}</text>
<text class="quiet" x="${left}" y="${HEIGHT + LABEL_LINE * (index + 1)}"><tspan class="strong">${index + 1}</tspan> ${label}</text>`;
  });
}

function drawTicks(ticks: readonly number[], { left, right, y }: Plot, { sheet }: Ground): Html[] {
  return ticks.map(
    (tick) => html`<path d="M${left} ${y(tick)}H${right}" stroke="#bbb" stroke-width="0.8"/>
<text class="quiet" x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${formatNumber(tick, sheet)}</text>`,
  );
}

/** The first and the last point, and evenly between them as many as there is room for. */
function dayLabels(points: PaperChart["points"], { left, right, x }: Plot): Html[] {
  const last = points.length - 1;
  const widest = Math.max(...points.map(({ label }) => textWidth(label)));
  // The first label stands to the right of its point and the last to the left, the others under theirs.
  const apart = Math.max(1, Math.ceil(((widest * 1.5 + 12) * last) / (right - left)));
  const between = points
    .map((_, index) => index)
    .filter((index) => index % apart === 0 && index > 0 && last - index >= apart);
  return [0, ...between, last].map((index) => {
    const anchor = index === 0 ? "start" : index === last ? "end" : "middle";
    return html`<path d="M${x(index)} ${HEIGHT - BELOW}v4" stroke="#000"/>
<text class="quiet" x="${x(index)}" y="${HEIGHT - 5}" text-anchor="${anchor}">${points[index]?.label ?? ""}</text>`;
  });
}

/** The name and the last value of every series, where it ends; pushed apart where they would stand on each other. */
function endLabels(
  { series, points }: PaperChart,
  stack: readonly (readonly number[])[],
  { right, y }: Plot,
  { sheet }: Ground,
): Html[] {
  const top = stack.at(-1) ?? [];
  const values = points.at(-1)?.values ?? [];
  let free = y(0) + 4;
  return series.map(({ label }, index) => {
    const middle = (y(top[index] ?? 0) + y(top[index - 1] ?? 0)) / 2 + 4;
    const line = Math.min(middle, free);
    free = line - LABEL_LINE;
    return html`<text x="${right + 8}" y="${round(line)}">${label} <tspan class="strong">${formatNumber(values[index] ?? 0, sheet)}</tspan></text>`;
  });
}

const round = (value: number) => Math.round(value * 10) / 10;
