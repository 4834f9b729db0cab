import type { Method } from "../../../contract/methods";
import type { SessionState } from "../../../contract/session-state";
import { mayCall } from "../../shell/may-call";

const sections = ["practice", "sign-in", "delivery", "clock", "emergency-access", "appearance", "about"] as const;
export type SectionName = (typeof sections)[number];

/** What a section is for, where not everybody in Settings may call it. */
const takes: Readonly<Partial<Record<SectionName, Method>>> = { "emergency-access": "getEmergencyCodes" };

/** The sections of Settings that a session state has; none for whoever has no Settings. */
export function sectionsOf(sessionState: SessionState): readonly SectionName[] {
  if (!mayCall(sessionState, "updateSettings")) return [];
  return sections.filter((name) => mayCall(sessionState, takes[name] ?? "getSettings"));
}
