import { formatDate, formatTime } from "../../../contract/formats";
import { deliveryFailureWords } from "../../../contract/messaging/text-messages";
import type { OutboxRow } from "../../../contract/messaging/views";
import { channelWords } from "../../../contract/people/person-messages";
import { outboxWords as words } from "../../../contract/settings/messages";
import { errorWords } from "../../../contract/shell/error-messages";
import { usePractice } from "../../shell/app-state-context";
import { useRead } from "../../shell/wardkey";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { ErrorState } from "../../ui/error-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import { TextLink } from "../../ui/text-link";
import type { Tone } from "../../ui/tone";
import styles from "./outbox-card.module.css";

/** What went out, what waits, and what failed. */
export function OutboxCard() {
  const outbox = useRead("listOutbox", {});
  return (
    <Card title={words.title} description={words.about}>
      {outbox.value !== undefined && (outbox.value.length === 0 ? <p>{words.none}</p> : <Rows rows={outbox.value} />)}
      {!outbox.loading && outbox.value === undefined && (
        <ErrorState title={words.failed} retryLabel={errorWords.retry} onRetry={outbox.again}>
          {errorWords.unread}
        </ErrorState>
      )}
    </Card>
  );
}

function Rows({ rows }: { rows: readonly OutboxRow[] }) {
  const practice = usePractice();
  return (
    <div className={styles.outbox}>
      <Table label={words.title} height="fill">
        <TableHead>
          <TableHeader>{words.columns.at}</TableHeader>
          <TableHeader width="28%">{words.columns.to}</TableHeader>
          <TableHeader>{words.columns.purpose}</TableHeader>
          <TableHeader width="36%">{words.columns.state}</TableHeader>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              <TableCell>
                <span className={styles.line}>{formatDate(row.at, practice)}</span>
                <span className={styles.note}>{formatTime(row.at, practice)}</span>
              </TableCell>
              <TableCell>
                <Recipient row={row} />
              </TableCell>
              <TableCell>
                <span className={styles.line}>{words.purposes[row.purpose] ?? words.otherPurpose}</span>
                <span className={styles.note}>{channelWords[row.channel]}</span>
              </TableCell>
              <TableCell>
                <State row={row} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Recipient({ row: { person, to } }: { row: OutboxRow }) {
  return (
    <>
      {person === null ? words.nobody : <TextLink href={`#/people/${person.id}`}>{person.name}</TextLink>}
      <span className={styles.note}>{to}</span>
    </>
  );
}

const tones: Readonly<Record<OutboxRow["state"], Tone>> = {
  waiting: "warn",
  sent: "ok",
  failed: "bad",
  "not-sent-ask-again": "bad",
  expired: "idle",
  replaced: "idle",
  "not-needed": "idle",
};

function State({ row: { state, reason, attempts } }: { row: OutboxRow }) {
  const why = reason === null ? words.notes[state] : deliveryFailureWords[reason];
  return (
    <>
      <Chip tone={tones[state]} label={words.states[state]} />
      {why !== undefined && (
        <span className={styles.note}>
          {why} {attempts > 0 && `(${words.attempts(attempts)})`}
        </span>
      )}
    </>
  );
}
