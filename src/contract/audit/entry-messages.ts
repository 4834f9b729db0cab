/** The ledger in sentences: one for each kind of entry. Entries are facts, so every sentence is in the past. */

import { conflictSentences } from "../conflicts/messages";
import { formatNumber, nameInSentence, type Place } from "../formats";
import type { AccountType, Channel, FullCheckResult, HeadTrouble, RecordArea, Role, Unconfirmed } from "../vocabulary";
import { workstationSentences } from "../workstations/messages";
import { backupSentences } from "./backup-entry-messages";
import {
  accountTypeNames,
  actWords,
  channelNames,
  denialWords,
  failureWords,
  first,
  type Parties,
  reasonGiven,
  roleNames,
} from "./entry-vocabulary";
import { areaWords } from "./finding-messages";
import { heldSentences } from "./held-entry-messages";
import { keySentences } from "./key-entry-messages";
import { managerSentences } from "./manager-entry-messages";
import { signInSentences, twoFactorSentences } from "./security-entry-messages";
import { supportSentences } from "./support-entry-messages";

type Reason = { readonly reason: string };

const passwordWays = {
  "practice-setup": ({ whom }: Parties) => `${first(whom)} chose a password when the practice was set up.`,
  "setup-code": ({ whom }: Parties) => `${first(whom)} chose a password with a setup code.`,
  change: ({ whom, their }: Parties) => `${first(whom)} changed ${their} password.`,
  recovery: ({ whom }: Parties) => `${first(whom)} chose a new password with the recovery kit.`,
  rehash: ({ whose }: Parties) => `Wardkey renewed how ${whose} password is protected.`,
} as const;

const openedWith = {
  "key-store": "this computer's key store",
  passphrase: "its passphrase",
  "recovery-key": "the recovery key",
} as const;

const troubles = {
  "ledger-cut": "entries at the end of the audit log are missing",
  "ledger-changed": "an entry of the audit log was changed, added or taken out",
  "tables-differ": "stored records do not match the audit log",
} as const;

const headTroubles: Readonly<Record<HeadTrouble, string>> = {
  "disk-full": "the disk is full",
  "read-only": "the place cannot be written to",
  "key-store": "the key store did not take it",
  "no-signing-key": "the key that signs it is missing",
  unknown: "writing failed",
};

const confirmedAfter: Readonly<Record<Unconfirmed, string>> = {
  "head-missing": "the seal that is kept outside the vault was missing",
  "head-behind": "the seal that is kept outside the vault was too old",
  "tables-differ": "its records were rebuilt from the audit log",
};

const practiceSentences = {
  "practice-created": (_: Parties, { name }: { name: string }) => `The practice ${nameInSentence(name)} was set up.`,
  "practice-setup-finished": ({ who }: Parties) => `${who} finished the first run.`,
  "recovery-kit-made": ({ who }: Parties) => `${who} made a recovery kit.`,
  "recovery-kit-dropped": () => "A recovery kit was not checked before Wardkey ended, and opens nothing.",
  "recovery-kit-confirmed": ({ who }: Parties) => `${who} checked the recovery kit by typing a part of it.`,
  "settings-changed": ({ who }: Parties) => `${who} changed the settings.`,
  "gateway-changed": ({ who }: Parties, { before, after }: { before: object | null; after: object | null }) => {
    if (after === null) return `${who} removed the gateway for text messages and calls.`;
    return `${who} ${before === null ? "set up" : "changed"} the gateway for text messages and calls.`;
  },
  "delivery-tested": ({ who }: Parties, { channel, failure }: { channel: Channel; failure: string | null }) =>
    failure === null
      ? `${who} sent a test ${channelNames[channel]}. The gateway took it.`
      : `${who} sent a test ${channelNames[channel]}. It failed: ${failureWords(failure)}`,
  "vault-opened": (
    _: Parties,
    { by, from, wrongTries = 0 }: { by: keyof typeof openedWith; from: "here" | "elsewhere"; wrongTries?: number },
    place: Place,
  ) => {
    const elsewhere = from === "elsewhere" ? ", from a file brought from elsewhere" : "";
    const tries = `${formatNumber(wrongTries, place)} wrong ${wrongTries === 1 ? "try" : "tries"} before`;
    return `The vault was opened with ${openedWith[by]}${elsewhere}${wrongTries === 0 ? "" : `, after ${tries}`}.`;
  },
  "vault-closed": () => "The vault was closed.",
  "audit-log-exported": (
    { who }: Parties,
    { count, format, reason }: Reason & { count: number; format: "csv" | "json" },
    place: Place,
  ) =>
    `${who} exported ${formatNumber(count, place)} ${count === 1 ? "entry" : "entries"} of the audit log as ${format.toUpperCase()}.${reasonGiven(reason)}`,
  "trouble-found": (
    { whom }: Parties,
    {
      what,
      account,
      areas = [],
    }: { what: keyof typeof troubles; account: string | null; areas?: readonly RecordArea[] },
  ) =>
    `Wardkey found that ${troubles[what]}${account === null ? "" : `: this concerns ${whom}`}${areas.length === 0 ? "" : ` (${areas.map((area) => areaWords[area].label).join("; ")})`}.`,
  "evidence-kept": ({ who }: Parties, { evidence }: { evidence: string }) =>
    `${who} kept the vault’s file as evidence: ${evidence}.`,
  "vault-checked": (
    { who }: Parties,
    { by, result, entries }: { by: "schedule" | "person"; result: FullCheckResult; entries: number },
    place: Place,
  ) => {
    const count = `${formatNumber(entries, place)} ${entries === 1 ? "entry" : "entries"}`;
    if (result === "canceled") return `${who} stopped the full check of the vault after ${count}.`;
    const whose = by === "person" ? "A full check of the vault" : "The weekly full check of the vault";
    if (result === "failed") return `${whose} could not run.`;
    return result === "intact"
      ? `${whose} found no tampering: ${count}.`
      : `${whose} found that something does not add up: ${count}.`;
  },
  "head-not-written": (_: Parties, { because }: { because: HeadTrouble }) =>
    `The audit log's seal could not be written outside the vault: ${headTroubles[because]}.`,
  "head-written-again": () => "The audit log's seal was written outside the vault again.",
  "signing-key-changed": () => "This workstation signs the audit log with a new key from here on.",
  "practice-keys-kept": () => "The practice’s keys were put away, so that a new vault key leaves them as they are.",
  "tables-rebuilt": (_: Parties, { evidence }: { evidence: string }) =>
    `Wardkey rebuilt the stored records from the audit log. The file as it was found is kept as ${evidence}.`,
  "secrets-revoked": ({ whose }: Parties, { secrets }: { secrets: readonly string[] }) =>
    `Wardkey revoked ${secrets.length === 1 ? "a secret" : `${secrets.length} secrets`} of ${whose} account: the stored bytes had been changed.`,
  "vault-confirmed": (
    { who }: Parties,
    { because, by }: { because: Unconfirmed; by: "recovery-kit" | "second-manager" },
  ) =>
    `${who} confirmed the vault ${by === "recovery-kit" ? "with the recovery kit" : "together with a second manager"}, after ${confirmedAfter[because]}.`,
} as const;

