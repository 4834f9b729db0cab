import { useEffect, useRef } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { supportWords as words } from "../../../contract/support/messages";
import { useKeptState } from "../../shell/kept-state";
import { usePanelSize } from "../../shell/panel-size";
import { PageHeader } from "../../ui/page-header";
import { onRowKey } from "../../ui/row-keys";
import { SearchField } from "../../ui/search-field";
import { SplitView } from "../../ui/split-view";
import { CasePanel } from "./case-panel";
import { PeopleFound } from "./people-found";
import styles from "./support.module.css";
import { SupportQueue } from "./support-queue";

const start = { search: "" };

/** Who waits for help, or whoever is typed; the case of one person opens beside it: /support/:account. */
export function SupportScreen({ account }: { account?: string | undefined }) {
  const [, go] = useHashLocation();
  const [{ search }, change] = useKeptState("support-view", start);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once; whoever closes a case goes back to where they were
  useEffect(() => {
    // A call has come in, or somebody stands there: type a name, or press Enter for the first who waits.
    if (account === undefined) field.current?.focus({ preventScroll: true });
  }, []);
  const open = (id: string) => go(`/support/${id}`);
  const firstRow = () => list.current?.querySelector<HTMLElement>("[data-row]");
  const panel = account !== undefined && (
    <CasePanel
      key={account}
      account={account}
      onFullPage={() => go(`/people/${account}/security`)}
      onClose={() => go("/support")}
    />
  );
  return (
    <SplitView padded panel={panel} size={usePanelSize()}>
      <PageHeader title={words.title} description={words.lead} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the field inside */}
      <div
        className={styles.search}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "Enter") return;
          event.preventDefault();
          const row = firstRow();
          if (event.key === "ArrowDown") row?.focus();
          else row?.click();
        }}
      >
        <SearchField
          ref={field}
          label={words.search}
          placeholder={words.searchPlaceholder}
          clearLabel={words.clearSearch}
          shortcut={words.searchKeys}
          value={search}
          onValueChange={(next) => change({ search: next })}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the buttons inside, caught once */}
      <div ref={list} tabIndex={-1} className={styles.lists} onKeyDown={onRowKey}>
        {search.trim() === "" ? (
          <SupportQueue opened={account} onOpen={open} onDone={() => list.current?.focus()} />
        ) : (
          <PeopleFound search={search.trim()} opened={account} onOpen={open} onClear={() => change({ search: "" })} />
        )}
      </div>
    </SplitView>
  );
}
