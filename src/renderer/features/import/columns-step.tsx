import { useState } from "react";
import { importWords } from "../../../contract/import/messages";
import type { ChosenImport } from "../../../contract/import/views";
import { ACCOUNT_TYPES } from "../../../contract/vocabulary";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { RadioGroup } from "../../ui/radio-group";
import { Grid } from "../../ui/stack";
import { CheckProgress } from "./check-progress";
import { ColumnFields } from "./column-fields";
import { type ChangeView, firstOutcome, type ImportView } from "./import-view";
import { SampleTable } from "./sample-table";
import { StepSheet } from "./step-sheet";

const words = importWords.columns;

export interface ColumnsStepProps {
  chosen: ChosenImport;
  view: ImportView;
  onChange: ChangeView;
}

/** Step 2: which column holds what, beside the first rows; then every row is checked. */
export function ColumnsStep({ chosen, view, onChange }: ColumnsStepProps) {
  const { mapping, known, accountType } = view;
  const [asked, setAsked] = useState(false);
  const check = useAct("dryRunImport", {
    onDone: (dryRun) => onChange({ dryRun, outcome: firstOutcome(dryRun), step: "check" }),
  });
  const submit = () => {
    setAsked(true);
    if (mapping.email !== null) void check.act({ mapping, known, accountType });
  };
  const nameless = mapping.name === null && mapping.firstName === null && mapping.lastName === null;
  return (
    <StepSheet
      step={2}
      title={words.title}
      lead={words.lead}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={() => onChange({ step: "file" })} held={check.busy}>
            {importWords.back}
          </Button>
          <Button type="submit" variant="primary" busy={check.busy}>
            {words.check}
          </Button>
        </>
      }
    >
      <ColumnFields
        chosen={chosen}
        mapping={mapping}
        emailError={asked && mapping.email === null ? words.noEmail : undefined}
        onChange={(next) => onChange({ mapping: next, dryRun: null })}
      />
      {nameless && <Notice tone="warn">{words.noName}</Notice>}
      <SampleTable chosen={chosen} mapping={mapping} />
      <ForPeople known={known} accountType={accountType} onChange={(next) => onChange({ ...next, dryRun: null })} />
      {check.busy && <CheckProgress label={words.checking} />}
      {check.refusal?.code === "cancelled" ? (
        <Notice tone="info" announce="status">
          {words.cancelled}
        </Notice>
      ) : (
        <RefusalNotice refusal={check.refusal} />
      )}
    </StepSheet>
  );
}

interface ForPeopleProps extends Pick<ImportView, "known" | "accountType"> {
  onChange: (next: Partial<Pick<ImportView, "known" | "accountType">>) => void;
}

/** What happens to people who are known already, and what new ones are. */
function ForPeople({ known, accountType, onChange }: ForPeopleProps) {
  return (
    <Grid column={280} gap={20}>
      <RadioGroup
        label={words.known}
        options={(["update", "skip"] as const).map((value) => ({
          value,
          label: words.knownOptions[value].label,
          description: words.knownOptions[value].about,
        }))}
        value={known}
        onValueChange={(next) => onChange({ known: next })}
      />
      <RadioGroup
        label={words.accountTypeOfNew}
        hint={words.accountTypeOfNewHint}
        options={ACCOUNT_TYPES.map((value) => ({ value, label: words.accountTypes[value] }))}
        value={accountType}
        onValueChange={(next) => onChange({ accountType: next })}
      />
    </Grid>
  );
}
