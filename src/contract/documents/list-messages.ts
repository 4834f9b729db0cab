/** Lists and reports on paper. */

import { formatNumber, type Place } from "../formats";
import { undirected } from "./messages";

/** A file's name sorts by its day: "People of Maple Street Family Practice, 2 Nov 2026". */
export const documentSubject = (title: string, practice: string, day: string) =>
  `${undirected(title)} of ${undirected(practice)}, ${day}`;

export const listPaperWords = {
  shown: "Shown",
  everything: "Everything; nothing was left out.",
  rows: "Rows",
  printed: "Printed",
  none: "There is nothing in this list.",
  cut: (shown: number, all: number, place: Place) =>
    `Only the first ${formatNumber(shown, place)} of ${formatNumber(all, place)} rows stand here: a longer list is not for paper. Export it to have all of them.`,
} as const;

export const reportPaperWords = {
  figures: "The figures",
} as const;

export const chartWords = {
  barsCut: (shown: number, all: number) => `The first ${shown} of ${all} are drawn; the table has all of them.`,
} as const;
