import { lazy, Suspense } from "react";
import { waitingWords as words } from "../../../contract/shell/waiting-messages";
import { useDraft } from "../../shell/drafts";
import { useMayCall } from "../../shell/may-call";
import { TextLink } from "../../ui/text-link";
import { MineNotices } from "./mine-notice";
import { WaitingNotice } from "./waiting-notice";

const ApprovalsDialog = lazy(async () => ({ default: (await import("./approvals-dialog")).ApprovalsDialog }));

/** What waits for an answer, behind the sign-in, with the way to the list for whoever may answer. */
export function WaitingBanner() {
  const [open, setOpen] = useDraft("approvals", false);
  const sees = useMayCall("listApprovals");
  const show = sees ? <TextLink onClick={() => setOpen(true)}>{words.show}</TextLink> : undefined;
  return (
    <>
      <MineNotices />
      <WaitingNotice action={show} />
      <Suspense>{open && <ApprovalsDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
