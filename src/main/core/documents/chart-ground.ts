import type { PaperChart, Sheet } from "../ports";
import type { Html } from "./markup";

/** A drawing of a height, on the chart's width. */
export type Drawing = { readonly height: number; readonly marks: Html };

export type Ground = {
  readonly width: number;
  /** Tells this chart from the others in its document. */
  readonly name: string;
  /** How the practice writes numbers. */
  readonly sheet: Sheet;
};

/** About how wide a text is drawn; letters differ, and a chart cannot measure them. */
export function textWidth(text: string): number {
  return text.length * 6.7;
}

/** Whole numbers from 0 up to at least `most`, evenly apart by 1, 2 or 5 of a power of ten: five steps at most. */
export function ticksUpTo(most: number): number[] {
  const rough = Math.max(most, 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough);
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, index) => index * step);
}

/** For each point the running sums of its values: the upper edge of every series. A missing value counts nothing. */
export function stackAreas(points: PaperChart["points"], series: number): number[][] {
  return points.map(({ values }) => {
    let sum = 0;
    return Array.from({ length: series }, (_, index) => {
      sum += values[index] ?? 0;
      return sum;
    });
  });
}
