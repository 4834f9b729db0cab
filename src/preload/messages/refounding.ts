import { type Formats, formatUntil } from "./formats";

/** That a manager is to be founded anew, as every screen says it; the sign-in screen among them, which loads little. */
export const refoundingWords = {
  title: "A manager is to be founded anew",
  /** `name` is null for whoever may not see people. */
  body: (name: string | null) =>
    `Somebody has the recovery kit and both halves of the break-glass envelope, and asked to give ${name ?? "a manager"} a new password.`,
  from: (at: number, formats: Formats) =>
    `It can be done from ${formatUntil(at, formats)} at the earliest, while Wardkey stays open. A manager who can sign in can stop it.`,
  now: "It can be done now. A manager who can sign in can stop it.",
} as const;
