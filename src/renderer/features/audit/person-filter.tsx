import { useState } from "react";
import { ledgerWords as words } from "../../../contract/audit/messages";
import type { PersonRef } from "../../../contract/person-ref";
import { everybody } from "../../shell/person/people-query";
import { useRead } from "../../shell/wardkey";
import { ComboboxField } from "../../ui/combobox-field";

const EVERYBODY = "everybody";
const FOUND = 50;

export interface PersonFilterProps {
  value: PersonRef | null;
  onChange: (person: PersonRef | null) => void;
}

/** One person, found by typing; deactivated ones too, since the ledger remembers them. */
export function PersonFilter({ value, onChange }: PersonFilterProps) {
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
