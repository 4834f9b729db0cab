import type { EntryView } from "../../../contract/audit/views";
import { overviewWords as words } from "../../../contract/reporting/overview-messages";
import { Card } from "../../ui/card";
import { TextLink } from "../../ui/text-link";
import { EntryDays } from "../audit/entry-days";

/** What happened last, as the ledger tells it. */
export function RecentEntries({ entries }: { entries: readonly EntryView[] }) {
  return (
    <Card title={words.recent} actions={<TextLink href="#/ledger">{words.toLedger}</TextLink>}>
      {entries.length === 0 ? <p>{words.noEntries}</p> : <EntryDays entries={entries} level={3} />}
    </Card>
  );
}
