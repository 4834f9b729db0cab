import type { PaperTable } from "../ports";

/** Characters that fit beside each other, on the narrower of the two sizes of paper. */
export const ROOM = { upright: 108, across: 162, half: 50 } as const;
/** Between two columns, in characters. */
const GAP = 2;
/** What is not longer than this stays on one line wherever possible: dates with their time, names of usual length. */
const UNBROKEN = 24;
/** A longer word that only a few cells have may be broken. */
const RARE_WORD = 14;
const LONGEST_TEXT = 48;
/** One text in twenty may be longer than its column is made for: it takes more lines. */
const USUAL = 0.95;

type Need = { readonly least: number; readonly best: number };

/**
 * How much of the width each column gets, in percent: as much as its usual text wants if there is room for all, else
 * at least its longest word, so that no date or figure is broken because a name beside it is long.
 */
export function columnShares({ columns, rows }: PaperTable, room: number): number[] {
  const needs = columns.map(({ label }, index) =>
    needOf(
      label,
      rows.map((row) => row[index] ?? ""),
    ),
  );
  const least = sum(needs.map((need) => need.least));
  const best = sum(needs.map((need) => need.best));
  const spare = best <= room || best === least ? 1 : Math.max(0, (room - least) / (best - least));
  const widths = needs.map((need) => need.least + (need.best - need.least) * spare);
  return widths.map((width) => (width * 100) / sum(widths));
}

function needOf(label: string, cells: readonly string[]): Need {
  const words = cells.map(longestWord);
  const text = usual(cells.map((cell) => cell.length));
  const rare = Math.min(Math.max(0, ...words), RARE_WORD);
  const common = text <= UNBROKEN ? text : Math.min(usual(words), UNBROKEN);
  // Some letters are wider than those that the room is counted in, and heads are bold.
  const least = Math.max(longestWord(label) * 1.15, rare * 1.1, common * 1.05) + GAP;
  return { least, best: Math.max(least, Math.min(Math.max(text, label.length * 1.15), LONGEST_TEXT) + GAP) };
}

/** Lines may break where blanks, hyphens and the at sign of an e-mail are. */
function longestWord(text: string): number {
  return Math.max(...text.split(/[\s@-]+/).map((word) => word.length));
}

function usual(lengths: readonly number[]): number {
  const sorted = lengths.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * USUAL) - 1)] ?? 0;
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
