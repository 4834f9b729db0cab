import { History } from "lucide-react";
import { activityWords as words } from "../../../contract/people/person-messages";
import { errorWords } from "../../../contract/shell/error-messages";
import { useRead } from "../../shell/wardkey";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Skeleton } from "../../ui/skeleton";
import { EntryDays } from "../audit/entry-days";

/** What the person did, and what was done to the account, newest first. */
export function ActivityTab({ account }: { account: string }) {
  const read = useRead("listPersonEntries", { account });
  if (read.loading) return <Skeleton label={words.loading} shape="rows" count={6} />;
  if (read.value === undefined) {
    return (
      <ErrorState title={words.failed} retryLabel={errorWords.retry} onRetry={read.again}>
        {errorWords.unread}
      </ErrorState>
    );
  }
  if (read.value.length === 0) {
    return (
      <EmptyState icon={History} title={words.none}>
        {words.noneWhy}
      </EmptyState>
    );
  }
  return <EntryDays entries={read.value} level={3} />;
}
