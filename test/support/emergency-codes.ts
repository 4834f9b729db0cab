import type { EmergencyHalf } from "../../src/contract/vocabulary";
import { addDays, dateIn } from "../../src/main/core/domain/calendar";
import { makeEmergencyHalf } from "../../src/main/core/emergency/emergency-codes";
import type { Caller } from "../../src/main/core/session/session";
import type { Account } from "../../src/main/core/store/accounts";
import { thePractice } from "../../src/main/core/store/practice";
import { carriedOut } from "./answering";
import { signedInAs, type TestContext } from "./context";
import { callerNow, tick } from "./session";
import { again, noteSignIn } from "./sign-in";
import { PROOF } from "./two-factor";

/** The last day of emergency codes in tests: within 400 days of the Monday on which contexts begin. */
export const ENDS_ON = "2027-06-30";

/** What the window asks for a half with. */
export function halfInput(half: EmergencyHalf, endsOn = half === "first" ? ENDS_ON : null) {
  return { half, endsOn, to: "pdf", size: "A4", proof: PROOF } as const;
}

/** Somebody signs in anew: recorded, and their session in place. */
export function newOccasion(context: TestContext, account: { readonly id: string }): Caller {
  noteSignIn(context, account);
  return signedInAs(context, again(context, account));
}

/** The code on the paper that came out last, as it is printed. */
export function printedHalf(context: TestContext): string {
  const groups = context.saved.at(-1)?.text.match(/<ol class="half mono">(.*?)<\/ol>/s)?.[1] ?? "";
  return Array.from(groups.matchAll(/<li>(.{4})<\/li>/g), ([, group]) => group).join("-");
}

/** Prints one half as the caller, of emergency codes that are good for 200 days; the code on it. */
export async function printHalf(context: TestContext, caller: Caller, half: EmergencyHalf): Promise<string> {
  const endsOn = addDays(dateIn(thePractice(context.db).timeZone, context.clock.now()), 200);
  const made = await carriedOut(
    context,
    makeEmergencyHalf(context, caller, halfInput(half, half === "first" ? endsOn : null)),
  );
  if (!made.ok) throw new Error(`the ${half} half was not printed: ${JSON.stringify(made.refusal)}`);
  return printedHalf(context);
}

export type Halves = { readonly first: string; readonly second: string };

/**
 * Both halves of the emergency codes, each printed by one of two managers (or on two occasions); nobody is signed in
 * afterwards.
 */
export async function printEmergencyCodes(context: TestContext, by: Account, other: Account = by): Promise<Halves> {
  const first = await printHalf(context, newOccasion(context, by), "first");
  const second = await printHalf(context, newOccasion(context, other), "second");
  context.session.signedIn = null;
  return { first, second };
}

const MINUTE_MS = 60_000;

/** Wardkey is open for so many hours, at the sign-in screen or a session's. */
export function openFor(context: TestContext, hours: number): void {
  callerNow(context);
  for (let minutes = 0; minutes < hours * 60; minutes++) {
    context.clock.advance(MINUTE_MS);
    tick(context);
  }
}

/** Wardkey is open for so many hours, in each of which the same people sign in once. */
export function openWith(context: TestContext, hours: number, people: readonly { readonly id: string }[]): void {
  for (let hour = 0; hour < hours; hour++) {
    for (const person of people) noteSignIn(context, person);
    openFor(context, 1);
  }
}
