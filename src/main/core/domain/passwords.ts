import { PASSWORD_MAX, PASSWORD_MIN } from "../../../contract/vocabulary";

const LEAST_SCORE = 3;
/** Shorter pieces of a name are in too many words. */
const PIECE_LENGTH = 4;

export type PasswordProblem =
  | "too-short"
  | "too-long"
  | "too-guessable"
  | "contains-name"
  | "contains-email"
  | "contains-practice";

/** Whose password it is: what it must not contain. */
export type PasswordContext = { readonly name: string; readonly email: string; readonly practiceName: string };

/** What is measured, scored and hashed of a typed password, so that it fits however a keyboard composes it (NFC). */
export function normalisePassword(typed: string): string {
  return typed.normalize("NFC");
}

/**
 * Everything that is wrong with a new password, worst first; empty where it is good (SIGNIN-2). `score` is zxcvbn's,
 * 0 to 4, given the context as words it knows; lengths count code points (NIST SP 800-63B-4 §3.1.1.2).
 */
export function passwordProblems(
  choice: PasswordContext & { readonly password: string; readonly isManager: boolean; readonly score: number },
): PasswordProblem[] {
  const password = normalisePassword(choice.password);
  const length = Array.from(password).length;
  const least = choice.isManager ? PASSWORD_MIN.manager : PASSWORD_MIN.member;
  const problems: [PasswordProblem, boolean][] = [
    ["too-short", length < least],
    ["too-long", length > PASSWORD_MAX],
    ["contains-name", containsAny(password, piecesOfText(choice.name))],
    ["contains-email", containsAny(password, piecesOfEmail(choice.email))],
    ["contains-practice", containsAny(password, piecesOfText(choice.practiceName))],
    ["too-guessable", !(choice.score >= LEAST_SCORE)],
  ];
  return problems.filter(([, applies]) => applies).map(([problem]) => problem);
}

/** Whether a password is as long as a manager's must be. */
export function fitsManager(password: string): boolean {
  return Array.from(normalisePassword(password)).length >= PASSWORD_MIN.manager;
}

/** The words that a guesser who knows the person would try first, for zxcvbn. */
export function contextWords(context: PasswordContext): string[] {
  const pieces = [piecesOfText(context.name), piecesOfEmail(context.email), piecesOfText(context.practiceName)];
  return [...new Set(pieces.flat())];
}

function containsAny(password: string, pieces: readonly string[]): boolean {
  const folded = fold(password);
  return pieces.some((piece) => folded.includes(piece));
}

/** Runs of four letters and more, and the whole without its gaps, so that "Al Wu" is found in "alwu". */
function piecesOfText(text: string): string[] {
  const words = fold(text)
    .split(/\P{L}+/u)
    .filter((word) => word !== "");
  return [...new Set([...words, words.join("")])].filter((word) => Array.from(word).length >= PIECE_LENGTH);
}

/** The address, and the name before its @: the domain's words are in everybody's address. */
function piecesOfEmail(email: string): string[] {
  const name = email.slice(0, Math.max(0, email.lastIndexOf("@")));
  return [fold(email.trim()), ...piecesOfText(name)].filter((piece) => piece.length >= PIECE_LENGTH);
}

/** Without case, accents and compatibility forms. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
