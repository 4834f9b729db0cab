import type { PaperChart, Sheet } from "../ports";
import { drawAreas } from "./chart-areas";
import { drawBars } from "./chart-bars";
import { swatch } from "./chart-fills";
import { type Drawing, type Ground, textWidth } from "./chart-ground";
import { type Html, html } from "./markup";

/** Quarters of a millimetre across the page, between its margins. */
const WIDTH = { upright: 712, across: 1060 } as const;
const LEGEND_LINE = 22;

/**
 * A chart as SVG with the legend above it, black on white: areas where points are as many as it takes for a line,
 * else bars. `name` tells its fills from those of other charts in the document.
 */
export function drawChart(name: string, chart: PaperChart, page: keyof typeof WIDTH, sheet: Sheet): Html {
  const width = WIDTH[page];
  const ground = { width, name, sheet };
  const legend = drawLegend(chart, ground);
  const drawing =
    chart.draw === "areas" && chart.points.length > 1 ? drawAreas(chart, ground) : drawBars(chart, ground);
  const about = `${chart.unit}: ${chart.series.map(({ label }) => label).join(", ")}`;
  return html`<figure class="chart"><svg viewBox="0 0 ${width} ${legend.height + drawing.height}" role="img" aria-label="${about}">
${legend.marks}<g transform="translate(0 ${legend.height})">${drawing.marks}</g></svg></figure>`;
}

/** What is counted, then the name of every fill, in as many lines as they take. */
function drawLegend({ unit, series }: PaperChart, { width, name }: Ground): Drawing {
  const first = textWidth(unit) + 24;
  let x = first;
  let line = 0;
  const keys = series.map(({ label }, index) => {
    const room = 24 + textWidth(label) + 20;
    if (x + room > width && x > first) {
      x = first;
      line += 1;
    }
    const key = swatch(`${name}-key-${index}`, index, { x, y: line * LEGEND_LINE + 0.5 }, label);
    x += room;
    return key;
  });
  const marks = html`<text class="strong" x="0" y="12">${unit}</text>${keys}`;
  return { height: (line + 1) * LEGEND_LINE + 6, marks };
}
