import { type Parties, reasonGiven } from "../audit/entry-vocabulary";
import type { ConflictKind } from "../vocabulary";

/** What a conflict is about, in a sentence. */
export const conflictWords: Readonly<Record<ConflictKind, string>> = {
  role: "a role",
  "account-status": "whether an account is active",
  "two-factor": "2-factor",
  password: "a password",
  exemption: "an exemption",
  profile: "a profile",
  "same-email": "one e-mail of several accounts",
  "same-two-factor-id": "one 2-factor ID of several accounts",
  "code-used-twice": "a code that was used twice",
  policy: "the 2FA policy",
  settings: "the settings",
  gateway: "the gateway for text messages and calls",
  "demoted-each-other": "managers who ended each other’s role",
  "no-manager": "the last manager",
  "removed-each-other": "workstations that removed each other",
};

/** What the audit log says of conflicts. */
export const conflictSentences = {
  "conflict-found": ({ whom }: Parties, { conflict }: { readonly conflict: { readonly what: ConflictKind } }) =>
    `Two workstations recorded apart what cannot both hold: ${conflictWords[conflict.what]}${aboutWhom(conflict, whom)}.`,
  "conflict-settled": (
    { who, whom }: Parties,
    { what, reason }: { readonly what: ConflictKind; readonly reason: string | null },
  ) =>
    reason === null
      ? `A conflict is settled: ${conflictWords[what]}${aboutWhom({ what }, whom)}.`
      : `${who} settled a conflict, ${conflictWords[what]}${aboutWhom({ what }, whom)}, by what is in force.${reasonGiven(reason)}`,
} as const;

const ofOneAccount: readonly ConflictKind[] = [
  ...(["role", "account-status", "two-factor", "password", "exemption", "profile", "code-used-twice"] as const),
];

function aboutWhom({ what }: { readonly what: ConflictKind }, whom: string): string {
  return ofOneAccount.includes(what) ? `, of ${whom}` : "";
}
