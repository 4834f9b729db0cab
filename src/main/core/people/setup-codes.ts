import type { ShownCode } from "../../../contract/enrollment/views";
import { newCode } from "../authentication/codes";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import type { Entry, SetupUse } from "../domain/events";
import { SETUP_CODE_LIFETIME_MS, setupCodeFrom, shownSetupCode } from "../domain/one-time-codes";
import type { SheetPerson } from "../ports";
import { needsSetupCode } from "../session/enforcement";
import { keepPaper } from "../session/papers";
import type { Session } from "../session/session";
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
export function drawSetupCode(context: VaultContext): DrawnCode {
  return { plain: setupCodeFrom(context.random.bytes(8)), expiresAt: ruleTime(context) + SETUP_CODE_LIFETIME_MS };
}

/**
 * Gives an account a setup code that works once, for seven days (TOKEN-10), inside the caller's transaction. It
 * replaces the one before it; a password that there is works on until the code is claimed. The code as shown is
 * returned.
 */
export function giveSetupCode(
  context: VaultContext,
  account: string,
  { actor, reason, cause, drawn = drawSetupCode(context) }: Given,
): ShownCode {
  const use = useOf(context, theAccount(context, account));
  const { plain, expiresAt } = drawn;
  const { issued, secret } = newCode(context, account, "setup-code", plain);
  const extra = cause === undefined ? { secrets: [secret] } : { secrets: [secret], cause };
  const data = { ...issued, expiresAt, for: use, reason };
  recordEvent(context, actor, { kind: "setup-code-issued", subject: account, data }, extra);
  // The key that may be printed with the code before it is good for nothing now.
  dropClosedSecrets(context.db, account, 0);
  return shownCode(drawn);
}

/** The code as people read it. */
export function shownCode({ plain, expiresAt }: DrawnCode): ShownCode {
  return { code: shownSetupCode(plain), expiresAt };
}

/** Keeps the slip to print or save at hand, once the code's entry is committed. */
export function keepSlip(context: VaultContext, session: Session, id: string, shown: ShownCode): void {
  const { name: practice, stillStuck } = thePractice(context.db);
  const slip = { practice, stillStuck, ...sheetPerson(context, id, shown) };
  keepPaper(context, session, "setup-code", (sheet) => context.papers.setupSlip(slip, sheet), null);
}

/** What stands on the person's paper beside a code. */
export function sheetPerson(context: VaultContext, id: string, { code, expiresAt }: ShownCode): SheetPerson {
  const account = theAccount(context, id);
  const { name, email, accountType } = account;
  const purpose = papers[useOf(context, account)];
  return { name, email, accountType, setupCode: code, validUntilAt: expiresAt, purpose, sealed: null };
}

const papers = { password: "choose-password", enrollment: "set-up-phone" } as const;

/** Where only the phone is missing, after a reset or a deadline, the code is for the phone; else it is for a password. */
function useOf(context: VaultContext, account: Account): SetupUse {
  return account.passwordSecret !== null && needsSetupCode(context, account) ? "enrollment" : "password";
}

function theAccount(context: VaultContext, id: string): Account {
  const account = findAccount(context.db, id);
  if (account === undefined) throw new Error("a setup code for nobody");
  return account;
}
