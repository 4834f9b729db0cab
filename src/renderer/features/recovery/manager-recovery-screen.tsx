import { type FormEvent, useState } from "react";
import { signInWords } from "../../../contract/authentication/messages";
import { askManagerRecoveryWords as words } from "../../../contract/recovery/messages";
import type { ManagerRecovery } from "../../../contract/recovery/views";
import { useAppState, useFormats } from "../../shell/app-state-context";
import { useRefusedAt } from "../../shell/refused-at";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextAreaField } from "../../ui/text-area-field";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";
import { FinishManagerRecovery } from "./finish-manager-recovery";
import { RecoveryRefused } from "./recovery-refused";

export interface ManagerRecoveryScreenProps {
  onBack: () => void;
  /** The manager has a new password; nobody is signed in by it. */
  onDone: () => void;
}

/** Manager recovery with kit and emergency codes: asked for, waited for, and done. */
export function ManagerRecoveryScreen({ onBack, onDone }: ManagerRecoveryScreenProps) {
  const { managerRecovery } = useAppState();
  if (managerRecovery === null) return <AskManagerRecovery onBack={onBack} />;
  if (!managerRecovery.isOver) return <Waits managerRecovery={managerRecovery} onBack={onBack} />;
  return <FinishManagerRecovery endsAt={managerRecovery.endsAt} onBack={onBack} onDone={onDone} />;
}

function Waits({ managerRecovery, onBack }: { managerRecovery: ManagerRecovery; onBack: () => void }) {
  const formats = useFormats();
  const { expectedAt, endsAt } = managerRecovery;
  return (
    <SignInPage title={words.title}>
      <Notice tone="info" announce="status" title={words.waitsTitle}>
        {words.waits(expectedAt, formats)} {words.until(endsAt, formats)}
      </Notice>
      <TextLink onClick={onBack}>{signInWords.back}</TextLink>
    </SignInPage>
  );
}

const empty = { email: "", recoveryKey: "", first: "", second: "", reason: "" };

function AskManagerRecovery({ onBack }: { onBack: () => void }) {
  const [typed, setTyped] = useState(empty);
  const ask = useAct("askManagerRecovery");
  const wrongKey = useRefusedAt(ask.refusal, ["wrong-key"]);
  const field = (name: keyof typeof empty) => ({
    label: words[name],
    value: typed[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
    error: ask.fieldErrors[name],
  });
  const code = { autoComplete: "off", spellCheck: false, mono: true } as const;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void ask.act(typed);
  };
  return (
    <SignInPage title={words.title} description={words.lead}>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="danger" wide busy={ask.busy}>
            {words.submit}
          </Button>
        }
      >
        <TextField {...field("email")} type="email" autoComplete="off" spellCheck={false} autoFocus />
        <TextField
          {...field("recoveryKey")}
          {...code}
          hint={words.recoveryKeyHint}
          error={ask.fieldErrors["recoveryKey"] ?? wrongKey}
        />
        <TextField {...field("first")} {...code} hint={words.halfHint} />
        <TextField {...field("second")} {...code} />
        <TextAreaField {...field("reason")} hint={words.reasonHint} rows={2} />
        <RecoveryRefused refusal={ask.refusal} words={words.refused} />
      </Form>
      <TextLink onClick={onBack}>{signInWords.back}</TextLink>
    </SignInPage>
  );
}
