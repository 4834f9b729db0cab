import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { type LucideIcon, Search } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";
import styles from "./command-palette.module.css";
import { Icon } from "./icon";
import { Kbd } from "./kbd";
import popup from "./popup.module.css";
import { VisuallyHidden } from "./visually-hidden";

export interface PaletteItem {
  /** Of its own within the whole list. */
  id: string;
  label: string;
  icon: LucideIcon;
  /** After the label, cut off where there is no room. */
  about?: string | undefined;
  /** At the end: a Chip. */
  badge?: ReactNode;
  shortcut?: string | undefined;
  onChoose: () => void;
}

export interface PaletteGroup {
  label: string;
  items: readonly PaletteItem[];
}

export interface CommandPaletteProps {
  open: boolean;
  onClose: () => void;
  /** Name of the layer. */
  title: string;
  /** Names the field, and stands in it while it is empty. */
  fieldLabel: string;
  typed: string;
  onTyped: (typed: string) => void;
  /** What fits what is typed; the first one is marked. */
  groups: readonly PaletteGroup[];
  /** Said where nothing fits. */
  emptyText: string;
  /** How it is worked, under the list. */
  hint: string;
}

/** One field for everything that can be gone to or done. Enter chooses what is marked. */
export function CommandPalette({ open, onClose, title, ...rest }: CommandPaletteProps) {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Viewport className={styles.viewport}>
          <Dialog.Popup className={styles.palette} data-layer="dialog">
            <Dialog.Title render={<VisuallyHidden>{title}</VisuallyHidden>} />
            <Choices
              {...rest}
              onChoose={(item) => {
                onClose();
                item.onChoose();
              }}
            />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type ChoicesProps = Omit<CommandPaletteProps, "open" | "onClose" | "title"> & {
  onChoose: (item: PaletteItem) => void;
};

function Choices({ fieldLabel, typed, onTyped, groups, emptyText, hint, onChoose }: ChoicesProps) {
  const hintId = useId();
  const shown = groups.filter(({ items }) => items.length > 0);
  return (
    <Autocomplete.Root
      inline
      open
      items={shown}
      mode="none"
      autoHighlight="always"
      keepHighlight
      itemToStringValue={(item: PaletteItem) => item.label}
      value={typed}
      onValueChange={(next, { reason }) => reason !== "item-press" && onTyped(next)}
    >
      <Autocomplete.InputGroup className={styles.field}>
        <Icon of={Search} className={styles.fieldIcon} />
        <Autocomplete.Input
          className={styles.input}
          aria-label={fieldLabel}
          aria-describedby={hintId}
          placeholder={fieldLabel}
          spellCheck={false}
        />
      </Autocomplete.InputGroup>
      <Autocomplete.Empty className={styles.empty}>{emptyText}</Autocomplete.Empty>
      <Autocomplete.List className={classNames(popup.list, styles.list)} aria-label={fieldLabel}>
        {({ label, items }: PaletteGroup) => (
          <Autocomplete.Group key={label} items={[...items]}>
            <Autocomplete.GroupLabel className={styles.label}>{label}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: PaletteItem) => (
                <Autocomplete.Item
                  key={item.id}
                  value={item}
                  className={classNames(popup.item, styles.item)}
                  onClick={() => onChoose(item)}
                >
                  <Icon of={item.icon} className={styles.icon} />
                  <span className={styles.words}>{item.label}</span>
                  {item.about !== undefined && <span className={styles.about}>{item.about}</span>}
                  {item.badge}
                  {item.shortcut !== undefined && <Kbd keys={item.shortcut} />}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <p id={hintId} className={styles.hint}>
        {hint}
      </p>
    </Autocomplete.Root>
  );
}
