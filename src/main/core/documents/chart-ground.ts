import type { Sheet } from "../ports";
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
