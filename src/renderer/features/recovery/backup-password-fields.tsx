import { type FormEvent, useRef } from "react";
import { backupPasswordWords as words } from "../../../contract/recovery/backup-password-messages";
import { useAppState, usePractice } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useRefusedAt } from "../../shell/refused-at";
import { NewPasswordField } from "../../shell/sign-in/new-password-field";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import type { BackupPasswordState } from "./use-backup-password";

export interface BackupPasswordFieldsProps {
  backup: BackupPasswordState;
  /** Own e-mail, which it must not contain. */
  email: string;
}

/** The field with its meter. The button that submits `formId` stands where the caller has its buttons. */
export function BackupPasswordFields({ backup, email }: BackupPasswordFieldsProps) {
  const { session } = useAppState();
  const { name: practice } = usePractice();
  const field = useRef<HTMLInputElement>(null);
  const { formId, typed, setTyped, set, skip, askedToSkip } = backup;
  const bad = useRefusedAt(set.refusal, ["bad-password"]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!(await set.act({ backupPassword: typed }))) field.current?.select();
  };
  return (
    <Form id={formId} onSubmit={(event) => void submit(event)}>
      <NewPasswordField
        ref={field}
        label={words.field}
        hint={words.hint}
        value={typed}
        onValueChange={setTyped}
        about={[session?.account.name ?? "", email, practice]}
        error={set.fieldErrors["backupPassword"] ?? bad}
      />
      {askedToSkip && (
        <Notice tone="warn" announce="alert" title={words.skipTitle}>
          {words.skipWhy}
        </Notice>
      )}
      <RefusalNotice refusal={set.refusal ?? skip.refusal} saidElsewhere={["bad-password", "bad-input"]} />
    </Form>
  );
}
