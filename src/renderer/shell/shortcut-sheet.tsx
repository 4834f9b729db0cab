import { frameWords, shortcutWords } from "../../contract/shell/messages";
import { DescriptionList } from "../ui/description-list";
import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { Row } from "../ui/stack";
import { otherKeys, type Shortcut } from "./shortcuts";

export interface ShortcutSheetProps {
  open: boolean;
  shortcuts: readonly Shortcut[];
  onClose: () => void;
}

export function ShortcutSheet({ open, shortcuts, onClose }: ShortcutSheetProps) {
  const rows = [...shortcuts, ...otherKeys];
  return (
    <Dialog open={open} onClose={onClose} title={shortcutWords.title} closeLabel={frameWords.close}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section aria-label={shortcutWords.title} tabIndex={0}>
        <DescriptionList
          items={rows.map(({ keys, what }) => ({
            term: what,
            details: (
              <Row gap={4}>
                {keys.map((key) => (
                  <Kbd key={key} keys={key} />
                ))}
              </Row>
            ),
          }))}
        />
      </section>
    </Dialog>
  );
}
