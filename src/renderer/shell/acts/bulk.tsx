import type { ReactNode } from "react";
import type { InputOf } from "../../../contract/methods";
import { manyWords, skippedWords as words } from "../../../contract/people/bulk-messages";
import { skipWords } from "../../../contract/people/bulk-result-messages";
import type { Bulk } from "../../../contract/people/views";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { ProgressBar } from "../../ui/progress-bar";
import { Stack } from "../../ui/stack";
import { usePractice } from "../app-state-context";
import { useNothingHalfTyped } from "../drafts";
import { useAct, useRead } from "../wardkey";
import styles from "./bulk.module.css";

/** What bulk acts take, with the number that their buttons say. */
export type Selected = Pick<InputOf<"listSelected">, "selection" | "count">;

export interface BulkDialogProps {
  selected: Selected;
  /** Something was done: the selection is used up. */
  onDone: () => void;
  onClose: () => void;
}

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

/** How far long work is, while it is under way, and the way to stop it. */
export function BulkProgress({ label }: { label: string }) {
  const practice = usePractice();
  const read = useRead("getProgress", {}, { everyMs: 500 });
  const cancel = useAct("cancelProgress");
  const { done, of } = read.value ?? { done: 0, of: 0 };
  return (
    <ProgressBar
      label={label}
      done={done}
      of={of}
      text={manyWords.progress(done, of, practice)}
      onCancel={() => void cancel.act({})}
      cancelLabel={manyWords.cancel}
      cancelling={cancel.busy}
    />
  );
}
