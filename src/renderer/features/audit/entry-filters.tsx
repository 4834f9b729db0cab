import { type Group, groupWords, ledgerWords as words } from "../../../contract/audit/messages";
import { Button } from "../../ui/button";
import { SelectField } from "../../ui/select-field";
import { TextField } from "../../ui/text-field";
import { filters, isBackwards, type LedgerFilter } from "./entry-filter";
import styles from "./entry-filters.module.css";
import { PersonFilter } from "./person-filter";

export interface LedgerFiltersProps {
  value: LedgerFilter;
  onChange: (change: Partial<LedgerFilter>) => void;
  onClear: () => void;
}

const groups = Object.keys(groupWords) as Group[];

/** Who, what and when. */
export function LedgerFilters({ value, onChange, onClear }: LedgerFiltersProps) {
  return (
    <fieldset className={styles.bar} aria-label={words.filters}>
      <div className={styles.person}>
        <PersonFilter value={value.person} onChange={(person) => onChange({ person })} />
      </div>
      <div className={styles.group}>
        <SelectField
          label={words.group}
          options={[
            { value: "any", label: words.everything },
            ...groups.map((group) => ({ value: group, label: groupWords[group] })),
          ]}
          value={value.group ?? "any"}
          onValueChange={(group: Group | "any") => onChange({ group: group === "any" ? null : group })}
        />
      </div>
      <TextField
        label={words.from}
        type="date"
        value={value.from}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <TextField
        label={words.to}
        type="date"
        value={value.to}
        onChange={(event) => onChange({ to: event.target.value })}
        error={isBackwards(value) ? words.backwards : undefined}
      />
      {filters(value) && (
        <Button variant="quiet" onClick={onClear}>
          {words.clear}
        </Button>
      )}
    </fieldset>
  );
}
