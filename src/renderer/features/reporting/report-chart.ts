import { formatDate, formatNumber, type Place } from "../../../contract/formats";
import type { ReportChart } from "../../../contract/reporting/views";
import type { ChartOf } from "../../ui/chart/chart-card";
import type { ChartPattern, ChartSeries } from "../../ui/chart/chart-data";

const patterns: readonly ChartPattern[] = ["solid", "lines", "dots", "cross", "dashes"];
/** Whoever has no second factor is drawn in gray, wherever it stands. */
const colors: Readonly<Record<string, ChartSeries["color"]>> = { app: 3, text: 2, none: 5 };
const others = [1, 2, 3, 4, 5] as const;

/** A report's chart as the charts' primitives draw it; days stand at their midnight in UTC. */
export function chartOf({ is, series, points, markers }: ReportChart, place: Place): ChartOf {
  const drawn = series.map(({ key, label }, index): ChartSeries => {
    const color = isOfMethods(series) ? colors[key] : undefined;
    return { key, label, color: color ?? others[index % others.length] ?? 1, pattern: patternAt(index) };
  });
  const formatValue = (count: number) => formatNumber(count, place);
  if (is === "bars") return { kind: "bars", series: drawn, points, formatValue };
  return {
    kind: "area",
    series: drawn,
    points: points.map(({ x, values }) => ({ x: Date.parse(x), values })),
    markers: markers.map(({ x, label }) => ({ x: Date.parse(x), label })),
    formatX: (x) => formatDate(x, { region: place.region, timeZone: "UTC" }),
    formatValue,
  };
}

/** Where the colors begin again, the patterns go on: no two series look alike. */
function patternAt(index: number): ChartPattern {
  return patterns[(index + Math.floor(index / others.length)) % patterns.length] ?? "solid";
}

function isOfMethods(series: ReportChart["series"]): boolean {
  return series.length === 3 && series.every(({ key }) => key in colors);
}
