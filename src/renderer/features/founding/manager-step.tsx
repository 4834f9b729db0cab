import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, type Resolver, useForm, useWatch } from "react-hook-form";
import { inputs } from "../../../preload/inputs";
import { wizardWords, managerStepWords as words } from "../../../preload/messages/founding";
import { fieldMessage, refusalWords } from "../../../preload/messages/refusals";
import { KINDS } from "../../../preload/words";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { RadioGroup } from "../../ui/radio-group";
import { TextField } from "../../ui/text-field";
import type { Act } from "../../wardkey";
import { RefusalNotice } from "../errors/refusal-notice";
import { NewPasswordField } from "../new-password/new-password-field";
import { useFormats } from "../practice/situation-context";
import { typedPhone } from "../practice/typed-phone";
import type { ManagerDraft, PracticeDraft } from "./draft";
import { WizardPage } from "./wizard-page";

const schema = inputs.foundPractice.shape.manager;

/** Checked as main will see it: the phone in E.164. What the form keeps is what was typed. */
function resolverFor(region: string): Resolver<ManagerDraft> {
  const check = zodResolver(schema);
  return async (typed, context, options) => {
    const input = { ...typed, cellPhone: typedPhone(typed.cellPhone, region) };
    const result = await check(input, context, options as never);
    return "values" in result && Object.keys(result.errors).length === 0
      ? { values: typed, errors: {} }
      : ({ values: {}, errors: result.errors } as never);
  };
}

export interface ManagerStepProps {
  draft: ManagerDraft;
  practice: PracticeDraft;
  found: Act<"foundPractice">;
  onBack: (draft: ManagerDraft) => void;
  onFound: (draft: ManagerDraft) => void;
}

/** Step 2: who founds the practice. */
export function ManagerStep({ draft, practice, found, onBack, onFound }: ManagerStepProps) {
  const formats = useFormats();
  const form = useForm<ManagerDraft>({ defaultValues: draft, resolver: resolverFor(practice.region) });
  const { control, register, handleSubmit, formState, getValues } = form;
  const [name, email] = useWatch({ control, name: ["name", "email"] });
  const bad = found.refusal?.code === "bad-password" ? refusalWords(found.refusal, formats) : undefined;
  const errorOf = (field: keyof ManagerDraft) =>
    fieldMessage(formState.errors[field]?.message) ?? found.fieldErrors[`manager.${field}`];
  return (
    <WizardPage step={2} title={words.title} description={words.lead}>
      <Form
        onSubmit={(event) => void handleSubmit(onFound)(event)}
        actions={
          <>
            <Button type="submit" variant="primary" busy={found.busy}>
              {words.found}
            </Button>
            <Button onClick={() => onBack(getValues())}>{wizardWords.back}</Button>
          </>
        }
      >
        <TextField label={words.name} autoComplete="name" autoFocus {...register("name")} error={errorOf("name")} />
        <TextField
          label={words.email}
          hint={words.emailHint}
          type="email"
          autoComplete="email"
          spellCheck={false}
          {...register("email")}
          error={errorOf("email")}
        />
        <TextField
          label={words.cellPhone}
          hint={words.cellPhoneHint}
          optional={words.optional}
          type="tel"
          autoComplete="tel"
          {...register("cellPhone")}
          error={errorOf("cellPhone")}
        />
        <KindField control={control} />
        <Controller
          control={control}
          name="password"
          render={({ field: { onChange, ...field } }) => (
            <NewPasswordField
              {...field}
              label={words.password}
              onValueChange={onChange}
              about={[name, email, practice.practiceName]}
              forManager
              error={errorOf("password") ?? bad}
            />
          )}
        />
        <RefusalNotice refusal={found.refusal} saidElsewhere={["bad-password", "bad-input"]} />
      </Form>
    </WizardPage>
  );
}

function KindField({ control }: { control: ReturnType<typeof useForm<ManagerDraft>>["control"] }) {
  return (
    <Controller
      control={control}
      name="kind"
      render={({ field }) => (
        <RadioGroup
          label={words.kind}
          options={KINDS.map((value) => ({
            value,
            label: words.kinds[value].label,
            description: words.kinds[value].about,
          }))}
          value={field.value}
          onValueChange={field.onChange}
        />
      )}
    />
  );
}
