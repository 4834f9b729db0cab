import { immediately } from "../store/open";
import { findRefounding, type Refounding } from "../store/refoundings";
import { recordEvent, ruleTime, type World } from "./world";

/*
 * The 24 hours in which everybody can see that a manager is to be founded anew are hours in which Wardkey is open and
 * shows it, told by the clock that only runs forward and that nobody can set.
 */

export const SHOWN_AT_LEAST_MS = 24 * 60 * 60_000;
/** So much of it is lost, at most, when the app is closed. */
const EVERY_MS = 30 * 60_000;

/** At every tick: another half hour has passed, and is recorded. A computer that slept in between adds no more than one. */
export function noteRefoundingShown(world: World): void {
  const waits = findRefounding(world.db, ruleTime(world));
  const now = world.clock.monotonic();
  if (waits === undefined) {
    world.memory.refounding = null;
    return;
  }
  const { refounding } = world.memory;
  if (refounding?.id !== waits.id) {
    world.memory.refounding = { id: waits.id, since: now };
    return;
  }
  if (now - refounding.since < EVERY_MS) return;
  refounding.since = now;
  const data = { refounding: waits.id, forMs: EVERY_MS };
  const event = { kind: "refounding-shown", subject: waits.account, data } as const;
  immediately(world.db, () => recordEvent(world, null, event));
  world.changed(["getSituation"]);
}

/** For how long it was shown, with what is not recorded yet. */
export function shownSoFar(world: World, { id, shownMs }: Refounding): number {
  const { refounding } = world.memory;
  if (refounding?.id !== id) return shownMs;
  return shownMs + Math.min(world.clock.monotonic() - refounding.since, EVERY_MS);
}
