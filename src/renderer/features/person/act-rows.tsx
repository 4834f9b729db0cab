import { type ReactNode, useState } from "react";
import { actRowWords } from "../../../preload/messages/approvals";
import { actWords } from "../../../preload/messages/person";
import type { MayNotCause } from "../../../preload/refusals";
import type { Person } from "../../../preload/views";
import { Notice } from "../../ui/notice";
import { ActRow, useWhyNot } from "./act-row";
import styles from "./act-row.module.css";
import { type DialogAct, PersonActDialog } from "./person-act-dialog";

export interface ActRowsProps {
  person: Person;
  acts: readonly DialogAct[];
  primary?: DialogAct | undefined;
  /** Rows of other kinds, above. */
  children?: ReactNode;
}

/** What keeps every act off this account, whatever its state: said once. */
function commonCause({ may }: Person, acts: readonly DialogAct[]): MayNotCause | undefined {
  const causes = new Set(acts.map((act) => may[act]));
  const [cause] = causes;
  const general = cause === "role" || cause === "own-account" || cause === "second-manager";
  return causes.size === 1 && general ? cause : undefined;
}

/** Acts one below the other, each with its dialog. */
export function ActRows({ person, acts, primary, children }: ActRowsProps) {
  const [open, setOpen] = useState<DialogAct>();
  const cause = commonCause(person, acts);
  const why = useWhyNot(cause ?? true) ?? (cause === "second-manager" ? actRowWords.secondForAll : undefined);
  return (
    <>
      {why !== undefined && <Notice tone="info">{why}</Notice>}
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
            whyIsShown={why !== undefined}
            onPress={() => setOpen(act)}
          />
        ))}
      </ul>
      {open !== undefined && <PersonActDialog act={open} person={person} onClose={() => setOpen(undefined)} />}
    </>
  );
}
