import type { ClockState, ClockView } from "../../../contract/clock/views";
import type { InputOf } from "../../../contract/methods";
import type { BadInput, MayNot } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import { passSecondManager, withoutProof } from "../approvals/second-manager";
import { recordGuesses } from "../authentication/guesses";
import { recordEvent, recordRefusal, ruleTime, type VaultContext } from "../context";
import {
  BEHIND_MS,
  correctionSteps,
  type MovedTimes,
  mayCorrectBy,
  newestOfEach,
  SIGNS_MS,
  workstationOffMs,
} from "../domain/clock";
import type { Entry, EventData } from "../domain/events";
import { STEP_MS } from "../domain/totp";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { findAccountName } from "../store/accounts";
import { listPhonesAhead } from "../store/authenticators";
import { findClockTrouble, findCorrection, listClockSigns, rightUntil } from "../store/clock-signs";
import { findHead } from "../store/ledger/ledger";
import { immediately } from "../store/open";
import { findClockCorrection } from "../store/practice";
import { listAccountsToMove, listStrangersToMove, moveMessages } from "../store/running-times";
import { moveStrangerLocks } from "../store/strangers";

/* The clock doctor (TIME-4, TIME-5): how the workstation's clock stands, and its audited correction. */

/** How many entries of each kind are looked at: for every screen, and for the list of phones. */
const LOOKED = { forScreens: 80, forPhones: 500 };
const PHONES_SHOWN = 100;
/** What differs by no more is the same trouble, told once. */
const SAME_MS = 90_000;

/** How the workstation's clock stands, for every screen: after a correction only what came later counts. */
export function clockState(context: VaultContext): ClockState {
  const behindMs = ruleTime(context) - context.clock.now();
  if (behindMs > BEHIND_MS) return { is: "behind", byMs: behindMs };
  const byMs = offMs(context);
  return byMs === null ? { is: "fine" } : { is: "workstation-off", byMs };
}

/** By how many ms the workstation is fast, as phones agree; asked by every screen, and looked for once after each entry. */
export function offMs(context: VaultContext): number | null {
  const { db, workstation, memory } = context;
  const seq = findHead(db, workstation)?.seq ?? 0;
  if (memory.clockLook?.seq !== seq) {
    const signs = listClockSigns(db, workstation, { since: ruleTime(context) - SIGNS_MS, each: LOOKED.forScreens });
    memory.clockLook = { seq, offMs: workstationOffMs(signs, findClockCorrection(db, workstation).ms) };
  }
  return memory.clockLook.offMs;
}

/** At start and every few seconds: what is wrong with the clock is recorded, once, and every screen says so. */
export function watchClock(context: VaultContext): void {
  const state = clockState(context);
  if (state.is === "fine" || isRecorded(context, state)) return;
  immediately(context.db, () => recordEvent(context, null, { kind: "clock-trouble", subject: null, data: state }));
  context.changed(["getAppState", "getClock"]);
}

function isRecorded({ db, workstation }: VaultContext, { is, byMs }: EventData["clock-trouble"]): boolean {
  const known = findClockTrouble(db, is, { workstation, seq: findCorrection(db, workstation) });
  return known !== undefined && Math.abs(known.byMs - byMs) <= SAME_MS;
}

/** How the clock and the phones stand, the farthest phones first. */
export function getClock(context: VaultContext, _caller: Caller, _input: InputOf<"getClock">): Result<ClockView> {
  const { ms: correctionMs, at: correctedAt } = findClockCorrection(context.db, context.workstation);
  return ok({
    state: clockState(context),
    correctionMs,
    correctedAt,
    now: context.clock.now(),
    phones: phonesOf(context, correctionSteps(correctionMs)),
  });
}

/** By their newest accepted token; by a newer one that was refused, where it was right for another time. */
function phonesOf(context: VaultContext, corrected: number): ClockView["phones"] {
  const since = ruleTime(context) - SIGNS_MS;
  const known = listPhonesAhead(context.db, context.workstation, { corrected, since, limit: PHONES_SHOWN }).filter(
    ({ at }) => at > wentBackAt(context),
  );
  const looks = newestOfEach(listClockSigns(context.db, context.workstation, { since, each: LOOKED.forPhones }));
  return newestOfEach([...known, ...looks].sort((a, b) => b.at - a.at))
    .map(({ account, at, steps }) => ({
      person: { id: account, name: findAccountName(context.db, account) ?? "" },
      byMs: (steps - corrected) * STEP_MS,
      seenAt: at,
    }))
    .sort((a, b) => Math.abs(b.byMs) - Math.abs(a.byMs) || b.seenAt - a.seenAt)
    .slice(0, PHONES_SHOWN);
}

