import type { ReactNode } from "react";
import { actWords } from "../../../contract/people/person-messages";
import type { Person } from "../../../contract/people/views";
import { ActRow, useCommonWhy } from "../../shell/acts/act-row";
import styles from "../../shell/acts/act-row.module.css";
import { useDraft } from "../../shell/drafts";
import { Notice } from "../../ui/notice";
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
  const [open, setOpen] = useDraft<DialogAct | undefined>(`act on ${person.id}: ${acts.join()}`, undefined);
  const why = useCommonWhy(acts.map((act) => person.may[act]));
  return (
    <>
      {why !== undefined && <Notice tone="info">{why}</Notice>}
      <ul className={styles.rows}>
        {children}
        {acts.map((act) => (
          <ActRow
            key={act}
            may={person.may[act]}
            button={actWords[act].button}
            about={actWords[act].about}
            primary={act === primary}
            whyIsShown={why !== undefined}
            onPress={() => setOpen(act)}
          />
        ))}
      </ul>
      {open !== undefined && <PersonActDialog act={open} person={person} onClose={() => setOpen(undefined)} />}
    </>
  );
}
