import type { SignInPoint } from "../../../contract/vocabulary";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import type { SummedGuesses } from "../domain/events";
import { immediately } from "../store/open";
import { dropRunningGuesses, findRunningGuesses, keepRunningGuesses } from "../store/running-guesses";

/*
 * Guesses at e-mails that belong to nobody, and guesses while locked, cost whoever makes them nothing, and there may be as
 * many as they like: the audit log has one entry a minute for all of them (LOCK-12).
 */

const MINUTE_MS = 60_000;

/** Notes a guess until it is summed up. `as`: one for each that it counts as. */
export function noteGuess(context: VaultContext, point: SignInPoint, as: Partial<Omit<SummedGuesses, "point">>): void {
  const { db, workstation } = context;
  immediately(db, () => {
    const now = ruleTime(context);
    const { from, points } = findRunningGuesses(db, workstation) ?? { from: now, points: [] };
    const before = points.find((each) => each.point === point) ?? { point, unknown: 0, newNames: 0, locked: 0 };
    const { unknown = 0, newNames = 0, locked = 0 } = as;
    const counted = {
      point,
      unknown: before.unknown + unknown,
      newNames: before.newNames + newNames,
      locked: before.locked + locked,
    };
    const all = [...points.filter((each) => each !== before), counted];
    const refused = all.reduce((sum, each) => sum + each.unknown + each.locked, 0);
    keepRunningGuesses(db, workstation, { from, to: now, refused, points: all });
  });
}

/** Every few seconds: records what was noted, once its minute is over. */
export function sumUpGuesses(context: VaultContext): void {
  const running = findRunningGuesses(context.db, context.workstation);
  if (running !== undefined && ruleTime(context) - running.from >= MINUTE_MS) recordGuesses(context);
}

/** Records what was noted, if anything was. */
export function recordGuesses(context: VaultContext): void {
  const { db, workstation } = context;
  immediately(db, () => {
    const data = findRunningGuesses(db, workstation);
    if (data === undefined) return;
    dropRunningGuesses(db, workstation);
    recordEvent(context, null, { kind: "guesses-summed", subject: null, data });
  });
}
