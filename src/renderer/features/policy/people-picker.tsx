import { X } from "lucide-react";
import { useState } from "react";
import type { PersonRef } from "../../../contract/person-ref";
import { ruleDialogWords as words } from "../../../contract/policy/messages";
import { everybody } from "../../shell/person/people-query";
import { useRead } from "../../shell/wardkey";
import { ComboboxField } from "../../ui/combobox-field";
import { IconButton } from "../../ui/icon-button";
import { Row, Stack } from "../../ui/stack";
import styles from "./policy.module.css";

const FOUND = 50;

export interface PeoplePickerProps {
  people: readonly PersonRef[];
  onChange: (people: readonly PersonRef[]) => void;
  error?: string | undefined;
}

/** Named people, found by typing. */
export function PeoplePicker({ people, onChange, error }: PeoplePickerProps) {
  const [typed, setTyped] = useState("");
  const found = useRead(
    "listPeople",
    { ...everybody, search: typed.replace(/\(.*/, "").trim(), offset: 0, limit: FOUND },
    { keepLast: true },
  );
  const chosen = new Set(people.map(({ id }) => id));
  const rows = (found.value ?? []).filter(({ id, status }) => !chosen.has(id) && status !== "deactivated");
  return (
    <Stack gap={8}>
      <ComboboxField
        key={people.length}
        label={words.addPerson}
        options={rows.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
        value={null}
        onValueChange={(id) => {
          const row = rows.find((one) => one.id === id);
          if (row !== undefined) onChange([...people, { id: row.id, name: row.name }]);
        }}
        onSearch={setTyped}
        emptyText={words.noPerson}
        openLabel={words.openPeople}
        error={error}
      />
      <ul className={styles.people} aria-label={words.whichPeople}>
        {people.length === 0 && <li className={styles.nobody}>{words.nobodyYet}</li>}
        {people.map((person) => (
          <li key={person.id}>
            <Row gap={4} justify="between" wrap={false}>
              <span className={styles.name}>{person.name}</span>
              <IconButton
                icon={X}
                label={words.removePerson(person.name)}
                onClick={() => onChange(people.filter(({ id }) => id !== person.id))}
              />
            </Row>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
