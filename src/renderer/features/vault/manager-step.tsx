import { Controller, type UseFormReturn, useForm, useWatch } from "react-hook-form";
import { inputs } from "../../../contract/inputs";
import { refusalWords } from "../../../contract/refusal-messages";
import { wizardWords, managerStepWords as words } from "../../../contract/vault/practice-setup-messages";
import { ACCOUNT_TYPES } from "../../../contract/vocabulary";
import { useFormats } from "../../shell/app-state-context";
import { phoneInput, resolverOf, wordsAt } from "../../shell/form-state";
import { RefusalNotice } from "../../shell/refusal-notice";
import { NewPasswordField } from "../../shell/sign-in/new-password-field";
import type { Act } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { RadioGroup } from "../../ui/radio-group";
import { TextField } from "../../ui/text-field";
import type { ManagerDraft, PracticeDraft, PracticeInput } from "./setup-draft";
import { WizardPage } from "./wizard-page";

const schema = inputs.createPractice.shape.manager;

const accountTypeOptions = ACCOUNT_TYPES.map((value) => ({
  value,
  label: words.accountTypes[value].label,
  description: words.accountTypes[value].about,
}));

export interface ManagerStepProps {
  draft: ManagerDraft;
  practice: PracticeDraft;
  found: Act<"createPractice">;
  onBack: (draft: ManagerDraft) => void;
  onSetUp: (draft: ManagerDraft, input: PracticeInput["manager"]) => void;
}

/** Step 2: who sets up the practice. */
export function ManagerStep({ draft, practice, found, onBack, onSetUp }: ManagerStepProps) {
  const form = useForm({
    defaultValues: draft,
    resolver: resolverOf(schema, (typed: ManagerDraft) => ({
      ...typed,
      cellPhone: phoneInput(typed.cellPhone, practice.region),
    })),
  });
  const { handleSubmit, getValues } = form;
  return (
    <WizardPage step={2} title={words.title} description={words.lead}>
      <Form
        onSubmit={(event) => void handleSubmit((input) => onSetUp(getValues(), input))(event)}
        actions={
          <>
            <Button type="submit" variant="primary" busy={found.busy}>
              {words.found}
            </Button>
            <Button onClick={() => onBack(getValues())}>{wizardWords.back}</Button>
          </>
        }
      >
        <ManagerFields form={form} practice={practice} found={found} />
        <RefusalNotice refusal={found.refusal} saidElsewhere={["bad-password", "bad-input"]} />
      </Form>
    </WizardPage>
  );
}

interface ManagerFieldsProps extends Pick<ManagerStepProps, "practice" | "found"> {
  form: UseFormReturn<ManagerDraft, unknown, PracticeInput["manager"]>;
}

function ManagerFields({ form: { control, register, formState }, practice, found }: ManagerFieldsProps) {
  const formats = useFormats();
  const [name, email] = useWatch({ control, name: ["name", "email"] });
  const bad = found.refusal?.code === "bad-password" ? refusalWords(found.refusal, formats) : undefined;
  const errorOf = (field: keyof ManagerDraft) =>
    wordsAt(field, formState.errors) ?? found.fieldErrors[`manager.${field}`];
  return (
    <>
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
      <Controller
        control={control}
        name="accountType"
        render={({ field }) => (
          <RadioGroup
            label={words.accountType}
            options={accountTypeOptions}
            value={field.value}
            onValueChange={field.onChange}
          />
        )}
      />
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
    </>
  );
}
