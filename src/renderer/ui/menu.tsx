import { Menu as Base } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { Kbd } from "./kbd";
import styles from "./menu.module.css";
import popup from "./popup.module.css";

export interface MenuItem {
  label: string;
  onSelect: () => void;
  icon?: LucideIcon | undefined;
  /** Shown, not bound: "Ctrl+L". */
  shortcut?: string | undefined;
  danger?: boolean | undefined;
  /** The item stays in sight and says why it cannot be chosen. */
  disabledReason?: string | undefined;
}

export type MenuEntry = MenuItem | { heading: string } | "separator";

export interface MenuProps {
  /** The button that opens it: a Button or an IconButton. */
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  align?: "start" | "end" | undefined;
}

export function Menu({ trigger, entries, align }: MenuProps) {
  return (
    <MenuFrame trigger={trigger} align={align}>
      <MenuEntries entries={entries} />
    </MenuFrame>
  );
}

/** The button and the sheet that it opens, for menus that hold more than entries. */
export function MenuFrame({
  trigger,
  align = "start",
  children,
}: Omit<MenuProps, "entries"> & { children: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={popup.positioner} sideOffset={4} align={align}>
          <Base.Popup className={classNames(popup.popup, styles.popup)}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuEntries({ entries }: Pick<MenuProps, "entries">) {
  return entries.map((entry, index) => <Entry key={keyOf(entry, index)} entry={entry} />);
}

function keyOf(entry: MenuEntry, index: number): string {
  if (entry === "separator") return `separator-${index}`;
  return "heading" in entry ? entry.heading : entry.label;
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry === "separator") return <Base.Separator className={styles.separator} />;
  if ("heading" in entry) return <div className={styles.heading}>{entry.heading}</div>;
  const { label, onSelect, icon, shortcut, danger, disabledReason } = entry;
  return (
    <Base.Item
      className={classNames(popup.item, styles.item)}
      label={label}
      disabled={disabledReason !== undefined}
      data-danger={danger || undefined}
      onClick={onSelect}
    >
      <span className={styles.icon}>{icon && <Icon of={icon} />}</span>
      <MenuWords label={label} reason={disabledReason} />
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </Base.Item>
  );
}

/** An item's name, and below it why it cannot be chosen. */
export function MenuWords({ label, reason }: { label: string; reason?: string | undefined }) {
  return (
    <span className={styles.words}>
      {label}
      {reason !== undefined && <span className={styles.reason}>{reason}</span>}
    </span>
  );
}
