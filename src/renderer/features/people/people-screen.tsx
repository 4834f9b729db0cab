import { useQueryClient } from "@tanstack/react-query";
import { Download, Upload, UserPlus } from "lucide-react";
import { useMemo, useRef } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { listWords as list } from "../../../contract/people/bulk-messages";
import { leaveWords, peopleWords as words } from "../../../contract/people/messages";
import type { SavedView } from "../../../contract/people/views";
import type { PeopleColumn } from "../../../contract/vocabulary";
import { useDraft } from "../../shell/drafts";
import { useLeaveGuard } from "../../shell/leave-guard";
import { useMayCall } from "../../shell/may-call";
import { usePanelSize } from "../../shell/panel-size";
import { everybody, filterOf, type PeopleQuery } from "../../shell/person/people-query";
import { useShortcuts } from "../../shell/shortcuts";
import { useStable } from "../../shell/use-stable";
import { useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { ExplainedButton } from "../../ui/explained-button";
import { PageHeader } from "../../ui/page-header";
import { SplitView } from "../../ui/split-view";
import { AddPersonDialog } from "./add-person-dialog";
import { BulkActs } from "./bulk-acts";
import { ColumnMenu } from "./column-menu";
import { resizeColumn } from "./column-widths";
import { useAddressedFilter } from "./people-address";
import type { Slot } from "./people-columns";
import { FilterBar, StatusTiles } from "./people-filters";
import { PeopleList } from "./people-list";
import { type Found, PAGE_ROWS, pageQuery, useAsk, useFound } from "./people-pages";
import { useSelection } from "./people-selection";
import { usePeopleSettings } from "./people-settings";
import { peopleShortcuts } from "./people-shortcuts";
import { type Opened, usePeopleView } from "./people-view";
import { PersonPanel } from "./person-panel";
import { type Destination, TakeOutDialog } from "./take-out-dialog";
import { SaveViewDialog, ViewMenu } from "./view-menu";

/** Everybody, with the next thing each of them needs; a person opens beside the list. */
export function PeopleScreen() {
  const [, go] = useHashLocation();
  const [view, change] = usePeopleView();
  const { query, opened, tab } = view;
  const [adding, setAdding] = useDraft("people add", false);
  const guard = useLeaveGuard(leaveWords.body(opened?.name ?? ""), "/people");
  const counts = useRead("countPeople", {});
  const found = useFound(query);
  const settings = usePeopleSettings();
  const frame = useRef<HTMLDivElement>(null);
  const onResize = useStable((column: PeopleColumn, by: number) =>
    settings.setWidths(resizeColumn(frame.current, column, settings, by)),
  );
  const total = found.total ?? 0;
  const picked = useSelection(query, total);
  const [takingOut, setTakingOut] = useDraft<Destination | undefined>("people take out", undefined);
  const [naming, setNaming] = useDraft("people name view", false);
  const ask = useAsk(query, (asked) => change({ query: asked }));
  const clear = () => ask(filterOf(everybody));
  const open = (next: Opened | null) => guard.leave(() => change({ opened: next }));
  const step = useStep(query, found, opened, open);
  const add = useMayCall("addPerson") ? undefined : words.addNotAllowed;
  const mayTakeOut = useMayCall("exportPeople");
  const mayImport = useMayCall("runImport");
  const actsOnMany = useMayCall("listSelected");
  useAddressedFilter(ask);
  useShortcuts(
    useMemo(
      () =>
        peopleShortcuts({
          add: add === undefined ? () => setAdding(true) : undefined,
          takeOut: mayTakeOut ? setTakingOut : undefined,
        }),
      [add, mayTakeOut, setTakingOut, setAdding],
    ),
  );
  const showView = useStable(({ filter, sort, descending, columns }: SavedView["view"]) => {
    void ask({ ...filter, sort, descending });
    settings.setColumns(columns);
  });
  const nameView = useStable(() => setNaming(true));
  const panel = opened !== null && (
    <PersonPanel
      person={opened}
      tab={tab}
      onTab={(next) => guard.leave(() => change({ tab: next }))}
      onDirty={guard.setDirty}
      peek={opened.peek}
      onStep={(by) => void step(by)}
      onFullPage={() => guard.leave(() => go(`/people/${opened.id}/${tab}`))}
      onClose={() => open(null)}
    />
  );
  return (
    <>
      <SplitView padded panel={panel} size={usePanelSize()}>
        <PageHeader
          title={words.title}
          description={words.lead}
          actions={
            <>
              {mayImport && (
                <Button icon={Upload} onClick={() => go("/import")}>
                  {list.import}
                </Button>
              )}
              {mayTakeOut && (
                <Button icon={Download} onClick={() => setTakingOut("csv")}>
                  {list.export}
                </Button>
              )}
              <ExplainedButton variant="primary" icon={UserPlus} disabledReason={add} onClick={() => setAdding(true)}>
                {words.add}
              </ExplainedButton>
            </>
          }
        />
        <StatusTiles status={query.status} counts={counts.value} onChange={ask} />
        <FilterBar
          query={query}
          counts={counts.value}
          total={found.value === undefined ? null : found.total}
          onChange={ask}
          onClear={clear}
        >
          <ViewMenu views={settings.views} onShow={showView} onSave={nameView} />
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
          onAdd={add === undefined ? () => setAdding(true) : undefined}
          onWidths={settings.setWidths}
          onSort={(sort, descending) => ask({ sort, descending })}
          onOpen={(slot) => open(openedOf(slot, false))}
          onPeek={(slot) => open(opened?.peek && opened.id === slot.row.id ? null : openedOf(slot, true))}
          onReach={(slot) => opened?.peek && !guard.dirty && change({ opened: openedOf(slot, true) })}
          onLeave={() => (opened === null ? picked.clear() : open(null))}
        />
        {actsOnMany && <BulkActs selection={picked} />}
      </SplitView>
      {naming && <SaveViewDialog query={query} columns={settings.columns} onClose={() => setNaming(false)} />}
      {takingOut !== undefined && found.total !== undefined && (
        <TakeOutDialog
          query={query}
          columns={settings.columns}
          count={found.total}
          first={takingOut}
          onClose={() => setTakingOut(undefined)}
        />
      )}
      {adding && <AddPersonDialog onClose={() => setAdding(false)} />}
      {guard.question}
    </>
  );
}

function openedOf({ index, row }: Slot, peek: boolean): Opened {
  return { id: row.id, name: row.name, index, peek };
}

/** To the next or previous person of the list, wherever the list has been scrolled to. */
function useStep(
  query: PeopleQuery,
  { value: first = [], total = first.length }: Found,
  opened: Opened | null,
  open: (next: Opened) => void,
) {
  const queries = useQueryClient();
  return async (by: 1 | -1) => {
    const index = (opened?.index ?? 0) + by;
    if (opened === null || index < 0 || index >= total) return;
    const answer = await queries.fetchQuery(pageQuery(query, Math.floor(index / PAGE_ROWS)));
    const row = answer.ok ? answer.value[index % PAGE_ROWS] : undefined;
    if (row !== undefined) open(openedOf({ index, row }, opened.peek));
  };
}
