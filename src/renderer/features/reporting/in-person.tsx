import { overviewWords as words } from "../../../contract/reporting/overview-messages";
import type { InPerson } from "../../../contract/reporting/views";
import { usePractice } from "../../shell/app-state-context";
import { Card } from "../../ui/card";
import { EntryDays } from "../audit/entry-days";

/** Who was helped in person, by whom, and which ID was looked at. */
export function HelpedInPersonCard({ inPerson: { week, entries } }: { inPerson: InPerson }) {
  const practice = usePractice();
  return (
    <Card
      title={words.inPersonTitle}
      description={entries.length < week ? words.inPersonCut(entries.length, week, practice) : words.inPersonLead}
    >
      <EntryDays entries={entries} level={3} />
    </Card>
  );
}
