import { type SortingState, useTable } from "@tanstack/react-table";
import { type KeyboardEvent, type RefObject, useMemo, useRef, useState } from "react";
import { manyWords } from "../../../contract/people/bulk-messages";
import { peopleWords as words } from "../../../contract/people/messages";
import type { PeopleSettings, PersonRow } from "../../../contract/people/views";
import type { PeopleColumn } from "../../../contract/vocabulary";
import type { PeopleQuery } from "../../shell/person/people-query";
import { useStable } from "../../shell/use-stable";
import { Checkbox } from "../../ui/checkbox";
import { onRowKey } from "../../ui/row-keys";
import { Table, TableBody, TableHead, TableHeader } from "../../ui/table";
import { VisuallyHidden } from "../../ui/visually-hidden";
import { dragColumn } from "./column-widths";
import { columnWidths, features, isSized, type Slot, tableColumns } from "./people-columns";
import { useRowAt } from "./people-pages";
import { PersonLine, type RowActs, Spacer, WaitingLine } from "./people-rows";
import { onSelectionKey, type Selection } from "./people-selection";
import styles from "./people-table.module.css";
import type { Opened } from "./people-view";
import { isLong, useInSight, useRowIdentity, useTopOf, useWindow } from "./people-window";

export interface PeopleTableProps {
  query: PeopleQuery;
  columns: readonly PeopleColumn[];
  widths: PeopleSettings["widths"];
  /** In px. */
  rowHeight: number;
  /** Where the columns can be measured as they are drawn. */
  frame: RefObject<HTMLDivElement | null>;
  first: readonly PersonRow[];
  /** Of all who fit; undefined while that is being counted. */
  total: number | undefined;
  opened: Opened | null;
  /** Missing where the viewer does nothing with many people. */
  selection: Selection | undefined;
  onSort: (sort: PeopleQuery["sort"], descending: boolean) => void;
  onWidths: (widths: PeopleSettings["widths"]) => void;
  onOpen: (slot: Slot) => void;
  onPeek: (slot: Slot) => void;
  /** The focus has moved to this row. */
  onReach: (slot: Slot) => void;
}

const BOX_WIDTH = 40;
/** How many rows a table has, where that is not known yet (WAI-ARIA 1.2, aria-rowcount). */
const UNKNOWN = -1;
const noRows: Slot[] = [];

/** The people as a real table; of long lists only the rows in sight are drawn and read. */
export function PeopleTable(props: PeopleTableProps) {
  const { query, first, total, rowHeight, opened, selection, onPeek } = props;
  const scroll = useRef<HTMLElement>(null);
  const [stop, setStop] = useState(opened?.index ?? 0);
  const count = total ?? first.length;
  const { indexes, above, below, scrolled, rowAt, slots, keys } = useRowsInSight(props, count, scroll);
  const table = usePeopleTable(props);
  const rest = useMemo(() => props.columns.filter((column) => column !== "name"), [props.columns]);
  const acts = useRowActs(props, setStop);
  const reached = slots.find(({ index }) => index === stop) ?? slots[0];
  const width = props.columns.length + (selection === undefined ? 0 : 1);
  useTopOf(query, scroll, scrolled);
  useInSight(opened, scroll, rowHeight);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (selection !== undefined && onSelectionKey(event, slots, selection)) return;
    onRowKey(event, () => reached && onPeek(reached));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the buttons inside, caught once
    <div
      ref={props.frame}
      className={styles.people}
      style={leastWidth(props.columns)}
      data-columns
      data-sized={isSized(props.widths) || undefined}
      onKeyDown={onKeyDown}
    >
      <VisuallyHidden id="people-selected">{manyWords.isSelected}</VisuallyHidden>
      <Table
        label={words.title}
        rowCount={total === undefined ? UNKNOWN : total + 1}
        scrollRef={scroll}
        height={isLong(count) ? { rows: count } : "fill"}
      >
        <SortHead table={table} selection={selection} widths={props.widths} onWidths={props.onWidths} />
        <TableBody>
          <Spacer height={above} columns={width} />
          {indexes.map((index) => {
            const row = rowAt(index);
            if (row === undefined) return <WaitingLine key={`waiting ${index}`} index={index} columns={width} />;
            return (
              <PersonLine
                key={keys.get(row.id)}
                index={index}
                row={row}
                columns={rest}
                open={opened?.id === row.id}
                tabStop={reached?.index === index}
                selected={selection?.has(row.id)}
                {...acts}
              />
            );
          })}
          <Spacer height={below} columns={width} />
        </TableBody>
      </Table>
    </div>
  );
}

