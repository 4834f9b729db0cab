import { frameWords } from "../../contract/shell/messages";
import type { PanelSize } from "../ui/panel-edge";
import { useKeptState } from "./kept-state";

const usual = { width: 420 };

/** How wide the panel beside a list is: the same on every screen that has one, until the lock. */
export function usePanelSize(): PanelSize {
  const [{ width }, change] = useKeptState("panel-size", usual);
  return { label: frameWords.panelWidth, width, onWidth: (next) => change({ width: next }) };
}
