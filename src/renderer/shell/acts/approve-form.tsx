import { type FormEvent, useState } from "react";
import { approveRefusals, secondManagerWords as words } from "../../../contract/approvals/messages";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import { refusalWords } from "../../../contract/refusal-messages";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { PasswordField } from "../../ui/password-field";
import { TextField } from "../../ui/text-field";
import { useFormats } from "../app-state-context";
import { type RefusalOf, useAct } from "../wardkey";

export interface ApproveFormProps {
  /** Of the approval that is asked for. */
  approval: string;
  /** Whoever is signed in is likely to be the one: their e-mail, to begin with. */
  email?: string | undefined;
  onApproved?: (() => void) | undefined;
}

const empty = { email: "", password: "", token: "" };

/** The second manager, at the same workstation: their own e-mail, password and token. Nothing typed here outlives it. */
export function ApproveForm({ approval, email = "", onApproved }: ApproveFormProps) {
  const [typed, setTyped] = useState({ ...empty, email });
  const approve = useAct("approveAct", { onDone: onApproved });
  const said = useSaid(approve.refusal);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form of the act is an ancestor in React's tree, not in the page.
    event.stopPropagation();
    void approve.act({ approval, ...typed });
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" busy={approve.busy}>
          {words.approve}
        </Button>
      }
    >
      <TextField
        label={words.email}
        type="email"
        autoComplete="off"
        autoFocus
        spellCheck={false}
        value={typed.email}
        onChange={(event) => setTyped({ ...typed, email: event.target.value })}
        error={approve.fieldErrors["email"]}
      />
      <PasswordField
        label={words.password}
        showLabel={passwordFieldWords.show}
        autoComplete="off"
        value={typed.password}
        onChange={(event) => setTyped({ ...typed, password: event.target.value })}
        error={approve.fieldErrors["password"]}
      />
      <TextField
        label={words.token}
        hint={words.tokenHint}
        inputMode="numeric"
        autoComplete="off"
        mono
        value={typed.token}
        onChange={(event) => setTyped({ ...typed, token: event.target.value })}
        error={approve.fieldErrors["token"] ?? said.token}
      />
      {said.general !== undefined && (
        <Notice tone="bad" announce="alert">
          {said.general}
        </Notice>
      )}
    </Form>
  );
}

const aboutToken: ReadonlySet<string> = new Set([
  "wrong-token",
  "token-repeated",
  "token-expired",
  "token-used",
  "misplaced-code",
]);

/** Why it was refused, at the token where it is about the token. */
function useSaid(refusal: RefusalOf<"approveAct"> | undefined): { token?: string; general?: string } {
  const formats = useFormats();
  if (refusal === undefined || refusal.code === "bad-input") return {};
  const own = "because" in refusal && isOwn(refusal.because) ? approveRefusals[refusal.because] : undefined;
  const words = own ?? (isOwn(refusal.code) ? approveRefusals[refusal.code] : refusalWords(refusal, formats));
  return aboutToken.has(refusal.code) ? { token: words } : { general: words };
}

function isOwn(because: unknown): because is keyof typeof approveRefusals {
  return typeof because === "string" && Object.hasOwn(approveRefusals, because);
}