/** The rows that are drawn, as far as they are read, and what keeps each of them the same. */
function useRowsInSight(
  { query, first, rowHeight }: PeopleTableProps,
  count: number,
  scroll: RefObject<HTMLElement | null>,
) {
  const inSight = useWindow(count, scroll, rowHeight);
  const { indexes } = inSight;
  const rowAt = useRowAt(query, first, indexes[0] ?? 0, indexes.at(-1) ?? 0);
  const slots = useMemo(
    () => indexes.flatMap((index) => ({ index, row: rowAt(index) })).filter(isRead),
    [indexes, rowAt],
  );
  return { ...inSight, rowAt, slots, keys: useRowIdentity(slots, scroll) };
}

/** Functions that all drawings share, so that a row is drawn again for what it shows alone. */
function useRowActs({ selection, onOpen, onReach }: PeopleTableProps, setStop: (index: number) => void): RowActs {
  return {
    onSelect: useStable(({ row }) => selection?.toggle(row)),
    onOpen: useStable(onOpen),
    onReach: useStable((slot) => {
      setStop(slot.index);
      onReach(slot);
    }),
  };
}

type PeopleTableModel = ReturnType<typeof usePeopleTable>;
/** Narrower than this, the list scrolls sideways. */
function leastWidth(columns: readonly PeopleColumn[]) {
  const least = columns.reduce((sum, one) => sum + columnWidths[one], BOX_WIDTH);
  return { "--least-width": `${least}px` } as Record<string, string>;
}

interface SortHeadProps extends Pick<PeopleTableProps, "selection" | "widths" | "onWidths"> {
  table: PeopleTableModel;
}

function SortHead({ table, selection, widths, onWidths }: SortHeadProps) {
  return (
    <TableHead>
      {selection !== undefined && (
        <TableHeader width={`${BOX_WIDTH}px`}>
          <Checkbox
            label={manyWords.selectAll}
            labelHidden
            checked={selection.isAll}
            indeterminate={selection.count > 0 && !selection.isAll}
            onChange={() => (selection.isAll ? selection.clear() : selection.all())}
          />
        </TableHeader>
      )}
      {table.getFlatHeaders().map((header) => {
        const { column } = header;
        const sorted = column.getIsSorted();
        return (
          <TableHeader
            key={header.id}
            width={column.columnDef.meta?.width}
            column={column.id}
            onGrip={(event) => dragColumn(event, column.id as PeopleColumn, widths, onWidths)}
            sort={sorted === false ? "none" : sorted === "asc" ? "ascending" : "descending"}
            onSort={column.getCanSort() ? () => column.toggleSorting() : undefined}
          >
            <table.FlexRender header={header} />
          </TableHeader>
        );
      })}
      <td className={styles.rest} aria-hidden="true" />
    </TableHead>
  );
}

function isRead(slot: { index: number; row: Slot["row"] | undefined }): slot is Slot {
  return slot.row !== undefined;
}

/** Columns and order; main sorts, and the rows are drawn from what it answers. */
function usePeopleTable({ query, columns: shown, widths, onSort }: PeopleTableProps) {
  const columns = useMemo(() => tableColumns(shown, widths), [shown, widths]);
  const sorting: SortingState = useMemo(
    () => [{ id: query.sort, desc: query.descending }],
    [query.sort, query.descending],
  );
  return useTable({
    features,
    columns,
    data: noRows,
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
