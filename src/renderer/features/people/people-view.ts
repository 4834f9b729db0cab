import type { PeopleFilter } from "../../../contract/people/views";
import { useKeptState } from "../../shell/kept-state";
import { everybody, filterOf, type PeopleQuery } from "../../shell/person/people-query";
import type { PersonTab } from "./person-tabs";

/** Whose panel is open, and where in the list they stand. */
export interface Opened {
  readonly id: string;
  readonly name: string;
  readonly index: number;
  /** The focus stays in the list, and the panel follows it. */
  readonly peek: boolean;
}

export interface PeopleView {
  readonly query: PeopleQuery;
  readonly opened: Opened | null;
  readonly tab: PersonTab;
}

const start: PeopleView = { query: everybody, opened: null, tab: "profile" };

/** How the list is looked at; found again after a visit to another screen. */
export function usePeopleView() {
  return useKeptState("people-view", start);
}

/** Whether anything hides people. */
export function filters(query: PeopleQuery): boolean {
  const open = filterOf(everybody);
  const shown = { ...filterOf(query), search: query.search.trim() };
  return (Object.keys(open) as (keyof PeopleFilter)[]).some((key) => shown[key] !== open[key]);
}
