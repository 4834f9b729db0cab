import { type FormEvent, useRef, useState } from "react";
import { newPasswordWords } from "../../../contract/authentication/new-password-messages";
import { refusalWords } from "../../../contract/refusal-messages";
import { useFormats, usePractice, useSession } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { NewPasswordField } from "../../shell/sign-in/new-password-field";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { useToasts } from "../../ui/toasts";

export function ChangePasswordDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  // Drawn only while open, so that what was typed is gone with it.
  return open ? <OpenDialog onClose={onClose} /> : null;
}

function OpenDialog({ onClose }: { onClose: () => void }) {
  const { account, role } = useSession();
  const { name: practice } = usePractice();
  const formats = useFormats();
  const toast = useToasts();
  const field = useRef<HTMLInputElement>(null);
  const [newPassword, setNewPassword] = useState("");
  const change = useAct("changePassword", {
    onDone: () => {
      toast({ title: newPasswordWords.changed });
      onClose();
    },
  });
  const bad = change.refusal?.code === "bad-password" ? refusalWords(change.refusal, formats) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void change.act({ newPassword });
  };
  return (
    <Dialog
      open
      size="small"
      title={newPasswordWords.changeTitle}
      description={newPasswordWords.changeLead}
      closeLabel={newPasswordWords.cancel}
      onClose={onClose}
      initialFocus={field}
      footer={
        <>
          <Button onClick={onClose}>{newPasswordWords.cancel}</Button>
          <Button type="submit" form="change-password" variant="primary" busy={change.busy}>
            {newPasswordWords.change}
          </Button>
        </>
      }
    >
      <Form id="change-password" onSubmit={submit}>
        <NewPasswordField
          ref={field}
          label={newPasswordWords.newPassword}
          value={newPassword}
          onValueChange={setNewPassword}
          about={[account.name, "", practice]}
          forManager={role === "manager"}
          error={change.fieldErrors["newPassword"] ?? bad}
        />
        <RefusalNotice refusal={change.refusal} saidElsewhere={["bad-password", "bad-input"]} />
      </Form>
    </Dialog>
  );
}
