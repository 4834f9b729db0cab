import { useMemo } from "react";
import { type Control, Controller } from "react-hook-form";
import { inputs } from "../../../contract/inputs";
import { settingsWords, practiceSettingsWords as words } from "../../../contract/settings/messages";
import type { Settings } from "../../../contract/settings/views";
import { useAskedForm } from "../../shell/asked-form";
import { wordsAt } from "../../shell/form-state";
import { regionOptions, timeZoneOptions } from "../../shell/regions";
import { zoneNamed } from "../../shell/zone-names";
import { Card } from "../../ui/card";
import { ComboboxField } from "../../ui/combobox-field";
import { ExplainedButton } from "../../ui/explained-button";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import { type NewSettings, SaveSettingsDialog } from "./save-settings-dialog";

export interface SettingsSectionProps {
  settings: Settings;
  onDirty: (dirty: boolean) => void;
}

/** What the practice is called, where it is, and whom to call. */
export function PracticeSection(props: SettingsSectionProps) {
  const { practiceName, region, timeZone, stillStuck } = props.settings;
  return <PracticeForm key={JSON.stringify([practiceName, region, timeZone, stillStuck])} {...props} />;
}

const schema = inputs.updateSettings.omit({ proof: true });

interface Typed {
  practiceName: string;
  region: string;
  timeZone: string;
  stillStuck: string;
}

function PracticeForm({ settings, onDirty }: SettingsSectionProps) {
  const { gateway: _, ...saved } = settings;
  const { form, isDirty, asking, fromMain, ask, close, refuse } = useAskedForm<Typed, typeof schema>({
    defaultValues: { ...saved, stillStuck: saved.stillStuck ?? "" },
    schema,
    toInput: ({ practiceName, region, timeZone, stillStuck }) => ({
      ...saved,
      practiceName,
      region,
      timeZone,
      stillStuck,
    }),
    onDirty,
    name: "practice settings",
  });
  const said = (field: keyof Typed) => wordsAt(field, form.formState.errors, fromMain);
  return (
    <Card title={words.title}>
      <Form
        onSubmit={(event) => void form.handleSubmit(ask)(event)}
        actions={
          <ExplainedButton
            type="submit"
            variant="primary"
            disabledReason={isDirty ? undefined : settingsWords.unchanged}
          >
            {settingsWords.save}
          </ExplainedButton>
        }
      >
        <TextField label={words.practiceName} error={said("practiceName")} {...form.register("practiceName")} />
        <PlaceFields control={form.control} timeZone={saved.timeZone} said={said} />
        <TextField
          label={words.stillStuck}
          hint={words.stillStuckHint}
          error={said("stillStuck")}
          {...form.register("stillStuck")}
        />
      </Form>
      {asking !== undefined && (
        <SaveSettingsDialog before={settings} after={asking} onRefused={refuse} onClose={close} />
      )}
    </Card>
  );
}

interface PlaceFieldsProps {
  control: Control<Typed, unknown, NewSettings>;
  timeZone: string;
  said: (field: keyof Typed) => string | undefined;
}

function PlaceFields({ control, timeZone, said }: PlaceFieldsProps) {
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
            error={said("region")}
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
            error={said("timeZone")}
          />
        )}
      />
    </>
  );
}
