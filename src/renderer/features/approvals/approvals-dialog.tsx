import { Handshake } from "lucide-react";
import { useState } from "react";
import { approvalListWords as words } from "../../../contract/approvals/messages";
import type { ApprovalView } from "../../../contract/approvals/views";
import { errorWords } from "../../../contract/shell/error-messages";
import { useAppState } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { useRead } from "../../shell/wardkey";
import { Dialog } from "../../ui/dialog";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Skeleton } from "../../ui/skeleton";
import { type Answering, ApprovalRow } from "./approval-row";
import styles from "./approvals-dialog.module.css";
import { ApproveDialog } from "./approve-dialog";
import { DeclineDialog } from "./decline-dialog";
import { GoOnDialog } from "./go-on-dialog";

/** Everything that waits for a second manager, each with what can be done about it here. */
export function ApprovalsDialog({ onClose }: { onClose: () => void }) {
  const [answering, setAnswering] = useDraft<{ how: Answering; approval: ApprovalView } | undefined>(
    "approval to answer",
    undefined,
  );
  const { waiting } = useAppState();
  // As it was opened: what was just done waits no more.
  const [onlyDays] = useState(waiting.length > 0 && waiting.every(({ alone }) => alone));
  const title = onlyDays ? words.dayTitle : words.title;
  const close = () => setAnswering(undefined);
  return (
    <Dialog open size="large" title={title} description={words.lead} closeLabel={words.close} onClose={onClose}>
      <List onAnswer={(how, approval) => setAnswering({ how, approval })} />
      {answering?.how === "approve" && <ApproveDialog approval={answering.approval} onClose={close} />}
      {answering?.how === "decline" && <DeclineDialog approval={answering.approval} onClose={close} />}
      {answering?.how === "go-on" && <GoOnDialog approval={answering.approval} onClose={close} />}
    </Dialog>
  );
}

function List({ onAnswer }: { onAnswer: (how: Answering, approval: ApprovalView) => void }) {
  // Time alone turns what was asked into what may be done.
  const read = useRead("listApprovals", {}, { everyMs: 15_000 });
  if (read.loading) return <Skeleton label={words.loading} shape="rows" count={3} />;
  if (read.value === undefined) {
    return (
      <ErrorState title={words.failed} retryLabel={errorWords.retry} onRetry={read.again}>
        {errorWords.unread}
      </ErrorState>
    );
  }
  if (read.value.length === 0) {
    return (
      <EmptyState icon={Handshake} title={words.none}>
        {words.noneWhy}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {read.value.map((approval) => (
        <ApprovalRow key={approval.id} approval={approval} onAnswer={(how) => onAnswer(how, approval)} />
      ))}
    </ul>
  );
}