/** The latest time that there was when the clock was last found to have gone back; the time that is right since then. */
function wentBackAt({ db, workstation }: VaultContext): number {
  const wentBack = findClockTrouble(db, "behind", { workstation, seq: 0 });
  if (wentBack === undefined) return 0;
  return findCorrection(db, workstation) > wentBack.seq ? (findClockCorrection(db, workstation).at ?? 0) : wentBack.at;
}

/**
 * Sets what is added to the computer's clock, at most a year. Where the clock had been taken for wrong and is not, the same
 * correction once more says so. Takes a second manager where there were two active ones (TIME-5).
 */
export function correctClock(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"correctClock">,
): Result<null, MayNot | BadInput> {
  const { correctionMs, reason } = input;
  if (!mayCorrectBy(correctionMs)) return outOfRange("correctionMs");
  return immediately(context.db, () => {
    const actor = ownAccount(context, caller).id;
    if (changesNothing(context, correctionMs)) return ok(null);
    const about = { act: "correctClock", subject: null } as const;
    const pass = passSecondManager(context, caller, actor, { ...about, parameters: withoutProof(input) });
    if (pass !== true) return recordRefusal(context, actor, { ...about, because: pass });
    recordCorrection(context, actor, { correctionMs, where: "settings", with: null, reason });
    return ok(null);
  });
}

/** In the first run the one manager there is says what the time is, and no code of a phone has been learned yet. */
export function correctClockInSetup(
  context: VaultContext,
  caller: Caller,
  { to }: InputOf<"correctClockInSetup">,
): Result<null, BadInput> {
  const correctionMs = correctionFor(context, to);
  if (!mayCorrectBy(correctionMs)) return outOfRange("to");
  return immediately(context.db, () => {
    const actor = ownAccount(context, caller).id;
    const correction = { correctionMs, where: "practice-setup", with: null, reason: null } as const;
    if (!changesNothing(context, correctionMs)) recordCorrection(context, actor, correction);
    return ok(null);
  });
}

/** What has to be added to the computer's clock for it to show `to` (epoch ms) now. */
export function correctionFor({ clock, db, workstation }: VaultContext, to: number): number {
  return to - (clock.now() - findClockCorrection(db, workstation).ms);
}

export function outOfRange(field: "to" | "correctionMs"): Refused<BadInput> {
  return refuse({ code: "bad-input", fields: { [field]: "out-of-range" } });
}

function changesNothing(context: VaultContext, correctionMs: number): boolean {
  return (
    correctionMs === findClockCorrection(context.db, context.workstation).ms && clockState(context).is !== "behind"
  );
}

type Correction = Omit<EventData["clock-corrected"], "before" | "after" | keyof MovedTimes> & {
  readonly correctionMs: number;
};

/**
 * Records a correction inside the caller's transaction; it is in force at once. Rule time begins anew with it, and what runs
 * for anybody (codes, locks, deadlines) is moved along: an entry with each of them says so.
 */
export function recordCorrection(
  context: VaultContext,
  actor: string,
  { correctionMs: after, ...how }: Correction,
  cause?: Entry,
): void {
  const { db, workstation, memory, clock } = context;
  const before = findClockCorrection(db, workstation).ms;
  const moved = movedTimes(context, clock.now() - before + after);
  const { from, rightUntil } = moved;
  // They are dated by the time that was.
  recordGuesses(context);
  const data = { before, after, ...how, from, rightUntil };
  const corrected = { at: moved.to, behindMs: 0 };
  const extra = cause === undefined ? { corrected } : { corrected, cause };
  const entry = recordEvent(context, actor, { kind: "clock-corrected", subject: null, data }, extra);
  for (const subject of listAccountsToMove(db, workstation, moved)) {
    recordEvent(context, actor, { kind: "deadlines-moved", subject, data: moved }, { cause: entry });
  }
  for (const stranger of listStrangersToMove(db, workstation, moved)) {
    const data = { ...moved, stranger };
    recordEvent(context, actor, { kind: "deadlines-moved", subject: null, data }, { cause: entry });
  }
  moveStrangerLocks(db, moved);
  moveMessages(db, moved);
  memory.clockLook = null;
  memory.reminders.heldUntil = 0;
}

function movedTimes(context: VaultContext, to: number): MovedTimes {
  const { db, workstation } = context;
  const from = ruleTime(context);
  const corrected = { workstation, seq: findCorrection(db, workstation) };
  const went = to < from ? rightUntil(db, corrected, { from, to }) : null;
  return { from, to, rightUntil: went };
}
