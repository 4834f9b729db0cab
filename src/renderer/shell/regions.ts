import { getCountries } from "libphonenumber-js/mobile";
import type { ComboboxOption } from "../ui/combobox-field";
import { alsoCalled, renamed } from "./zone-names";

/** What people type for a country besides its name. */
const short: Readonly<Record<string, string>> = { US: "USA", GB: "UK Great Britain England Scotland Wales", AE: "UAE" };

/** Countries by name, as far as their phone numbers are known. */
export function regionOptions(): readonly ComboboxOption[] {
  const names = new Intl.DisplayNames("en", { type: "region" });
  return getCountries()
    .map((value) => ({ value, label: names.of(value) ?? value, also: short[value] }))
    .sort((a, b) => a.label.localeCompare(b.label, "en"));
}

/**
 * Time zones by their IANA name, with the city's name of today where that is an old one. `chosen` is in the list even where
 * the runtime knows it by another name.
 */
export function timeZoneOptions(chosen: string): readonly ComboboxOption[] {
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", chosen]);
  return [...zones].sort().map((value) => {
    const name = value.replaceAll("_", " ");
    const today = renamed[value];
    return { value, label: today === undefined ? name : `${name} (${today})`, also: alsoCalled[value] };
  });
}
