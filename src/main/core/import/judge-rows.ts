import { ACCOUNT_TYPES } from "../../../contract/vocabulary";
import type { VaultContext } from "../context";
import { type ImportChoices, judgeRow, type KnownAccount, type Verdict } from "../domain/import-judge";
import type { CheckedRow } from "../domain/import-table";
import { needsSecondManager } from "../domain/may";
import { accountVerifier } from "../integrity";
import { factsOf } from "../people/account-facts";
import { changesWhoTheyAre } from "../people/identity-change";
import { asksLess } from "../policy/weaker-rules";
import type { Step } from "../ports";
import { findAccount, findEmailHolder, findEmailKeeper, isShared, readManagerFacts } from "../store/accounts";

/** Between two steps: a few milliseconds, after which other calls have their turn. */
const SLICE = 50;

/**
 * What becomes of every row, by the accounts as they are now; undefined where it was stopped. Accounts that would change
 * are verified first: a new entry would write over a row that somebody edited, and hide it.
 */
export async function judgeRows(
  context: VaultContext,
  rows: readonly CheckedRow[],
  { caller, choices, step }: { caller: string; choices: ImportChoices; step: Step },
): Promise<readonly Verdict[] | undefined> {
  const verifier = accountVerifier(context);
  const verdicts: Verdict[] = [];
  try {
    for (const row of rows) {
      if (verdicts.length % SLICE === 0 && !(await step(verdicts.length, rows.length))) return undefined;
      const verdict = judgeNow(context, row, caller, choices);
      const intact = verdict.is !== "update" || verifier.verifyOnce(verdict.account);
      verdicts.push(intact ? verdict : judgeNow(context, row, caller, choices));
    }
    return verdicts;
  } finally {
    verifier.close();
  }
}

/** What becomes of one row now. */
export function judgeNow(context: VaultContext, row: CheckedRow, caller: string, choices: ImportChoices): Verdict {
  if (row.problems.length > 0) return judgeRow(row, undefined, caller, choices);
  const known = knownBy(context, row.emailKey);
  const isFree = known !== undefined || findEmailKeeper(context.db, row.emailKey, null) === undefined;
  // A row names one account: an e-mail that several came to have names none.
  if (isShared(context.db, row.emailKey)) return { is: "problem", problems: [{ is: "email-used" }] };
  if (!isFree) return { is: "problem", problems: [{ is: "email-used" }] };
  const verdict = judgeRow(row, known, caller, choices);
  return isAnothers(context, verdict) ? { is: "problem", problems: [{ is: "identity-needed" }] } : verdict;
}

/** A row proves nobody's identity: what needs that is done one by one. */
function isAnothers(context: VaultContext, verdict: Verdict): boolean {
  const account = verdict.is === "update" ? findAccount(context.db, verdict.account) : undefined;
  return account !== undefined && verdict.is === "update" && changesWhoTheyAre(context, account, verdict.after);
}

function knownBy(context: VaultContext, emailKey: string): KnownAccount | undefined {
  const holder = findEmailHolder(context.db, emailKey);
  const account = holder === undefined ? undefined : findAccount(context.db, holder);
  if (account === undefined) return undefined;
  const { id, role, deactivatedAt, accountType } = account;
  const guarded =
    needsSecondManager(readManagerFacts(context.db)) &&
    ACCOUNT_TYPES.some((other) => other !== accountType && asksLess(context, account, { accountType: other }));
  return { ...factsOf(account), id, role, deactivatedAt, intact: !context.memory.damaged.has(id), guarded };
}
