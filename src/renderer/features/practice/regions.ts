import { getCountries } from "libphonenumber-js/mobile";
import type { ComboboxOption } from "../../ui/combobox-field";

/** Countries by name, as far as their phone numbers are known. */
export function regionOptions(): readonly ComboboxOption[] {
  const names = new Intl.DisplayNames("en", { type: "region" });
  return getCountries()
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, "en"));
}

/** Time zones by their IANA name; `also` is in the list even where the runtime knows it by another name. */
export function timeZoneOptions(also: string): readonly ComboboxOption[] {
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", also]);
  return [...zones].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
