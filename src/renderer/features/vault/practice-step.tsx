import { type FormEvent, useMemo, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { inputs } from "../../../contract/inputs";
import { fieldWords } from "../../../contract/refusal-messages";
import { wizardWords, practiceStepWords as words } from "../../../contract/vault/practice-setup-messages";
import { useAppState } from "../../shell/app-state-context";
import { resolverOf, wordsAt } from "../../shell/form-state";
import { regionOptions, timeZoneOptions } from "../../shell/regions";
import type { FieldErrors } from "../../shell/wardkey";
import { zoneNamed } from "../../shell/zone-names";
import { Button } from "../../ui/button";
import { ComboboxField } from "../../ui/combobox-field";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { checkNewPassphrase, type PassphraseErrors } from "./new-passphrase";
import { NewPassphraseFields } from "./new-passphrase-fields";
import type { PracticeDraft } from "./setup-draft";
import { WizardPage } from "./wizard-page";

const schema = inputs.createPractice.pick({ practiceName: true, region: true, timeZone: true });

type Typed = Pick<PracticeDraft, "practiceName" | "region" | "timeZone">;

export interface PracticeStepProps {
  draft: PracticeDraft;
  gone: boolean;
  /** What main said about these fields when it was tried. */
  refused: FieldErrors;
  onBack: () => void;
  onNext: (draft: PracticeDraft) => void;
}

/**
 * Step 1: name, country, time zone; a passphrase where there is no key store; the old practice's name where one is
 * gone.
 */
export function PracticeStep({ draft, gone, refused, onBack, onNext }: PracticeStepProps) {
  const { keyStore } = useAppState();
  const [passphrase, setPassphrase] = useState(draft.passphrase);
  const [oldPracticeName, setOldName] = useState(draft.oldPracticeName);
  const [own, setOwn] = useState<PassphraseErrors & { oldPracticeName?: string }>({});
  const { control, register, handleSubmit, formState } = useForm({
    defaultValues: { practiceName: draft.practiceName, region: draft.region, timeZone: draft.timeZone },
    resolver: resolverOf(schema, (typed: Typed) => typed),
  });
  const errorOf = (name: keyof Typed) => wordsAt(name, formState.errors, refused);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = {
      ...(keyStore ? {} : await checkNewPassphrase(passphrase)),
      ...(gone && oldPracticeName.trim() === "" && { oldPracticeName: fieldWords.missing }),
    };
    setOwn(found);
    await handleSubmit((typed) => {
      if (Object.keys(found).length === 0) onNext({ ...typed, passphrase, oldPracticeName });
    })();
  };

  return (
    <WizardPage step={1} title={words.title} description={words.lead}>
      <Form onSubmit={(event) => void submit(event)} actions={<StepButtons onBack={onBack} />}>
        <TextField
          label={words.practiceName}
          autoComplete="organization"
          autoFocus
          {...register("practiceName")}
          error={errorOf("practiceName")}
        />
        <PlaceFields control={control} timeZone={draft.timeZone} errorOf={errorOf} />
        {gone && (
          <TextField
            label={words.oldPracticeName}
            hint={words.oldPracticeNameHint}
            value={oldPracticeName}
            onChange={(event) => setOldName(event.target.value)}
            error={own.oldPracticeName ?? refused["oldPracticeName"]}
          />
        )}
        {keyStore ? (
          <Notice tone="info">{words.keyStore}</Notice>
        ) : (
          <NewPassphraseFields value={passphrase} onChange={setPassphrase} errors={own} />
        )}
      </Form>
    </WizardPage>
  );
}

function StepButtons({ onBack }: { onBack: () => void }) {
  return (
    <>
      <Button type="submit" variant="primary">
        {wizardWords.next}
      </Button>
      <Button onClick={onBack}>{wizardWords.back}</Button>
    </>
  );
}

interface PlaceFieldsProps {
  control: ReturnType<typeof useForm<Typed>>["control"];
  timeZone: string;
  errorOf: (name: keyof Typed) => string | undefined;
}

function PlaceFields({ control, timeZone, errorOf }: PlaceFieldsProps) {
  const regions = useMemo(regionOptions, []);
  const zones = useMemo(() => timeZoneOptions(timeZone), [timeZone]);
  const list = { emptyText: words.noMatch, openLabel: words.showAll };
  return (
    <>
      <Controller
        control={control}
        name="region"
        render={({ field: { onChange, ...field } }) => (
          <ComboboxField
            {...field}
            {...list}
            label={words.region}
            hint={words.regionHint}
            options={regions}
            onValueChange={onChange}
            error={errorOf("region")}
          />
        )}
      />
      <Controller
        control={control}
        name="timeZone"
        render={({ field: { onChange, ...field } }) => (
          <ComboboxField
            {...field}
            {...list}
            label={words.timeZone}
            options={zones}
            meaning={zoneNamed}
            onValueChange={onChange}
            error={errorOf("timeZone")}
          />
        )}
      />
    </>
  );
}
