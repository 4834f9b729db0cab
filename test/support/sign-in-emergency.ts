import { expect } from "vitest";
import { unlock } from "../../src/main/core/authentication/proof";
import { openEmergencyAccess } from "../../src/main/core/emergency/emergency-access";
import { wholeEmergencyCodes } from "../../src/main/core/emergency/typed-codes";
import { PASSWORD } from "./context";
import { type Halves, printEmergencyCodes } from "./emergency-codes";
import { callerNow, nobodyAt } from "./session";
import { again } from "./sign-in";
import * as model from "./sign-in-model";
import { type Bench, type Real, said } from "./sign-in-steps";

/** @file Emergency access in the histories of `sign-in-model.test.ts`: opened, tried, and over after its shift. */

/** The emergency codes that are good now; new ones where the last were used. */
async function papersOf(bench: Bench): Promise<Halves> {
  const { context, managers } = bench;
  if (bench.emergencyCodes !== null && wholeEmergencyCodes(context) !== undefined) return bench.emergencyCodes;
  const [one, other] = managers;
  bench.emergencyCodes = await printEmergencyCodes(context, again(context, one), again(context, other));
  return bench.emergencyCodes;
}

/** `halves`: of the codes that are good, of those used before them, or twice the same. */
export type TypedHalves = "right" | "used" | "one twice";

/** Whoever is at the sign-in opens it with the account's password and the emergency codes. */
export async function opensEmergency(
  bench: Bench,
  expected: model.Model,
  { account }: Real,
  { password, halves }: { readonly password: boolean; readonly halves: TypedHalves },
): Promise<void> {
  const used = halves === "used" ? bench.usedEmergencyCodes : null;
  const papers = used ?? (await papersOf(bench));
  const typed = halves === "one twice" ? { first: papers.second, second: papers.second } : papers;
  const right = halves !== "one twice" && used === null;
  const isThere = bench.emergencyCodes !== null && wholeEmergencyCodes(bench.context) !== undefined;
  const answer = await openEmergencyAccess(bench.context, nobodyAt(bench.context), {
    ...{ email: account.email, password: password ? PASSWORD : "a wrong one altogether", reason: "nobody is there" },
    ...typed,
  });
  expect(said(answer)).toBe(model.openEmergency(expected, { password, halves: right, isThere }));
  if (answer.ok) Object.assign(bench, { usedEmergencyCodes: papers, emergencyCodes: null });
}

/** Goes on to the last instant of the shift, at which the password still unlocks, and past it. */
export async function endsShift(bench: Bench, expected: model.Model, wait: (ms: number) => void): Promise<void> {
  const { context } = bench;
  wait((expected.shiftUntil ?? 0) - expected.elapsed - 1);
  if (model.lockedAnswer(expected) === null) {
    // Long idle, it is locked.
    await unlock(context, callerNow(context), { password: PASSWORD });
    expect(callerNow(context).sessionState).toBe("emergency-access");
  }
  wait(1);
  model.leave(expected);
  expect(callerNow(context).sessionState).toBe("signed-out");
  expect(await unlock(context, callerNow(context), { password: PASSWORD })).toMatchObject({ ok: false });
}
