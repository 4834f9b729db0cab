import { type SortingState, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import { peopleWords as words } from "../../../preload/messages/people";
import type { PeoplePage } from "../../../preload/views";
import { useKeptScroll } from "../../kept-state";
import { Table, TableBody, TableHead, TableHeader } from "../../ui/table";
import { columns, features, type Slot } from "./people-columns";
import { PAGE_ROWS, useRowAt } from "./people-pages";
import { PersonLine, Spacer, WaitingLine } from "./people-rows";
import styles from "./people-table.module.css";
import type { Opened, PeopleQuery } from "./people-view";
import { onRowKey } from "./row-keys";

export interface PeopleTableProps {
  query: PeopleQuery;
  first: PeoplePage;
  opened: Opened | null;
  onSort: (sort: PeopleQuery["sort"], descending: boolean) => void;
  onOpen: (slot: Slot) => void;
  onPeek: (slot: Slot) => void;
  /** The focus has moved to this row. */
  onReach: (slot: Slot) => void;
}

/** The people as a real table; of long lists only the rows in sight are drawn and read. */
export function PeopleTable(props: PeopleTableProps) {
  const { query, first, opened, onOpen, onPeek, onReach } = props;
  const scroll = useRef<HTMLElement>(null);
  const [stop, setStop] = useState(opened?.index ?? 0);
  const { indexes, above, below } = useWindow(first.total, scroll);
  const rowAt = useRowAt(query, first, indexes[0] ?? 0, indexes.at(-1) ?? 0);
  const slots = useMemo(
    () => indexes.flatMap((index) => ({ index, row: rowAt(index) })).filter(isRead),
    [indexes, rowAt],
  );
  const table = usePeopleTable(slots, props);
  const rows = new Map(table.getRowModel().rows.map((row) => [row.original.index, row]));
  const reached = slots.find(({ index }) => index === stop) ?? slots[0];
  useTopOf(query, scroll);
  useInSight(opened, scroll);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the buttons inside, caught once
    <div className={styles.people} onKeyDown={(event) => onRowKey(event, () => reached && onPeek(reached))}>
      <Table label={words.title} rowCount={first.total + 1} scrollRef={scroll} height="fill">
        <TableHead>
          {table.getFlatHeaders().map((header) => {
            const { column } = header;
            const sorted = column.getIsSorted();
            return (
              <TableHeader
                key={header.id}
                width={column.columnDef.meta?.width}
                sort={sorted === false ? "none" : sorted === "asc" ? "ascending" : "descending"}
                onSort={column.getCanSort() ? () => column.toggleSorting() : undefined}
              >
                <table.FlexRender header={header} />
              </TableHeader>
            );
          })}
        </TableHead>
        <TableBody>
          <Spacer height={above} />
          {indexes.map((index) => {
            const row = rows.get(index);
            if (row === undefined) return <WaitingLine key={index} index={index} />;
            const slot = row.original;
            return (
              <PersonLine
                key={row.id}
                slot={slot}
                cells={row
                  .getAllCells()
                  .slice(1)
                  .map((cell) => ({ id: cell.id, content: <table.FlexRender cell={cell} /> }))}
                open={opened?.id === slot.row.id}
                tabStop={reached?.row.id === slot.row.id}
                onOpen={() => onOpen(slot)}
                onReach={() => {
                  setStop(index);
                  onReach(slot);
                }}
              />
            );
          })}
          <Spacer height={below} />
        </TableBody>
      </Table>
    </div>
  );
}

function isRead(slot: { index: number; row: Slot["row"] | undefined }): slot is Slot {
  return slot.row !== undefined;
}

function usePeopleTable(data: readonly Slot[], { query, onSort }: PeopleTableProps) {
  const sorting: SortingState = useMemo(
    () => [{ id: query.sort, desc: query.descending }],
    [query.sort, query.descending],
  );
  return useTable({
    features,
    columns,
    data: data as Slot[],
    getRowId: ({ row }) => row.id,
    state: { sorting },
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    onSortingChange: (change) => {
      const [next] = typeof change === "function" ? change(sorting) : change;
      if (next !== undefined) onSort(next.id as PeopleQuery["sort"], next.desc);
    },
  });
}

/** Which rows are drawn, and how much room the others take. */
function useWindow(total: number, scroll: RefObject<HTMLElement | null>) {
  const virtual = total > PAGE_ROWS;
  const initialOffset = useKeptScroll("people-scroll", scroll);
  const virtualizer = useVirtualizer({
    count: total,
    enabled: virtual,
    overscan: 12,
    initialOffset,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight(scroll.current),
  });
  const items = virtualizer.getVirtualItems();
  const from = virtual ? (items[0]?.index ?? 0) : 0;
  const to = virtual ? (items.at(-1)?.index ?? -1) : total - 1;
  const indexes = useMemo(() => Array.from({ length: to - from + 1 }, (_, i) => from + i), [from, to]);
  const above = virtual ? (items[0]?.start ?? 0) : 0;
  const below = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  return { indexes, above, below };
}

/** Rows are as high as the density says (theme/tokens.css). */
function rowHeight(element: HTMLElement | null): number {
  const written = element === null ? "" : getComputedStyle(element).getPropertyValue("--row");
  return Number.parseFloat(written) || 40;
}

/** Another filter or order begins at its top. */
function useTopOf(query: PeopleQuery, scroll: RefObject<HTMLElement | null>) {
  const last = useRef(query);
  useLayoutEffect(() => {
    if (last.current !== query && scroll.current !== null) scroll.current.scrollTop = 0;
    last.current = query;
  }, [query, scroll]);
}

/** Under the sticky head. */
const HEAD_HEIGHT = 32;

/** Whoever is stepped to from the panel comes into sight; what is in sight already stays where it is. */
function useInSight(opened: Opened | null, scroll: RefObject<HTMLElement | null>) {
  const last = useRef(opened?.id);
  useLayoutEffect(() => {
    const element = scroll.current;
    if (element === null || opened === null || opened.id === last.current) return;
    last.current = opened.id;
    const height = rowHeight(element);
    const top = opened.index * height;
    const bottom = HEAD_HEIGHT + top + height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
  }, [opened, scroll]);
}
