import { addFolderWords as words } from "../../../contract/backups/screen-messages";
import { inputs } from "../../../contract/inputs";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useDraft } from "../../shell/drafts";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/text-field";
import { useToasts } from "../../ui/toasts";
import styles from "./backups.module.css";

const schema = inputs.addBackupFolder.shape.path;

/** Adds a folder that is pointed at, or whose path is typed. */
export function AddFolderDialog({ onClose }: { onClose: () => void }) {
  const toast = useToasts();
  const [typed, setTyped] = useDraft("backup folder path", "");
  const choose = useAct("chooseBackupFolder", {
    onDone: (chosen) => {
      if (chosen !== null) setTyped(chosen.path);
    },
  });
  const add = useAct("addBackupFolder", {
    onDone: () => {
      setTyped("");
      toast({ title: words.added });
      onClose();
    },
  });
  const { success, data: path } = schema.safeParse(typed);
  const isWrong = typed.trim() !== "" && !success;
  return (
    <ActDialog
      title={words.title}
      effect={words.effect}
      confirmLabel={words.confirm}
      asksReason={false}
      busy={add.busy}
      refusal={add.refusal}
      fieldErrors={add.fieldErrors}
      approval={success ? { act: "addBackupFolder", parameters: { path } } : undefined}
      onAct={({ proof }) => void add.act({ path: path ?? typed, proof })}
      onClose={onClose}
    >
      <div className={styles.pathField}>
        <TextField
          label={words.path}
          hint={words.pathHint}
          autoComplete="off"
          spellCheck={false}
          mono
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={isWrong || add.fieldErrors["path"] !== undefined ? words.missing : undefined}
        />
        <Button busy={choose.busy} onClick={() => void choose.act({})}>
          {words.choose}
        </Button>
      </div>
      <RefusalNotice refusal={choose.refusal} />
    </ActDialog>
  );
}
