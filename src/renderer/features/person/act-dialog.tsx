import { type ReactNode, useId } from "react";
import { Controller, useForm } from "react-hook-form";
import { inputs } from "../../../preload/inputs";
import { actDialogWords } from "../../../preload/messages/person";
import type { Any, Bridge } from "../../../preload/refusals";
import { resolverOf, wordsAt } from "../../form-state";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import type { FieldErrors } from "../../wardkey";
import { RefusalNotice } from "../errors/refusal-notice";
import { emptyProof, type Proof, ProofFields } from "../proof/proof-fields";

export interface ActDialogProps {
  /** Names the person and the effect. */
  title: string;
  effect: ReactNode;
  confirmLabel: string;
  keepLabel?: string | undefined;
  danger?: boolean | undefined;
  /** false: the act keeps no reason. */
  asksReason?: boolean | undefined;
  /** Whose password: "Yours, not Marcus Webb's." */
  proofHint?: string | undefined;
  busy: boolean;
  refusal: Any | Bridge | undefined;
  fieldErrors: FieldErrors;
  /** Instead of the refusal's own words, where they would mislead here. */
  refused?: ReactNode;
  /** Fields of the act itself; they stand above reason and proof. */
  children?: ReactNode;
  onAct: (given: { reason: string; proof: Proof }) => void;
  onClose: () => void;
}

const asked = inputs.deactivatePerson.pick({ reason: true, proof: true });
const askedWithoutReason = asked.partial({ reason: true });

/** Says what will happen to whom, and asks for a reason and the proof that go with it. */
export function ActDialog(props: ActDialogProps) {
  const { asksReason = true, danger = false, fieldErrors, refusal } = props;
  const formId = useId();
  const form = useForm({
    defaultValues: { reason: "", proof: emptyProof },
    resolver: resolverOf(asksReason ? asked : askedWithoutReason, ({ reason, proof }) =>
      asksReason ? { reason, proof } : { proof },
    ),
  });
  const { errors } = form.formState;
  const submit = form.handleSubmit(({ reason = "", proof }) => props.onAct({ reason, proof }));
  const saidAtFields = {
    "proof.password": wordsAt("proof.password", errors, fieldErrors),
    "proof.token": wordsAt("proof.token", errors, fieldErrors),
  };
  return (
    <Dialog
      open
      title={props.title}
      description={props.effect}
      closeLabel={actDialogWords.close}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{props.keepLabel ?? actDialogWords.cancel}</Button>
          <Button type="submit" form={formId} variant={danger ? "danger" : "primary"} busy={props.busy}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <Form
        id={formId}
        onSubmit={(event) => {
          // A form in which the act was asked for is an ancestor in React's tree, not in the page.
          event.stopPropagation();
          void submit(event);
        }}
      >
        {props.children}
        {asksReason && (
          <TextField
            label={actDialogWords.reason}
            hint={actDialogWords.reasonHint}
            autoComplete="off"
            error={wordsAt("reason", errors, fieldErrors)}
            {...form.register("reason")}
          />
        )}
        <Controller
          control={form.control}
          name="proof"
          render={({ field }) => (
            <ProofFields
              value={field.value}
              onChange={field.onChange}
              refusal={refusal}
              fieldErrors={definedOf(saidAtFields)}
              hint={props.proofHint}
            />
          )}
        />
        {props.refused ?? <RefusalNotice refusal={refusal} saidElsewhere={["bad-input"]} />}
      </Form>
    </Dialog>
  );
}

function definedOf(said: Readonly<Record<string, string | undefined>>): FieldErrors {
  return Object.fromEntries(Object.entries(said).filter((one): one is [string, string] => one[1] !== undefined));
}
