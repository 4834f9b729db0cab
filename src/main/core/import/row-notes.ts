import { changeLabels, changeValues } from "../../../contract/audit/change-messages";
import { importNotes as words } from "../../../contract/import/messages";
import type { VaultContext } from "../context";
import type { AccountFacts } from "../domain/events";
import type { Verdict } from "../domain/import-judge";
import type { RowProblem } from "../domain/import-table";
import type { Previewed } from "../session/import-in-hand";
import { listByPhone } from "../store/people";

/** Who has a row's new number besides: an earlier row of the file, or people who are there. */
export function phoneNotes(
  context: VaultContext,
  { rows, verdicts, phones }: Previewed,
  at: number,
): readonly string[] {
  const verdict = verdicts[at];
  const cellPhone = verdict === undefined ? null : newPhone(verdict);
  if (cellPhone === null) return [];
  const first = phones.get(cellPhone) ?? at;
  const [other, ...more] = listByPhone(context.db, cellPhone, verdict?.is === "update" ? verdict.account : null);
  const inFile = first === at || rows[first] === undefined ? [] : [words.sharedInFile(rows[first].line)];
  return other === undefined ? inFile : [...inFile, words.sharedWith(other.name, more.length)];
}

/** The place of the first row that would give somebody a number, by the number. */
export function firstPhones(verdicts: readonly Verdict[]): ReadonlyMap<string, number> {
  const phones = new Map<string, number>();
  for (const [at, verdict] of verdicts.entries()) {
    const cellPhone = newPhone(verdict);
    if (cellPhone !== null && !phones.has(cellPhone)) phones.set(cellPhone, at);
  }
  return phones;
}

function newPhone(verdict: Verdict): string | null {
  if (verdict.is === "create") return verdict.facts.cellPhone;
  if (verdict.is !== "update" || verdict.after.cellPhone === verdict.before.cellPhone) return null;
  return verdict.after.cellPhone;
}

/** What is wrong with a row, why it is skipped, or what it would change, in words. */
export function rowNotes(verdict: Verdict): readonly string[] {
  switch (verdict.is) {
    case "create":
      return [];
    case "update":
      return changeNotes(verdict.before, verdict.after);
    case "skip":
      return [words.skipped[verdict.because]];
    case "problem":
      return verdict.problems.map(problemNote);
  }
}

function changeNotes(before: AccountFacts, after: AccountFacts): readonly string[] {
  const none = changeValues.none;
  const changes = [
    [changeLabels.name, before.name, after.name],
    [changeLabels.cellPhone, before.cellPhone ?? none, after.cellPhone ?? none],
    [
      changeLabels.accountType,
      changeValues.accountType(before.accountType),
      changeValues.accountType(after.accountType),
    ],
  ] as const;
  return changes.flatMap(([what, was, becomes]) => (was === becomes ? [] : [words.change(what, was, becomes)]));
}

function problemNote(problem: RowProblem): string {
  if (problem.is === "twice") return words.twice(problem.line);
  if (problem.is === "unreadable") return words.unreadable(problem.typed);
  return problem.is === "not-an-account-type" ? words.notAnAccountType(problem.typed) : words.problems[problem.is];
}
