import { errorWords } from "../../../contract/shell/error-messages";
import { helpWords as words } from "../../../contract/support/messages";
import type { HelpAct } from "../../../contract/vocabulary";
import { useRead } from "../../shell/wardkey";
import { Dialog } from "../../ui/dialog";
import { ErrorState } from "../../ui/error-state";
import { GuidedReset } from "./guided-reset";

export interface HelpDialogProps {
  account: string;
  name: string;
  /** What is to be done; it can be changed in the dialog. */
  act: HelpAct;
  onClose: () => void;
}

/** The guided reset of one person, wherever it is opened. */
export function HelpDialog({ account, name, act, onClose }: HelpDialogProps) {
  const about = useRead("getSupportCase", { account });
  const person = useRead("getPerson", { account });
  if (about.value !== undefined && person.value !== undefined) {
    return <GuidedReset about={about.value} person={person.value} first={act} onClose={onClose} />;
  }
  // Both are answered between two drawings.
  if (about.loading || person.loading) return null;
  const again = () => {
    about.again();
    person.again();
  };
  return (
    <Dialog open title={words.title(name)} closeLabel={words.close} onClose={onClose}>
      <ErrorState title={words.failed} retryLabel={errorWords.retry} onRetry={again}>
        {errorWords.unread}
      </ErrorState>
    </Dialog>
  );
}
