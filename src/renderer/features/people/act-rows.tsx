import type { ReactNode } from "react";
import { actRowWords } from "../../../contract/approvals/messages";
import { actWords } from "../../../contract/people/person-messages";
import type { Person } from "../../../contract/people/views";
import type { MayNotCause } from "../../../contract/refusals";
import { useDraft } from "../../shell/drafts";
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

const general: ReadonlySet<MayNotCause> = new Set([
  ...(["role", "own-account", "second-manager", "manager-account", "same-person", "deactivated"] as const),
  "emergency",
]);

/** What keeps every act off this account, whatever its state: said once. */
function commonCause(may: readonly (true | MayNotCause)[]): MayNotCause | undefined {
  const causes = new Set(may);
  const [cause] = causes;
  return causes.size === 1 && cause !== undefined && cause !== true && general.has(cause) ? cause : undefined;
}

/** The one reason that all acts have in common, in words, to be said once above them; undefined where there is none. */
export function useCommonWhy(may: readonly (true | MayNotCause)[]): string | undefined {
  const cause = commonCause(may);
  return useWhyNot(cause ?? true) ?? (cause === "second-manager" ? actRowWords.secondForAll : undefined);
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
