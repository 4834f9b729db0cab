import { refusalWords } from "../../../contract/refusal-messages";
import type { AnyRefusal, BridgeRefusal } from "../../../contract/refusals";
import { identityWords as words } from "../../../contract/support/messages";
import { useFormats } from "../../shell/app-state-context";
import { RadioGroup } from "../../ui/radio-group";
import { Stack } from "../../ui/stack";
import { TextField } from "../../ui/text-field";

/** What a manager says of how they made sure who asks. */
export interface SeenIdentity {
  readonly kind: "call-back" | "photo-id" | null;
  readonly reference: string;
}

export const nobodySeen: SeenIdentity = { kind: null, reference: "" };

export interface SeenIdentityFieldsProps {
  value: SeenIdentity;
  onChange: (next: SeenIdentity) => void;
  refusal: AnyRefusal | BridgeRefusal | undefined;
}

/** How it was made sure who asks, where whose account it is changes. */
export function SeenIdentityFields({ value, onChange, refusal }: SeenIdentityFieldsProps) {
  const formats = useFormats();
  const refused = refusal?.code === "identity-needed" || refusal?.code === "identity-refused" ? refusal : undefined;
  return (
    <Stack gap={12}>
      <RadioGroup
        label={words.who}
        value={value.kind}
        onValueChange={(kind) => onChange({ ...value, kind })}
        error={refused && refusalWords(refused, formats)}
        options={(["call-back", "photo-id"] as const).map((kind) => ({
          value: kind,
          label: words.ways[kind],
          description: words.about[kind],
        }))}
      />
      {value.kind === "photo-id" && (
        <TextField
          label={words.reference}
          hint={words.referenceHint}
          autoComplete="off"
          value={value.reference}
          onChange={(event) => onChange({ ...value, reference: event.target.value })}
        />
      )}
    </Stack>
  );
}

/** As it is sent; nothing while it is not said whole. */
export function identityOf({ kind, reference }: SeenIdentity) {
  if (kind === "photo-id") return reference.trim() === "" ? {} : { identity: { kind, reference } };
  return kind === null ? {} : { identity: { kind } };
}
