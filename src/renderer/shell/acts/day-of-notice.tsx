import type { ReactNode } from "react";
import { noticeOfDayWords as words } from "../../../contract/approvals/messages";
import type { ApprovalView } from "../../../contract/approvals/views";
import { Notice } from "../../ui/notice";
import { useFormats, usePractice } from "../app-state-context";
import type { DayOfNotice } from "./use-second-manager";

/** What happens where there is nobody else, before the notice is given. */
export function NoticeNeeded({ notice }: { notice: DayOfNotice }) {
  const formats = useFormats();
  const { hasGateway } = usePractice();
  return (
    <Notice tone="info" title={words.title}>
      <p>{words.needed}</p>
      {notice.photoId && <p>{words.photoId}</p>}
      <p>{notice.hasLeft ? words.notifiedAfterLeaving(hasGateway) : words.notified(hasGateway)}</p>
      <p>{words.expected(notice.expectedAt, formats)}</p>
    </Notice>
  );
}

export interface NoticeGivenProps {
  approval: ApprovalView;
  notice: DayOfNotice;
  withdraw: ReactNode;
}

/** The notice runs, or somebody objected. */
export function NoticeRuns({ approval, notice, withdraw }: NoticeGivenProps) {
  const formats = useFormats();
  const { objection, sentence } = approval;
  if (objection !== null) {
    return (
      <Notice tone="bad" announce="alert" title={words.objectedTitle(objection.by?.name ?? null)} action={withdraw}>
        <p>{sentence}</p>
        <p>{words.objected(objection.reason)}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="warn" announce="status" title={words.runsTitle} action={withdraw}>
      <p>{sentence}</p>
      <p>
        {words.expected(approval.expectedAt, formats)} {words.goOn}
      </p>
      {notice.photoId && <p>{words.photoIdAgain}</p>}
    </Notice>
  );
}

/** The day is over, and nobody objected. */
export function NoticeOver({ approval, notice, withdraw }: NoticeGivenProps) {
  const formats = useFormats();
  return (
    <Notice tone="warn" announce="status" title={words.overTitle} action={withdraw}>
      <p>{words.over(approval.endsAt, formats)}</p>
      {notice.photoId && <p>{words.photoIdNow}</p>}
    </Notice>
  );
}
