import { LifeBuoy } from "lucide-react";
import type { ReactNode } from "react";
import type { Formats } from "../../../contract/formats";
import { errorWords } from "../../../contract/shell/error-messages";
import { queueWords as words } from "../../../contract/support/messages";
import type { SupportQueue as Queue, QueueList, QueueRow } from "../../../contract/support/views";
import { useFormats } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct, useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Skeleton } from "../../ui/skeleton";
import { Grid } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { PersonLine } from "./person-line";
import styles from "./support.module.css";

export interface SupportQueueProps {
  opened: string | undefined;
  onOpen: (account: string) => void;
  /** Somebody was taken off the list, with the button that was pressed. */
  onDone: () => void;
}

/** Who waits, as it is now: main says when somebody comes or goes. */
export function SupportQueue(props: SupportQueueProps) {
  const queue = useRead("getSupportQueue", {});
  if (queue.loading) return <Skeleton label={words.loading} shape="rows" count={6} />;
  if (queue.value === undefined) {
    return (
      <ErrorState title={words.failed} retryLabel={errorWords.retry} onRetry={queue.again}>
        {errorWords.unread}
      </ErrorState>
    );
  }
  if (lists.every((name) => queue.value?.[name].total === 0)) {
    return (
      <EmptyState icon={LifeBuoy} title={words.none}>
        {words.noneWhy}
      </EmptyState>
    );
  }
  return <Lists queue={queue.value} {...props} />;
}

const lists = ["locked", "asked", "codesLow"] as const satisfies readonly (keyof Queue)[];

/** Where in People to find everybody of a list that is longer than what is shown. */
const inPeople: Readonly<Partial<Record<keyof Queue, string>>> = {
  locked: "#/people?status=locked",
  codesLow: "#/people?codes=low",
};

function Lists({ queue, opened, onOpen, onDone }: SupportQueueProps & { queue: Queue }) {
  const formats = useFormats();
  const close = useAct("closeHelp", { onDone });
  return (
    <>
      <RefusalNotice refusal={close.refusal} />
      <Grid column={300}>
        {lists.map((name) => (
          <Waiting key={name} name={name} list={queue[name]}>
            {(row) => (
              <PersonLine
                key={row.person.id}
                person={row.person}
                about={aboutWords(name, row, formats)}
                opened={row.person.id === opened}
                onOpen={onOpen}
                action={
                  name === "asked" && (
                    <Button
                      aria-label={words.doneFor(row.person.name)}
                      onClick={() => void close.act({ account: row.person.id })}
                    >
                      {words.done}
                    </Button>
                  )
                }
              />
            )}
          </Waiting>
        ))}
      </Grid>
    </>
  );
}

interface WaitingProps {
  name: keyof Queue;
  list: QueueList;
  children: (row: QueueRow) => ReactNode;
}

function Waiting({ name, list: { total, rows }, children }: WaitingProps) {
  const formats = useFormats();
  const link = inPeople[name];
  return (
    <Card title={words[name]} badge={<span className={styles.count}>{total}</span>}>
      {total === 0 && <p className={styles.nobody}>{words.nobody}</p>}
      {total > 0 && <ul className={styles.list}>{rows.map(children)}</ul>}
      {total > rows.length && link !== undefined && (
        <p className={styles.more}>
          <TextLink href={link}>{words.more(total - rows.length, formats)}</TextLink>
        </p>
      )}
    </Card>
  );
}

/** Why somebody waits. */
function aboutWords(name: keyof Queue, { person, asked, since }: QueueRow, formats: Formats): string {
  const from = since === null ? "" : `, ${words.since(since, formats)}`;
  if (name === "locked") return `${words.until(person.lockedUntil, formats)}${from}`;
  if (name === "asked" && asked !== null) return `${words.about[asked]}${from}`;
  return words.codesLeft(person.recoveryCodesLeft);
}
