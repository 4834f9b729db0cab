import { useEffect } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { peopleInputs } from "../../../contract/people/inputs";
import type { PeopleFilter } from "../../../contract/people/views";
import { everybody, type PeopleQuery } from "../../shell/person/people-query";

const order = peopleInputs.saveView.shape.view.pick({ sort: true, descending: true });
const filter = peopleInputs.saveView.shape.view.shape.filter;

/** The address of the list under a filter: what is not named is not filtered by. */
export function peopleAddress(shown: PeopleFilter, sort?: PeopleQuery["sort"]): string {
  const named = Object.entries(shown).filter(([, value]) => value !== null && value !== false && value !== "");
  const words = new URLSearchParams(named.map(([key, value]) => [key, value === true ? "1" : String(value)]));
  if (sort !== undefined) words.set("sort", sort);
  const text = words.toString();
  return text === "" ? "#/people" : `#/people?${text}`;
}

/** What an address asks for; undefined where it names nothing, or what cannot be. */
function readAddress(path: string): PeopleQuery | undefined {
  const [, text] = path.split("?");
  if (text === undefined || text === "") return undefined;
  const { sort = "name", late, ...rest } = Object.fromEntries(new URLSearchParams(text));
  const { sort: _, descending: __, ...open } = everybody;
  const shown = filter.safeParse({ ...open, ...rest, late: late === "1" });
  const sorted = order.safeParse({ sort, descending: false });
  return shown.success && sorted.success ? { ...shown.data, ...sorted.data } : undefined;
}

/** A link to the list under a filter sets it once; from then on the list is the reader's own again. */
export function useAddressedFilter(show: (query: PeopleQuery) => void): void {
  const [path, go] = useHashLocation();
  useEffect(() => {
    if (!path.startsWith("/people?")) return;
    const asked = readAddress(path);
    go("/people", { replace: true });
    if (asked !== undefined) show(asked);
  }, [path, go, show]);
}
