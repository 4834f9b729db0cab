import type { ReactNode } from "react";
import type { WaitingAct } from "../../../contract/approvals/views";
import { dayWords, waitingWords as words } from "../../../contract/shell/waiting-messages";
import { useAppState, useFormats } from "../../shell/app-state-context";
import { Notice } from "../../ui/notice";

const SHOWN = 2;

/** What waits: for a second manager, as far as main has said so; and for a day of notice, of which everybody is told. */
export function WaitingNotice({ action }: { action?: ReactNode }) {
  const waiting = useAppState().waiting.filter(({ mine }) => mine === null);
  const days = waiting.filter(({ alone }) => alone);
  const others = waiting.filter(({ alone }) => !alone);
  return (
    <>
      <Waiting title={dayWords.title(days.length)} waiting={days} action={action} />
      <Waiting title={words.title(others.length)} waiting={others} action={action} />
    </>
  );
}

interface WaitingProps {
  title: string;
  waiting: readonly WaitingAct[];
  action: ReactNode;
}

function Waiting({ title, waiting, action }: WaitingProps) {
  if (waiting.length === 0) return null;
  const notified = waiting.filter(({ sentence }) => sentence !== null);
  return (
    <Notice banner tone="warn" announce="status" title={title} action={action}>
      {notified.length === 0 && <General waiting={waiting} />}
      {notified.slice(0, SHOWN).map((act) => (
        <p key={act.id}>
          {act.sentence} <State act={act} />
        </p>
      ))}
      {notified.length > SHOWN && <p>{words.more(notified.length - SHOWN)}</p>}
    </Notice>
  );
}

function General({ waiting }: { waiting: readonly WaitingAct[] }) {
  const [first] = waiting.toSorted((a, b) => a.expectedAt - b.expectedAt);
  return (
    <p>
      {words.general} {first !== undefined && <State act={first} />}
    </p>
  );
}

function State({ act: { state, expectedAt, alone } }: { act: WaitingAct }) {
  const formats = useFormats();
  const said = alone ? { ...words, ...dayWords } : words;
  return <>{state === "asked" ? said.asked(expectedAt, formats) : said[state]}</>;
}
