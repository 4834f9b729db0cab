import { toE164 } from "../../../preload/inputs";

/** What a phone field holds, as main wants it: null where it is empty, E.164, or what was typed where that is no number. */
export function typedPhone(typed: string, region: string): string | null {
  return typed.trim() === "" ? null : (toE164(typed, region) ?? typed);
}
