import { useQueries } from "@tanstack/react-query";
import { useCallback } from "react";
import type { PeoplePage, PersonRow } from "../../../preload/views";
import { call, type Read, useRead } from "../../wardkey";
import type { PeopleQuery } from "./people-view";

/** Rows per read: more than any window shows, and few enough to cross the bridge between two keystrokes. */
export const PAGE_ROWS = 100;

export function pageQuery(query: PeopleQuery, page: number) {
  const input = { ...query, offset: page * PAGE_ROWS, limit: PAGE_ROWS };
  return { queryKey: ["listPeople", input], queryFn: () => call("listPeople", input) };
}

/** The first page, which also says how many fit. While another filter is being read, the last list stays. */
export function useFirstPage(query: PeopleQuery): Read<"listPeople"> {
  return useRead("listPeople", { ...query, offset: 0, limit: PAGE_ROWS }, { keepLast: true });
}

/** The rows in sight, from however many pages they lie on; undefined where one is still being read. */
export function useRowAt(query: PeopleQuery, first: PeoplePage, from: number, to: number) {
  const firstNeeded = Math.max(1, Math.floor(from / PAGE_ROWS));
  const lastNeeded = Math.floor(Math.max(0, to) / PAGE_ROWS);
  const numbers = Array.from({ length: Math.max(0, lastNeeded - firstNeeded + 1) }, (_, i) => firstNeeded + i);
  const pages = useQueries({ queries: numbers.map((page) => pageQuery(query, page)) });
  return useCallback(
    (index: number): PersonRow | undefined => {
      const page = Math.floor(index / PAGE_ROWS);
      if (page === 0) return first.rows[index];
      const answer = pages[page - firstNeeded]?.data;
      return answer?.ok ? answer.value.rows[index % PAGE_ROWS] : undefined;
    },
    [first, pages, firstNeeded],
  );
}
