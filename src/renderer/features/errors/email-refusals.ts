/** Refusals that are said at the field of an e-mail. */
export const emailRefusals = ["email-taken", "email-used"] as const;

export function isAboutEmail(code: string | undefined): boolean {
  return emailRefusals.some((one) => one === code);
}
