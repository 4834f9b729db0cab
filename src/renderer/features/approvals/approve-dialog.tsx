import { approvalListWords as words } from "../../../contract/approvals/messages";
import type { ApprovalView } from "../../../contract/approvals/views";
import { ApproveForm } from "../../shell/acts/approve-form";
import { SendOwnToken } from "../../shell/acts/proof-fields";
import { useSession } from "../../shell/app-state-context";
import { useRead } from "../../shell/wardkey";
import { Dialog } from "../../ui/dialog";
import { Skeleton } from "../../ui/skeleton";
import { Stack } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";

export interface AnswerDialogProps {
  approval: ApprovalView;
  onClose: () => void;
}

/** Approves from the list: by whoever is signed in, or by another manager who has come to this workstation. */
export function ApproveDialog({ approval, onClose }: AnswerDialogProps) {
  const toast = useToasts();
  const { twoFactor } = useSession();
  const { id, mine, sentence } = approval;
  const profile = useRead("getMyProfile", {}, { enabled: !mine });
  const done = () => {
    toast({ title: words.approved });
    onClose();
  };
  return (
    <Dialog open title={words.approveTitle} description={sentence} closeLabel={words.close} onClose={onClose}>
      {profile.loading ? (
        <Skeleton label={words.loading} count={3} />
      ) : (
        <Stack gap={16}>
          <ApproveForm approval={id} email={profile.value?.email} onApproved={done} />
          {!mine && twoFactor === "text" && <SendOwnToken />}
        </Stack>
      )}
    </Dialog>
  );
}
