import { type AccountType, REPORTS, REPORTS_OVER_TIME, type ReportName, type Role } from "../../../contract/vocabulary";
import { useFormats } from "../../shell/app-state-context";
import { useKeptState } from "../../shell/kept-state";
import { addDays, dayIn } from "../../shell/zone-days";

/** Days (YYYY-MM-DD), both included. */
export interface Period {
  readonly fromOn: string;
  readonly toOn: string;
}

/** What reports are about. */
export interface ReportsView extends Period {
  readonly accountType: AccountType | null;
  readonly role: Role | null;
}

interface Kept {
  /** null until somebody chooses days: they are the last 90, whenever one looks. */
  readonly period: Period | null;
  readonly accountType: AccountType | null;
  readonly role: Role | null;
}

const start: Kept = { period: null, accountType: null, role: null };
const DAYS = 90;

/** Period and filters; found again after a visit to another screen. */
export function useReportsView(): [ReportsView, (next: Partial<ReportsView>) => void] {
  const [{ period, accountType, role }, change] = useKeptState("reports-view", start);
  const { now, timeZone } = useFormats();
  const { fromOn, toOn } = period ?? {
    fromOn: addDays(dayIn(now, timeZone), 1 - DAYS),
    toOn: dayIn(now, timeZone),
  };
  const view = { fromOn, toOn, accountType, role };
  return [
    view,
    (next) => {
      const chosen = { ...view, ...next };
      const days = next.fromOn === undefined ? period : { fromOn: chosen.fromOn, toOn: chosen.toOn };
      change({ period: days, accountType: chosen.accountType, role: chosen.role });
    },
  ];
}

/** Two whole days, the right way round. */
export function isPeriod({ fromOn, toOn }: Period): boolean {
  return fromOn !== "" && toOn !== "" && fromOn <= toOn;
}

/** The report that an address names; the first where it names none. */
export function reportNamed(name: string | undefined): ReportName {
  return REPORTS.find((report) => report === name) ?? REPORTS[0];
}

export function isOverTime(report: ReportName): boolean {
  return REPORTS_OVER_TIME.includes(report);
}
