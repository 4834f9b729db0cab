import { Columns3 } from "lucide-react";
import { memo } from "react";
import { columnLabels } from "../../../preload/messages/many-people";
import { listWords as words } from "../../../preload/messages/people-bulk";
import { DENSITIES, type Density, PEOPLE_COLUMNS, type PeopleColumn } from "../../../preload/words";
import { Button } from "../../ui/button";
import { type CheckItem, CheckMenu } from "../../ui/choice-menu";

export interface ColumnMenuProps {
  columns: readonly PeopleColumn[];
  density: Density;
  onColumns: (columns: readonly PeopleColumn[]) => void;
  onDensity: (density: Density) => void;
}

/** Which columns are shown, in which order, and how high the rows are. */
export const ColumnMenu = memo(function ColumnMenu({ columns, density, onColumns, onDensity }: ColumnMenuProps) {
  const hidden = PEOPLE_COLUMNS.filter((one) => !columns.includes(one));
  return (
    <CheckMenu
      align="end"
      trigger={<Button icon={Columns3}>{words.columns}</Button>}
      groups={[
        {
          kind: "checks",
          label: words.columns,
          items: [...columns, ...hidden].map((column) => columnItem(column, columns, onColumns)),
        },
        {
          kind: "radios",
          label: words.density,
          value: density,
          onValueChange: (value) => onDensity(DENSITIES.find((one) => one === value) ?? density),
          options: DENSITIES.map((value) => ({ value, label: words.densities[value] })),
        },
      ]}
    />
  );
});

function columnItem(
  column: PeopleColumn,
  columns: readonly PeopleColumn[],
  onColumns: (columns: readonly PeopleColumn[]) => void,
): CheckItem {
  const at = columns.indexOf(column);
  const item = { id: column, label: columnLabels[column], checked: at >= 0 };
  if (column === "name") return { ...item, onCheckedChange: () => {}, disabledReason: words.alwaysShown };
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
    ],
  };
}

function moved(columns: readonly PeopleColumn[], from: number, to: number): readonly PeopleColumn[] {
  const rest = columns.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...columns.slice(from, from + 1), ...rest.slice(to)];
}
