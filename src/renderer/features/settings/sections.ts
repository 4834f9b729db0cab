import { Settings } from "lucide-react";
import type { Method } from "../../../contract/methods";
import type { SessionState } from "../../../contract/session-state";
import { settingsWords } from "../../../contract/settings/messages";
import { frameWords } from "../../../contract/shell/messages";
import { paletteWords } from "../../../contract/support/messages";
import { useAppState } from "../../shell/app-state-context";
import { mayCall } from "../../shell/may-call";
import type { PaletteItem } from "../../ui/command-palette";

const sections = [
  "practice",
  "sign-in",
  "delivery",
  "backups",
  "keys",
  "clock",
  "emergency-access",
  "appearance",
  "about",
] as const;
export type SectionName = (typeof sections)[number];

/** What a section is for, where not everybody in Settings may call it. */
const takes: Readonly<Partial<Record<SectionName, Method>>> = {
  keys: "getVaultKeys",
  "emergency-access": "getEmergencyCodes",
};

/** The sections of Settings that a session state has; none for whoever has no Settings. */
export function sectionsOf(sessionState: SessionState): readonly SectionName[] {
  if (!mayCall(sessionState, "updateSettings")) return [];
  return sections.filter((name) => mayCall(sessionState, takes[name] ?? "getSettings"));
}

/** "Settings: Clock", and the others that somebody has. */
export function useSettingsSections(go: (path: string) => void): readonly PaletteItem[] {
  const { sessionState } = useAppState();
  return sectionsOf(sessionState).map((name) => ({
    id: `/settings/${name}`,
    label: paletteWords.section(frameWords.settings, settingsWords.sections[name]),
    icon: Settings,
    onChoose: () => go(`/settings/${name}`),
  }));
}
