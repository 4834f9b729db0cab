import type { ShownCode } from "../../../contract/views";
import { newCode } from "../authentication/codes";
import { recordEvent, ruleTime, type World } from "../context";
import type { Entry, SetUpUse } from "../domain/events";
import { SET_UP_CODE_LIFETIME_MS, setUpCodeFrom, shownSetUpCode } from "../domain/one-time-codes";
import { needsSetUpCode } from "../policy/enforcement";
import type { SheetPerson } from "../ports";
import { keepPaper } from "../session/papers";
import { type Account, findAccount } from "../store/accounts";
import { thePractice } from "../store/practice";
import { dropClosedSecrets } from "../store/secrets";

type Given = {
  readonly actor: string;
  readonly reason: string | null;
  readonly cause?: Entry;
  readonly drawn?: DrawnCode;
};

/** A code that was drawn, and opens nothing yet: a paper with it may be made before it is given. */
export type DrawnCode = { readonly plain: string; readonly expiresAt: number };

/** Draws a code that will be good for seven days from now (epoch ms). */
export function drawSetUpCode(world: World): DrawnCode {
  return { plain: setUpCodeFrom(world.dice.bytes(8)), expiresAt: ruleTime(world) + SET_UP_CODE_LIFETIME_MS };
}

/**
 * Gives an account a set-up code that works once, for seven days, inside the caller's transaction. It replaces the one
 * before it; a password that there is works on until the code is claimed. The code as shown is returned.
 */
export function giveSetUpCode(
  world: World,
  account: string,
  { actor, reason, cause, drawn = drawSetUpCode(world) }: Given,
): ShownCode {
  const use = useOf(world, theAccount(world, account));
  const { plain, expiresAt } = drawn;
  const { issued, secret } = newCode(world, account, "set-up-code", plain);
  const extra = cause === undefined ? { secrets: [secret] } : { secrets: [secret], cause };
  const data = { ...issued, expiresAt, for: use, reason };
  recordEvent(world, actor, { kind: "set-up-code-issued", subject: account, data }, extra);
  // The key that may be printed with the code before it is good for nothing now.
  dropClosedSecrets(world.db, account, 0);
  return shownCode(drawn);
}

/** The code as people read it. */
export function shownCode({ plain, expiresAt }: DrawnCode): ShownCode {
  return { code: shownSetUpCode(plain), expiresAt };
}

/** Keeps the slip to print or save at hand, once the code's entry is committed. */
export function keepSlip(world: World, id: string, shown: ShownCode): void {
  const { name: practice, stillStuck } = thePractice(world.db);
  const slip = { practice, stillStuck, ...sheetPerson(world, id, shown) };
  keepPaper(world, "set-up-code", (sheet) => world.papers.setUpSlip(slip, sheet), null);
}

/** What stands on the person's paper beside a code. */
export function sheetPerson(world: World, id: string, { code, expiresAt }: ShownCode): SheetPerson {
  const account = theAccount(world, id);
  const { name, email, kind } = account;
  const purpose = papers[useOf(world, account)];
  return { name, email, kind, setUpCode: code, validUntilAt: expiresAt, purpose, sealed: null };
}

const papers = { password: "choose-password", enrolment: "set-up-phone" } as const;

/** Where only the phone is missing, after a reset or a deadline, the code is for the phone; else it is for a password. */
function useOf(world: World, account: Account): SetUpUse {
  return account.passwordSecret !== null && needsSetUpCode(world, account) ? "enrolment" : "password";
}

function theAccount(world: World, id: string): Account {
  const account = findAccount(world.db, id);
  if (account === undefined) throw new Error("a set-up code for nobody");
  return account;
}
