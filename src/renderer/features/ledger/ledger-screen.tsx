import { Download } from "lucide-react";
import { ledgerWords as words } from "../../../contract/audit/messages";
import type { EntryView } from "../../../contract/views";
import { useDraft } from "../../drafts";
import { useKeptState } from "../../kept-state";
import { ExplainedButton } from "../../ui/explained-button";
import { PageHeader } from "../../ui/page-header";
import { SplitView } from "../../ui/split-view";
import { usePanelSize } from "../frame/panel-size";
import { usePractice } from "../practice/situation-context";
import { EntryPanel } from "./entry-panel";
import { ExportDialog } from "./export-dialog";
import { entryFilter, type LedgerFilter, wholeLedger } from "./ledger-filter";
import { LedgerFilters } from "./ledger-filters";
import { LedgerList } from "./ledger-list";
import { useLedgerPages } from "./ledger-pages";
import { LedgerStateLine } from "./ledger-state";

interface LedgerView {
  readonly filter: LedgerFilter;
  readonly opened: EntryView | null;
}

const start: LedgerView = { filter: wholeLedger, opened: null };

/** Every entry as a sentence, newest first, and whether the chain holds. */
export function LedgerScreen() {
  const { timeZone } = usePractice();
  const [{ filter, opened }, change] = useKeptState("ledger-view", start);
  const [exporting, setExporting] = useDraft("ledger export", false);
  const pages = useLedgerPages(entryFilter(filter, timeZone));
  const clear = () => change({ filter: wholeLedger });
  const panel = opened !== null && <EntryPanel entry={opened} onClose={() => change({ opened: null })} />;
  return (
    <>
      <SplitView padded panel={panel} size={usePanelSize()}>
        <PageHeader
          title={words.title}
          description={words.lead}
          actions={
            <ExplainedButton
              icon={Download}
              disabledReason={pages.total === 0 ? words.noMatch : undefined}
              onClick={() => setExporting(true)}
            >
              {words.export}
            </ExplainedButton>
          }
        />
        <LedgerStateLine />
        <LedgerFilters value={filter} onChange={(next) => change({ filter: { ...filter, ...next } })} onClear={clear} />
        <LedgerList
          pages={pages}
          filter={filter}
          openPlace={opened?.place}
          onOpen={(entry) => change({ opened: entry })}
          onClear={clear}
        />
      </SplitView>
      {exporting && <ExportDialog filter={filter} count={pages.total} onClose={() => setExporting(false)} />}
    </>
  );
}
