import type { PointerEvent } from "react";
import type { PeopleSettings } from "../../../contract/people/views";
import { COLUMN_WIDTH, type PeopleColumn } from "../../../contract/vocabulary";
import { followPointer } from "../../ui/follow-pointer";
import { columnWidths } from "./people-columns";

type Widths = PeopleSettings["widths"];

const bounded = (px: number) => Math.min(Math.max(px, COLUMN_WIDTH.least), COLUMN_WIDTH.most);

/** All columns as wide as they are drawn, but one wider, by so many px, or narrower: no other column moves for it. */
export function resizeColumn(
  frame: HTMLElement | null,
  column: PeopleColumn,
  { columns, widths }: Pick<PeopleSettings, "columns" | "widths">,
  by: number,
): Widths {
  const drawn = drawnWidths(frame === null ? [] : headsIn(frame));
  // Where nobody fits the filter there is no list to measure.
  const known = Object.fromEntries(columns.map((one) => [one, drawn[one] ?? widths[one] ?? columnWidths[one]]));
  return { ...widths, ...known, [column]: bounded((known[column] ?? columnWidths[column]) + by) };
}

/** Has the end of a column follow the pointer. Only the head is touched on the way; the widths are told at the end. */
export function dragColumn(
  event: PointerEvent<HTMLElement>,
  column: PeopleColumn,
  widths: Widths,
  onWidths: (widths: Widths) => void,
): void {
  const frame = event.currentTarget.closest<HTMLElement>("[data-columns]");
  const head = event.currentTarget.closest<HTMLElement>("[data-column]");
  if (frame === null || head === null) return;
  const heads = headsIn(frame);
  const before = heads.map(({ style }) => style.width);
  const drawn = drawnWidths(heads);
  const wanted = (by: number) => bounded((drawn[column] ?? columnWidths[column]) + by);
  const sized = frame.dataset["sized"];
  followPointer(event, {
    onMove: (by) => {
      frame.dataset["sized"] = "true";
      for (const one of heads) one.style.width = `${drawn[one.dataset["column"] as PeopleColumn]}px`;
      head.style.width = `${wanted(by)}px`;
    },
    onEnd: (by) => onWidths({ ...widths, ...drawn, [column]: wanted(by) }),
    onCancel: () => {
      if (sized === undefined) delete frame.dataset["sized"];
      heads.forEach((one, index) => {
        one.style.width = before[index] ?? "";
      });
    },
  });
}

function headsIn(frame: HTMLElement): HTMLElement[] {
  return Array.from(frame.querySelectorAll<HTMLElement>("[data-column]"));
}

/** In whole px, which together need no more room than there is. */
function drawnWidths(heads: readonly HTMLElement[]): Widths {
  const drawn = heads.map((head) => [head.dataset["column"], Math.floor(head.getBoundingClientRect().width)] as const);
  return Object.fromEntries(drawn.filter(([, px]) => px > 0).map(([column, px]) => [column, bounded(px)]));
}
