import { RadioGroup } from "../../ui/radio-group";

export interface DestinationFieldProps<Destination extends string> {
  label: string;
  /** What each is called, and what it is for. */
  words: Readonly<Record<Destination, { readonly label: string; readonly about: string }>>;
  value: Destination;
  onChange: (to: Destination) => void;
}

/** Where something goes that leaves the vault: a file, or the printer. */
export function DestinationField<Destination extends string>(props: DestinationFieldProps<Destination>) {
  const { label, words, value, onChange } = props;
  const options = (Object.keys(words) as Destination[]).map((to) => ({
    value: to,
    label: words[to].label,
    description: words[to].about,
  }));
  return <RadioGroup label={label} options={options} value={value} onValueChange={onChange} />;
}
