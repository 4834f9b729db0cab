import type { ReactNode } from "react";
import type { PersonRow } from "../../../contract/people/views";
import { StatusChip } from "../../shell/person/status-chip";
import styles from "./support.module.css";

export interface PersonLineProps {
  person: PersonRow;
  /** Under the name. */
  about: ReactNode;
  chip?: boolean | undefined;
  opened: boolean;
  onOpen: (account: string) => void;
  /** At the end: what can be done without opening. */
  action?: ReactNode;
}

/** A person who waits, or was found; the whole line opens the case. */
export function PersonLine({ person, about, chip = false, opened, onOpen, action }: PersonLineProps) {
  return (
    <li className={styles.item}>
      <button
        type="button"
        data-row
        className={styles.line}
        aria-current={opened || undefined}
        onClick={() => onOpen(person.id)}
      >
        <span className={styles.words}>
          <span className={styles.name}>{person.name}</span>
          <span className={styles.about}>{about}</span>
        </span>
        {chip && <StatusChip person={person} />}
      </button>
      {action}
    </li>
  );
}
