import { ArrowRight } from "lucide-react";
import { changeWords } from "../../../contract/audit/messages";
import type { EntryView } from "../../../contract/audit/views";
import { Icon } from "../../ui/icon";
import { VisuallyHidden } from "../../ui/visually-hidden";
import styles from "./change-list.module.css";

/** Before and after, one change below the other. */
export function ChangeList({ changes }: { changes: EntryView["changes"] }) {
  return (
    <dl className={styles.changes}>
      {changes.map(({ what, before, after }) => (
        <div key={what}>
          <dt className={styles.what}>{what}</dt>
          <dd className={styles.both}>
            <VisuallyHidden>{changeWords.before}</VisuallyHidden>
            <span className={styles.before}>{before}</span>
            <Icon of={ArrowRight} size={14} className={styles.arrow} />
            <VisuallyHidden>{changeWords.after}</VisuallyHidden>
            <span className={styles.after}>{after}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
