import { ChevronDown, ChevronUp, Maximize2 } from "lucide-react";
import type { KeyboardEvent } from "react";
import { personWords as words } from "../../../contract/people/person-messages";
import type { PersonRef } from "../../../contract/person-ref";
import { PersonSummary } from "../../shell/person/person-summary";
import { PersonTrouble } from "../../shell/person/person-trouble";
import { StatusChip } from "../../shell/person/status-chip";
import { useRead } from "../../shell/wardkey";
import { IconButton } from "../../ui/icon-button";
import { SidePanel } from "../../ui/side-panel";
import { Skeleton } from "../../ui/skeleton";
import { type PersonTab, PersonTabs } from "./person-tabs";

export interface PersonPanelProps {
  person: PersonRef;
  tab: PersonTab;
  onTab: (tab: PersonTab) => void;
  onDirty: (dirty: boolean) => void;
  /** A look at somebody, while the focus stays in the list. */
  peek: boolean;
  onStep: (by: 1 | -1) => void;
  onFullPage: () => void;
  onClose: () => void;
}

/** A person beside the list. */
export function PersonPanel({ person: { id, name }, peek, onStep, onFullPage, onClose, ...tabs }: PersonPanelProps) {
  const read = useRead("getPerson", { account: id });
  const person = read.value;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.altKey ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : undefined;
    if (by === undefined) return;
    event.preventDefault();
    onStep(by === 1 ? 1 : -1);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the two buttons inside
    <div style={{ display: "contents" }} onKeyDown={onKeyDown}>
      <SidePanel
        title={person?.name ?? name}
        badge={person && <StatusChip person={person} />}
        description={person && <PersonSummary person={person} />}
        actions={
          <>
            <IconButton label={words.previous} icon={ChevronUp} onClick={() => onStep(-1)} />
            <IconButton label={words.next} icon={ChevronDown} onClick={() => onStep(1)} />
            <IconButton label={words.fullPage} icon={Maximize2} onClick={onFullPage} />
          </>
        }
        closeLabel={words.close}
        onClose={onClose}
        takesFocus={!peek}
      >
        {person !== undefined && <PersonTabs key={id} person={person} {...tabs} />}
        {read.loading && <Skeleton label={words.loading(name)} count={8} />}
        {!read.loading && person === undefined && (
          <PersonTrouble gone={read.refusal?.code === "no-such-person"} onRetry={read.again} />
        )}
      </SidePanel>
    </div>
  );
}
