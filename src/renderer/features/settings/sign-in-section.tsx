import { type Control, Controller } from "react-hook-form";
import { inputs } from "../../../contract/inputs";
import {
  digitChoices,
  lifetimeChoices,
  settingsWords,
  signInSettingsWords as words,
} from "../../../contract/settings/messages";
import type { TextTokenMinutes } from "../../../contract/vocabulary";
import { useAskedForm } from "../../shell/asked-form";
import { wordsAt } from "../../shell/form-state";
import { Card } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { Chip } from "../../ui/chip";
import { ExplainedButton } from "../../ui/explained-button";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { RadioGroup } from "../../ui/radio-group";
import { Stack } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import type { SettingsSectionProps } from "./practice-section";
import { type NewSettings, SaveSettingsDialog } from "./save-settings-dialog";
import { lifetimeLabel } from "./setting-changes";
import styles from "./sign-in-section.module.css";

/** How long tokens live, how many digits they have, and when the workstation locks. */
export function SignInSection(props: SettingsSectionProps) {
  const { textTokenMinutes, digits, idleMinutes, rememberDays, textForApp } = props.settings;
  const key = JSON.stringify([textTokenMinutes, digits, idleMinutes, rememberDays, textForApp]);
  return <SignInForm key={key} {...props} />;
}

const schema = inputs.updateSettings.omit({ proof: true });

interface Typed {
  textTokenMinutes: string;
  digits: string;
  idleMinutes: string;
  rememberDays: string;
  textForApp: boolean;
}

function SignInForm({ settings, onDirty }: SettingsSectionProps) {
  const { form, isDirty, asking, fromMain, ask, close, refuse } = useSignInForm(settings, onDirty);
  const said = (field: keyof Typed) => wordsAt(field, form.formState.errors, fromMain);
  return (
    <Form
      onSubmit={(event) => void form.handleSubmit(ask)(event)}
      actions={
        <ExplainedButton type="submit" variant="primary" disabledReason={isDirty ? undefined : settingsWords.unchanged}>
          {settingsWords.save}
        </ExplainedButton>
      }
    >
      <TokenCard control={form.control} saved={settings.textTokenMinutes} />
      <DigitsCard control={form.control} />
      <Card title={words.screenTitle}>
        <TextField
          className={styles.minutes}
          label={words.idleMinutes}
          inputMode="numeric"
          suffix={words.idleUnit}
          hint={words.idleHint}
          error={said("idleMinutes")}
          {...form.register("idleMinutes")}
        />
      </Card>
      <Card title={words.rememberTitle} description={words.rememberLead}>
        <TextField
          className={styles.minutes}
          label={words.rememberDays}
          inputMode="numeric"
          suffix={words.rememberUnit}
          hint={words.rememberHint}
          error={said("rememberDays")}
          {...form.register("rememberDays")}
        />
      </Card>
      {asking !== undefined && (
        <SaveSettingsDialog before={settings} after={asking} onRefused={refuse} onClose={close} />
      )}
    </Form>
  );
}

function useSignInForm({ gateway: _, ...saved }: SettingsSectionProps["settings"], onDirty: (dirty: boolean) => void) {
  return useAskedForm<Typed, typeof schema>({
    defaultValues: {
      textTokenMinutes: String(saved.textTokenMinutes),
      digits: String(saved.digits),
      idleMinutes: String(saved.idleMinutes),
      rememberDays: String(saved.rememberDays),
      textForApp: saved.textForApp,
    },
    schema,
    toInput: ({ textTokenMinutes, digits, idleMinutes, rememberDays, textForApp }) => ({
      ...saved,
      textTokenMinutes: textTokenMinutes === "never" ? "never" : Number(textTokenMinutes),
      digits: Number(digits),
      idleMinutes: wholeNumber(idleMinutes),
      rememberDays: wholeNumber(rememberDays),
      textForApp,
    }),
    onDirty,
    name: "sign-in settings",
  });
}

function wholeNumber(typed: string): number {
  return typed.trim() === "" ? Number.NaN : Number(typed);
}

type FormControl = Control<Typed, unknown, NewSettings>;

function DigitsCard({ control }: { control: FormControl }) {
  return (
    <Card title={words.appTitle}>
      <Controller
        control={control}
        name="digits"
        render={({ field }) => (
          <RadioGroup
            label={words.digits}
            hint={words.digitsHint}
            options={digitChoices.map((digits) => ({
              value: String(digits),
              label: words.digitsOf(digits),
              badge: digits === 7 && <Chip tone="ok" label={words.recommended} />,
            }))}
            value={field.value}
            onValueChange={field.onChange}
          />
        )}
      />
    </Card>
  );
}

function TokenCard({ control, saved }: { control: FormControl; saved: TextTokenMinutes }) {
  const choices = lifetimeChoices.includes(saved) ? lifetimeChoices : [saved, ...lifetimeChoices];
  return (
    <Card title={words.tokensTitle}>
      <Stack gap={16}>
        {saved === "never" && <Notice tone="warn">{words.neverInForce}</Notice>}
        <Controller
          control={control}
          name="textTokenMinutes"
          render={({ field }) => (
            <RadioGroup
              label={words.lifetime}
              hint={words.lifetimeHint}
              options={choices.map(lifetimeOption)}
              value={field.value}
              onValueChange={field.onChange}
            />
          )}
        />
        <Controller
          control={control}
          name="textForApp"
          render={({ field: { value, onChange } }) => (
            <Checkbox
              label={words.textForApp}
              description={words.textForAppAbout}
              checked={value}
              onChange={(event) => onChange(event.target.checked)}
            />
          )}
        />
      </Stack>
    </Card>
  );
}

function lifetimeOption(minutes: TextTokenMinutes) {
  const option = { value: String(minutes), label: lifetimeLabel(minutes) };
  if (minutes === 10) return { ...option, badge: <Chip tone="ok" label={words.recommended} /> };
  if (minutes !== "never") return option;
  return { ...option, description: words.neverAbout, badge: <Chip tone="warn" label={words.notRecommended} /> };
}
