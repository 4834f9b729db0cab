import { useEffect, useState } from "react";
import { ownCodesWords } from "../../../preload/messages/recovery-codes";
import { call } from "../../wardkey";
import { CodesDialog } from "./codes-dialog";

/**
 * The last step of the app's set-up for whoever arrives without it: from the screen where only the set-up is reachable,
 * which ends when the app's code is accepted, or after the window went away between the two.
 */
export function UnfinishedSetUp() {
  const [due, setDue] = useState(false);
  useEffect(() => {
    let current = true;
    // Asked once and past the cache: what is unfinished later on has its own dialog open.
    void call("getMySecurity", {}).then((answer) => {
      if (!current || !answer.ok) return;
      setDue(answer.value.twoFactor === "app" && !answer.value.recoveryCodes.stored);
    });
    return () => {
      current = false;
    };
  }, []);
  if (!due) return null;
  return (
    <CodesDialog
      title={ownCodesWords.unfinishedTitle}
      lead={ownCodesWords.unfinishedLead}
      makeLabel={ownCodesWords.make}
      onClose={() => setDue(false)}
    />
  );
}
