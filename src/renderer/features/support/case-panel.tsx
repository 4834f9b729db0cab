import { Maximize2 } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { queueWords, caseWords as words } from "../../../contract/support/messages";
import type { SupportCase } from "../../../contract/support/views";
import type { HelpAct } from "../../../contract/vocabulary";
import { useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { PersonSummary } from "../../shell/person/person-summary";
import { PersonTrouble } from "../../shell/person/person-trouble";
import { StatusChip } from "../../shell/person/status-chip";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct, useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Notice } from "../../ui/notice";
import { Section } from "../../ui/section";
import { SidePanel } from "../../ui/side-panel";
import { Skeleton } from "../../ui/skeleton";
import { Stack } from "../../ui/stack";
import { EntryDays } from "../audit/entry-days";
import { Attempts } from "./attempts";
import { HelpDialog } from "./help-dialog";
import { OtherHelp } from "./other-help";
import { isOpenTo, outcomeAt } from "./outcomes";
import styles from "./support.module.css";
import { WhyNotIn } from "./why-not-in";

export interface CasePanelProps {
  account: string;
  onFullPage: () => void;
  onClose: () => void;
}

/** One person who needs help: why they cannot sign in, and what can be done. */
export function CasePanel({ account, onFullPage, onClose }: CasePanelProps) {
  const read = useRead("getSupportCase", { account });
  const about = read.value;
  const person = about?.person;
  return (
    <SidePanel
      title={person?.name ?? words.person}
      badge={person && <StatusChip person={person} />}
      description={person && <PersonSummary person={person} />}
      actions={<IconButton label={words.fullPage} icon={Maximize2} onClick={onFullPage} />}
      closeLabel={words.close}
      onClose={onClose}
    >
      {about !== undefined && <Case about={about} />}
      {read.loading && <Skeleton label={words.loading(words.person)} count={8} />}
      {!read.loading && about === undefined && (
        <PersonTrouble gone={read.refusal?.code === "no-such-person"} onRetry={read.again} />
      )}
    </SidePanel>
  );
}

function Case({ about }: { about: SupportCase }) {
  const [helping, setHelping] = useDraft<HelpAct | undefined>(`help for ${about.person.id}`, undefined);
  const place = useRef<HTMLDivElement>(null);
  const { person, may, remedy, helped } = about;
  useNextStepFocus(place, helping === undefined, about.asked !== null);
  const onKeyDown = (event: KeyboardEvent) => {
    const act = outcomeAt(event);
    if (act !== undefined && helping === undefined && isOpenTo(may[act])) setHelping(act);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the buttons inside
    <div ref={place} tabIndex={-1} className={styles.case} onKeyDown={onKeyDown}>
      <Stack gap={24}>
        <AskedNotice about={about} />
        <WhyNotIn about={about} onHelp={setHelping} />
        <Section title={words.attempts}>
          <Attempts attempts={about.attempts} />
        </Section>
        <Section title={words.other}>
          <OtherHelp may={may} without={remedy?.act} onHelp={setHelping} />
        </Section>
        <Section title={words.helped}>
          {helped.length === 0 ? (
            <p className={styles.nobody}>{words.noHelp}</p>
          ) : (
            <EntryDays entries={helped} level={3} />
          )}
        </Section>
      </Stack>
      {helping !== undefined && (
        <HelpDialog account={person.id} name={person.name} act={helping} onClose={() => setHelping(undefined)} />
      )}
    </div>
  );
}

/**
 * Whoever has opened the case stands on the one thing to do next. After a help they stand on the case itself: one Enter too
 * many must not begin the next.
 */
function useNextStepFocus(place: RefObject<HTMLDivElement | null>, free: boolean, asked: boolean): void {
  const entered = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the button that says "Done" goes with what was asked
  useEffect(() => {
    const node = place.current;
    if (node === null || !free) return;
    // After a dialog has given back the focus, if there was anything to give it to.
    const frame = requestAnimationFrame(() => {
      const at = document.activeElement;
      const lost = at === document.body || at?.id === "content" || at === node.closest("section");
      const next = entered.current ? null : node.querySelector<HTMLElement>("[data-next]");
      entered.current = true;
      if (lost) (next ?? node).focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [place, free, asked]);
}

/** They asked for help themselves: about what, until somebody says that it is done. */
function AskedNotice({ about: { asked, person } }: { about: SupportCase }) {
  const formats = useFormats();
  const close = useAct("closeHelp");
  if (asked === null) return null;
  const done = (
    <Button busy={close.busy} onClick={() => void close.act({ account: person.id })}>
      {queueWords.done}
    </Button>
  );
  return (
    <>
      <Notice tone="info" title={words.asked(asked.about, asked.at, formats)} action={done} />
      <RefusalNotice refusal={close.refusal} />
    </>
  );
}
