import { type FormEvent, useRef, useState } from "react";
import { bypassCodeWords, recoveryCodeWords, tokenWords } from "../../../contract/authentication/messages";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";

const ways = {
  "recovery-code": { method: "useRecoveryCode", words: recoveryCodeWords, inputMode: "text" },
  "bypass-code": { method: "useBypassCode", words: bypassCodeWords, inputMode: "numeric" },
} as const;

export interface CodeFormProps {
  kind: keyof typeof ways;
  onBack: () => void;
}

/** A code on paper or from support in the token's place. It goes to main as it was typed: main knows how people write codes. */
export function CodeForm({ kind, onBack }: CodeFormProps) {
  const { method, words, inputMode } = ways[kind];
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const use = useAct(method, { onRefused: () => field.current?.select() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void use.act({ code });
  };
  return (
    <SignInPage title={words.title} description={words.lead}>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" wide busy={use.busy}>
            {tokenWords.signIn}
          </Button>
        }
      >
        <TextField
          ref={field}
          label={words.field}
          inputMode={inputMode}
          autoComplete="off"
          spellCheck={false}
          mono
          autoFocus
          value={code}
          onChange={(event) => setCode(event.target.value)}
          error={use.fieldErrors["code"]}
        />
        <SignInRefusal refusal={use.refusal} />
      </Form>
      <TextLink onClick={onBack}>{tokenWords.backToToken}</TextLink>
    </SignInPage>
  );
}
