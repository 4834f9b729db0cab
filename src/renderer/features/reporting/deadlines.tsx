import { formatDay } from "../../../contract/reporting/messages";
import { overviewWords as words } from "../../../contract/reporting/overview-messages";
import type { Overview } from "../../../contract/reporting/views";
import { usePractice } from "../../shell/app-state-context";
import { Card } from "../../ui/card";
import { TextLink } from "../../ui/text-link";
import { peopleAddress } from "../people/people-address";
import styles from "./overview.module.css";

/** The next days on which somebody's deadline lies. */
export function Deadlines({ deadlines }: { deadlines: Overview["deadlines"] }) {
  const practice = usePractice();
  return (
    <Card title={words.deadlines}>
      {deadlines.length === 0 ? (
        <p className={styles.quiet}>{words.noDeadlines}</p>
      ) : (
        <ul className={styles.deadlines}>
          {deadlines.map(({ on, count, filter }) => (
            <li key={on} className={styles.deadline}>
              <time dateTime={on}>{formatDay(on, practice)}</time>
              <TextLink href={peopleAddress(filter)} aria-label={words.dueOn(count, formatDay(on, practice), practice)}>
                {words.due(count, practice)}
              </TextLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
