import { Menu as Base } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import type { ReactElement } from "react";
import { Icon } from "./icon";
import { Kbd } from "./kbd";
import styles from "./menu.module.css";

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

export function Menu({ trigger, entries, align = "start" }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} align={align}>
          <Base.Popup className={styles.popup}>
            {entries.map((entry, index) => (
              <Entry key={keyOf(entry, index)} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
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
      className={styles.item}
      label={label}
      disabled={disabledReason !== undefined}
      data-danger={danger || undefined}
      onClick={onSelect}
    >
      <span className={styles.icon}>{icon && <Icon of={icon} />}</span>
      <span className={styles.words}>
        {label}
        {disabledReason !== undefined && <span className={styles.reason}>{disabledReason}</span>}
      </span>
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </Base.Item>
  );
}
