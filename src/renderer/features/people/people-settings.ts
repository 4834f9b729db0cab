import { useLayoutEffect } from "react";
import type { SavedView } from "../../../preload/views/people";
import type { Density, PeopleColumn } from "../../../preload/words";
import { useStable } from "../../use-stable";
import { useAct, useRead } from "../../wardkey";

/** Until main has answered, and where it could not. */
const start: readonly PeopleColumn[] = ["name", "role", "two-factor", "status", "required-by", "deadline", "last-used"];

const noViews: readonly SavedView[] = [];

/** Columns, row height and saved views of whoever is signed in. */
export function usePeopleSettings() {
  const read = useRead("getPeopleSettings", {});
  const save = useAct("savePeopleSettings");
  const columns = read.value?.columns ?? start;
  const density: Density = read.value?.density ?? "normal";
  useLayoutEffect(() => {
    document.documentElement.dataset["density"] = density;
  }, [density]);
  return {
    columns,
    density,
    views: read.value?.views ?? noViews,
    setColumns: useStable((next: readonly PeopleColumn[]) => void save.act({ columns: [...next], density })),
    setDensity: useStable((next: Density) => void save.act({ columns: [...columns], density: next })),
  };
}
