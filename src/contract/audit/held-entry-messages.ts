import { first, type Parties, reasonGiven } from "./entry-vocabulary";

const confirmedBy = {
  "recovery-kit": ({ whose }: Parties) => `${first(whose)} account was confirmed with the vault, by the recovery kit.`,
  "second-manager": ({ whose }: Parties) => `${first(whose)} account was confirmed with the vault, by two managers.`,
  manager: ({ who, whose }: Parties) => `${who} confirmed ${whose} account after the restore.`,
  "emergency-access": ({ who, whose }: Parties) => `${who} confirmed ${whose} account in emergency access.`,
  "manager-recovery": ({ whose }: Parties) => `${first(whose)} account was confirmed by manager recovery.`,
  "newer-entries": ({ whose }: Parties) => `Newer entries of the audit log confirmed ${whose} account.`,
} as const;

/** What the audit log says of accounts that were closed since the vault goes on from an older state. */
export const heldSentences = {
  "account-held": ({ whose }: Parties) =>
    `${first(whose)} account was closed until somebody confirms it. Its codes from before the restore are void.`,
  "account-confirmed": (parties: Parties, { by, reason }: { by: keyof typeof confirmedBy; reason: string | null }) =>
    `${confirmedBy[by](parties)}${reasonGiven(reason)}`,
} as const;
