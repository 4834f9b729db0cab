import { LifeBuoy } from "lucide-react";
import { type FormEvent, useState } from "react";
import { askForHelpWords as words } from "../../../contract/authentication/messages";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import { TextField } from "../../ui/text-field";

/** For the sign-in that waits for its token: one press, and support sees them. */
export function AskForHelp({ asked }: { asked: boolean }) {
  const [said, setSaid] = useState(false);
  const ask = useAct("askForHelp", { onDone: () => setSaid(true) });
  if (asked || said) {
    return (
      <Notice tone="ok" announce="status" title={words.asked}>
        {words.askedWho}
      </Notice>
    );
  }
  return (
    <Stack gap={8} align="start">
      <Button icon={LifeBuoy} busy={ask.busy} onClick={() => void ask.act({ email: null, about: "token" })}>
        {words.ask}
      </Button>
      <RefusalNotice refusal={ask.refusal} />
    </Stack>
  );
}

/** For whoever has no password to give: the answer is the same for every e-mail. */
export function AskForHelpByEmail() {
  const [email, setEmail] = useState("");
  const [asked, setAsked] = useState<string | null>(null);
  const ask = useAct("askForHelp", { onDone: (_, input) => setAsked(input.email) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(null);
    void ask.act({ email, about: "password" });
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" icon={LifeBuoy} busy={ask.busy}>
          {words.ask}
        </Button>
      }
    >
      <p>{words.lead}</p>
      <TextField
        label={words.email}
        type="email"
        autoComplete="username"
        spellCheck={false}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={ask.fieldErrors["email"]}
      />
      {asked !== null && (
        <Notice tone="ok" announce="status">
          {words.askedFor}
        </Notice>
      )}
      <RefusalNotice refusal={ask.refusal} saidElsewhere={["bad-input"]} />
    </Form>
  );
}
