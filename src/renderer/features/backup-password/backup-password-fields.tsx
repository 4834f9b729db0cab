import { type FormEvent, useRef } from "react";
import { backupPasswordWords as words } from "../../../contract/recovery/backup-password-messages";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { RefusalNotice } from "../errors/refusal-notice";
import { useRefusedAt } from "../errors/refused-at";
import { NewPasswordField } from "../new-password/new-password-field";
import { usePractice, useSituation } from "../practice/situation-context";
import type { BackupPasswordState } from "./use-backup-password";

export interface BackupPasswordFieldsProps {
  backup: BackupPasswordState;
  /** Own e-mail, which it must not contain. */
  email: string;
}

/** The field with its meter. The button that submits `formId` stands where the caller has its buttons. */
export function BackupPasswordFields({ backup, email }: BackupPasswordFieldsProps) {
  const { session } = useSituation();
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
