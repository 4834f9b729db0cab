import { Split } from "lucide-react";
import { conflictsWords as words } from "../../../contract/conflicts/screen-messages";
import { useAppState } from "../../shell/app-state-context";
import type { PaletteItem } from "../../ui/command-palette";

/** The screen's address: it lies below the audit log's. */
const PLACE = "/audit-log/conflicts";

/** The screen in the palette; nothing where there never was a conflict. */
export function useConflictsPlace(go: (path: string) => void): readonly PaletteItem[] {
  const { conflicts } = useAppState();
  if (conflicts === null) return [];
  return [{ id: PLACE, label: words.title, icon: Split, onChoose: () => go(PLACE) }];
}
