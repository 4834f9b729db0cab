import { type ReactNode, useState } from "react";
import { actWords } from "../../../preload/messages/person";
import type { Person } from "../../../preload/views";
import { ActRow } from "./act-row";
import styles from "./act-row.module.css";
import { type DialogAct, PersonActDialog } from "./person-act-dialog";

export interface ActRowsProps {
  person: Person;
  acts: readonly DialogAct[];
  primary?: DialogAct | undefined;
  /** Rows of other kinds, above. */
  children?: ReactNode;
}

/** Acts one below the other, each with its dialog. */
export function ActRows({ person, acts, primary, children }: ActRowsProps) {
  const [open, setOpen] = useState<DialogAct>();
  return (
    <>
      <ul className={styles.rows}>
        {children}
        {acts.map((act) => (
          <ActRow
            key={act}
            act={act}
            may={person.may}
            button={actWords[act].button}
            about={actWords[act].about}
            primary={act === primary}
            onPress={() => setOpen(act)}
          />
        ))}
      </ul>
      {open !== undefined && <PersonActDialog act={open} person={person} onClose={() => setOpen(undefined)} />}
    </>
  );
}
