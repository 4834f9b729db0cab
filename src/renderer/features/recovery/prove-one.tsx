import { type FormEvent, type Ref, useRef, useState } from "react";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import type { SignInView } from "../../../contract/authentication/views";
import { newPhoneWords as words } from "../../../contract/recovery/messages";
import { CHANNELS, type RecoveryProof } from "../../../contract/vocabulary";
import { CODE_REFUSALS, useRefusedAt } from "../../shell/refused-at";
import { SendButtons } from "../../shell/sign-in/send-buttons";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { TokenSentNotice } from "../../shell/sign-in/token-sent-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { PasswordField } from "../../ui/password-field";
import { RadioGroup } from "../../ui/radio-group";
import { Stack } from "../../ui/stack";
import { TextField } from "../../ui/text-field";

const AT_FIELD = [...CODE_REFUSALS, "wrong-backup-password"] as const;

export interface ProveOneProps {
  signIn: SignInView;
  /** What may be proven now, the likeliest first. */
  proofs: readonly RecoveryProof[];
}

const nothing: Readonly<Record<RecoveryProof, string>> = {
  "backup-password": "",
  "recovery-code": "",
  "recovery-token": "",
  "bypass-code": "",
};

/** One proof on the way back without the phone. What was typed for each stays where it was typed. */
export function ProveOne({ signIn, proofs }: ProveOneProps) {
  const field = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<RecoveryProof | null>(null);
  const [typed, setTyped] = useState(nothing);
  const prove = useAct("proveForRecovery", { onRefused: () => field.current?.select() });
  const refused = useRefusedAt(prove.refusal, AT_FIELD);
  const by = chosen ?? proofs[0] ?? "bypass-code";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void prove.act({ by, typed: typed[by] });
  };
  const choose = (next: RecoveryProof) => {
    prove.reset();
    setChosen(next);
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" variant="primary" wide busy={prove.busy}>
          {words.submit}
        </Button>
      }
    >
      {proofs.length > 1 && <ChooseProof proofs={proofs} value={by} onChoose={choose} />}
      {by === "recovery-token" && <SendRecoveryToken signIn={signIn} onSent={() => field.current?.focus()} />}
      <ProofField
        ref={field}
        by={by}
        // Whoever has chosen goes on from the choice.
        autoFocus={chosen === null && by !== "recovery-token"}
        value={typed[by]}
        onValueChange={(value) => setTyped({ ...typed, [by]: value })}
        error={prove.fieldErrors["typed"] ?? refused}
      />
      <SignInRefusal refusal={prove.refusal} saidElsewhere={AT_FIELD} />
    </Form>
  );
}

interface ChooseProofProps {
  proofs: readonly RecoveryProof[];
  value: RecoveryProof;
  onChoose: (by: RecoveryProof) => void;
}

function ChooseProof({ proofs, value, onChoose }: ChooseProofProps) {
  return (
    <RadioGroup
      label={words.choose}
      value={value}
      onValueChange={onChoose}
      options={proofs.map((by) => ({
        value: by,
        label: words.choices[by].label,
        description: words.choices[by].about,
      }))}
    />
  );
}

interface ProofFieldProps {
  ref: Ref<HTMLInputElement>;
  by: RecoveryProof;
  autoFocus: boolean;
  value: string;
  onValueChange: (value: string) => void;
  error: string | undefined;
}

function ProofField({ ref, by, autoFocus, value, onValueChange, error }: ProofFieldProps) {
  const shared = {
    ...{ ref, autoFocus, value, error, label: words.proofs[by] },
    onChange: (event: { target: { value: string } }) => onValueChange(event.target.value),
  };
  if (by === "backup-password") {
    return <PasswordField {...shared} showLabel={passwordFieldWords.show} autoComplete="off" />;
  }
  const digits = by !== "recovery-code";
  return (
    <TextField
      {...shared}
      inputMode={digits ? "numeric" : "text"}
      autoComplete={by === "recovery-token" ? "one-time-code" : "off"}
      spellCheck={false}
      mono
    />
  );
}

/** A token to the confirmed phone, and where it is. */
function SendRecoveryToken({ signIn, onSent }: { signIn: SignInView; onSent: () => void }) {
  const { lastSent } = signIn.recovery;
  const send = useAct("sendRecoveryToken", { onDone: onSent });
  return (
    <Stack gap={8}>
      <SendButtons
        channels={CHANNELS}
        busy={send.busy}
        sent={lastSent}
        onSend={(channel) => void send.act({ channel })}
      />
      {lastSent !== null && send.refusal === undefined && <TokenSentNotice sent={lastSent} />}
      <SignInRefusal refusal={send.refusal} />
    </Stack>
  );
}
