import type { EntryView } from "../../../contract/audit/views";
import {
  practiceSettingsWords as practiceWords,
  settingsWords,
  signInSettingsWords as signInWords,
} from "../../../contract/settings/messages";
import type { Settings } from "../../../contract/settings/views";
import type { TextTokenMinutes } from "../../../contract/vocabulary";

type Change = EntryView["changes"][number];
type Facts = Omit<Settings, "gateway" | "textForApp"> & { readonly textForApp?: boolean | undefined };

/** What will be different, in words. */
export function settingChanges(before: Facts, after: Facts): readonly Change[] {
  const regions = new Intl.DisplayNames("en", { type: "region" });
  const rows: readonly (readonly [what: string, words: (facts: Facts) => string])[] = [
    [practiceWords.practiceName, ({ practiceName }) => practiceName],
    [practiceWords.region, ({ region }) => regions.of(region) ?? region],
    [practiceWords.timeZone, ({ timeZone }) => timeZone.replaceAll("_", " ")],
    [practiceWords.stillStuck, ({ stillStuck }) => stillStuck ?? settingsWords.none],
    [signInWords.lifetime, ({ textTokenMinutes }) => lifetimeLabel(textTokenMinutes)],
    [signInWords.digits, ({ digits }) => signInWords.digitsOf(digits)],
    [signInWords.idleMinutes, ({ idleMinutes }) => signInWords.minutes(idleMinutes)],
    [signInWords.rememberDays, ({ rememberDays }) => signInWords.days(rememberDays)],
    [signInWords.textForApp, ({ textForApp }) => (textForApp ? signInWords.on : signInWords.off)],
  ];
  return rows
    .map(([what, words]) => ({ what, before: words(before), after: words(after) }))
    .filter((change) => change.before !== change.after);
}

export function lifetimeLabel(minutes: TextTokenMinutes): string {
  return minutes === "never" ? signInWords.never : signInWords.minutes(minutes);
}
