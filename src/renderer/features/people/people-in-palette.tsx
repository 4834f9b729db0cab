import { UserRound } from "lucide-react";
import { useMayCall } from "../../shell/may-call";
import type { PeopleInPalette } from "../../shell/palette";
import { everybody } from "../../shell/person/people-query";
import { StatusChip } from "../../shell/person/status-chip";
import { useRead } from "../../shell/wardkey";

const FOUND = 8;

/** Whom the typed words fit: their case for whoever helps, their account for whoever reads. */
export function usePeopleFound(search: string, go: (path: string) => void): PeopleInPalette {
  const helps = useMayCall("getSupportCase");
  // Nobody stays listed for other words: Enter must never open whoever stood there before.
  const found = useRead("listPeople", { ...everybody, search, offset: 0, limit: FOUND }, { enabled: search !== "" });
  const rows = search === "" ? [] : (found.value ?? []);
  const items = rows.map((row) => ({
    id: row.id,
    label: row.name,
    icon: UserRound,
    // Two people may have one name.
    about: row.email,
    badge: <StatusChip person={row} />,
    onChoose: () => go(helps ? `/support/${row.id}` : `/people/${row.id}`),
  }));
  return { items, searching: found.loading };
}
