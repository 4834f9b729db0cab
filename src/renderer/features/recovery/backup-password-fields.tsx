import { type FormEvent, useId, useRef, useState } from "react";
import type { Security } from "../../../contract/enrollment/views";
import { backupPasswordWords as words } from "../../../contract/recovery/backup-password-messages";
import { useAppState, usePractice } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useRefusedAt } from "../../shell/refused-at";
import { NewPasswordField } from "../../shell/sign-in/new-password-field";
import { type Act, useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";

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

export interface BackupPasswordActionsProps {
  backup: BackupPasswordState;
  /** Goes on where even skipping was refused. */
  onLater: () => void;
  className?: string | undefined;
}

/** Set it, or skip it by two presses. */
export function BackupPasswordActions({ backup, onLater, className }: BackupPasswordActionsProps) {
  const { formId, set, skip, askedToSkip, askToSkip } = backup;
  return (
    <>
      {skip.refusal === undefined ? (
        // One button: the second press finds it where the first one was.
        <Button
          variant="quiet"
          className={className}
          busy={skip.busy}
          onClick={() => (askedToSkip ? void skip.act({}) : askToSkip())}
        >
          {askedToSkip ? words.skipSure : words.skip}
        </Button>
      ) : (
        <Button className={className} onClick={onLater}>
          {words.later}
        </Button>
      )}
      <Button type="submit" form={formId} variant="primary" busy={set.busy}>
        {words.set}
      </Button>
    </>
  );
}

interface BackupPasswordState {
  readonly formId: string;
  readonly typed: string;
  readonly setTyped: (typed: string) => void;
  readonly set: Act<"setBackupPassword">;
  readonly skip: Act<"skipBackupPassword">;
  /** Skipping was pressed once; the second press does it. */
  readonly askedToSkip: boolean;
  readonly askToSkip: () => void;
}

/** A backup password that is being chosen, or done without. */
export function useBackupPassword(onDone: () => void): BackupPasswordState {
  const formId = useId();
  const [typed, setTyped] = useState("");
  const [askedToSkip, setAskedToSkip] = useState(false);
  const set = useAct("setBackupPassword", { onDone });
  const skip = useAct("skipBackupPassword", { onDone });
  return { formId, typed, setTyped, set, skip, askedToSkip, askToSkip: () => setAskedToSkip(true) };
}

/** Whether somebody is still to be asked for one: they have none, and have not said that they do without. */
export function backupPasswordIsDue({ backupPassword }: Pick<Security, "backupPassword">): boolean {
  return backupPassword.setAt === null && !backupPassword.skipped;
}
