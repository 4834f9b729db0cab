import { Menu as Base } from "@base-ui/react/menu";
import { ArrowLeft, ArrowRight, Check, ChevronsLeftRight, ChevronsRightLeft, Circle } from "lucide-react";
import type { KeyboardEvent, ReactElement } from "react";
import styles from "./choice-menu.module.css";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { MenuEntries, type MenuEntry, MenuFrame, MenuWords } from "./menu";
import menu from "./menu.module.css";
import popup from "./popup.module.css";

const drawings = { left: ArrowLeft, right: ArrowRight, narrower: ChevronsRightLeft, wider: ChevronsLeftRight } as const;

export interface Move {
  direction: keyof typeof drawings;
  /** Names what is moved or resized: "Move Role left". */
  label: string;
  /** Absent at the edge, where there is nowhere to go. */
  onSelect?: (() => void) | undefined;
}

export interface CheckItem {
  id: string;
  label: string;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** The item stays in sight and says why it cannot be changed. */
  disabledReason?: string | undefined;
  moves?: readonly Move[] | undefined;
}

export interface ChecksGroup {
  kind: "checks";
  label: string;
  items: readonly CheckItem[];
}

export interface RadiosGroup {
  kind: "radios";
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  options: readonly { value: string; label: string }[];
}

export type ChoiceGroup = ChecksGroup | RadiosGroup;

export interface CheckMenuProps {
  /** The button that opens it: a Button or an IconButton. */
  trigger: ReactElement;
  groups: readonly ChoiceGroup[];
  /** Below the groups: "Reset columns". */
  entries?: readonly MenuEntry[] | undefined;
  align?: "start" | "end" | undefined;
}

/** A menu of things to switch on and off, to put in order and to choose among; it stays open meanwhile. */
export function CheckMenu({ trigger, groups, entries, align }: CheckMenuProps) {
  return (
    <MenuFrame trigger={trigger} align={align}>
      {groups.map((group, index) => (
        <div key={group.label} className={index > 0 ? styles.next : undefined}>
          {group.kind === "checks" ? <Checks {...group} /> : <Radios {...group} />}
        </div>
      ))}
      {entries !== undefined && <MenuEntries entries={["separator", ...entries]} />}
    </MenuFrame>
  );
}

function Checks({ label, items }: ChecksGroup) {
  return (
    <Base.Group>
      <Base.GroupLabel className={menu.heading}>{label}</Base.GroupLabel>
      {items.map((item) => (
        <CheckRow key={item.id} item={item} />
      ))}
    </Base.Group>
  );
}

function CheckRow({ item }: { item: CheckItem }) {
  const { label, checked, onCheckedChange, disabledReason, moves = [] } = item;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the items inside, which have roles
    <div className={styles.row} onKeyDown={moves.length > 0 ? alongRows : undefined}>
      <Base.CheckboxItem
        className={classNames(popup.item, menu.item, styles.choice)}
        label={label}
        checked={checked}
        onCheckedChange={(next) => onCheckedChange(next)}
        disabled={disabledReason !== undefined}
      >
        <span className={popup.check}>
          <Base.CheckboxItemIndicator>
            <Icon of={Check} />
          </Base.CheckboxItemIndicator>
        </span>
        <MenuWords label={label} reason={disabledReason} />
      </Base.CheckboxItem>
      {moves.map((move) => (
        <Base.Item
          key={move.direction}
          className={classNames(popup.item, styles.move)}
          data-move={move.direction}
          aria-label={move.label}
          title={move.label}
          label={move.label}
          disabled={move.onSelect === undefined}
          closeOnClick={false}
          onClick={move.onSelect}
        >
          <Icon of={drawings[move.direction]} size={14} />
        </Base.Item>
      ))}
    </div>
  );
}

function Radios({ label, value, onValueChange, options }: RadiosGroup) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: string) => onValueChange(next)}>
      <Base.GroupLabel className={menu.heading}>{label}</Base.GroupLabel>
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          label={option.label}
          className={classNames(popup.item, menu.item)}
          onKeyDown={alongRows}
        >
          <span className={popup.check}>
            <Base.RadioItemIndicator>
              <Icon of={Circle} size={10} className={styles.dot} />
            </Base.RadioItemIndicator>
          </span>
          <MenuWords label={option.label} />
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

const ROW_STARTS = '[role^="menuitem"]:not([data-move])';

/** Up and Down go from row to row, Right and Left along a row; the menu itself would stop at every arrow. */
function alongRows(event: KeyboardEvent<HTMLElement>) {
  const row = event.currentTarget;
  const starts = Array.from(row.closest('[role="menu"]')?.querySelectorAll<HTMLElement>(ROW_STARTS) ?? []);
  const here = starts.findIndex((start) => row.contains(start));
  const inRow = Array.from(row.querySelectorAll<HTMLElement>('[role^="menuitem"]'));
  const at = inRow.indexOf(event.target as HTMLElement);
  const forward = getComputedStyle(row).direction === "rtl" ? -1 : 1;
  const targets: Record<string, HTMLElement | undefined> = {
    ArrowDown: starts[(here + 1) % starts.length],
    ArrowUp: starts.at(here - 1),
    ArrowRight: inRow[at + forward],
    ArrowLeft: inRow[at - forward],
  };
  if (!(event.key in targets)) return;
  event.preventDefault();
  event.stopPropagation();
  targets[event.key]?.focus();
}
