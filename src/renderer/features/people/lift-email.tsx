import { proofWords } from "../../../contract/authentication/step-up-messages";
import { liftEmailWords as words } from "../../../contract/people/person-messages";
import type { PersonRef } from "../../../contract/person-ref";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useDraft } from "../../shell/drafts";
import type { KeptEmail } from "../../shell/email-refusals";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Row } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";

export interface LiftEmailProps {
  kept: KeptEmail;
  /** Who is to have it; null: somebody who has no account yet. */
  to: PersonRef | null;
  onLifted: () => void;
}

interface LiftDialogProps extends Omit<LiftEmailProps, "onLifted"> {
  onLifted?: (() => void) | undefined;
  onClose: () => void;
}

/** The way to let another account have an e-mail, below the field in which it was refused. */
export function LiftEmail(props: LiftEmailProps) {
  const [open, setOpen] = useDraft(`lift ${props.kept.email}`, false);
  return (
    <>
      <Row>
        <Button onClick={() => setOpen(true)}>{words.offer}</Button>
      </Row>
      {open && <LiftDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Asks for it, with the second manager or the day of notice that it takes. */
export function LiftDialog({ kept: { email, owner }, to, onLifted, onClose }: LiftDialogProps) {
  const toast = useToasts();
  const parameters = { account: owner.id, email, to: to?.id ?? null };
  const lift = useAct("liftEmail", {
    onDone: () => {
      toast({ title: words.done(email) });
      onClose();
      onLifted?.();
    },
  });
  return (
    <ActDialog
      title={words.title}
      effect={words.effect(email, owner.name, to?.name ?? null)}
      confirmLabel={words.confirm}
      proofHint={proofWords.yours(owner.name)}
      busy={lift.busy}
      refusal={lift.refusal}
      fieldErrors={lift.fieldErrors}
      approval={{ act: "liftEmail", parameters }}
      onAct={(given) => void lift.act({ ...parameters, ...given })}
      onClose={onClose}
    />
  );
}
