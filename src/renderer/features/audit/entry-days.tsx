import { auditLogWords, dayWords } from "../../../contract/audit/messages";
import type { EntryView } from "../../../contract/audit/views";
import { formatDate, formatDateTime, formatTime, type Place } from "../../../contract/formats";
import { useFormats } from "../../shell/app-state-context";
import { Avatar } from "../../ui/avatar";
import styles from "./entry-days.module.css";

export interface EntryDaysProps {
  /** Newest first. */
  entries: readonly EntryView[];
  /** Level of the days' headings. */
  level: 2 | 3 | 4;
  /** Place of the entry whose details are shown. */
  openPlace?: number | undefined;
  /** Given, every entry is a button. */
  onOpen?: ((entry: EntryView) => void) | undefined;
}

/** Entries as sentences, day by day in the practice's zone. */
export function EntryDays({ entries, level, openPlace, onOpen }: EntryDaysProps) {
  const formats = useFormats();
  const Heading = `h${level}` as const;
  return (
    <div className={styles.days}>
      {byDay(entries, formats).map(({ at, entries: ofDay }) => (
        <section key={at} className={styles.day}>
          <Heading className={styles.heading} title={formatDate(at, formats)}>
            {dayWords(at, formats)}
          </Heading>
          <ol className={styles.list}>
            {ofDay.map((entry) => (
              <li key={entry.arrival}>
                <EntryLine entry={entry} open={entry.arrival === openPlace} onOpen={onOpen} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

interface EntryLineProps {
  entry: EntryView;
  open: boolean;
  onOpen: ((entry: EntryView) => void) | undefined;
}

function EntryLine({ entry, open, onOpen }: EntryLineProps) {
  const formats = useFormats();
  const { at, actor, sentence } = entry;
  const line = (
    <>
      <time className={styles.time} dateTime={new Date(at).toISOString()} title={formatDateTime(at, formats)}>
        {formatTime(at, formats)}
      </time>
      <Avatar name={actor?.name ?? auditLogWords.nobody} />
      <span className={styles.sentence}>{sentence}</span>
    </>
  );
  if (onOpen === undefined) return <div className={styles.line}>{line}</div>;
  return (
    <button
      type="button"
      data-row
      className={styles.line}
      aria-current={open || undefined}
      onClick={() => onOpen(entry)}
    >
      {line}
    </button>
  );
}

interface Day {
  /** The newest entry of the day. */
  readonly at: number;
  readonly entries: EntryView[];
}

function byDay(entries: readonly EntryView[], arrival: Place): readonly Day[] {
  const days: Day[] = [];
  let date = "";
  for (const entry of entries) {
    const next = formatDate(entry.at, arrival);
    if (next !== date) days.push({ at: entry.at, entries: [] });
    date = next;
    days.at(-1)?.entries.push(entry);
  }
  return days;
}
