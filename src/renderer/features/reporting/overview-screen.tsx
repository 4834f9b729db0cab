import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { EntryView } from "../../../contract/audit/views";
import { overviewWords as words } from "../../../contract/reporting/overview-messages";
import type { Overview } from "../../../contract/reporting/views";
import { Loaded } from "../../shell/loaded";
import { useMayCall } from "../../shell/may-call";
import { useRead } from "../../shell/wardkey";
import { Card } from "../../ui/card";
import { PageHeader } from "../../ui/page-header";
import { Grid, Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { EntryDays } from "../audit/entry-days";
import { BackupsOverview } from "../backups/backups-overview";
import { BackupsSection } from "../backups/backups-section";
import { OpeningsCard } from "../emergency/accesses-card";
import { Protection, Readiness } from "./figures";
import { FirstSteps } from "./first-steps";
import { AdoptionChart, Attention, Deadlines, HelpedInPersonCard, Part } from "./overview-parts";

/** Locks end and deadlines pass without anybody doing anything. */
const REREAD_MS = 60_000;

/** How the practice stands: what needs a manager first, then how well it is protected, then what happened. */
export function OverviewScreen({ part }: { part?: string | undefined }) {
  const read = useRead("getOverview", {}, { everyMs: REREAD_MS });
  useListsAnew(read.value);
  return (
    <Stack gap={20}>
      <PageHeader title={words.title} description={words.lead} />
      <Loaded read={read}>{(overview) => <LoadedOverview overview={overview} part={part} />}</Loaded>
    </Stack>
  );
}

/** The lists that the figures lead to are read anew with them: what was read before may be of another minute. */
function useListsAnew(overview: Overview | undefined) {
  const queries = useQueryClient();
  useEffect(() => {
    if (overview === undefined) return;
    for (const list of ["listPeople", "countFound", "countPeople"])
      void queries.invalidateQueries({ queryKey: [list] });
  }, [overview, queries]);
}

function LoadedOverview({ overview, part }: { overview: Overview; part: string | undefined }) {
  const { inPerson } = overview.attention;
  // Managers have them in Settings, beside the emergency codes.
  const reads = useMayCall("listEmergencyAccesses");
  const readsReviews = !useMayCall("reviewEmergencyAccess") && reads;
  const hasSettings = useMayCall("updateSettings");
  const readsBackups = useMayCall("getBackups") && !hasSettings;
  const seesAuditLog = useMayCall("listEntries");
  const { attention, coverage, deadlines, entries, readiness } = overview;
  return (
    <Stack gap={20}>
      {overview.active.count <= 1 && <FirstSteps overview={overview} />}
      <Attention attention={attention} />
      <BackupsOverview />
      {inPerson.entries.length > 0 && (
        <Part name="in-person" shown={part}>
          <HelpedInPersonCard inPerson={inPerson} />
        </Part>
      )}
      <Protection overview={overview} />
      <AdoptionChart coverage={coverage} />
      <Grid gap={20} column={320}>
        <Deadlines deadlines={deadlines} />
        <Readiness readiness={readiness} />
      </Grid>
      {readsReviews && (
        <Part name="emergency-access" shown={part}>
          <OpeningsCard />
        </Part>
      )}
      {readsBackups && (
        <Part name="backups" shown={part}>
          <BackupsSection />
        </Part>
      )}
      {seesAuditLog && <RecentEntries entries={entries} />}
    </Stack>
  );
}

/** What happened last, as the ledger tells it. */
function RecentEntries({ entries }: { entries: readonly EntryView[] }) {
  return (
    <Card title={words.recent} actions={<TextLink href="#/audit-log">{words.toAuditLog}</TextLink>}>
      {entries.length === 0 ? <p>{words.noEntries}</p> : <EntryDays entries={entries} level={3} />}
    </Card>
  );
}
