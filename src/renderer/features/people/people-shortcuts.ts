import { shortcutWords } from "../../../contract/shell/messages";
import { commandKeys, type Shortcut } from "../../shell/shortcuts";
import type { Destination } from "./take-out-dialog";

interface PeopleActs {
  /** Missing where the viewer may not. */
  readonly add: (() => void) | undefined;
  readonly takeOut: ((to: Destination) => void) | undefined;
}

/** Keys of the list: a new person, and taking out what is shown. */
export function peopleShortcuts({ add, takeOut }: PeopleActs): readonly Shortcut[] {
  return [
    ...(add === undefined ? [] : [{ keys: [commandKeys("N")], what: shortcutWords.newPerson, run: add }]),
    ...(takeOut === undefined
      ? []
      : [
          { keys: [commandKeys("E")], what: shortcutWords.export, run: () => takeOut("csv") },
          { keys: [commandKeys("P")], what: shortcutWords.print, run: () => takeOut("printer") },
        ]),
  ];
}
