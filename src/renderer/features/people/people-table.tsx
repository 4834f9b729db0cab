import { type SortingState, useTable } from "@tanstack/react-table";
import { useMemo, useRef, useState } from "react";
import { peopleWords as words } from "../../../preload/messages/people";
import type { PeoplePage } from "../../../preload/views";
import { Table, TableBody, TableHead, TableHeader } from "../../ui/table";
import { columns, features, type Slot } from "./people-columns";
import { useRowAt } from "./people-pages";
import { PersonLine, Spacer, WaitingLine } from "./people-rows";
import styles from "./people-table.module.css";
import type { Opened, PeopleQuery } from "./people-view";
import { useInSight, useTopOf, useWindow } from "./people-window";
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
        <SortHead table={table} />
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
                cells={cellsOf(table, row)}
                open={opened?.id === slot.row.id}
                tabStop={reached === slot}
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

type PeopleTableModel = ReturnType<typeof usePeopleTable>;
type PeopleRow = ReturnType<PeopleTableModel["getRowModel"]>["rows"][number];

function SortHead({ table }: { table: PeopleTableModel }) {
  return (
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
  );
}

/** All but the name, which is the row's button. */
function cellsOf(table: PeopleTableModel, row: PeopleRow) {
  const [, ...rest] = row.getAllCells();
  return rest.map((cell) => ({ id: cell.id, content: <table.FlexRender cell={cell} /> }));
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
