import { recoveryKeyWords, tooSoonWords } from "../../../contract/vault/messages";
import { TextField } from "../../ui/text-field";

interface RecoveryKeyFieldProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  autoFocus?: boolean;
  /** What it is called where there is more than one kit to mean. */
  words?: { readonly label: string; readonly hint: string };
}

const kitWords = { label: recoveryKeyWords.field, hint: recoveryKeyWords.hint };

/** The recovery key, typed from a printed kit. */
export function RecoveryKeyField({ value, onChange, error, autoFocus, words = kitWords }: RecoveryKeyFieldProps) {
  return (
    <TextField
      label={words.label}
      hint={words.hint}
      autoComplete="off"
      spellCheck={false}
      mono
      autoFocus={autoFocus}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
    />
  );
}

type Said = { readonly code: string; readonly group?: number; readonly waitMs?: number };

/** What is wrong with a typed recovery key, for its field. */
export function wrongKey(refusal: Said | undefined): string | undefined {
  if (refusal?.code !== "wrong-key") return undefined;
  const { group, waitMs = 0 } = refusal;
  if (group !== undefined) return recoveryKeyWords.mistyped(group);
  return waitMs === 0 ? recoveryKeyWords.wrong : `${recoveryKeyWords.wrong} ${tooSoonWords(waitMs)}`;
}
