import type { InputOf } from "../../preload/inputs";
import type { MayNot } from "../../preload/refusals";
import { ok, type Result } from "../../preload/result";
import type { Settings } from "../../preload/views";
import type { PracticeSettings } from "../domain/events";
import { needsSecondManager } from "../domain/may";
import { isWeaker } from "../domain/weakening";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { managersNow, recordRefusal } from "./acting";
import { gatewayView } from "./gateway";
import { ownAccount } from "./own-account";
import { type Caller, recordEvent, type World } from "./world";

/** What the practice has chosen. */
export function getSettings(world: World, _caller: Caller, _input: InputOf<"getSettings">): Result<Settings> {
  const { name: practiceName, ...settings } = settingsOf(thePractice(world.db));
  return ok({ practiceName, ...settings, gateway: gatewayView(world) });
}

/**
 * Saves all of the practice's settings at once; nothing is recorded where nothing changes. A longer life of text-message
 * tokens weakens the practice and takes a second manager where there were two active ones (product.md 5, 6).
 */
export function updateSettings(
  world: World,
  caller: Caller,
  { proof: _, practiceName: name, ...rest }: InputOf<"updateSettings">,
): Result<null, MayNot> {
  return immediately(world.db, () => {
    const actor = ownAccount(world, caller).id;
    const before = settingsOf(thePractice(world.db));
    const after = { ...rest, name };
    if (isWeaker(before, after) && needsSecondManager(managersNow(world))) {
      return recordRefusal(world, actor, { act: "updateSettings", because: "second-manager", subject: null });
    }
    if (!isSame(before, after)) {
      recordEvent(world, actor, { kind: "settings-changed", subject: null, data: { before, after } });
    }
    return ok(null);
  });
}

/** What of the practice its settings are. */
export function settingsOf(practice: PracticeSettings): PracticeSettings {
  const { name, region, timeZone, stillStuck, textTokenMinutes, digits, idleMinutes, rememberDays } = practice;
  return { name, region, timeZone, stillStuck, textTokenMinutes, digits, idleMinutes, rememberDays };
}

function isSame(before: PracticeSettings, after: PracticeSettings): boolean {
  const names = Object.keys(before) as (keyof PracticeSettings)[];
  return names.every((name) => before[name] === after[name]);
}
