import { useState } from "react";
import { formatPhone } from "../../../contract/fields";
import { refusalWords } from "../../../contract/refusal-messages";
import { callBackRefused, maskedNumber, identityWords as words } from "../../../contract/support/messages";
import type { IdentityWays } from "../../../contract/support/views";
import { IDENTITY_KINDS, type IdentityKind } from "../../../contract/vocabulary";
import { useFormats } from "../../shell/app-state-context";
import { RadioGroup } from "../../ui/radio-group";
import { Row } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";
import { StepSection } from "./step-section";
import styles from "./support.module.css";
import type { Identifying } from "./use-identity";
import { Voucher } from "./voucher";

export interface WhoAsksProps {
  identifying: Identifying;
  ways: IdentityWays;
  /** Of the step that it is. */
  number?: number | undefined;
}

/** How the helper made sure who asks: never by the call that came in, never by what somebody knows. */
export function WhoAsks({ identifying, ways, number = 2 }: WhoAsksProps) {
  const { typed, type, lacks, place } = identifying;
  const { callBack } = ways;
  return (
    <StepSection number={number} title={words.who}>
      <p className={styles.pressure}>{words.pressure}</p>
      {"number" in callBack && <NumberOnFile number={callBack.number} />}
      <div ref={place} className={styles.who}>
        <RadioGroup
          label={words.who}
          labelHidden
          value={typed.kind}
          onValueChange={(kind) => type({ kind })}
          error={lacks && typed.kind === null ? words.missing : undefined}
          options={useWays(ways)}
        />
        {typed.kind === "photo-id" && (
          <TextField
            label={words.reference}
            hint={words.referenceHint}
            autoComplete="off"
            value={typed.reference}
            onChange={(event) => type({ reference: event.target.value })}
            error={lacks && typed.reference.trim() === "" ? words.referenceMissing : undefined}
          />
        )}
        {typed.kind === "voucher" && <Voucher identifying={identifying} />}
      </div>
    </StepSection>
  );
}

function useWays({ callBack }: IdentityWays) {
  const formats = useFormats();
  const refused = "refused" in callBack ? callBack.refused : undefined;
  const why =
    refused && (callBackRefused[refused] ?? refusalWords({ code: "identity-refused", because: refused }, formats));
  return IDENTITY_KINDS.map((value: IdentityKind) => ({
    value,
    label: words.ways[value],
    description: value === "call-back" ? (why ?? words.about[value]) : words.about[value],
    disabled: value === "call-back" && refused !== undefined,
  }));
}

/** Whole only when it is about to be called. */
function NumberOnFile({ number }: { number: string }) {
  const { region } = useFormats();
  const [shown, setShown] = useState(false);
  return (
    <Row gap={12}>
      <span className={styles.number}>
        {words.numberOnFile} <b>{shown ? formatPhone(number, region) : maskedNumber(number)}</b>
      </span>
      <TextLink onClick={() => setShown(!shown)}>{shown ? words.hide : words.show}</TextLink>
    </Row>
  );
}
