import { passwordProblemWords } from "../refusal-messages";
import type { BadPassword } from "../refusals";
import { PASSWORD_MIN } from "../vocabulary";

/** Choosing a password, wherever one is chosen. */
export const newPasswordWords = {
  newPassword: "New password",
  hint: (forManager: boolean) =>
    `At least ${forManager ? PASSWORD_MIN.manager : PASSWORD_MIN.member} characters. A few words that do not belong together are easy to remember and hard to guess.`,
  strength: "Strength",
  scores: [
    "Very easy to guess",
    "Easy to guess",
    "Could be guessed",
    "Good: hard to guess",
    "Very good: very hard to guess",
  ],
  change: "Change password",
  changeTitle: "Change your password",
  changeLead: "It counts from your next sign-in on. Nobody will ask you to change it again on a schedule.",
  changed: "Your password was changed.",
  cancel: "Cancel",
} as const;

/** What is wrong with the password as typed so far. */
export function passwordProblem(problem: string | null, forManager: boolean): string | null {
  if (problem === null) return null;
  if (problem === "too-short")
    return `Use at least ${forManager ? PASSWORD_MIN.manager : PASSWORD_MIN.member} characters.`;
  return problem in passwordProblemWords ? passwordProblemWords[problem as BadPassword["problem"]] : problem;
}
