import { useLayoutEffect } from "react";
import type { InputOf } from "../../../contract/methods";
import type { PeopleSettings, SavedView } from "../../../contract/people/views";
import type { Density, PeopleColumn } from "../../../contract/vocabulary";
import { useStable } from "../../shell/use-stable";
import { useAct, useRead } from "../../shell/wardkey";

/** Until main has answered, and where it could not. */
const start: readonly PeopleColumn[] = ["name", "role", "two-factor", "status", "required-by", "deadline", "last-used"];

/** How high a row is, in px (theme/tokens.css has the same as --row). */
const rowHeights: Readonly<Record<Density, number>> = { compact: 32, normal: 40, roomy: 48 };

const noWidths: PeopleSettings["widths"] = {};
const noViews: readonly SavedView[] = [];

/** Columns and their widths, row height and saved views of whoever is signed in. */
export function usePeopleSettings() {
  const read = useRead("getPeopleSettings", {});
  const save = useAct("savePeopleSettings");
  const columns = read.value?.columns ?? start;
  const density: Density = read.value?.density ?? "normal";
  const widths = read.value?.widths ?? noWidths;
  const keep = (change: Partial<InputOf<"savePeopleSettings">>) =>
    void save.act({ columns: [...columns], density, widths, ...change });
  useLayoutEffect(() => {
    document.documentElement.dataset["density"] = density;
  }, [density]);
  return {
    columns,
    density,
    rowHeight: rowHeights[density],
    widths,
    views: read.value?.views ?? noViews,
    setColumns: useStable((next: readonly PeopleColumn[]) => keep({ columns: [...next] })),
    setDensity: useStable((next: Density) => keep({ density: next })),
    setWidths: useStable((next: PeopleSettings["widths"]) => keep({ widths: next })),
  };
}
