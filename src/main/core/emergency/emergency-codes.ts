import type { EmergencyCodesView } from "../../../contract/emergency/views";
import type { InputOf, Reply } from "../../../contract/methods";
import type { BadInput, FieldProblem, NotNow } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import type { EmergencyHalf } from "../../../contract/vocabulary";
import { isOnePerson } from "../approvals/another-person";
import { refTo } from "../approvals/approval-view";
import type { Asking } from "../asking";
import { newCode } from "../authentication/codes";
import { newId, recordEvent, ruleTime, type VaultContext } from "../context";
import { addDays, dateIn, startOfDayAt } from "../domain/calendar";
import {
  EMERGENCY_CODES_DAYS_MAX,
  EMERGENCY_HALF_BYTES,
  emergencyHalfFrom,
  shownEmergencyHalf,
} from "../domain/emergency-codes";
import { needsSecondManager } from "../domain/may";
import { compareOrder } from "../domain/order";
import type { Paper } from "../ports";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { readManagerFacts } from "../store/accounts";
import { type EmergencyCodes, findEmergencyCodes, nextEmergencyNumber } from "../store/emergency-codes";
import { findLastSignIn } from "../store/ledger/entries-about";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { PRACTICE } from "./typed-codes";

/* The emergency codes: two halves, each useless alone, printed on two occasions (EMERGENCY-1, EMERGENCY-2). */

type Input = InputOf<"makeEmergencyHalf">;
type Answered = Reply<"makeEmergencyHalf">;

/** The emergency codes that are good now, both halves or one; null where there are none. */
export function getEmergencyCodes(
  context: VaultContext,
  _caller: Caller,
  _input: InputOf<"getEmergencyCodes">,
): Result<EmergencyCodesView | null> {
  const codes = findEmergencyCodes(context.db, ruleTime(context));
  return ok(codes === undefined ? null : emergencyCodesView(context, codes));
}

function emergencyCodesView(context: VaultContext, codes: EmergencyCodes): EmergencyCodesView {
  const { number, endsOn, endsAt, firstBy, firstAt, secondBy, secondAt } = codes;
  const half = (which: EmergencyHalf, by: string, at: number) => ({
    ...{ half: which, at },
    by: refTo(context, by) ?? { id: by, name: "" },
  });
  const second = secondBy === null || secondAt === null ? [] : [half("second", secondBy, secondAt)];
  return { number, endsOn, endsAt, halves: [half("first", firstBy, firstAt), ...second] };
}

/** A half that is about to be printed: it opens nothing before its entry is there. */
type Drawn = {
  readonly actor: string;
  readonly half: EmergencyHalf;
  readonly emergencyCodes: string;
  readonly number: number;
  readonly endsOn: string;
  readonly expiresAt: number;
  readonly code: string;
};

/**
 * Prints one half, or saves it: the code crosses to no window. The first begins new emergency codes, which take the
 * place of the older ones; the second takes a session that began later, and another manager where two are active.
 * Recorded before anything comes out, and where nothing does after all, both halves are void.
 */
export function makeEmergencyHalf(context: VaultContext, caller: Caller, input: Input): Answered | Asking<Answered> {
  const actor = ownAccount(context, caller).id;
  const drawn = drawHalf(context, actor, input);
  if (!drawn.ok) return drawn;
  const paper = paperOf(context, drawn.value, input);
  return {
    ...{ to: input.to, name: paper.title },
    canceled: ok(null),
    commit: () => {
      if (!immediately(context.db, () => recordHalf(context, drawn.value, input)))
        return refuse({ code: "not-now", because: "changed-meanwhile" });
      return ok(paper);
    },
    done: (name) => ok({ name }),
    // A half that stands on no paper, or on one that nobody has, must not stay good.
    undo: () => {
      voidUnprinted(context, drawn.value.emergencyCodes);
      return refuse({ code: "paper-trouble", trouble: "codes-void" });
    },
  };
}

