import { FileSearch } from "lucide-react";
import { reportNames } from "../../../contract/audit/manager-entry-messages";
import { refusalWords } from "../../../contract/refusal-messages";
import { reportAbout, reportScreenWords as words } from "../../../contract/reporting/messages";
import type { Report } from "../../../contract/reporting/views";
import { errorWords } from "../../../contract/shell/error-messages";
import type { ReportName } from "../../../contract/vocabulary";
import { useFormats } from "../../shell/app-state-context";
import { useRead } from "../../shell/wardkey";
import { Card } from "../../ui/card";
import { ChartCard } from "../../ui/chart/chart-card";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Skeleton } from "../../ui/skeleton";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { peopleAddress } from "../people/people-address";
import { chartOf } from "./report-chart";
import { ReportTable } from "./report-table";
import styles from "./reports.module.css";
import type { ReportsView } from "./reports-view";

/** A report as a chart and as a table, with what it goes by. */
export function ReportShown({ report, view }: { report: ReportName; view: ReportsView }) {
  const formats = useFormats();
  const read = useRead("getReport", { report, ...view }, { keepLast: true });
  if (read.value !== undefined) return <LoadedReport report={read.value} />;
  if (read.loading) return <Skeleton label={words.loading} count={8} />;
  return (
    <ErrorState title={errorWords.unreadTitle} retryLabel={errorWords.retry} onRetry={read.again}>
      {read.refusal === undefined ? errorWords.unread : refusalWords(read.refusal, formats)}
    </ErrorState>
  );
}

function LoadedReport({ report }: { report: Report }) {
  const { stated, total, filter, rows } = report;
  const formats = useFormats();
  return (
    <Stack gap={20}>
      <Stack gap={8}>
        <p>{reportAbout[report.report]}</p>
        <ul className={styles.stated}>
          {stated.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Stack>
      {total === 0 ? (
        <EmptyState icon={FileSearch} title={words.nothing}>
          {words.nothingWhy}
        </EmptyState>
      ) : (
        <>
          <ReportChartCard report={report} />
          <Card
            title={words.figures}
            description={rows.length < total ? words.cut(rows.length, total, formats) : undefined}
            actions={filter !== null && <TextLink href={peopleAddress(filter)}>{words.toList}</TextLink>}
          >
            <ReportTable report={report} />
          </Card>
        </>
      )}
    </Stack>
  );
}

function ReportChartCard({ report: { report, chart } }: { report: Report }) {
  const formats = useFormats();
  if (chart === null) return null;
  return (
    <ChartCard
      // Another report begins with its chart again.
      key={report}
      title={words.chart(reportNames[report])}
      chart={chartOf(chart, formats)}
      xLabel={chart.xLabel}
      tableLabel={words.asTable}
      empty={{ title: words.tooEarly, why: words.tooEarlyWhy }}
      isEmpty={chart.is === "area" && chart.points.length < 2}
      failedText={words.chartFailed}
    />
  );
}
