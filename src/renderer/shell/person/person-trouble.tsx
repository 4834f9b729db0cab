import { UserX } from "lucide-react";
import { personWords as words } from "../../../contract/people/person-messages";
import { errorWords } from "../../../contract/shell/error-messages";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";

/** Nothing to show: the account is gone, or could not be read. */
export function PersonTrouble({ gone, onRetry }: { gone: boolean; onRetry: () => void }) {
  if (gone) {
    return (
      <EmptyState icon={UserX} title={words.gone}>
        {words.goneWhy}
      </EmptyState>
    );
  }
  return (
    <ErrorState title={words.failed} retryLabel={errorWords.retry} onRetry={onRetry}>
      {errorWords.unread}
    </ErrorState>
  );
}
