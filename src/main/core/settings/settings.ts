import type { InputOf } from "../../../contract/methods";
import type { MayNot } from "../../../contract/refusals";
import { ok, type Result } from "../../../contract/result";
import type { Settings } from "../../../contract/settings/views";
import { passSecondManager, withoutProof } from "../approvals/second-manager";
import { recordEvent, recordRefusal, type VaultContext } from "../context";
import type { PracticeSettings } from "../domain/practice-facts";
import { whatSettingsWeaken } from "../domain/weakening";
import { gatewayView } from "../messaging/gateway";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";

/** What the practice has chosen. */
export function getSettings(context: VaultContext, _caller: Caller, _input: InputOf<"getSettings">): Result<Settings> {
  const { name: practiceName, ...settings } = settingsOf(thePractice(context.db));
  return ok({ practiceName, ...settings, gateway: gatewayView(context) });
}

/**
 * Saves all of the practice's settings at once; nothing is recorded where nothing changes. A longer life of text-message
 * tokens, and longer remembering of workstations, weaken the practice and take a second manager where there were two active
 * ones (POLICY-6, DUAL-1).
 */
export function updateSettings(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"updateSettings">,
): Result<null, MayNot> {
  const parameters = withoutProof(input);
  return immediately(context.db, () => {
    const actor = ownAccount(context, caller).id;
    const before = settingsOf(thePractice(context.db));
    const after = settingsFrom(parameters);
    if (whatSettingsWeaken(before, after).length > 0) {
      const about = { act: "updateSettings", subject: null } as const;
      const pass = passSecondManager(context, caller, actor, { ...about, parameters });
      if (pass !== true) return recordRefusal(context, actor, { ...about, because: pass });
    }
    if (!isSame(before, after)) {
      recordEvent(context, actor, { kind: "settings-changed", subject: null, data: { before, after } });
    }
    return ok(null);
  });
}

/** The settings that an input asks for. */
export function settingsFrom(input: Omit<InputOf<"updateSettings">, "proof">): PracticeSettings {
  const { practiceName: name, textForApp = false, ...rest } = input;
  return { ...rest, name, textForApp };
}

/** What of the practice its settings are. */
export function settingsOf(practice: PracticeSettings): Required<PracticeSettings> {
  const { name, region, timeZone, stillStuck, textTokenMinutes, digits, idleMinutes, rememberDays } = practice;
  const { textForApp = false } = practice;
  return { name, region, timeZone, stillStuck, textTokenMinutes, digits, idleMinutes, rememberDays, textForApp };
}

function isSame(before: PracticeSettings, after: PracticeSettings): boolean {
  const names = Object.keys(before) as (keyof PracticeSettings)[];
  return names.every((name) => before[name] === after[name]);
}
