import { backupFoldersWords as words } from "../../../contract/backups/screen-messages";
import type { BackupFolderView } from "../../../contract/backups/views";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";

export interface RemoveFolderDialogProps {
  folder: BackupFolderView;
  onClose: () => void;
}

export function RemoveFolderDialog({ folder, onClose }: RemoveFolderDialogProps) {
  const toast = useToasts();
  const remove = useAct("removeBackupFolder", {
    onDone: () => {
      toast({ title: words.removed });
      onClose();
    },
  });
  return (
    <ActDialog
      title={words.removeTitle(folder.path)}
      effect={words.removeEffect}
      confirmLabel={words.remove}
      keepLabel={words.removeKeep}
      danger
      asksReason={false}
      busy={remove.busy}
      refusal={remove.refusal}
      fieldErrors={remove.fieldErrors}
      approval={{ act: "removeBackupFolder", parameters: { folder: folder.id } }}
      onAct={({ proof }) => void remove.act({ folder: folder.id, proof })}
      onClose={onClose}
    />
  );
}
