import { useState } from "react";
import type { Security } from "../../../contract/enrollment/views";
import { AskBackupPasswordDialog } from "./backup-password-dialog";
import { backupPasswordIsDue } from "./backup-password-fields";
import { CodesDialog, type CodesDialogProps } from "./codes-dialog";

export interface WayBackDialogProps extends CodesDialogProps {
  security: Pick<Security, "backupPassword" | "email">;
}

/** The last step of every setup: the backup password, where one is still to be asked for, and then the ten codes. */
export function WayBackDialog({ security, ...codes }: WayBackDialogProps) {
  // As it is when the dialog opens: what is saved on the way changes it.
  const [asks, setAsks] = useState(() => backupPasswordIsDue(security));
  if (!asks) return <CodesDialog {...codes} />;
  const mayClose = codes.keepLabel !== undefined;
  return (
    <AskBackupPasswordDialog
      email={security.email}
      onDone={() => setAsks(false)}
      onClose={mayClose ? codes.onClose : undefined}
    />
  );
}
