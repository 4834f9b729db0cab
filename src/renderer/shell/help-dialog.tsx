import { frameWords, settingsOfAccountType, helpWords as words } from "../../contract/shell/messages";
import { Button } from "../ui/button";
import { DescriptionList } from "../ui/description-list";
import { Dialog } from "../ui/dialog";
import { usePractice, useSession } from "./app-state-context";

export interface HelpDialogProps {
  open: boolean;
  onShortcuts: () => void;
  onClose: () => void;
}

/** What people look for most, and whom to call. */
export function HelpDialog({ open, onShortcuts, onClose }: HelpDialogProps) {
  const { accountType } = useSession();
  const { stillStuck } = usePractice();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={words.title}
      description={words.lead}
      closeLabel={frameWords.close}
      footer={<Button onClick={onShortcuts}>{frameWords.shortcuts}</Button>}
    >
      <DescriptionList
        items={[
          { term: words.newPhone, details: words.newPhoneWhere(settingsOfAccountType[accountType]) },
          { term: words.lostPhone, details: words.lostPhoneWhere },
          { term: words.refused, details: words.refusedWhere },
          { term: words.locked, details: words.lockedWhere },
          { term: words.stillStuck, details: stillStuck === null ? words.nobody : words.call(stillStuck) },
        ]}
      />
    </Dialog>
  );
}
