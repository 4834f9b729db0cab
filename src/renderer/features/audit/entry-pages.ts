import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { EntryView } from "../../../contract/audit/views";
import type { Reply } from "../../../contract/methods";
import { call, type RefusalOf, useRead } from "../../shell/wardkey";
import type { EntryFilter } from "./entry-filter";

const PAGE_ENTRIES = 100;

type Page = Reply<"listEntries">;

export interface EntryPages {
  readonly entries: readonly EntryView[];
  /** Entries that fit the filter, as of when they were read. */
  readonly total: number;
  /** Entries that fit and have come since; they wait to be asked for, so that nothing jumps. */
  readonly fresh: number;
  readonly loading: boolean;
  readonly refusal: RefusalOf<"listEntries"> | undefined;
  readonly failed: boolean;
  readonly hasOlder: boolean;
  readonly loadingOlder: boolean;
  readonly loadOlder: () => void;
  /** Reads anew from the newest entry. */
  readonly again: () => void;
}

/** The ledger page by page, newest first, each page from where the last one ended. */
export function useEntryPages(filter: EntryFilter): EntryPages {
  const queries = useQueryClient();
  // Not under the method's own name: main's "changed" must not pull the list away under the reader's eyes.
  const queryKey = ["entry-pages", filter];
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => call("listEntries", { ...filter, before: pageParam, limit: PAGE_ENTRIES }),
    initialPageParam: null as number | null,
    getNextPageParam: (last: Page) => (last.ok ? last.value.next : null),
  });
  const newest = useRead("listEntries", { ...filter, before: null, limit: 1 });
  const pages = query.data?.pages ?? [];
  const read = pages.flatMap((page) => (page.ok ? [page.value] : []));
  const refused = pages.find((page) => !page.ok);
  const total = read[0]?.total ?? 0;
  const again = () => {
    queries.setQueryData<InfiniteData<Page, number | null>>(queryKey, (last) => last && firstPageOf(last));
    void query.refetch();
  };
  return {
    entries: read.flatMap(({ entries }) => entries),
    total,
    fresh: Math.max(0, (newest.value?.total ?? total) - total),
    loading: query.isPending,
    refusal: refused?.ok === false ? refused.refusal : undefined,
    failed: query.isError || refused !== undefined,
    hasOlder: query.hasNextPage,
    loadingOlder: query.isFetchingNextPage,
    loadOlder: () => void query.fetchNextPage(),
    again,
  };
}

function firstPageOf({ pages, pageParams }: InfiniteData<Page, number | null>): InfiniteData<Page, number | null> {
  return { pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) };
}
