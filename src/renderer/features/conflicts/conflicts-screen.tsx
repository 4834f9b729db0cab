import { CircleCheck } from "lucide-react";
import { conflictsWords as words } from "../../../contract/conflicts/screen-messages";
import type { Conflicts } from "../../../contract/conflicts/views";
import { usePractice } from "../../shell/app-state-context";
import { Loaded } from "../../shell/loaded";
import { useRead } from "../../shell/wardkey";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { ConflictCard } from "./conflict-card";
import { SettledTable } from "./settled-table";
import { useSettledNow } from "./use-settled-now";

/** What workstations recorded apart and cannot both hold: what is in force, and how to settle it. */
export function ConflictsScreen() {
  const read = useRead("listConflicts", {});
  const heading = useSettledNow(read.value);
  return (
    <Stack gap={20}>
      <PageHeader
        above={<TextLink href="#/audit-log">{words.back}</TextLink>}
        title={words.title}
        description={words.lead}
        headingRef={heading}
      />
      <Loaded read={read}>{(conflicts) => <LoadedConflicts conflicts={conflicts} />}</Loaded>
    </Stack>
  );
}

function LoadedConflicts({ conflicts: { open, openCount, settled } }: { conflicts: Conflicts }) {
  const practice = usePractice();
  return (
    <Stack gap={20}>
      {open.length === 0 && (
        <EmptyState icon={CircleCheck} title={words.none}>
          {settled.length === 0 ? words.neverWhy : words.noneWhy}
        </EmptyState>
      )}
      {open.map((conflict) => (
        <ConflictCard key={conflict.id} conflict={conflict} />
      ))}
      {open.length < openCount && <p>{words.more(open.length, openCount, practice)}</p>}
      {settled.length > 0 && <SettledTable settled={settled} />}
    </Stack>
  );
}
