import { reportNames } from "../../../contract/audit/manager-entry-messages";
import { peopleWords } from "../../../contract/people/messages";
import { reportScreenWords as words } from "../../../contract/reporting/messages";
import { roleNames } from "../../../contract/shell/messages";
import {
  ACCOUNT_TYPES,
  type AccountType,
  REPORTS,
  type ReportName,
  ROLES,
  type Role,
} from "../../../contract/vocabulary";
import { useDraft } from "../../shell/drafts";
import { DateField } from "../../ui/date-field";
import { SelectField } from "../../ui/select-field";
import styles from "./reports.module.css";
import { isOverTime, isPeriod, type Period, type ReportsView } from "./reports-view";

export interface ReportFiltersProps extends WhoFieldsProps {
  report: ReportName;
  onReport: (report: ReportName) => void;
}

/** Which report, of which days, and about whom. */
export function ReportFilters({ report, onReport, value, onChange }: ReportFiltersProps) {
  return (
    <div className={styles.filters}>
      <div className={styles.report}>
        <SelectField
          label={words.report}
          options={REPORTS.map((name) => ({ value: name, label: reportNames[name] }))}
          value={report}
          onValueChange={onReport}
        />
      </div>
      {isOverTime(report) && (
        <PeriodFields name="period" first={value} onChange={(period) => period !== undefined && onChange(period)} />
      )}
      <WhoFields value={value} onChange={onChange} />
    </div>
  );
}

export interface PeriodFieldsProps {
  /** Tells them from others, should they be locked away half typed. */
  name: string;
  /** The days that stand there at first. */
  first: Period;
  /** Undefined while what stands there is no period. */
  onChange: (period: Period | undefined) => void;
}

export function PeriodFields({ name, first, onChange }: PeriodFieldsProps) {
  const [typed, setTyped] = useDraft<Period>(name, { fromOn: first.fromOn, toOn: first.toOn });
  const type = (next: Partial<Period>) => {
    const period = { ...typed, ...next };
    setTyped(period);
    onChange(isPeriod(period) ? period : undefined);
  };
  const { fromOn, toOn } = typed;
  const backwards = fromOn !== "" && toOn !== "" && !isPeriod(typed);
  return (
    <>
      <DateField
        label={words.from}
        value={fromOn}
        onChange={(day) => type({ fromOn: day })}
        incompleteError={words.badDay}
        error={fromOn === "" ? words.badDay : undefined}
      />
      <DateField
        label={words.to}
        value={toOn}
        onChange={(day) => type({ toOn: day })}
        incompleteError={words.badDay}
        error={toOn === "" ? words.badDay : backwards ? words.backwards : undefined}
      />
    </>
  );
}

export interface WhoFieldsProps {
  value: ReportsView;
  onChange: (change: Partial<ReportsView>) => void;
}

export function WhoFields({ value, onChange }: WhoFieldsProps) {
  return (
    <>
      <SelectField
        label={words.accountType}
        options={[
          { value: "any", label: peopleWords.anyAccountType },
          ...ACCOUNT_TYPES.map((accountType) => ({
            value: accountType,
            label: peopleWords.onlyAccountType[accountType],
          })),
        ]}
        value={value.accountType ?? "any"}
        onValueChange={(accountType: AccountType | "any") =>
          onChange({ accountType: accountType === "any" ? null : accountType })
        }
      />
      <SelectField
        label={words.role}
        options={[
          { value: "any", label: peopleWords.anyRole },
          ...ROLES.map((role) => ({ value: role, label: roleNames[role] })),
        ]}
        value={value.role ?? "any"}
        onValueChange={(role: Role | "any") => onChange({ role: role === "any" ? null : role })}
      />
    </>
  );
}
