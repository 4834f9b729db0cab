import { leaveWords } from "../../../contract/enrollment/profile-messages";
import { useRouteGuard } from "../../shell/leave-guard";
import { ConfirmDialog } from "../../ui/confirm-dialog";

/** Asks before what was typed in the profile is lost by going elsewhere. */
export function LeaveQuestion({ unsaved }: { unsaved: boolean }) {
  const { asked, stay, leave } = useRouteGuard(unsaved, isProfile);
  return (
    <ConfirmDialog
      open={asked !== null}
      title={leaveWords.title}
      body={leaveWords.body}
      confirmLabel={leaveWords.leave}
      keepLabel={leaveWords.stay}
      onConfirm={leave}
      onKeep={stay}
    />
  );
}

function isProfile(path: string): boolean {
  return path === "/account" || path.startsWith("/account/profile");
}
