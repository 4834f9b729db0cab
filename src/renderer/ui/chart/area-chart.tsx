import { useId } from "react";
import { Area, AreaChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { AreaPoint, ChartMarker, ChartSeries } from "./chart-data";
import { ChartFrame, ChartPatterns, ChartTip, markerLetter, patternId } from "./chart-parts";
import styles from "./chart-parts.module.css";

export interface StackedAreaProps {
  /** Names the chart. */
  label: string;
  /** From the bottom of the stack up. */
  series: readonly ChartSeries[];
  points: readonly AreaPoint[];
  markers?: readonly ChartMarker[] | undefined;
  /** A moment in words: "2 Nov". */
  formatX: (x: number) => string;
  formatValue?: ((value: number) => string) | undefined;
  /** In px. */
  height?: number | undefined;
}

/** Amounts over time, one upon the other. Right and Left go from point to point. */
export function StackedArea(props: StackedAreaProps) {
  const { label, series, points, markers = [], formatX, formatValue = String, height = 240 } = props;
  const chart = useId();
  const known = points.map((point) => point.x).concat(markers.map((marker) => marker.x));
  return (
    <ChartFrame series={series}>
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 640, height }}>
        <AreaChart data={points} margin={{ top: 20, right: 12, bottom: 0, left: 0 }} aria-label={label}>
          <ChartPatterns chart={chart} series={series} />
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis
            dataKey="x"
            type="number"
            scale="time"
            domain={[Math.min(...known), Math.max(...known)]}
            tickFormatter={formatX}
            minTickGap={24}
            stroke="var(--edge)"
          />
          <YAxis allowDecimals={false} tickFormatter={formatValue} width="auto" axisLine={false} tickLine={false} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--text)" }}
            content={({ active, payload }) => {
              const point: AreaPoint | undefined = active ? payload[0]?.payload : undefined;
              if (point === undefined) return null;
              return <ChartTip title={formatX(point.x)} {...{ series, formatValue, values: point.values }} />;
            }}
          />
          {series.map((each) => (
            <Area
              key={each.key}
              name={each.label}
              dataKey={(point: AreaPoint) => point.values[each.key] ?? 0}
              stackId="all"
              fill={`url(#${patternId(chart, each)})`}
              fillOpacity={1}
              stroke={`var(--ink-${each.color})`}
              strokeWidth={1.5}
              isAnimationActive={false}
            />
          ))}
          {markers.map((marker, index) => (
            <ReferenceLine
              key={`${marker.x} ${marker.label}`}
              x={marker.x}
              stroke="var(--text)"
              strokeDasharray="4 3"
              label={{ value: markerLetter(index), position: "top", className: styles.markerLetter ?? "" }}
            />
          ))}
        </AreaChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
