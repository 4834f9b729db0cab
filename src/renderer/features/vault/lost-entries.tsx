import { formatDate } from "../../../contract/formats";
import { lostEntriesWords as words } from "../../../contract/vault/messages";
import type { VaultState } from "../../../contract/vault/views";
import { usePractice } from "../../shell/app-state-context";
import type { FieldErrors } from "../../shell/wardkey";
import { Notice } from "../../ui/notice";
import { RadioGroup } from "../../ui/radio-group";
import { TextField } from "../../ui/text-field";

export interface Halves {
  readonly first: string;
  readonly second: string;
}

interface LostEntriesProps {
  wait: NonNullable<Extract<VaultState, { is: "unconfirmed" }>["wait"]>;
  /** null: it is waited for. */
  halves: Halves | null;
  onHalves: (halves: Halves | null) => void;
  errors: FieldErrors;
}

/** Newer entries are known to be gone: it takes both halves of the emergency codes too, or the wait. */
export function LostEntries({ wait: { isOver, expectedAt }, halves, onHalves, errors }: LostEntriesProps) {
  const practice = usePractice();
  const field = (name: keyof Halves, values: Halves) => ({
    label: words[name],
    value: values[name],
    autoComplete: "off",
    spellCheck: false,
    mono: true,
    onChange: (event: { target: { value: string } }) => onHalves({ ...values, [name]: event.target.value }),
    error: errors[`emergencyCodes.${name}`] ?? errors[name],
  });
  return (
    <>
      <Notice tone="warn" title={words.title}>
        {isOver ? words.over : words.lead}
      </Notice>
      {!isOver && (
        <RadioGroup
          label={words.label}
          options={[
            { value: "wait", label: words.wait, description: words.waitAbout(formatDate(expectedAt, practice)) },
            { value: "codes", label: words.codes, description: words.codesAbout },
          ]}
          value={halves === null ? "wait" : "codes"}
          onValueChange={(by) => onHalves(by === "codes" ? { first: "", second: "" } : null)}
        />
      )}
      {!isOver && halves !== null && (
        <>
          <TextField {...field("first", halves)} />
          <TextField {...field("second", halves)} />
        </>
      )}
    </>
  );
}
