import { coverageWords, formatDay } from "../../../contract/reporting/messages";
import { overviewWords as words } from "../../../contract/reporting/overview-messages";
import type { CoverageSeries } from "../../../contract/reporting/views";
import { usePractice } from "../../shell/app-state-context";
import { ChartCard } from "../../ui/chart/chart-card";
import { chartOf } from "./report-chart";

const series = (["app", "text", "none"] as const).map((key) => ({ key, label: coverageWords[key] }));

/** Coverage of the last 90 days. What goes wrong with drawing it stays in its card. */
export function AdoptionChart({ coverage: { days, markers, sinceOn } }: { coverage: CoverageSeries }) {
  const practice = usePractice();
  const since = formatDay(sinceOn, practice);
  const points = days.map(({ on, app, text, none }) => ({ x: on, values: { app, text, none } }));
  const marked = markers.map(({ on, label }) => ({ x: on, label }));
  return (
    <ChartCard
      title={words.adoption}
      description={words.adoptionLead(since)}
      chart={chartOf({ is: "area", xLabel: words.day, series, points, markers: marked }, practice)}
      xLabel={words.day}
      tableLabel={words.asTable}
      empty={{ title: words.tooEarly, why: words.tooEarlyWhy(since) }}
      isEmpty={days.length < 2}
      failedText={words.chartFailed}
    />
  );
}
