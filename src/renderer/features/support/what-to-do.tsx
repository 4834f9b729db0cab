import { type KeyboardEvent, useEffect, useRef } from "react";
import { resetWords } from "../../../contract/people/person-messages";
import { refusalWords } from "../../../contract/refusal-messages";
import { helpWords as words } from "../../../contract/support/messages";
import type { SupportCase } from "../../../contract/support/views";
import { BYPASS_HOURS_MAX, BYPASS_SIGN_INS_MAX, HELP_ACTS, type HelpAct } from "../../../contract/vocabulary";
import { useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { Kbd } from "../../ui/kbd";
import { NumberField } from "../../ui/number-field";
import { RadioGroup } from "../../ui/radio-group";
import { Row } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { causesOf, type HelpDraft, isWithin } from "./help-draft";
import { isOpenTo, outcomeAt, outcomeWords } from "./outcomes";
import { StepSection } from "./step-section";
import styles from "./support.module.css";

export interface WhatToDoProps {
  draft: HelpDraft;
  may: SupportCase["may"];
  /** It was to be sent while something was missing. */
  lacks: boolean;
  onChange: (next: Partial<HelpDraft>) => void;
}

/** The outcome, which whoever opened the dialog has chosen already, and what it needs to know. */
export function WhatToDo({ draft, may, lacks, onChange }: WhatToDoProps) {
  const [choosing, setChoosing] = useDraft("choosing help", false);
  const onKeyDown = (event: KeyboardEvent) => {
    const act = outcomeAt(event);
    if (act !== undefined && isOpenTo(may[act])) onChange({ act });
  };
  return (
    <StepSection
      number={1}
      title={words.what}
      onKeyDown={onKeyDown}
      action={
        !choosing && (
          <>
            <span className={styles.chosen}>{outcomeWords(draft.act).button}</span>
            <TextLink onClick={() => setChoosing(true)}>{words.change}</TextLink>
          </>
        )
      }
    >
      {choosing && <Outcomes act={draft.act} may={may} onChoose={(act) => onChange({ act })} />}
      <OwnFields draft={draft} lacks={lacks} onChange={onChange} />
    </StepSection>
  );
}

interface OutcomesProps {
  act: HelpAct;
  may: SupportCase["may"];
  onChoose: (act: HelpAct) => void;
}

function Outcomes({ act, may, onChoose }: OutcomesProps) {
  const formats = useFormats();
  const place = useRef<HTMLDivElement>(null);
  // What was pressed to see them is gone.
  useEffect(() => place.current?.querySelector<HTMLInputElement>(":checked")?.focus(), []);
  const about = (one: HelpAct) => {
    const because = may[one];
    if (because === true || because === "second-manager") return outcomeWords(one).about;
    return refusalWords({ code: "may-not", because }, formats);
  };
  return (
    <div ref={place}>
      <RadioGroup
        label={words.what}
        labelHidden
        value={act}
        onValueChange={onChoose}
        options={HELP_ACTS.map((one, index) => ({
          value: one,
          label: outcomeWords(one).button,
          description: about(one),
          badge: <Kbd keys={String(index + 1)} />,
          disabled: !isOpenTo(may[one]),
        }))}
      />
    </div>
  );
}

function OwnFields({ draft, lacks, onChange }: Omit<WhatToDoProps, "may">) {
  const causes = causesOf(draft.act);
  if (draft.act === "issueBypassCode") return <BypassFields draft={draft} onChange={onChange} />;
  if (causes.length === 0) return null;
  const cause = draft.cause !== null && causes.includes(draft.cause) ? draft.cause : null;
  return (
    <RadioGroup
      label={resetWords.cause}
      options={causes.map((one) => ({ value: one, label: resetWords.causes[one] }))}
      value={cause}
      onValueChange={(next) => onChange({ cause: next })}
      error={lacks && cause === null ? resetWords.causeMissing : undefined}
    />
  );
}

/** Once within an hour, unless a whole shift is asked for. */
function BypassFields({ draft, onChange }: Pick<WhatToDoProps, "draft" | "onChange">) {
  const wrong = (number: number | null, most: number) => (isWithin(number, most) ? undefined : words.outOfRange(most));
  return (
    <Row gap={24} align="start">
      <NumberField
        label={words.signIns}
        hint={words.signInsHint}
        min={1}
        max={BYPASS_SIGN_INS_MAX}
        value={draft.signIns}
        onChange={(signIns) => onChange({ signIns })}
        error={wrong(draft.signIns, BYPASS_SIGN_INS_MAX)}
      />
      <NumberField
        label={words.hours}
        hint={words.hoursHint}
        min={1}
        max={BYPASS_HOURS_MAX}
        value={draft.hours}
        onChange={(hours) => onChange({ hours })}
        error={wrong(draft.hours, BYPASS_HOURS_MAX)}
      />
    </Row>
  );
}
