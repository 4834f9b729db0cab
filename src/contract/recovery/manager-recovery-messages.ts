import { type Formats, formatDay } from "../formats";

/** That manager recovery was asked for, as every screen says it; the sign-in screen among them, which loads little. */
export const managerRecoveryWords = {
  title: "Manager recovery was asked for",
  /** `name` is null for whoever may not see people. */
  body: (name: string | null) =>
    `Somebody has the recovery kit and both halves of the emergency codes, and asked to give ${name ?? "a manager"} a new password.`,
  from: (at: number, formats: Formats) =>
    `It can be done about ${formatDay(at, formats)}, if Wardkey stays open. Whoever has both owns the practice, so an objection does not stop it: if it is nobody of yours, find out today who holds them.`,
  now: "It can be done now.",
} as const;

/** Why somebody is a manager again, as the audit log says it. */
export const managerAgain = "manager recovery, as no manager was left";
