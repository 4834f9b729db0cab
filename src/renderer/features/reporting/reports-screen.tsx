import { Download, FileCheck } from "lucide-react";
import { useMemo } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { reportScreenWords as words } from "../../../contract/reporting/messages";
import { shortcutWords } from "../../../contract/shell/messages";
import { useDraft } from "../../shell/drafts";
import { useMayCall } from "../../shell/may-call";
import { commandKeys, type Shortcut, useShortcuts } from "../../shell/shortcuts";
import { Button } from "../../ui/button";
import { PageHeader } from "../../ui/page-header";
import { Stack } from "../../ui/stack";
import { EvidenceDialog } from "./evidence-dialog";
import { ReportFilters } from "./report-filters";
import { ReportShown } from "./report-shown";
import { reportNamed, useReportsView } from "./reports-view";
import { type Destination, TakeReportDialog } from "./take-report-dialog";

/** One report at a time, under a period and filters; and the evidence pack. */
export function ReportsScreen({ report: name }: { report: string | undefined }) {
  const [, go] = useHashLocation();
  const report = reportNamed(name);
  const [view, change] = useReportsView();
  const [takingOut, setTakingOut] = useDraft<Destination | undefined>("report take out", undefined);
  const [packing, setPacking] = useDraft("evidence", false);
  const packs = useMayCall("makeEvidencePack");
  useShortcuts(useMemo(() => reportShortcuts(setTakingOut), [setTakingOut]));
  return (
    <Stack gap={20}>
      <PageHeader
        title={words.title}
        description={words.lead}
        actions={
          <>
            {packs && (
              <Button icon={FileCheck} onClick={() => setPacking(true)}>
                {words.pack}
              </Button>
            )}
            <Button icon={Download} variant="primary" onClick={() => setTakingOut("csv")}>
              {words.takeOut}
            </Button>
          </>
        }
      />
      <ReportFilters
        report={report}
        value={view}
        onReport={(next) => go(`/reports/${next}`, { replace: true })}
        onChange={change}
      />
      <ReportShown report={report} view={view} />
      {takingOut !== undefined && (
        <TakeReportDialog report={report} view={view} first={takingOut} onClose={() => setTakingOut(undefined)} />
      )}
      {packing && <EvidenceDialog view={view} onClose={() => setPacking(false)} />}
    </Stack>
  );
}

/** Keys of the screen: take the report out, or print it. */
function reportShortcuts(takeOut: (to: Destination) => void): readonly Shortcut[] {
  return [
    { keys: [commandKeys("E")], what: shortcutWords.export, run: () => takeOut("csv") },
    { keys: [commandKeys("P")], what: shortcutWords.print, run: () => takeOut("printer") },
  ];
}
