import { noticeOfDayWords, approvalListWords as words } from "../../../contract/approvals/messages";
import type { ApprovalView } from "../../../contract/approvals/views";
import { dayWords, waitingWords } from "../../../contract/shell/waiting-messages";
import { useFormats } from "../../shell/app-state-context";
import { Button } from "../../ui/button";
import { Row } from "../../ui/stack";
import styles from "./approvals-dialog.module.css";

export type Answering = "approve" | "decline" | "go-on";

export interface ApprovalRowProps {
  approval: ApprovalView;
  onAnswer: (how: Answering) => void;
}

/** One thing that was asked: exactly what, by whom, until when; and what can be done about it. */
export function ApprovalRow({ approval, onAnswer }: ApprovalRowProps) {
  const formats = useFormats();
  const { id, sentence, asker, askedAt, mine, state, mayDecline } = approval;
  return (
    <li className={styles.row}>
      <p id={id} className={styles.sentence}>
        {sentence}
      </p>
      <p className={styles.meta}>
        {mine ? words.mine(askedAt, formats) : words.askedBy(asker.name, askedAt, formats)}{" "}
        {stateWords(approval, formats)}
      </p>
      <Row>
        {mine && isReady(state) && approval.parameters !== null && (
          <Button variant="primary" aria-describedby={id} onClick={() => onAnswer("go-on")}>
            {words.goOn}
          </Button>
        )}
        {state !== "approved" && !approval.alone && (
          <Button aria-describedby={id} onClick={() => onAnswer("approve")}>
            {words.approve}
          </Button>
        )}
        {mayDecline && (
          <Button aria-describedby={id} onClick={() => onAnswer("decline")}>
            {mine ? words.withdraw : words.decline}
          </Button>
        )}
      </Row>
    </li>
  );
}

const isReady = (state: ApprovalView["state"]) => state !== "asked" && state !== "objected";

function stateWords(approval: ApprovalView, formats: ReturnType<typeof useFormats>) {
  const { state, expectedAt, approvedBy, approvedUntil, objection } = approval;
  if (approval.alone && objection !== null)
    return noticeOfDayWords.objectedBy(objection.by?.name ?? "", objection.reason);
  if (approval.alone) return state === "asked" ? dayWords.asked(expectedAt, formats) : dayWords.waited;
  if (state === "asked") return waitingWords.asked(expectedAt, formats);
  if (state === "approved") return words.approvedBy(approvedBy?.name ?? "", approvedUntil ?? expectedAt, formats);
  if (state === "objected" && objection !== null) return words.objected(objection.by?.name ?? "", objection.reason);
  return waitingWords[state];
}