/** Somebody else, or oneself. */
const target = ({ self, whom, whose, oneself, their }: Parties) =>
  self ? { whom: oneself, whose: their } : { whom, whose };

const peopleSentences = {
  "account-created": ({ who, whom, self }: Parties, { accountType, role }: { accountType: AccountType; role: Role }) =>
    self
      ? `${who} created the first account, as ${roleNames[role]}.`
      : `${who} added ${whom}: ${accountTypeNames[accountType]}, ${roleNames[role]}.`,
  "account-edited": ({ who, whose, their, self }: Parties, { reason }: { reason: string | null }) =>
    `${who} changed ${self ? their : whose} profile.${reasonGiven(reason)}`,
  "role-changed": ({ who, whose }: Parties, { before, after, reason }: Reason & { before: Role; after: Role }) =>
    `${who} changed ${whose} role from ${roleNames[before]} to ${roleNames[after]}.${reasonGiven(reason)}`,
  "account-deactivated": ({ who, whose }: Parties, { reason }: Reason) =>
    `${who} deactivated ${whose} account.${reasonGiven(reason)}`,
  "account-reactivated": ({ who, whose }: Parties, { reason }: Reason) =>
    `${who} reactivated ${whose} account.${reasonGiven(reason)}`,
  "email-lifted": ({ who, whom }: Parties, { email, reason }: Reason & { email: string }) =>
    `${who} let another account have ${email}, with which ${whom} signed in.${reasonGiven(reason)}`,
  "account-unlocked": ({ who, whose }: Parties, { reason }: Reason) =>
    `${who} unlocked ${whose} account.${reasonGiven(reason)}`,
  "act-refused": (parties: Parties, { act, because }: { act: string; because: string }) =>
    `${parties.who} tried to ${actWords(act, target(parties))}. It was refused: ${denialWords(because)}.`,
  "setup-code-issued": ({ who, whom }: Parties, { reason }: { reason: string | null }) =>
    `${who} gave ${whom} a setup code.${reasonGiven(reason)}`,
  "setup-code-claimed": ({ whom }: Parties, { for: use }: { for: "password" | "enrollment" }) =>
    `${first(whom)} used a setup code ${use === "password" ? "to choose a password" : "to set up 2-factor"}.`,
  "setup-code-revoked": ({ whom }: Parties) => `The setup code for ${whom} was made void: its sheet was not printed.`,
  "bypass-code-issued": ({ who, whom }: Parties, { signIns, reason }: Reason & { signIns: number }) =>
    `${who} gave ${whom} a bypass code${signIns > 1 ? ` for ${signIns} sign-ins` : ""}.${reasonGiven(reason)}`,
  "recovery-kit-used": ({ whom, their }: Parties, { factors }: { factors: readonly { factor: string }[] }) =>
    factors.some(({ factor }) => factor === "backup-password")
      ? `${first(whom)} got back in with the recovery kit, ${their} backup password and a token by text or call.`
      : `${first(whom)} got back in with the recovery kit and a recovery code.`,
  "password-set": (parties: Parties, { by }: { by: keyof typeof passwordWays }) => passwordWays[by](parties),
} as const;

/** A sentence for each kind of entry, from the people it names, what it carries and where the practice is. */
export const entrySentences = {
  ...practiceSentences,
  ...peopleSentences,
  ...twoFactorSentences,
  ...signInSentences,
  ...managerSentences,
  ...workstationSentences,
  ...backupSentences,
  ...keySentences,
  ...heldSentences,
  ...conflictSentences,
  ...supportSentences,
} as const;
