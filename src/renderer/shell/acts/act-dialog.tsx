import { type FormEvent, type ReactNode, useId, useRef } from "react";
import { Controller, type UseFormReturn, useForm } from "react-hook-form";
import { secondManagerWords } from "../../../contract/approvals/messages";
import { inputs } from "../../../contract/inputs";
import { actDialogWords } from "../../../contract/people/person-messages";
import type { AnyRefusal, BridgeRefusal } from "../../../contract/refusals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { firstUnfilled, goOnByEnter } from "../../ui/go-on";
import { TextField } from "../../ui/text-field";
import { useFormDraft } from "../drafts";
import { resolverOf, wordsAt } from "../form-state";
import { RefusalNotice } from "../refusal-notice";
import type { FieldErrors } from "../wardkey";
import { ConfirmButton, saidBySecond, useGoOnTo, useLookAgain } from "./act-confirm";
import styles from "./act-dialog.module.css";
import { emptyProof, type Proof, ProofFields } from "./proof-fields";
import { SecondManager } from "./second-manager";
import { type AboutToAct, type SecondManager as Second, useSecondManager } from "./use-second-manager";

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
  refusal: AnyRefusal | BridgeRefusal | undefined;
  fieldErrors: FieldErrors;
  /** The act without reason and proof, where it may take a second manager; undefined while its fields make none. */
  approval?: AboutToAct | undefined;
  /** Fields of the act itself; they stand above reason and proof. */
  children?: ReactNode;
  /** How it was made sure who asks: no part of what a second manager approves, so it can still be changed then. */
  identity?: ReactNode;
  /** Enter goes on to what is missing, where the focus starts too, and the token sends itself on its last digit. */
  leads?: boolean | undefined;
  onAct: (given: { reason: string; proof: Proof }) => void;
  onClose: () => void;
}

const asked = inputs.deactivatePerson.pick({ reason: true, proof: true });
const askedWithoutReason = asked.partial({ reason: true });

/** Says what will happen to whom, and asks for a reason and the proof that go with it. */
export function ActDialog(props: ActDialogProps) {
  const { danger = false, leads = false, refusal } = props;
  const formId = useId();
  const body = useRef<HTMLDivElement>(null);
  const second = useSecondManager(props.approval);
  const { form, submit, ask } = useActForm(props, second);
  const isHeld = second.step === "asked" || second.step === "ready";
  const mayAct = second.step === "free" || second.step === "ready";
  useLookAgain(refusal, second.again);
  const proofPlace = useGoOnTo(second.step);
  const onSubmit = (event: FormEvent) => {
    // A form in which the act was asked for is an ancestor in React's tree, not in the page.
    event.stopPropagation();
    if (mayAct) return void submit(event);
    event.preventDefault();
    if (second.step === "needed") void ask();
  };
  return (
    <Dialog
      open
      title={props.title}
      description={props.effect}
      closeLabel={actDialogWords.close}
      onClose={props.onClose}
      initialFocus={leads ? () => (body.current && firstUnfilled(body.current)) ?? null : undefined}
      footer={
        <>
          <Button onClick={props.onClose}>{props.keepLabel ?? actDialogWords.cancel}</Button>
          <ConfirmButton second={second} form={formId} danger={danger} busy={props.busy} label={props.confirmLabel} />
        </>
      }
    >
      <div ref={body} className={styles.body}>
        <Form id={formId} onKeyDown={leads ? goOnByEnter : undefined} onSubmit={onSubmit}>
          <fieldset className={styles.held} disabled={isHeld}>
            {props.children}
          </fieldset>
          {props.identity}
          <fieldset className={styles.held} disabled={isHeld}>
            <ReasonField {...props} form={form} isHeld={isHeld} />
          </fieldset>
          {second.step !== "asked" && <SecondManager second={second} />}
          {mayAct && (
            <div ref={proofPlace} className={styles.held}>
              <OwnProof {...props} form={form} onWhole={leads ? () => void submit() : undefined} />
            </div>
          )}
          <RefusalNotice refusal={saidBySecond(second, refusal) ? undefined : refusal} saidElsewhere={["bad-input"]} />
        </Form>
        {/* Has a form of its own. */}
        {second.step === "asked" && <SecondManager second={second} />}
      </div>
    </Dialog>
  );
}

type ActForm = UseFormReturn<{ reason: string; proof: Proof }, unknown, { reason?: string | undefined; proof: Proof }>;

/** Reason and proof as they are typed; `submit` does the act, `ask` asks for whom it takes besides. */
function useActForm({ title, asksReason = true, approval, onAct }: ActDialogProps, second: Second) {
  const form: ActForm = useForm({
    defaultValues: { reason: "", proof: emptyProof },
    resolver: resolverOf(asksReason ? asked : askedWithoutReason, ({ reason, proof }) =>
      asksReason ? { reason, proof } : { proof },
    ),
  });
  useFormDraft(`reason: ${title}`, form, ["proof"]);
  const submit = form.handleSubmit(({ reason = "", proof }) => onAct({ reason, proof }));
  const ask = async () => {
    if (asksReason && !(await form.trigger("reason"))) return;
    const { reason } = form.getValues();
    await second.ask({ ...approval?.parameters, ...(asksReason && { reason }) });
  };
  return { form, submit, ask };
}

type FieldProps = Pick<ActDialogProps, "asksReason" | "fieldErrors" | "refusal" | "proofHint"> & { form: ActForm };

function ReasonField({ form, asksReason = true, fieldErrors, isHeld }: FieldProps & { isHeld: boolean }) {
  if (!asksReason) return null;
  return (
    <TextField
      label={actDialogWords.reason}
      hint={isHeld ? secondManagerWords.held : actDialogWords.reasonHint}
      autoComplete="off"
      error={wordsAt("reason", form.formState.errors, fieldErrors)}
      {...form.register("reason")}
    />
  );
}

function OwnProof({
  form,
  fieldErrors,
  refusal,
  proofHint,
  onWhole,
}: FieldProps & { onWhole?: (() => void) | undefined }) {
  const { errors } = form.formState;
  const said = {
    "proof.password": wordsAt("proof.password", errors, fieldErrors),
    "proof.token": wordsAt("proof.token", errors, fieldErrors),
  };
  return (
    <Controller
      control={form.control}
      name="proof"
      render={({ field }) => (
        <ProofFields
          value={field.value}
          onChange={field.onChange}
          refusal={refusal}
          fieldErrors={definedOf(said)}
          hint={proofHint}
          onWhole={onWhole}
        />
      )}
    />
  );
}

function definedOf(said: Readonly<Record<string, string | undefined>>): FieldErrors {
  return Object.fromEntries(Object.entries(said).filter((one): one is [string, string] => one[1] !== undefined));
}
