import type { BadInput, FieldProblem } from "../../../contract/refusals";
import { type Refused, refuse } from "../../../contract/result";
import { judgeCode } from "../authentication/codes";
import { ruleTime, type VaultContext } from "../context";
import { emergencyHalfProblem } from "../domain/emergency-codes";
import type { AttemptCause } from "../domain/events";
import { type EmergencyCodes, findEmergencyCodes } from "../store/emergency-codes";

/* What was typed of the two halves of the emergency codes, in an emergency and for manager recovery. */

/** The practice's own codes stand under no account. */
export const PRACTICE = "";

export type TypedHalves = { readonly first: string; readonly second: string };

/** A slip that shows by itself, before anything is compared or counted; undefined where there is none. */
export function mistypedHalves({ first, second }: TypedHalves): Refused<BadInput> | undefined {
  const fields: Record<string, FieldProblem> = {};
  const [ofFirst, ofSecond] = [emergencyHalfProblem(first), emergencyHalfProblem(second)];
  if (ofFirst !== undefined) fields["first"] = ofFirst;
  if (ofSecond !== undefined) fields["second"] = ofSecond;
  return Object.keys(fields).length === 0 ? undefined : refuse({ code: "bad-input", fields });
}

export type HalvesVerdict =
  | { readonly kind: "right"; readonly codes: EmergencyCodes }
  | { readonly kind: "refused"; readonly cause: AttemptCause }
  | { readonly kind: "damaged" };

/** Whether the two are the halves that are good now, whichever was typed first; counts and records nothing. */
export function judgeHalves(context: VaultContext, { first, second }: TypedHalves): HalvesVerdict {
  const codes = wholeEmergencyCodes(context);
  const judge = (one: string, other: string) => [
    judgeCode(context, PRACTICE, "emergency-first", one),
    judgeCode(context, PRACTICE, "emergency-second", other),
  ];
  const verdicts = [judge(first, second), judge(second, first)];
  if (verdicts.flat().some(({ kind }) => kind === "damaged")) return { kind: "damaged" };
  const right = verdicts.some((pair) => pair.every(({ kind }) => kind === "right"));
  if (right && codes !== undefined) return { kind: "right", codes };
  for (const verdict of verdicts.flat()) {
    if (verdict.kind === "refused" && verdict.cause !== "wrong") return verdict;
  }
  return { kind: "refused", cause: "wrong" };
}

/** The emergency codes of which both halves were printed, and which open something now. */
export function wholeEmergencyCodes(context: VaultContext): EmergencyCodes | undefined {
  const codes = findEmergencyCodes(context.db, ruleTime(context));
  return codes?.secondBy == null ? undefined : codes;
}
