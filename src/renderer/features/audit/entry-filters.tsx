import { useState } from "react";
import { type Group, groupWords, auditLogWords as words } from "../../../contract/audit/messages";
import type { PersonRef } from "../../../contract/person-ref";
import { everybody } from "../../shell/person/people-query";
import { useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { ComboboxField } from "../../ui/combobox-field";
import { SelectField } from "../../ui/select-field";
import { TextField } from "../../ui/text-field";
import { type AuditLogFilter, filters, isBackwards } from "./entry-filter";
import styles from "./entry-filters.module.css";

export interface AuditLogFiltersProps {
  value: AuditLogFilter;
  onChange: (change: Partial<AuditLogFilter>) => void;
  onClear: () => void;
}

const groups = Object.keys(groupWords) as Group[];

/** Who, what and when. */
export function AuditLogFilters({ value, onChange, onClear }: AuditLogFiltersProps) {
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

const EVERYBODY = "everybody";
const FOUND = 50;

export interface PersonFilterProps {
  value: PersonRef | null;
  onChange: (person: PersonRef | null) => void;
}

/** One person, found by typing; deactivated ones too, since the ledger remembers them. */
function PersonFilter({ value, onChange }: PersonFilterProps) {
  const [typed, setTyped] = useState("");
  const chosenLabel = value?.name ?? words.everybody;
  const search = typed === chosenLabel ? "" : typed.replace(/\(.*/, "").trim();
  const found = useRead("listPeople", { ...everybody, search, offset: 0, limit: FOUND }, { keepLast: true });
  const people = found.value ?? [];
  const names = new Map(people.map(({ id, name }) => [id, name]));
  if (value !== null) names.set(value.id, value.name);
  const options = [
    { value: EVERYBODY, label: words.everybody },
    ...(value === null ? [] : [{ value: value.id, label: value.name }]),
    ...people
      .filter(({ id }) => id !== value?.id)
      .map(({ id, name, email }) => ({ value: id, label: words.personOption(name, email) })),
  ];
  return (
    <ComboboxField
      label={words.person}
      options={options}
      value={value?.id ?? EVERYBODY}
      onValueChange={(id) => onChange(id === EVERYBODY ? null : { id, name: names.get(id) ?? id })}
      onSearch={setTyped}
      emptyText={words.noPerson}
      openLabel={words.openPeople}
    />
  );
}
