import { type FormEvent, useRef, useState } from "react";
import { signInWords } from "../../../contract/authentication/messages";
import { resyncWords as words } from "../../../contract/recovery/messages";
import { CODE_REFUSALS, useRefusedAt } from "../../shell/refused-at";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { CodeField } from "../../ui/code-field";
import { Form } from "../../ui/form";
import { TextLink } from "../../ui/text-link";

/** **My codes are not accepted**: two codes one after the other put the phone's clock right, and are the token. */
export function ResyncForm({ digits, onBack }: { digits: number; onBack: () => void }) {
  const [typed, setTyped] = useState({ first: "", second: "" });
  const [same, setSame] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const resync = useAct("resyncAuthenticator", { onRefused: () => first.current?.select() });
  const refused = useRefusedAt(resync.refusal, CODE_REFUSALS);
  const change = (part: Partial<typeof typed>) => {
    setSame(false);
    setTyped({ ...typed, ...part });
  };
  const send = (pair: typeof typed) => {
    // Not worth a try: the pair cannot be right.
    if (pair.first === pair.second && pair.first !== "") return setSame(true);
    void resync.act(pair);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(typed);
  };
  return (
    <SignInPage title={words.title} description={words.lead}>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" wide busy={resync.busy}>
            {words.submit}
          </Button>
        }
      >
        <CodeField
          ref={first}
          label={words.first}
          hint={words.firstHint}
          length={digits}
          autoFocus
          value={typed.first}
          onValueChange={(value) => change({ first: value })}
          onComplete={() => second.current?.focus()}
          error={resync.fieldErrors["first"]}
        />
        <CodeField
          ref={second}
          label={words.next}
          hint={words.nextHint}
          length={digits}
          value={typed.second}
          onValueChange={(value) => change({ second: value })}
          onComplete={(value) => typed.first.length === digits && send({ ...typed, second: value })}
          error={resync.fieldErrors["second"] ?? (same ? words.same : refused)}
        />
        {resync.refusal?.code === "wrong-token" && <p>{words.refused}</p>}
        <SignInRefusal refusal={resync.refusal} saidElsewhere={CODE_REFUSALS} />
      </Form>
      <TextLink onClick={onBack}>{signInWords.back}</TextLink>
    </SignInPage>
  );
}
