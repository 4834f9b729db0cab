/** Told apart by more than color, on paper too: every series of a chart takes another one. */
export type ChartPattern = "solid" | "lines" | "dots" | "cross" | "dashes";

export interface ChartSeries {
  key: string;
  label: string;
  color: 1 | 2 | 3 | 4 | 5;
  pattern: ChartPattern;
}

/** By the series' keys; a missing one counts as 0. */
export type ChartValues = Readonly<Record<string, number>>;

export interface AreaPoint {
  /** Epoch ms; the points come in order. */
  x: number;
  values: ChartValues;
}

export interface BarPoint {
  /** The category's name. */
  x: string;
  values: ChartValues;
}

/** A moment that matters, such as a deadline; it may lie beyond the last point. */
export interface ChartMarker {
  x: number;
  label: string;
}
