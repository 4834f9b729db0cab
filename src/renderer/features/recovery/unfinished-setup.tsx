import { useEffect, useState } from "react";
import type { Security } from "../../../contract/enrollment/views";
import { ownCodesWords } from "../../../contract/recovery/recovery-code-messages";
import { useSession } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { call } from "../../shell/wardkey";
import { WayBackDialog } from "./way-back-dialog";

/**
 * The last step of the app's setup for whoever arrives without it: from the screen where only the setup is reachable,
 * which ends when the app's code is accepted, or after the window went away between the two.
 */
export function UnfinishedSetup() {
  const [due, setDue] = useState<Security | null>(null);
  // After a restore the same codes are handed out by a dialog of its own.
  const [isElsewhere] = useState(useSession().recoveryCodesDue);
  const may = useMayCall("makeRecoveryCodes");
  useEffect(() => {
    if (!may || isElsewhere) return;
    let current = true;
    // Asked once and past the cache: what is unfinished later on has its own dialog open.
    void call("getMySecurity", {}).then((answer) => {
      if (!current || !answer.ok) return;
      const { twoFactor, recoveryCodes } = answer.value;
      setDue(twoFactor === "app" && !recoveryCodes.stored ? answer.value : null);
    });
    return () => {
      current = false;
    };
  }, [may, isElsewhere]);
  if (due === null) return null;
  return (
    <WayBackDialog
      security={due}
      title={ownCodesWords.unfinishedTitle}
      lead={ownCodesWords.unfinishedLead}
      makeLabel={ownCodesWords.make}
      onClose={() => setDue(null)}
    />
  );
}
