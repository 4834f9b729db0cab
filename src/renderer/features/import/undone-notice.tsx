import { importWords } from "../../../contract/import/messages";
import { frameWords } from "../../../contract/shell/messages";
import { useFormats } from "../../shell/app-state-context";
import { Notice } from "../../ui/notice";
import { TextLink } from "../../ui/text-link";
import styles from "./import.module.css";
import type { ImportView } from "./import-view";

const words = importWords.undo;
/** More names than these are no help on a screen. */
const NAMES_SHOWN = 30;

export interface UndoneNoticeProps {
  undone: NonNullable<ImportView["undone"]>;
  onDismiss: () => void;
}

/** What came of taking an import back, and who was left alone. */
export function UndoneNotice({ undone: { file, value }, onDismiss }: UndoneNoticeProps) {
  const formats = useFormats();
  const { deactivated, restored, skipped } = value;
  const more = skipped.length - NAMES_SHOWN;
  return (
    <Notice
      tone={skipped.length > 0 ? "warn" : "ok"}
      announce="status"
      title={`${words.undone}: ${file}`}
      onDismiss={onDismiss}
      dismissLabel={frameWords.close}
    >
      <p>{words.result(deactivated, restored, formats)}</p>
      {skipped.length > 0 && <p>{words.skipped(skipped.length, formats)}</p>}
      <ul className={styles.names}>
        {skipped.slice(0, NAMES_SHOWN).map(({ id, name }) => (
          <li key={id}>
            <TextLink href={`#/people/${id}`}>{name}</TextLink>
          </li>
        ))}
      </ul>
      {more > 0 && <p>{words.more(more, formats)}</p>}
    </Notice>
  );
}