function drawHalf(context: VaultContext, actor: string, { half, endsOn }: Input): Result<Drawn, NotNow | BadInput> {
  const code = emergencyHalfFrom(context.random.bytes(EMERGENCY_HALF_BYTES));
  if (half === "first") {
    const problem = lastDayProblem(context, endsOn);
    if (endsOn === null || problem !== undefined) return badEnd(problem ?? "missing");
    const { timeZone } = thePractice(context.db);
    const expiresAt = startOfDayAt(timeZone, addDays(endsOn, 1));
    return ok({
      actor,
      half,
      emergencyCodes: newId(context),
      number: nextEmergencyNumber(context.db),
      endsOn,
      expiresAt,
      code,
    });
  }
  if (endsOn !== null) return badEnd("invalid");
  const begun = findEmergencyCodes(context.db, ruleTime(context));
  const why = whyNoSecond(context, actor, begun);
  if (begun === undefined || why !== null) return refuse({ code: "not-now", because: why ?? "first-half-missing" });
  const { id: emergencyCodes, number, endsOn: lastDay, endsAt: expiresAt } = begun;
  return ok({ actor, half, emergencyCodes, number, endsOn: lastDay, expiresAt, code });
}

function badEnd(problem: FieldProblem): Refused<BadInput> {
  return refuse({ code: "bad-input", fields: { endsOn: problem } });
}

function lastDayProblem(context: VaultContext, endsOn: string | null): FieldProblem | undefined {
  if (endsOn === null) return "missing";
  const today = dateIn(thePractice(context.db).timeZone, ruleTime(context));
  if (endsOn < today) return "in-the-past";
  return endsOn > addDays(today, EMERGENCY_CODES_DAYS_MAX) ? "out-of-range" : undefined;
}

/** Nobody is to hold both halves: neither on one occasion, nor one person where there are two. */
function whyNoSecond(
  context: VaultContext,
  actor: string,
  begun: EmergencyCodes | undefined,
): NotNow["because"] | null {
  if (begun === undefined || begun.secondBy !== null) return "first-half-missing";
  if (needsSecondManager(readManagerFacts(context.db)) && isOnePerson(context, begun.firstBy, actor))
    return "other-manager-needed";
  // By the order of entries: a clock that was set back makes one occasion no second one.
  const signedIn = findLastSignIn(context.db, context.workstation, actor);
  return signedIn === undefined || compareOrder(signedIn, begun.first) < 0 ? "same-occasion" : null;
}

function paperOf(context: VaultContext, drawn: Drawn, { size }: Input): Paper {
  const { name: practice, region, timeZone } = thePractice(context.db);
  const { number, half, code, expiresAt } = drawn;
  const shown = { code: shownEmergencyHalf(code), lastDayAt: expiresAt - 1, madeAt: context.clock.now() };
  return context.papers.emergencyHalf({ practice, number, half, ...shown }, { size, region, timeZone });
}

/** False where anything is not as it was when the paper was drawn: nothing is recorded then. */
function recordHalf(context: VaultContext, drawn: Drawn, { to }: Input): boolean {
  const { actor, half, emergencyCodes, number, endsOn, expiresAt, code } = drawn;
  const begun = findEmergencyCodes(context.db, ruleTime(context));
  const still =
    half === "first"
      ? nextEmergencyNumber(context.db) === number
      : begun?.id === emergencyCodes && whyNoSecond(context, actor, begun) === null;
  if (!still) return false;
  const { issued, secret } = newCode(context, PRACTICE, `emergency-${half}`, code);
  const data = { ...issued, emergencyCodes, number, half, endsOn, expiresAt, to };
  recordEvent(context, actor, { kind: "emergency-half-made", subject: null, data }, { secrets: [secret] });
  return true;
}

function voidUnprinted(context: VaultContext, emergencyCodes: string): void {
  const data = { emergencyCodes, because: "not-printed", reason: null } as const;
  immediately(context.db, () => recordEvent(context, null, { kind: "emergency-codes-voided", subject: null, data }));
}

/** Voids the emergency codes: neither half opens anything any more. */
export function voidEmergencyCodes(
  context: VaultContext,
  caller: Caller,
  { reason }: InputOf<"voidEmergencyCodes">,
): Result<null, NotNow> {
  return immediately(context.db, (): Result<null, NotNow> => {
    const codes = findEmergencyCodes(context.db, ruleTime(context));
    if (codes === undefined) return refuse({ code: "not-now", because: "no-emergency-codes" });
    const data = { emergencyCodes: codes.id, because: "manager", reason } as const;
    recordEvent(context, ownAccount(context, caller).id, { kind: "emergency-codes-voided", subject: null, data });
    return ok(null);
  });
}
