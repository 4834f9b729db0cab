import { Columns3 } from "lucide-react";
import { memo } from "react";
import { listWords as words } from "../../../contract/people/bulk-messages";
import { columnLabels } from "../../../contract/people/bulk-result-messages";
import type { PeopleSettings } from "../../../contract/people/views";
import { COLUMN_WIDTH, DENSITIES, type Density, PEOPLE_COLUMNS, type PeopleColumn } from "../../../contract/vocabulary";
import { Button } from "../../ui/button";
import { type CheckItem, CheckMenu, type Move } from "../../ui/choice-menu";
import { isSized } from "./people-columns";

export interface ColumnMenuProps {
  columns: readonly PeopleColumn[];
  density: Density;
  widths: PeopleSettings["widths"];
  onColumns: (columns: readonly PeopleColumn[]) => void;
  onDensity: (density: Density) => void;
  onWidths: (widths: PeopleSettings["widths"]) => void;
  /** `by`: px more than it is drawn, or less. */
  onResize: (column: PeopleColumn, by: number) => void;
}

/** A press makes a column so much wider or narrower; px. */
const STEP = 24;

/** Which columns are shown, in which order, how wide they are, and how high the rows are. */
export const ColumnMenu = memo(function ColumnMenu(props: ColumnMenuProps) {
  const { columns, density, widths, onDensity, onWidths } = props;
  const hidden = PEOPLE_COLUMNS.filter((one) => !columns.includes(one));
  return (
    <CheckMenu
      align="end"
      trigger={<Button icon={Columns3}>{words.columns}</Button>}
      groups={[
        {
          kind: "checks",
          label: words.columns,
          items: [...columns, ...hidden].map((column) => columnItem(column, props)),
        },
        {
          kind: "radios",
          label: words.density,
          value: density,
          onValueChange: (value) => onDensity(DENSITIES.find((one) => one === value) ?? density),
          options: DENSITIES.map((value) => ({ value, label: words.densities[value] })),
        },
      ]}
      entries={isSized(widths) ? [{ label: words.resetWidths, onSelect: () => onWidths({}) }] : undefined}
    />
  );
});

function columnItem(column: PeopleColumn, props: ColumnMenuProps): CheckItem {
  const { columns, onColumns } = props;
  const at = columns.indexOf(column);
  const item = { id: column, label: columnLabels[column], checked: at >= 0 };
  const resizes = resizesOf(column, props);
  if (column === "name")
    return { ...item, onCheckedChange: () => {}, disabledReason: words.alwaysShown, moves: resizes };
  const onCheckedChange = (checked: boolean) =>
    onColumns(checked ? [...columns, column] : columns.filter((one) => one !== column));
  if (at < 0) return { ...item, onCheckedChange };
  // The name stays first.
  const move = (to: number) => (to < 1 || to >= columns.length ? undefined : () => onColumns(moved(columns, at, to)));
  return {
    ...item,
    onCheckedChange,
    moves: [
      { direction: "left", label: words.moveLeft(column), onSelect: move(at - 1) },
      { direction: "right", label: words.moveRight(column), onSelect: move(at + 1) },
      ...resizes,
    ],
  };
}

function resizesOf(column: PeopleColumn, { widths, onResize }: ColumnMenuProps): readonly Move[] {
  const { [column]: width } = widths;
  const resize = (by: number, possible: boolean) => (possible ? () => onResize(column, by) : undefined);
  return [
    {
      direction: "narrower",
      label: words.narrower(column),
      onSelect: resize(-STEP, width !== COLUMN_WIDTH.least),
    },
    { direction: "wider", label: words.wider(column), onSelect: resize(STEP, width !== COLUMN_WIDTH.most) },
  ];
}

function moved(columns: readonly PeopleColumn[], from: number, to: number): readonly PeopleColumn[] {
  const rest = columns.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...columns.slice(from, from + 1), ...rest.slice(to)];
}
