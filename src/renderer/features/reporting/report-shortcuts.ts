import { shortcutWords } from "../../../contract/shell/messages";
import { commandKeys, type Shortcut } from "../../shell/shortcuts";
import type { Destination } from "./take-report-dialog";

/** Keys of the screen: take the report out, or print it. */
export function reportShortcuts(takeOut: (to: Destination) => void): readonly Shortcut[] {
  return [
    { keys: [commandKeys("E")], what: shortcutWords.export, run: () => takeOut("csv") },
    { keys: [commandKeys("P")], what: shortcutWords.print, run: () => takeOut("printer") },
  ];
}
