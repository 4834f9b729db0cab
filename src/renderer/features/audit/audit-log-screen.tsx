import { Download, FileCheck, FileSignature, Split } from "lucide-react";
import { useHashLocation } from "wouter/use-hash-location";
import { auditLogWords as words } from "../../../contract/audit/messages";
import { checkSheetWords, signOffSheetWords } from "../../../contract/audit/sign-off-messages";
import type { EntryView } from "../../../contract/audit/views";
import { conflictsWords } from "../../../contract/conflicts/screen-messages";
import { useAppState, usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { useKeptState } from "../../shell/kept-state";
import { usePanelSize } from "../../shell/panel-size";
import { Button } from "../../ui/button";
import { ExplainedButton } from "../../ui/explained-button";
import { PageHeader } from "../../ui/page-header";
import { SplitView } from "../../ui/split-view";
import { CheckSheetDialog } from "./check-sheet-dialog";
import { type AuditLogFilter, entryFilter, wholeAuditLog } from "./entry-filter";
import { AuditLogFilters } from "./entry-filters";
import { EntryList } from "./entry-list";
import { useEntryPages } from "./entry-pages";
import { EntryPanel } from "./entry-panel";
import { ExportDialog } from "./export-dialog";
import { LedgerStateLine } from "./ledger-state";
import { SignOffDialog } from "./sign-off-dialog";

interface AuditLogView {
  readonly filter: AuditLogFilter;
  readonly opened: EntryView | null;
}

const start: AuditLogView = { filter: wholeAuditLog, opened: null };

/** Every entry as a sentence, newest first, and whether the chain holds. */
export function AuditLogScreen() {
  const { timeZone } = usePractice();
  const [{ filter, opened }, change] = useKeptState("audit-log-view", start);
  const [exporting, setExporting] = useDraft("audit log export", false);
  const [signingOff, setSigningOff] = useDraft<"make" | "check" | null>("sign-off sheet", null);
  const pages = useEntryPages(entryFilter(filter, timeZone));
  const clear = () => change({ filter: wholeAuditLog });
  const panel = opened !== null && <EntryPanel entry={opened} onClose={() => change({ opened: null })} />;
  return (
    <>
      <SplitView padded panel={panel} size={usePanelSize()}>
        <PageHeader
          title={words.title}
          description={words.lead}
          actions={
            <>
              <ToConflicts />
              <Button icon={FileSignature} onClick={() => setSigningOff("make")}>
                {signOffSheetWords.open}
              </Button>
              <Button icon={FileCheck} onClick={() => setSigningOff("check")}>
                {checkSheetWords.open}
              </Button>
              <ExplainedButton
                icon={Download}
                disabledReason={pages.total === 0 ? words.noMatch : undefined}
                onClick={() => setExporting(true)}
              >
                {words.export}
              </ExplainedButton>
            </>
          }
        />
        <LedgerStateLine />
        <AuditLogFilters
          value={filter}
          onChange={(next) => change({ filter: { ...filter, ...next } })}
          onClear={clear}
        />
        <EntryList
          pages={pages}
          filter={filter}
          openPlace={opened?.arrival}
          onOpen={(entry) => change({ opened: entry })}
          onClear={clear}
        />
      </SplitView>
      {signingOff === "make" && <SignOffDialog onClose={() => setSigningOff(null)} />}
      {signingOff === "check" && <CheckSheetDialog onClose={() => setSigningOff(null)} />}
      {exporting && <ExportDialog filter={filter} count={pages.total} onClose={() => setExporting(false)} />}
    </>
  );
}

/** The way to Conflicts; there is none where there never was a conflict. */
function ToConflicts() {
  const practice = usePractice();
  const [, go] = useHashLocation();
  const { conflicts } = useAppState();
  if (conflicts === null) return null;
  return (
    <Button icon={Split} onClick={() => go("/audit-log/conflicts")}>
      {conflicts > 0 ? conflictsWords.toOpen(conflicts, practice) : conflictsWords.toSettled}
    </Button>
  );
}
