import { useState } from "react";
import { restoredCodesWords as words } from "../../../contract/recovery/recovery-code-messages";
import { useSession } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { CodesDialog } from "./codes-dialog";

/**
 * The vault was restored since the last sign-in: the old recovery codes are void, and ten new ones are handed out before
 * anything else. Until they are stored, each sign-in begins with this.
 */
export function CodesAfterRestore() {
  const { recoveryCodesDue } = useSession();
  const may = useMayCall("makeRecoveryCodes");
  // Once the codes are stored none are due, and the dialog says so before it goes.
  const [begun] = useState(recoveryCodesDue);
  const [closed, setClosed] = useState(false);
  if (!may || !begun || closed) return null;
  return <CodesDialog title={words.title} lead={words.lead} makeLabel={words.make} onClose={() => setClosed(true)} />;
}
