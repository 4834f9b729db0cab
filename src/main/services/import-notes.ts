import { importNotes as words } from "../../preload/messages/import";
import { changeLabels, changeValues } from "../../preload/messages/ledger-changes";
import type { AccountFacts } from "../domain/events";
import type { Verdict } from "../domain/import-judge";
import type { RowProblem } from "../domain/import-table";

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
    [changeLabels.kind, changeValues.kind(before.kind), changeValues.kind(after.kind)],
  ] as const;
  return changes.flatMap(([what, was, becomes]) => (was === becomes ? [] : [words.change(what, was, becomes)]));
}

function problemNote(problem: RowProblem): string {
  if (problem.is === "twice") return words.twice(problem.line);
  return problem.is === "not-a-kind" ? words.notAKind(problem.typed) : words.problems[problem.is];
}
