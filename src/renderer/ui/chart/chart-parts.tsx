import { type KeyboardEventHandler, type ReactNode, useId } from "react";
import type { ChartMarker, ChartPattern, ChartSeries, ChartValues } from "./chart-data";
import styles from "./chart-parts.module.css";

export interface ChartFrameProps {
  series: readonly ChartSeries[];
  onKeyDownCapture?: KeyboardEventHandler | undefined;
  children: ReactNode;
}

/** The drawing, and above it what the patterns mean. */
export function ChartFrame({ series, onKeyDownCapture, children }: ChartFrameProps) {
  return (
    <div className={styles.chart}>
      <ul className={styles.legend}>
        {series.map((each) => (
          <li key={each.key} className={styles.entry}>
            <Swatch series={each} />
            {each.label}
          </li>
        ))}
      </ul>
      <div className={styles.drawing} onKeyDownCapture={onKeyDownCapture}>
        {children}
      </div>
    </div>
  );
}

export interface ChartMarkersProps {
  markers: readonly ChartMarker[];
  formatX: (x: number) => string;
}

/** What the letters in the drawing mean. */
export function ChartMarkers({ markers, formatX }: ChartMarkersProps) {
  if (markers.length === 0) return null;
  return (
    <ol className={styles.legend}>
      {markers.map((marker, index) => (
        <li key={`${marker.x} ${marker.label}`} className={styles.entry}>
          <span className={styles.letter}>{markerLetter(index)}</span> {formatX(marker.x)}: {marker.label}
        </li>
      ))}
    </ol>
  );
}

export function markerLetter(index: number): string {
  return String.fromCharCode("A".charCodeAt(0) + (index % 26));
}

/** The name of a series' pattern in the page, `chart` being the chart's own id. */
export function patternId(chart: string, series: ChartSeries): string {
  return `${chart}-${series.color}-${series.pattern}`;
}

/** What the series of a chart are filled with: `fill="url(#…)"`. */
export function ChartPatterns({ chart, series }: { chart: string; series: readonly ChartSeries[] }) {
  return (
    <defs>
      {series.map((each) => (
        <Pattern key={each.key} id={patternId(chart, each)} series={each} />
      ))}
    </defs>
  );
}

function Pattern({ id, series: { color, pattern } }: { id: string; series: ChartSeries }) {
  return (
    <pattern id={id} width={8} height={8} patternUnits="userSpaceOnUse" className={styles.pattern} data-color={color}>
      <rect width={8} height={8} className={pattern === "solid" ? styles.solid : styles.tint} />
      {MARKS[pattern]}
    </pattern>
  );
}

const MARKS: Readonly<Record<ChartPattern, ReactNode>> = {
  solid: null,
  lines: <path d="M-2 2l4-4M0 8l8-8M6 10l4-4" className={styles.stroke} />,
  dots: <path d="M2 2h.01M6 6h.01" className={styles.dot} />,
  cross: <path d="M0 0l8 8M0 8l8-8" className={styles.stroke} />,
  dashes: <path d="M0 2h4M4 6h4" className={styles.stroke} />,
};

/** A small piece of a series' pattern, beside its name. */
function Swatch({ series }: { series: ChartSeries }) {
  const id = useId();
  return (
    <svg width={16} height={12} aria-hidden="true" className={styles.swatch} data-color={series.color}>
      <Pattern id={id} series={series} />
      <rect x={0.5} y={0.5} width={15} height={11} rx={2} fill={`url(#${id})`} className={styles.edge} />
    </svg>
  );
}

export interface ChartTipProps {
  title: string;
  series: readonly ChartSeries[];
  values: ChartValues;
  formatValue: (value: number) => string;
}

/** What one point says; read out when the arrow keys come to it. */
export function ChartTip({ title, series, values, formatValue }: ChartTipProps) {
  return (
    <div className={styles.tip} role="status">
      <p className={styles.tipTitle}>{title}</p>
      <ul>
        {series.toReversed().map((each) => (
          <li key={each.key} className={styles.entry}>
            <Swatch series={each} />
            <span className={styles.tipLabel}>{each.label}</span> <span>{formatValue(values[each.key] ?? 0)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
