import { AsYouType, type CountryCode, isSupportedCountry } from "libphonenumber-js/mobile";
import type { ChangeEvent, Ref } from "react";
import type { FieldWords } from "../ui/field";
import { TextField } from "../ui/text-field";

export interface PhoneFieldProps extends FieldWords {
  /** As typed. `phoneInput` (form-state.ts) makes E.164 of it. */
  value: string;
  onValueChange: (typed: string) => void;
  /** ISO 3166: where a number without a country code belongs. */
  region: string;
  id?: string | undefined;
  name?: string | undefined;
  autoFocus?: boolean | undefined;
  onBlur?: (() => void) | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
}

/** A phone number, written the region's way while it is typed. */
export function PhoneField({ value, onValueChange, region, onBlur, ...rest }: PhoneFieldProps) {
  const onChange = ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) => {
    onValueChange(mayBeFormatted(target, nativeEvent, value) ? formatAsTyped(target.value, region) : target.value);
  };
  const tidyUp = () => {
    const tidy = formatAsTyped(value, region);
    if (tidy !== value) onValueChange(tidy);
    onBlur?.();
  };
  return <TextField {...rest} type="tel" autoComplete="tel" value={value} onChange={onChange} onBlur={tidyUp} />;
}

/** Only what is added at the end: elsewhere, and while deleting, new brackets would push the caret about. */
function mayBeFormatted(input: HTMLInputElement, event: Event, before: string): boolean {
  const deletes = event instanceof InputEvent && event.inputType.startsWith("delete");
  return !deletes && input.value.length > before.length && input.selectionStart === input.value.length;
}

/** "(415) 555-2671" for "4155552671" in the US. What is no part of a number stays, to be refused where it stands. */
function formatAsTyped(typed: string, region: string): string {
  if (!/^[\d\s()+./-]*$/.test(typed)) return typed;
  const country: CountryCode | undefined = isSupportedCountry(region) ? region : undefined;
  return new AsYouType(country).input(typed);
}
