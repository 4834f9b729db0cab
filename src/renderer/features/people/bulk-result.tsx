import type { ReactNode } from "react";
import { skippedWords as words } from "../../../contract/people/bulk-messages";
import { skipWords } from "../../../contract/people/bulk-result-messages";
import type { Bulk } from "../../../contract/people/views";
import { usePractice } from "../../shell/app-state-context";
import { useNothingHalfTyped } from "../../shell/drafts";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Stack } from "../../ui/stack";
import styles from "./bulk.module.css";

export interface BulkResultProps {
  title: string;
  skipped: Bulk["skipped"];
  /** What can be done about them. */
  action?: ReactNode;
  onClose: () => void;
}

/** Enough to be read; an act on thousands may leave out hundreds. */
const SHOWN = 100;

/** Whom an act left out, by name and cause. */
export function BulkResult({ title, skipped, action, onClose }: BulkResultProps) {
  useNothingHalfTyped();
  const practice = usePractice();
  return (
    <Dialog
      open
      title={title}
      closeLabel={words.close}
      onClose={onClose}
      footer={
        <>
          {action}
          <Button variant="primary" onClick={onClose}>
            {words.close}
          </Button>
        </>
      }
    >
      <Stack gap={12}>
        <p className={styles.strong}>{words.title(skipped.length, practice)}</p>
        <p>{words.lead}</p>
        <ul className={styles.names}>
          {skipped.slice(0, SHOWN).map(({ person, because }) => (
            <li key={person.id}>{words.because(person.name, skipWords[because])}</li>
          ))}
          {skipped.length > SHOWN && <li>{words.more(skipped.length - SHOWN, practice)}</li>}
        </ul>
      </Stack>
    </Dialog>
  );
}
