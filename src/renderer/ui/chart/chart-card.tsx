import { ChartColumn } from "lucide-react";
import { Component, lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "../button";
import { Card } from "../card";
import { EmptyState } from "../empty-state";
import { ErrorState } from "../error-state";
import { Notice } from "../notice";
import { Skeleton } from "../skeleton";
import type { StackedAreaProps } from "./area-chart";
import type { StackedBarsProps } from "./bar-chart";
import styles from "./chart-card.module.css";
import { ChartMarkers } from "./chart-parts";
import { ChartTable } from "./chart-table";

export type ChartOf =
  | ({ kind: "area" } & Omit<StackedAreaProps, "label">)
  | ({ kind: "bars" } & Omit<StackedBarsProps, "label">);

export interface ChartCardProps {
  title: string;
  level?: 2 | 3 | undefined;
  description?: ReactNode;
  /** Before the toggle: Print, Export. */
  actions?: ReactNode;
  chart: ChartOf;
  /** Heading of the table's first column: "Day", "Role". */
  xLabel: string;
  /** Names the toggle: "Show as table". */
  tableLabel: string;
  /** Given while the numbers are being read: "Loading the chart". */
  loading?: string | undefined;
  /** Instead of the chart where there are no points, or where `isEmpty`: since when there are any. */
  empty: { title: string; why?: ReactNode };
  /** There is too little to draw. */
  isEmpty?: boolean | undefined;
  /** The numbers could not be read. */
  error?: { title: string; safe: ReactNode; retryLabel?: string; onRetry?: () => void } | undefined;
  /** Said above the numbers where drawing them failed. */
  failedText: string;
}

/** A chart with its title; the same numbers can be read as a table. */
export function ChartCard(props: ChartCardProps) {
  const { title, level, description, actions, chart, tableLabel, loading, error, empty } = props;
  const [asTable, setAsTable] = useState(false);
  const bare = loading !== undefined || error !== undefined || (props.isEmpty ?? chart.points.length === 0);
  const toggle = (
    <Button className={styles.toggle} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
      {tableLabel}
    </Button>
  );
  return (
    <Card
      title={title}
      level={level}
      description={description}
      actions={
        <>
          {actions}
          {!bare && toggle}
        </>
      }
    >
      {loading !== undefined ? (
        <Skeleton label={loading} count={5} />
      ) : error !== undefined ? (
        <ErrorState title={error.title} retryLabel={error.retryLabel} onRetry={error.onRetry}>
          {error.safe}
        </ErrorState>
      ) : bare ? (
        <EmptyState icon={ChartColumn} title={empty.title}>
          {empty.why}
        </EmptyState>
      ) : (
        <Numbers {...props} asTable={asTable} />
      )}
    </Card>
  );
}

type NumbersProps = ChartCardProps & { asTable: boolean };

/** The chart or its table; a chart that fails becomes its table, and where that fails too the card says so. */
function Numbers(props: NumbersProps) {
  const { title, chart, failedText, asTable } = props;
  const failed = (
    <Notice tone="warn" announce="status">
      {failedText}
    </Notice>
  );
  const table = <NumbersTable {...props} />;
  const instead = (
    <>
      {failed}
      {table}
    </>
  );
  return (
    <div className={styles.numbers}>
      <ChartBoundary drawn={chart.points} fallback={failed}>
        {asTable ? (
          table
        ) : (
          <ChartBoundary drawn={chart.points} fallback={instead}>
            <Drawing chart={chart} title={title} />
          </ChartBoundary>
        )}
        {chart.kind === "area" && <ChartMarkers markers={chart.markers ?? []} formatX={chart.formatX} />}
      </ChartBoundary>
    </div>
  );
}

function Drawing({ chart, title }: Pick<NumbersProps, "chart" | "title">) {
  return (
    <Suspense fallback={<div className={styles.loading} />}>
      {chart.kind === "area" ? <StackedArea {...chart} label={title} /> : <StackedBars {...chart} label={title} />}
    </Suspense>
  );
}

function NumbersTable({ title, xLabel, chart }: NumbersProps) {
  const { series, formatValue = String } = chart;
  return <ChartTable label={title} rows={rowsOf(chart)} {...{ xLabel, series, formatValue }} />;
}

function rowsOf(chart: ChartOf) {
  return chart.kind === "area"
    ? chart.points.map(({ x, values }) => ({ key: String(x), name: chart.formatX(x), values }))
    : chart.points.map(({ x, values }) => ({ key: x, name: x, values }));
}

/** The charts' library is large: it comes with the first chart. */
const StackedArea = lazy(async () => ({ default: (await import("./area-chart")).StackedArea }));
const StackedBars = lazy(async () => ({ default: (await import("./bar-chart")).StackedBars }));

interface Props {
  /** Changes with what is drawn, which then gets its own chance. */
  drawn: unknown;
  /** Instead of a drawing that threw. */
  fallback: ReactNode;
  children: ReactNode;
}

/** A chart that throws takes nothing with it. A class, because React has no other form of it. */
class ChartBoundary extends Component<Props, { failed: boolean; drawn: unknown }> {
  override state = { failed: false, drawn: this.props.drawn };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: { drawn: unknown }) {
    return props.drawn === state.drawn ? null : { failed: false, drawn: props.drawn };
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
