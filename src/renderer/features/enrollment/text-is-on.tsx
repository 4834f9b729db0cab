import { methodWords, securityWords } from "../../../contract/enrollment/profile-messages";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import type { AppCardProps } from "./app-card";

export interface TextIsOnProps extends AppCardProps {
  /** It has just been turned on: the field that was typed in is gone. */
  takesFocus: boolean;
}

/** Said at once: what was just turned on is the weaker option, and what is better stands first. */
export function TextIsOn({ security, onSetupApp, takesFocus }: TextIsOnProps) {
  return (
    <Notice
      tone="warn"
      announce="status"
      title={methodWords.textIsOnTitle}
      action={
        <Button variant="primary" autoFocus={takesFocus} onClick={onSetupApp}>
          {methodWords.setUpApp}
        </Button>
      }
    >
      <p>{methodWords.textIsOn}</p>
      {security.textTokenMinutes === "never" && <p>{securityWords.neverExpiresWords}</p>}
    </Notice>
  );
}
