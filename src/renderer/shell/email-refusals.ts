import type { PersonRef } from "../../contract/person-ref";
import type { AnyRefusal, BridgeRefusal } from "../../contract/refusals";

/** Refusals that are said at the field of an e-mail. */
export const emailRefusals = ["email-taken", "email-used"] as const;

export function isAboutEmail(code: string | undefined): boolean {
  return emailRefusals.some((one) => one === code);
}

/** An e-mail that was refused, and who came in under it. */
export interface KeptEmail {
  readonly email: string;
  readonly owner: PersonRef;
}

/** The e-mail that was refused since somebody, who is named, came in under it. */
export function keptEmail(refusal: AnyRefusal | BridgeRefusal, email: string): KeptEmail | undefined {
  return refusal.code === "email-used" && refusal.owner !== null ? { email, owner: refusal.owner } : undefined;
}
