import { useEffect } from "react";
import { secondManagerWords as words } from "../../../contract/approvals/messages";
import type { ApprovalView } from "../../../contract/approvals/views";
import { formatCountdown } from "../../../contract/formats";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { useFormats } from "../app-state-context";
import { RefusalNotice } from "../refusal-notice";
import { useNow } from "../use-now";
import { useAct } from "../wardkey";
import { ApproveForm } from "./approve-form";
import { NoticeNeeded, NoticeOver, NoticeRuns } from "./day-of-notice";
import type { SecondManager as State } from "./use-second-manager";

/** What the act takes beside oneself, and how far it is: stands in the dialog of the act, outside of its form. */
export function SecondManager({ second }: { second: State }) {
  const { step, approval, notice, refusal } = second;
  if (step === "free") return null;
  return (
    <Stack gap={16}>
      {step === "needed" && notice !== undefined && <NoticeNeeded notice={notice} />}
      {step === "needed" && notice === undefined && (
        <Notice tone="info" title={words.title}>
          {words.needed}
        </Notice>
      )}
      {step === "asked" && approval !== undefined && <Waiting approval={approval} second={second} />}
      {step === "ready" && approval !== undefined && <Ready approval={approval} second={second} />}
      <RefusalNotice refusal={refusal} />
    </Stack>
  );
}

interface AskedProps {
  approval: ApprovalView;
  second: State;
}

function Waiting({ approval, second }: AskedProps) {
  const formats = useFormats();
  const { objection } = approval;
  const withdraw = <Withdraw approval={approval} second={second} />;
  if (second.notice !== undefined) return <NoticeRuns approval={approval} notice={second.notice} withdraw={withdraw} />;
  return (
    <>
      {objection === null ? (
        <Notice tone="warn" announce="status" title={words.askedTitle} action={withdraw}>
          <p>{approval.sentence}</p>
          <p>{words.asked(approval.expectedAt, formats)}</p>
          {approval.approvedBy !== null && <p>{words.lapsed}</p>}
        </Notice>
      ) : (
        <Notice tone="bad" announce="alert" title={words.objectedTitle(objection.by?.name ?? null)} action={withdraw}>
          <p>{approval.sentence}</p>
          <p>{words.objected(objection.reason)}</p>
        </Notice>
      )}
      <ApproveForm approval={approval.id} onApproved={second.again} />
      <p>{words.byText}</p>
    </>
  );
}

function Ready({ approval, second }: AskedProps) {
  const formats = useFormats();
  const { state, approvedBy, approvedUntil, endsAt } = approval;
  const withdraw = <Withdraw approval={approval} second={second} />;
  if (second.notice !== undefined) return <NoticeOver approval={approval} notice={second.notice} withdraw={withdraw} />;
  if (state === "settled") {
    return (
      <Notice tone="warn" announce="status" title={words.settledTitle} action={withdraw}>
        {words.settled}
      </Notice>
    );
  }
  if (state === "waited" || approvedUntil === null) {
    return (
      <Notice tone="warn" announce="status" title={words.waitedTitle} action={withdraw}>
        {words.waited(endsAt, formats)}
      </Notice>
    );
  }
  return (
    <Notice tone="ok" title={words.approvedTitle(approvedBy?.name ?? null)} action={withdraw}>
      <TimeLeft until={approvedUntil} onOver={second.again} />
    </Notice>
  );
}

/** How long the approval is good yet; looks again when it is over. */
function TimeLeft({ until, onOver }: { until: number; onOver: () => void }) {
  const left = until - useNow();
  const isOver = left <= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the time is over
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver]);
  return <>{words.approved(formatCountdown(left))}</>;
}

function Withdraw({ approval, second }: AskedProps) {
  const withdraw = useAct("declineAct", { onDone: second.release });
  return (
    <TextLink onClick={() => void withdraw.act({ approval: approval.id, reason: words.withdrawn })}>
      {words.withdraw}
    </TextLink>
  );
}
