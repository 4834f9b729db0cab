import { useEffect, useId, useState } from "react";
import { Controller, FormProvider, useForm } from "react-hook-form";
import { inputs } from "../../../contract/inputs";
import type { InputOf } from "../../../contract/methods";
import { leaveWords, roleAbout, addPersonWords as words } from "../../../contract/people/messages";
import type { NewPerson } from "../../../contract/people/views";
import { refusalWords } from "../../../contract/refusal-messages";
import { roleNames } from "../../../contract/shell/messages";
import { useFormats, usePractice } from "../../shell/app-state-context";
import { useFormDraft } from "../../shell/drafts";
import { emailRefusals, isAboutEmail, type KeptEmail, keptEmail } from "../../shell/email-refusals";
import { phoneInput, resolverOf, wordsAt } from "../../shell/form-state";
import { useLeaveGuard } from "../../shell/leave-guard";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { SelectField } from "../../ui/select-field";
import { ShownCodeDialog } from "../support/shown-code-dialog";
import { LiftEmail } from "./lift-email";
import { PersonFields, type TypedPerson } from "./person-fields";

type AddedRole = InputOf<"addPerson">["role"];
type TypedNewPerson = TypedPerson & { role: AddedRole };

const roles: readonly AddedRole[] = ["member", "support", "auditor"];

/** Adds somebody, and then shows the setup code, once. */
export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const [added, setAdded] = useState<NewPerson>();
  if (added === undefined) return <PersonDialog onAdded={setAdded} onClose={onClose} />;
  const { account, twoFactorId } = added;
  return (
    <ShownCodeDialog name={account.name} shown={added} use="set-up" twoFactorId={twoFactorId} onPassedOn={onClose} />
  );
}

function PersonDialog({ onAdded, onClose }: { onAdded: (person: NewPerson) => void; onClose: () => void }) {
  const formId = useId();
  const guard = useLeaveGuard(leaveWords.discardAdd, "/people");
  const form = useAddForm(guard.setDirty);
  const { add, fromMain, kept, submit, onLifted } = useAdding(form, onAdded);
  const close = () => guard.leave(onClose);
  return (
    <Dialog
      open
      title={words.title}
      description={words.lead}
      closeLabel={words.close}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{words.cancel}</Button>
          <Button type="submit" form={formId} variant="primary" busy={add.busy}>
            {words.add}
          </Button>
        </>
      }
    >
      <Form id={formId} onSubmit={(event) => void submit(event)}>
        <FormProvider {...form}>
          <PersonFields
            fromMain={fromMain}
            emailHint={words.emailHint}
            phoneHint={words.cellPhoneHint}
            belowEmail={kept && <LiftEmail kept={kept} to={null} onLifted={onLifted} />}
            except={null}
          />
        </FormProvider>
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <SelectField
              label={words.role}
              hint={words.roleHint}
              options={roles.map((role) => ({ value: role, label: roleNames[role], description: roleAbout[role] }))}
              value={field.value}
              onValueChange={field.onChange}
              error={wordsAt("role", form.formState.errors, fromMain)}
            />
          )}
        />
        <RefusalNotice refusal={add.refusal} saidElsewhere={["bad-input", ...emailRefusals]} />
      </Form>
      {guard.question}
    </Dialog>
  );
}

/** Sends what was typed; an e-mail that somebody else has is said at its field, with the way to let it go. */
function useAdding(form: ReturnType<typeof useAddForm>, onAdded: (person: NewPerson) => void) {
  const formats = useFormats();
  const [kept, setKept] = useState<KeptEmail>();
  const add = useAct("addPerson", {
    onDone: onAdded,
    onRefused: (refused, { email }) => {
      if (isAboutEmail(refused.code)) form.setFocus("email");
      setKept(keptEmail(refused, email));
    },
  });
  const { refusal } = add;
  const taken = refusal !== undefined && isAboutEmail(refusal.code) && { email: refusalWords(refusal, formats) };
  const submit = form.handleSubmit((input) => {
    setKept(undefined);
    return add.act(input);
  });
  const onLifted = () => {
    setKept(undefined);
    add.reset();
    form.setFocus("email");
  };
  return { add, fromMain: { ...add.fieldErrors, ...taken }, kept, submit, onLifted };
}

function useAddForm(onDirty: (dirty: boolean) => void) {
  const { region } = usePractice();
  const form = useForm<TypedNewPerson, unknown, InputOf<"addPerson">>({
    defaultValues: { name: "", email: "", cellPhone: "", accountType: "staff", role: "member" },
    resolver: resolverOf(inputs.addPerson, (typed) => ({ ...typed, cellPhone: phoneInput(typed.cellPhone, region) })),
  });
  useFormDraft("new person", form);
  const { isDirty } = form.formState;
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  return form;
}
