import { CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import { formatDateTime, formatUntil } from "../../../contract/formats";
import { caseWords as words } from "../../../contract/support/messages";
import type { AttemptView } from "../../../contract/support/views";
import { useFormats } from "../../shell/app-state-context";
import { Icon } from "../../ui/icon";
import { Row } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { VisuallyHidden } from "../../ui/visually-hidden";
import styles from "./support.module.css";

/** Enough to see what goes wrong; the rest is one press away. */
const SHOWN = 6;

/** What was tried with the account, newest first, and what it was that was typed. */
export function Attempts({ attempts }: { attempts: readonly AttemptView[] }) {
  const formats = useFormats();
  const [all, setAll] = useState(false);
  const shown = all ? attempts : attempts.slice(0, SHOWN);
  if (attempts.length === 0) return <p className={styles.nobody}>{words.noAttempts}</p>;
  return (
    <>
      <ol className={styles.attempts}>
        {shown.map(({ at, ok, sentence }) => (
          <li key={`${at} ${sentence}`} className={styles.attempt} data-ok={ok || undefined}>
            <Icon of={ok ? CircleCheck : CircleX} />
            <VisuallyHidden>{ok ? words.worked : words.failed}</VisuallyHidden>
            <span className={styles.sentence}>{sentence}</span>
            <time dateTime={new Date(at).toISOString()} title={formatDateTime(at, formats)} className={styles.time}>
              {formatUntil(at, formats)}
            </time>
          </li>
        ))}
      </ol>
      {attempts.length > SHOWN && (
        <Row>
          <TextLink onClick={() => setAll(!all)}>
            {all ? words.fewerAttempts : words.moreAttempts(attempts.length - SHOWN)}
          </TextLink>
        </Row>
      )}
    </>
  );
}
