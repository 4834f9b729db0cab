import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import type { PersonRow } from "../../../contract/people/views";
import { filterOf, type PeopleQuery } from "../../shell/person/people-query";
import { useStable } from "../../shell/use-stable";
import { call, type Read, useRead } from "../../shell/wardkey";

/** Rows per read: what most windows show, as every row more is found and carried over before any of them is drawn. */
export const PAGE_ROWS = 40;

function pageOf(query: PeopleQuery, page: number) {
  return { ...query, offset: page * PAGE_ROWS, limit: PAGE_ROWS };
}

export function pageQuery(query: PeopleQuery, page: number) {
  const input = pageOf(query, page);
  return { queryKey: ["listPeople", input], queryFn: () => call("listPeople", input) };
}

export interface Found extends Pick<Read<"listPeople">, "value" | "loading" | "again"> {
  /** How many fit in all; undefined while that is being counted, which takes longer than the first page. */
  readonly total: number | undefined;
}

/** The first page of who fits, and how many they are. Rows that could not be counted are no list: it would end unsaid. */
export function useFound(query: PeopleQuery): Found {
  const first = useRead("listPeople", pageOf(query, 0));
  const whole = first.value !== undefined && first.value.length < PAGE_ROWS;
  const counted = useRead("countFound", filterOf(query), { enabled: first.value !== undefined && !whole });
  const uncounted = first.value !== undefined && !whole && !counted.loading && counted.value === undefined;
  // The first time both are waited for: a list that is come back to has its old length at once, and its place in it.
  const begun = useRef(false);
  if (!first.loading && !counted.loading) begun.current = true;
  return {
    value: uncounted ? undefined : first.value,
    loading: !begun.current,
    total: whole ? first.value?.length : counted.value,
    again: uncounted ? counted.again : first.again,
  };
}

/**
 * Asks for other people, and shows them once their first page is there: until then the last ones stay, and nothing is
 * drawn for what has been asked alone. Of several that are asked for one after the other, the last is shown; none
 * once the screen has been left, whose next visit would be changed unasked.
 */
export function useAsk(shown: PeopleQuery, show: (query: PeopleQuery) => void) {
  const queries = useQueryClient();
  const asked = useRef(shown);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return useStable(async (next: Partial<PeopleQuery>) => {
    const query = { ...asked.current, ...next };
    asked.current = query;
    await queries.prefetchQuery(pageQuery(query, 0));
    if (here.current && asked.current === query) show(query);
  });
}

/** The rows in sight, from however many pages they lie on; undefined where one is still being read. */
export function useRowAt(query: PeopleQuery, first: readonly PersonRow[], from: number, to: number) {
  const firstNeeded = Math.max(1, Math.floor(from / PAGE_ROWS));
  const lastNeeded = Math.floor(Math.max(0, to) / PAGE_ROWS);
  const numbers = Array.from({ length: Math.max(0, lastNeeded - firstNeeded + 1) }, (_, i) => firstNeeded + i);
  const pages = useQueries({ queries: numbers.map((page) => pageQuery(query, page)) });
  return useCallback(
    (index: number): PersonRow | undefined => {
      const page = Math.floor(index / PAGE_ROWS);
      if (page === 0) return first[index];
      const answer = pages[page - firstNeeded]?.data;
      return answer?.ok ? answer.value[index % PAGE_ROWS] : undefined;
    },
    [first, pages, firstNeeded],
  );
}
