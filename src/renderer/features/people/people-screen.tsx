import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useRef } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { leaveWords, peopleWords as words } from "../../../contract/people/messages";
import type { SavedView } from "../../../contract/people/views";
import type { PeopleColumn } from "../../../contract/vocabulary";
import { type LeaveGuard, useLeaveGuard } from "../../shell/leave-guard";
import { useMayCall } from "../../shell/may-call";
import { usePanelSize } from "../../shell/panel-size";
import { everybody, filterOf, type PeopleQuery } from "../../shell/person/people-query";
import { useStable } from "../../shell/use-stable";
import { useRead } from "../../shell/wardkey";
import { PageHeader } from "../../ui/page-header";
import { SplitView } from "../../ui/split-view";
import { BulkActs } from "./bulk-acts";
import { ColumnMenu } from "./column-menu";
import { resizeColumn } from "./column-widths";
import { useAddressedFilter } from "./people-address";
import type { Slot } from "./people-columns";
import { PeopleDialogs, ScreenActs, usePeopleDialogs } from "./people-dialogs";
import { FilterBar, StatusTiles } from "./people-filters";
import { PeopleList } from "./people-list";
import { type Found, PAGE_ROWS, pageQuery, useAsk, useFound } from "./people-pages";
import { useSelection } from "./people-selection";
import { usePeopleSettings } from "./people-settings";
import { type Opened, type PeopleView, usePeopleView } from "./people-view";
import { PersonPanel } from "./person-panel";
import { ViewMenu } from "./view-menu";

/** Everybody, with the next thing each of them needs; a person opens beside the list. */
export function PeopleScreen() {
  const [view, change] = usePeopleView();
  const { query, opened } = view;
  const guard = useLeaveGuard(leaveWords.body(opened?.name ?? ""), "/people");
  const found = useFound(query);
  const settings = usePeopleSettings();
  const frame = useRef<HTMLDivElement>(null);
  const dialogs = usePeopleDialogs();
  const picked = useSelection(query, found.total ?? 0);
  const actsOnMany = useMayCall("listSelected");
  const ask = useAsk(query, (asked) => change({ query: asked }));
  const clear = () => ask(filterOf(everybody));
  const open = (next: Opened | null) => guard.leave(() => change({ opened: next }));
  const { addRefused, add } = dialogs;
  useAddressedFilter(ask);
  const panel = opened !== null && (
    <OpenedPerson view={view} change={change} opened={opened} found={found} guard={guard} onOpen={open} />
  );
  return (
    <>
      <SplitView padded panel={panel} size={usePanelSize()}>
        <PageHeader title={words.title} description={words.lead} actions={<ScreenActs dialogs={dialogs} />} />
        <Filters
          query={query}
          found={found}
          settings={settings}
          frame={frame}
          onAsk={ask}
          onClear={clear}
          onNameView={dialogs.nameView}
        />
        <PeopleList
          found={found}
          query={query}
          columns={settings.columns}
          widths={settings.widths}
          rowHeight={settings.rowHeight}
          frame={frame}
          selection={actsOnMany ? picked : undefined}
          opened={opened}
          onClear={clear}
          onAdd={addRefused === undefined ? add : undefined}
          onWidths={settings.setWidths}
          onSort={(sort, descending) => ask({ sort, descending })}
          onOpen={(slot) => open(openedOf(slot, false))}
          onPeek={(slot) => open(opened?.peek && opened.id === slot.row.id ? null : openedOf(slot, true))}
          onReach={(slot) => opened?.peek && !guard.dirty && change({ opened: openedOf(slot, true) })}
          onLeave={() => (opened === null ? picked.clear() : open(null))}
        />
        {actsOnMany && <BulkActs selection={picked} />}
      </SplitView>
      <PeopleDialogs dialogs={dialogs} query={query} columns={settings.columns} count={found.total} />
      {guard.question}
    </>
  );
}

interface FiltersProps {
  query: PeopleQuery;
  found: Found;
  settings: ReturnType<typeof usePeopleSettings>;
  /** Where the columns can be measured as they are drawn. */
  frame: RefObject<HTMLDivElement | null>;
  onAsk: ReturnType<typeof useAsk>;
  onClear: () => void;
  onNameView: () => void;
}

/** Which people, by which columns. */
function Filters({ query, found, settings, frame, onAsk, onClear, onNameView }: FiltersProps) {
  const counts = useRead("countPeople", {});
  const onResize = useStable((column: PeopleColumn, by: number) =>
    settings.setWidths(resizeColumn(frame.current, column, settings, by)),
  );
  const showView = useStable(({ filter, sort, descending, columns }: SavedView["view"]) => {
    void onAsk({ ...filter, sort, descending });
    settings.setColumns(columns);
  });
  return (
    <>
      <StatusTiles status={query.status} counts={counts.value} onChange={onAsk} />
      <FilterBar
        query={query}
        counts={counts.value}
        total={found.value === undefined ? null : found.total}
        onChange={onAsk}
        onClear={onClear}
      >
        <ViewMenu views={settings.views} onShow={showView} onSave={onNameView} />
        <ColumnMenu
          columns={settings.columns}
          density={settings.density}
          widths={settings.widths}
          onColumns={settings.setColumns}
          onDensity={settings.setDensity}
          onWidths={settings.setWidths}
          onResize={onResize}
        />
      </FilterBar>
    </>
  );
}

interface OpenedPersonProps {
  view: PeopleView;
  change: (next: Partial<PeopleView>) => void;
  opened: Opened;
  found: Found;
  guard: LeaveGuard;
  onOpen: (next: Opened | null) => void;
}

/** The person who is open, beside the list. */
function OpenedPerson({ view: { query, tab }, change, opened, found, guard, onOpen }: OpenedPersonProps) {
  const [, go] = useHashLocation();
  const step = useStep(query, found, opened, onOpen);
  return (
    <PersonPanel
      person={opened}
      tab={tab}
      onTab={(next) => guard.leave(() => change({ tab: next }))}
      onDirty={guard.setDirty}
      peek={opened.peek}
      onStep={(by) => void step(by)}
      onFullPage={() => guard.leave(() => go(`/people/${opened.id}/${tab}`))}
      onClose={() => onOpen(null)}
    />
  );
}

function openedOf({ index, row }: Slot, peek: boolean): Opened {
  return { id: row.id, name: row.name, index, peek };
}

/** To the next or previous person of the list, wherever the list has been scrolled to. */
function useStep(
  query: PeopleQuery,
  { value: first = [], total = first.length }: Found,
  opened: Opened,
  open: (next: Opened) => void,
) {
  const queries = useQueryClient();
  return async (by: 1 | -1) => {
    const index = opened.index + by;
    if (index < 0 || index >= total) return;
    const answer = await queries.fetchQuery(pageQuery(query, Math.floor(index / PAGE_ROWS)));
    const row = answer.ok ? answer.value[index % PAGE_ROWS] : undefined;
    if (row !== undefined) open(openedOf({ index, row }, opened.peek));
  };
}
