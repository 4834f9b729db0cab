import type { ReactNode } from "react";
import { waitingWords as words } from "../../../preload/messages/waiting";
import type { WaitingAct } from "../../../preload/views";
import { Notice } from "../../ui/notice";
import { useFormats, useSituation } from "../practice/situation-context";

const SHOWN = 2;

/** That something waits for a second manager: what it is, only where main has said so. */
export function WaitingNotice({ action }: { action?: ReactNode }) {
  const { waiting } = useSituation();
  if (waiting.length === 0) return null;
  const told = waiting.filter(({ sentence }) => sentence !== null);
  return (
    <Notice banner tone="warn" announce="status" title={words.title(waiting.length)} action={action}>
      {told.length === 0 && <General waiting={waiting} />}
      {told.slice(0, SHOWN).map((act) => (
        <p key={act.id}>
          {act.sentence} <State act={act} />
        </p>
      ))}
      {told.length > SHOWN && <p>{words.more(told.length - SHOWN)}</p>}
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

function State({ act: { state, expectedAt } }: { act: WaitingAct }) {
  const formats = useFormats();
  return <>{state === "asked" ? words.asked(expectedAt, formats) : words[state]}</>;
}
