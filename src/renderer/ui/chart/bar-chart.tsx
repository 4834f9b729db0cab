import { type KeyboardEvent as Pressed, useId } from "react";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { BarPoint, ChartSeries } from "./chart-data";
import { ChartFrame, ChartPatterns, ChartTip, patternId } from "./chart-parts";

export interface StackedBarsProps {
  /** Names the chart. */
  label: string;
  /** From where the bars begin. */
  series: readonly ChartSeries[];
  points: readonly BarPoint[];
  formatValue?: ((value: number) => string) | undefined;
  /** "rows": one bar below the other, for names; "columns": one beside the other, for months. */
  layout?: "rows" | "columns" | undefined;
  /** In px; rows take what they need. */
  height?: number | undefined;
}

/** Amounts by category, one after the other in a bar each. The arrow keys go from bar to bar. */
export function StackedBars(props: StackedBarsProps) {
  const { label, series, points, formatValue = String, layout = "rows" } = props;
  const rows = layout === "rows";
  const { height = rows ? 40 + points.length * 36 : 240 } = props;
  const chart = useId();
  const categories = { dataKey: "x", type: "category", stroke: "var(--edge)", tickLine: false } as const;
  const amounts = {
    type: "number",
    allowDecimals: false,
    tickFormatter: formatValue,
    axisLine: false,
    tickLine: false,
  } as const;
  return (
    <ChartFrame series={series} onKeyDownCapture={rows ? turnArrows : undefined}>
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 640, height }}>
        <BarChart
          data={points}
          layout={rows ? "vertical" : "horizontal"}
          margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
          aria-label={label}
        >
          <ChartPatterns chart={chart} series={series} />
          <CartesianGrid vertical={rows} horizontal={!rows} stroke="var(--border)" />
          {rows ? <XAxis {...amounts} /> : <XAxis {...categories} />}
          {rows ? <YAxis {...categories} width="auto" /> : <YAxis {...amounts} width="auto" />}
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--hover)" }}
            content={({ active, payload }) => {
              const point: BarPoint | undefined = active ? payload[0]?.payload : undefined;
              if (point === undefined) return null;
              return <ChartTip title={point.x} {...{ series, formatValue, values: point.values }} />;
            }}
          />
          {series.map((each) => (
            <Bar
              key={each.key}
              name={each.label}
              dataKey={(point: BarPoint) => point.values[each.key] ?? 0}
              stackId="all"
              maxBarSize={28}
              fill={`url(#${patternId(chart, each)})`}
              stroke={`var(--ink-${each.color})`}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

const TURNED: Readonly<Record<string, string>> = {
  ArrowDown: "ArrowLeft",
  ArrowRight: "ArrowLeft",
  ArrowUp: "ArrowRight",
  ArrowLeft: "ArrowRight",
};

/** In rows the library goes down by Left and up by Right, and knows no other arrows. */
function turnArrows(event: Pressed) {
  const key = TURNED[event.key];
  if (key === undefined || event.code === "turned") return;
  event.preventDefault();
  event.stopPropagation();
  event.target.dispatchEvent(new KeyboardEvent("keydown", { key, code: "turned", bubbles: true }));
}
