import { overviewWords as words } from "../../../preload/messages/overview";
import type { Overview } from "../../../preload/views/reports";
import { PageHeader } from "../../ui/page-header";
import { Grid, Stack } from "../../ui/stack";
import { useRead } from "../../wardkey";
import { Loaded } from "../account/loaded";
import { AdoptionChart } from "./adoption-chart";
import { Attention } from "./attention";
import { Deadlines } from "./deadlines";
import { FirstSteps } from "./first-steps";
import { Protection } from "./protection";
import { Readiness } from "./readiness";
import { RecentEntries } from "./recent-entries";

/** How the practice stands: what needs a manager first, then how well it is protected, then what happened. */
export function OverviewScreen() {
  const read = useRead("getOverview", {});
  return (
    <Stack gap={20}>
      <PageHeader title={words.title} description={words.lead} />
      <Loaded read={read}>{(overview) => <LoadedOverview overview={overview} />}</Loaded>
    </Stack>
  );
}

function LoadedOverview({ overview }: { overview: Overview }) {
  const { attention, coverage, deadlines, entries, readiness } = overview;
  return (
    <Stack gap={20}>
      {overview.active.count <= 1 && <FirstSteps overview={overview} />}
      <Attention attention={attention} />
      <Protection overview={overview} />
      <AdoptionChart coverage={coverage} />
      <Grid gap={20} column={320}>
        <Deadlines deadlines={deadlines} />
        <Readiness readiness={readiness} />
      </Grid>
      <RecentEntries entries={entries} />
    </Stack>
  );
}
